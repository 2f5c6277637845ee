import Convolution
import TestSupport

@testable import Training

/// Pictures that stand for Fashion-MNIST's: noise, with a bright row whose place depends on the class.
enum MadeUpClothes {
  static func data(perClass: Int = 16, tested: Int = 6) throws -> DataSet {
    let shape = try Shape(channels: 1, height: 12, width: 11)
    var generator = SeededGenerator(seed: 8)
    func examples(_ count: Int) -> Examples {
      let labels = (0..<10 * count).map { UInt8($0 % 10) }
      let bytes = labels.flatMap { label in
        (0..<shape.count).map { place in
          let isMarked = place / shape.width == Int(label)
          return UInt8.random(in: isMarked ? 120...255 : 0...160, using: &generator)
        }
      }
      return Examples(shape: shape, numbers: .bytes(bytes), labels: labels)
    }
    return DataSet(
      name: "made-up clothes", classes: FashionMNIST.classes, training: examples(perClass),
      test: examples(tested))
  }

  /// A study that takes no time.
  static func plan(
    _ task: StudyTask = .bagsAndShoes, examples: Int = 6, seeds: Int = 2,
    ways: Set<StudyWay> = Set(StudyWay.allCases)
  ) -> StudyPlan {
    var plan = StudyPlan(task: task, examples: examples, seeds: seeds, ways: ways)
    plan.steps = 12
    plan.baseEpochs = 1
    return plan
  }

  static func study(
    _ plan: StudyPlan, task: StudyTask = .bagsAndShoes, threads: Int = 1
  ) throws -> Study {
    try Study(plan, task: task, data: data(), threads: threads)
  }
}

extension Study {
  func finished() -> Study {
    var study = self
    while !study.isFinished { study.advance() }
    return study
  }
}
