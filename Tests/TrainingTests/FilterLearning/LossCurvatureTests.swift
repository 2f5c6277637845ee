import Convolution
import TestSupport
import Testing
import Training

@Suite struct LossCurvatureTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `the largest eigenvalue is the one that power iteration finds`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (task, _) = try FilterTask.random(
      channels: seed % 2 == 0 ? 2 : 1, hasBias: seed % 3 == 0, using: &generator)
    // Without a target, the gradient is the matrix of second derivatives times the numbers.
    let plain = try FilterTask(
      picture: task.picture, kernel: Extent(3), target: Tensor(shape: task.target.shape),
      hasBias: task.hasBias)
    var vector = task.numbers(using: &generator)
    var stretch: Float = 0
    for _ in 0..<2_000 {
      let image = plain.evaluate(vector).gradient
      stretch = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vector = image.map { $0 / stretch }
    }
    let curvature = LossCurvature(task)
    #expect(abs(curvature.eigenvalues[0] / Double(stretch) - 1) < 1e-3)
    #expect(curvature.eigenvalues == curvature.eigenvalues.sorted(by: >))
    #expect(curvature.eigenvalues.count == task.count)
    #expect(curvature.eigenvalues.allSatisfy { $0 >= 0 })
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>, [Float(0.3), 0.9, 0.99])
  func `below the largest rate the loss never rises`(seed: UInt64, share: Float) throws {
    var generator = SeededGenerator(seed: seed)
    let (task, _) = try FilterTask.random(hasBias: seed % 2 == 0, using: &generator)
    let limit = try #require(LossCurvature(task).largestRate(for: .gradientDescent(rate: 1)))
    var learning = FilterLearning(
      task, start: task.numbers(using: &generator),
      optimizer: .gradientDescent(rate: share * Float(limit)))
    for _ in 0..<150 {
      let loss = learning.loss
      guard loss > 1e-9, learning.advance() else { break }
      #expect(learning.loss <= loss * (1 + 1e-6), "step \(learning.position)")
    }
    #expect(!learning.exceedsLargestRate)
  }

  @Test(
    arguments: [Optimizer.gradientDescent(rate: 1), .gradientDescent(rate: 1, momentum: 0.9)],
    1...5 as ClosedRange<UInt64>)
  func `above the largest rate it grows until it is no number`(
    optimizer: Optimizer, seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let (task, _) = try FilterTask.random(using: &generator)
    var optimizer = optimizer
    optimizer.rate =
      1.1 * Float(try #require(LossCurvature(task).largestRate(for: optimizer)))
    var learning = FilterLearning(
      task, start: task.numbers(using: &generator), optimizer: optimizer)
    #expect(learning.exceedsLargestRate)
    while learning.advance() {}
    #expect(learning.ending == .diverged)
    #expect(learning.loss > 1e20)
    // The last good step is kept, and all before it.
    #expect(learning.steps.allSatisfy { $0.loss.isFinite && $0.numbers.allSatisfy(\.isFinite) })
    #expect(learning.position == learning.steps.count - 1)
    // A lower rate comes back from there.
    learning.go(to: 3)
    learning.change(to: .gradientDescent(rate: 0.3 * learning.optimizer.rate))
    #expect(learning.ending == nil)
    let isMade = learning.advance()
    #expect(isMade)
  }

  @Test func `just below the limit of momentum it still settles, just above it does not`() throws {
    var generator = SeededGenerator(seed: 77)
    let (task, _) = try FilterTask.random(using: &generator)
    let start = task.numbers(using: &generator)
    func loss(_ share: Float) throws -> Double {
      var optimizer = Optimizer.gradientDescent(rate: 1, momentum: 0.5)
      optimizer.rate =
        share * Float(try #require(LossCurvature(task).largestRate(for: optimizer)))
      var learning = FilterLearning(task, start: start, optimizer: optimizer)
      learning.compute(to: 3_000)
      return learning.loss
    }
    #expect(try loss(0.98) < 1e-8)
    #expect(try loss(1.02) > 1e8)
  }

  @Test(arguments: [false, true])
  func `no filter gets below the lowest loss, and learning gets there`(hasBias: Bool) throws {
    var generator = SeededGenerator(seed: 5)
    let picture = Tensor.random(
      try Shape(channels: 1, height: 10, width: 10), using: &generator)
    // No filter makes such a map.
    let target = Tensor.random(try Shape(channels: 1, height: 8, width: 8), using: &generator)
    let task = try FilterTask(
      picture: picture, kernel: Extent(3), target: target, hasBias: hasBias)
    let lowest = try #require(LossCurvature(task).lowestLoss)
    #expect(lowest > 0.1)
    var learning = FilterLearning(
      task, start: task.firstNumbers(seed: 1),
      optimizer: .gradientDescent(
        rate: LossCurvature(task).sensibleRate(for: .gradientDescent(rate: 1))))
    learning.compute(to: 2_000)
    #expect(abs(learning.loss - lowest) < 1e-5)
    #expect(learning.loss >= lowest - 1e-6)
  }

  @Test func `Adam has no such limit, and with a ReLU the lowest loss is not known`() throws {
    var generator = SeededGenerator(seed: 6)
    let (task, _) = try FilterTask.random(hasReLU: true, using: &generator)
    #expect(LossCurvature(task).largestRate(for: .adam()) == nil)
    #expect(LossCurvature(task).lowestLoss == nil)
  }

  @Test func `a black picture has no limit and teaches nothing`() throws {
    let task = try FilterTask(
      picture: Tensor(shape: Shape(channels: 1, height: 5, width: 5)), kernel: Extent(3),
      target: Tensor(shape: Shape(channels: 1, height: 3, width: 3), repeating: 1))
    #expect(LossCurvature(task).largestRate(for: .gradientDescent(rate: 1)) == nil)
    var learning = FilterLearning(
      task, start: task.firstNumbers(seed: 1), optimizer: .gradientDescent(rate: 1))
    let isMade = learning.advance()
    #expect(!isMade)
    #expect(learning.ending == .settled)
  }

  @Test func `round rates are 1, 2 and 5 times powers of ten, both ways`() {
    var rate = RoundRate(below: 0.0009)
    #expect(rate.value == 0.0005)
    for expected: Float in [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] {
      rate = rate.next
      #expect(rate.value == expected)
      #expect(RoundRate(below: Double(expected)) == rate)
      #expect(rate.next.previous == rate)
      #expect(rate.previous.next == rate)
    }
  }
}
