import Convolution
import TestSupport
import Testing
import Training

@Suite struct FilterLearningTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `on a picture with texture the numbers find the target's`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (task, goal) = try FilterTask.random(
      channels: seed % 2 == 0 ? 3 : 1, hasBias: seed % 3 == 0, using: &generator)
    let curvature = LossCurvature(task)
    let kinds: [Optimizer] = [
      .gradientDescent(rate: 1), .gradientDescent(rate: 1, momentum: 0.9), .adam(),
    ]
    for kind in kinds {
      var optimizer = kind
      optimizer.rate = curvature.sensibleRate(for: kind)
      var learning = FilterLearning(
        task, start: task.firstNumbers(seed: seed), optimizer: optimizer)
      var miss = Float.infinity
      while miss >= 1e-3, learning.position < 5_000 {
        learning.compute(to: learning.position + 50)
        miss = zip(learning.numbers, goal).map { abs($0 - $1) }.max() ?? 0
      }
      #expect(miss < 1e-3, "\(optimizer)")
    }
  }

  /// What `Golden/filter.py` prints.
  private static let golden: [(optimizer: Optimizer, hasReLU: Bool, numbers: [Float])] = [
    (
      .gradientDescent(rate: 0.05), false,
      [
        0.653615, 0.449717, 0.600690, 0.155834, -0.091411, -0.088129, -0.698467, -0.341542,
        -0.414304, 0.084147,
      ]
    ),
    (
      .gradientDescent(rate: 0.02, momentum: 0.9), false,
      [
        1.056358, 1.105364, 1.068103, -0.015427, -0.015436, 0.032781, -1.031907, -1.179537,
        -1.129444, -0.020059,
      ]
    ),
    (
      .adam(rate: 0.05), false,
      [
        1.092857, 1.106358, 1.071121, -0.030476, 0.027838, 0.071557, -1.091035, -1.098535,
        -1.014711, -0.013183,
      ]
    ),
    (
      .gradientDescent(rate: 0.05), true,
      [
        0.279988, 0.116730, 0.204735, 0.443297, -0.369589, 0.190806, -0.348057, 0.004817,
        0.305838, 0.045758,
      ]
    ),
    (
      .gradientDescent(rate: 0.02, momentum: 0.9), true,
      [
        0.561514, 0.555471, 0.604430, 0.253452, 0.202553, 0.133782, -0.670828, -0.578550,
        -0.245925, 0.436065,
      ]
    ),
    (
      .adam(rate: 0.05), true,
      [
        0.826793, 0.950236, 0.997799, 0.038514, -0.011417, -0.081520, -0.945101, -0.963273,
        -1.019266, 0.031441,
      ]
    ),
  ]

  @Test(arguments: golden.indices)
  func `forty updates give PyTorch's numbers`(index: Int) throws {
    let golden = Self.golden[index]
    func pixel(_ row: Int, _ column: Int) -> Float {
      let level = (7 * row * row + 5 * column + row * column) % 23
      return Float(level) / 11 - 1
    }
    let picture = try Tensor(
      rows: (0..<9).map { row in (0..<11).map { column in pixel(row, column) } })
    let goal = try Tensor(rows: [[1, 1, 1], [0, 0, 0], [-1, -1, -1]])
    let task = try FilterTask(
      picture: picture, kernel: Extent(3),
      target: FilterTask.map(of: picture, through: goal, hasReLU: golden.hasReLU), hasBias: true,
      hasReLU: golden.hasReLU)
    let start: [Float] = [0.3, -0.2, 0.1, 0.4, -0.5, 0.2, -0.1, 0.25, 0.5, 0]
    var learning = FilterLearning(task, start: start, optimizer: golden.optimizer)
    learning.compute(to: 40)
    for (found, expected) in zip(learning.numbers, golden.numbers) {
      #expect(abs(found - expected) < 2e-5)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any way there and back shows the very same numbers`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (task, _) = try FilterTask.random(
      size: Extent(7), hasBias: Bool.random(using: &generator),
      hasReLU: Bool.random(using: &generator), using: &generator)
    var learning = FilterLearning(
      task, start: task.numbers(using: &generator), optimizer: .gradientDescent(rate: 0.01))
    var seen = [learning.steps[0].numbers]
    for _ in 0..<200 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<5:
        guard learning.advance() else { break }
        if learning.position == seen.count { seen.append(learning.numbers) }
      case 5..<8: learning.go(to: learning.position - Int.random(in: 1...5, using: &generator))
      case 8: learning.go(to: Int.random(in: 0...30, using: &generator))
      default:
        let optimizers: [Optimizer] = [
          .gradientDescent(rate: 0.02), .gradientDescent(rate: 0.01, momentum: 0.9),
          .gradientDescent(rate: 0.02, momentum: 0.5), .adam(rate: 0.02),
        ]
        let optimizer = try #require(optimizers.randomElement(using: &generator))
        guard optimizer != learning.optimizer else { break }
        learning.change(to: optimizer)
        #expect(learning.steps.count == learning.position + 1)
        #expect(learning.optimizer == optimizer)
        seen.removeSubrange((learning.position + 1)...)
      }
      #expect(learning.numbers == seen[learning.position])
      #expect(learning.evaluation == task.evaluate(learning.numbers))
      #expect(learning.loss == learning.steps[learning.position].loss)
    }
    // The changes that are told lead to the same numbers again.
    var again = FilterLearning(
      task, start: seen[0], optimizer: learning.changes[0].optimizer)
    for change in learning.changes.dropFirst() {
      again.compute(to: change.step)
      again.change(to: change.optimizer)
    }
    again.compute(to: learning.position)
    #expect(again.numbers == learning.numbers)
  }

  @Test func `the update that is shown is the one that is made`() throws {
    var generator = SeededGenerator(seed: 9)
    let (task, _) = try FilterTask.random(hasBias: true, using: &generator)
    let optimizers: [Optimizer] = [
      .gradientDescent(rate: 0.01), .gradientDescent(rate: 0.01, momentum: 0.9),
      .adam(rate: 0.1),
    ]
    for optimizer in optimizers {
      var learning = FilterLearning(
        task, start: task.numbers(using: &generator), optimizer: optimizer)
      for _ in 0..<20 {
        let updates = learning.updates
        #expect(updates.map(\.weight) == learning.numbers)
        #expect(updates.map(\.gradient) == learning.evaluation.gradient)
        let isMade = learning.advance()
        #expect(isMade)
        #expect(updates.map(\.newWeight) == learning.numbers)
      }
      // Also where it was made before.
      learning.go(to: 7)
      #expect(learning.updates.map(\.newWeight) == learning.steps[8].numbers)
    }
  }

  @Test func `first numbers follow from their seed, in hundredths within Glorot's bound`() throws {
    var generator = SeededGenerator(seed: 10)
    let (task, _) = try FilterTask.random(hasBias: true, using: &generator)
    for seed: UInt64 in 0..<50 {
      let numbers = task.firstNumbers(seed: seed)
      #expect(numbers == task.firstNumbers(seed: seed))
      #expect(numbers != task.firstNumbers(seed: seed + 1))
      #expect(numbers.count == 10 && numbers[9] == 0)
      #expect(numbers.allSatisfy { ($0 * 100).rounded() / 100 == $0 })
      #expect(numbers.allSatisfy { abs($0) <= 0.58 })
    }
  }

  @Test func `behind a ReLU that cuts everything off, nothing is learned`() throws {
    let picture = Tensor(shape: try Shape(channels: 1, height: 6, width: 6), repeating: 1)
    let target = Tensor(shape: try Shape(channels: 1, height: 4, width: 4), repeating: 1)
    let task = try FilterTask(
      picture: picture, kernel: Extent(3), target: target, hasReLU: true)
    var learning = FilterLearning(
      task, start: Array(repeating: -0.5, count: 9), optimizer: .gradientDescent(rate: 0.1))
    #expect(learning.evaluation.gradient.allSatisfy { $0 == 0 })
    let isMade = learning.advance()
    #expect(!isMade)
    #expect(learning.ending == .dead)
  }

  @Test func `a target of another size is refused with the size that it needs`() throws {
    let picture = Tensor(shape: try Shape(channels: 1, height: 6, width: 8))
    let target = Tensor(shape: try Shape(channels: 1, height: 6, width: 8))
    #expect(
      throws: FilterTaskError.targetSize(
        found: target.shape, expected: try Shape(channels: 1, height: 4, width: 6))
    ) { try FilterTask(picture: picture, kernel: Extent(3), target: target) }
    #expect(throws: ShapeError.self) {
      try FilterTask(picture: picture, kernel: Extent(7), target: target)
    }
  }
}
