internal import Convolution
internal import Networks

/// The pictures of a study: which are learned from, and which it is judged by.
package struct StudyPictures: Sendable {
  package let task: StudyTask
  private let plan: StudyPlan
  private let source: DataSet
  /// Training pictures of both kinds, by their places in the data set.
  private let places: (first: [Int], second: [Int])
  /// All test pictures of both kinds, which are 2,000 to 4,000 of Fashion-MNIST.
  package let test: Examples

  /// Pictures of the small test set, as in the lecture: what one sees by it is often chance.
  package static let smallTestCount = 38

  /// - Throws: `StudyError` where there are too few pictures.
  package init(
    _ plan: StudyPlan, task: StudyTask, from source: DataSet
  ) throws(StudyError) {
    (self.plan, self.task, self.source) = (plan, task, source)
    let labels = source.training.labels.map(task.label(of:))
    places = (labels.indices.filter { labels[$0] == 0 }, labels.indices.filter { labels[$0] == 1 })
    let most = 2 * min(places.first.count, places.second.count)
    guard plan.examples <= most else { throw .tooFewPictures(found: most, needed: plan.examples) }
    let tested = source.test.labels.indices.filter { task.label(of: source.test.labels[$0]) != nil }
    test = source.test.selecting(
      tested, changedBy: task.disturbance, seed: StudyChance.test.seed(from: plan.seed)
    ).relabeled { task.label(of: $0) ?? 0 }
    guard Set(test.labels).count == 2 else { throw .noTestPictures(task.title) }
  }

  /// What one seed learns from.
  package func examples(seed: Int) -> Examples {
    pick(from: 0, count: plan.examples, seed: seed, .examples)
  }

  /// 38 pictures that the seed has not learned from; fewer where there are not so many.
  package func smallTest(seed: Int) -> Examples? {
    let start = (plan.examples + 1) / 2
    let left = min(places.first.count, places.second.count) - start
    let count = min(Self.smallTestCount, 2 * left)
    return count < 2 ? nil : pick(from: start, count: count, seed: seed, .smallTest)
  }

  /// Half of them of each kind; of an odd number there is one more of the second.
  private func pick(from start: Int, count: Int, seed: Int, _ purpose: StudyChance) -> Examples {
    func shuffled(_ places: [Int], side: Int) -> ArraySlice<Int> {
      let stream = StudyChance.choice.seed(from: plan.seed, at: seed)
      let order = Shuffle.order(count: places.count, seed: stream, epoch: side)
      return order.map { places[$0] }[start...]
    }
    let picked =
      shuffled(places.first, side: 0).prefix(count / 2)
      + shuffled(places.second, side: 1).prefix(count - count / 2)
    return source.training.selecting(
      Array(picked), changedBy: task.disturbance, seed: purpose.seed(from: plan.seed, at: seed)
    ).relabeled { task.label(of: $0) ?? 0 }
  }

  /// The names of the other classes.
  var otherClasses: [String] { task.otherClasses.map { source.classes[Int($0)] } }

  /// The pictures of the other classes, for a base to learn.
  func otherClasses(base: Int) -> DataSet {
    let classes = task.otherClasses
    func select(_ examples: Examples, _ purpose: StudyChance, at place: Int) -> Examples {
      let places = examples.labels.indices.filter { classes.contains(examples.labels[$0]) }
      // A base sees each of them a few times only, which costs less than to keep them all.
      return examples.choosing(
        places, changedBy: task.disturbance, seed: purpose.seed(from: plan.seed, at: place)
      ).relabeled { UInt8(classes.firstIndex(of: $0) ?? 0) }
    }
    return DataSet(
      name: "the other classes of \(source.name)",
      classes: classes.map { source.classes[Int($0)] },
      training: select(source.training, .otherClasses, at: base),
      test: select(source.test, .otherTest, at: 0))
  }
}

extension Examples {
  /// The same pictures under other labels.
  fileprivate func relabeled(_ label: (UInt8) -> UInt8) -> Examples {
    Examples(shape: shape, numbers: numbers, labels: labels.map(label))
  }
}

/// Why a study cannot be done.
package enum StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooFewPictures(found: Int, needed: Int)
  case tooFewExamples(Int)
  case noTestPictures(_ task: String)
  case pictureShape(String)
  case training(TrainingError)

  package var description: String {
    switch self {
    case .tooFewPictures(let found, let needed):
      "there are pictures for \(found) examples, not for \(needed); ask for fewer"
    case .tooFewExamples(let found):
      "\(found) \(found == 1 ? "example does" : "examples do") not show two kinds; ask for 2 or more"
    case .noTestPictures(let task):
      "the test set does not have both kinds of \(task); take the whole of Fashion-MNIST"
    case .pictureShape(let shape):
      "the pictures are \(shape), too small for the lecture's network; take Fashion-MNIST's 28×28"
    case .training(let error): "\(error)"
    }
  }
}
