import Convolution
import Networks
import TestSupport
import Testing
import Training

@Suite struct FilterGradientTests {
  /// Loss and gradient by the readable loops, in double precision.
  private func reference(
    _ task: FilterTask, _ numbers: [Float]
  ) -> (loss: Double, gradient: [Double]) {
    let (shape, filter) = (task.target.shape, task.filterShape)
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: task.count)
    for place in 0..<shape.count {
      let position = shape.element(at: place)
      func input(_ index: Int) -> Double {
        let tap = filter.element(at: index)
        return Double(
          task.picture[tap.channel, position.row + tap.row, position.column + tap.column])
      }
      var sum = Double(task.bias(numbers))
      for index in 0..<filter.count { sum += input(index) * Double(numbers[index]) }
      let output = task.hasReLU ? max(0, sum) : sum
      let difference = output - Double(task.target[position])
      loss += difference * difference
      guard !task.hasReLU || sum > 0 else { continue }
      for index in 0..<filter.count { gradient[index] += 2 * difference * input(index) }
      if task.hasBias { gradient[filter.count] += 2 * difference }
    }
    let count = Double(shape.count)
    return (loss / count, gradient.map { $0 / count })
  }

  private static let kinds = [(false, false), (true, false), (false, true), (true, true)]

  @Test(arguments: kinds, 1...5 as ClosedRange<UInt64>)
  func `loss and gradient are those of the readable loops`(
    kind: (hasBias: Bool, hasReLU: Bool), seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let kernel = Extent(
      height: Int.random(in: 1...4, using: &generator),
      width: Int.random(in: 1...4, using: &generator))
    let (task, _) = try FilterTask.random(
      channels: Int.random(in: 1...3, using: &generator), kernel: kernel, hasBias: kind.hasBias,
      hasReLU: kind.hasReLU, using: &generator)
    let numbers = task.numbers(using: &generator)
    let (found, expected) = (task.evaluate(numbers), reference(task, numbers))
    #expect(abs(found.loss - expected.loss) <= 1e-5 * (1 + expected.loss))
    for (one, other) in zip(found.gradient, expected.gradient) {
      #expect(abs(Double(one) - other) <= 1e-5 * (1 + abs(other)))
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the gradient is that of a convolutional layer's backward pass`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 50 + seed)
    let (task, _) = try FilterTask.random(
      channels: 2, hasBias: true, hasReLU: seed % 2 == 0, using: &generator)
    let numbers = task.numbers(using: &generator)
    let evaluation = task.evaluate(numbers)
    let layer = try Convolution2D(
      bank: FilterBank(filter: task.filter(numbers), bias: task.bias(numbers)))
    let scale = 2 / Float(task.positions)
    let outputGradient = try Tensor(
      shape: evaluation.slopes.shape, elements: evaluation.slopes.elements.map { $0 * scale })
    let gradients = try layer.parameterGradients(outputGradient, input: task.picture)
    let expected = try #require(gradients[.weight]) + #require(gradients[.bias])
    for (found, expected) in zip(evaluation.gradient, expected) {
      #expect(abs(found - expected) <= 1e-5 * (1 + abs(expected)))
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the gradient is the slope of the loss`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 100 + seed)
    let (task, _) = try FilterTask.random(channels: 2, hasBias: true, using: &generator)
    let numbers = task.numbers(using: &generator)
    let gradient = task.evaluate(numbers).gradient
    for index in numbers.indices {
      // The loss is a parabola: central differences are exact but for rounding.
      let step: Float = 0.25
      var (more, less) = (numbers, numbers)
      more[index] += step
      less[index] -= step
      let width = Double(more[index]) - Double(less[index])
      let slope = (task.evaluate(more).loss - task.evaluate(less).loss) / width
      #expect(abs(slope - Double(gradient[index])) <= 1e-4 * (1 + abs(slope)), "\(index)")
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the terms of a gradient add up to it, the largest first`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 200 + seed)
    let (task, _) = try FilterTask.random(
      channels: 2, size: Extent(6), hasBias: true, hasReLU: seed % 2 == 0, using: &generator)
    let evaluation = task.evaluate(task.numbers(using: &generator))
    for index in 0..<task.count {
      let all = task.explainGradient(ofNumber: index, in: evaluation, most: task.positions)
      #expect(all.largest.count == all.count)
      #expect(Set(all.largest.map(\.position)).count == all.count)
      let sizes = all.largest.map(\.product.magnitude)
      #expect(sizes == sizes.sorted(by: >))
      let sum = all.largest.reduce(0) { $0 + $1.product }
      #expect(abs(sum - all.sum) <= 1e-12 * (1 + sizes.reduce(0, +)))
      #expect(all.gradient == Float(2 / Double(all.count) * all.sum))
      #expect(all.gradient == evaluation.gradient[index])
      let few = task.explainGradient(ofNumber: index, in: evaluation, most: 7)
      #expect(few.largest == Array(all.largest.prefix(7)))
      #expect(few.sum == all.sum)
    }
  }

  @Test func `a term tells where its input comes from`() throws {
    var generator = SeededGenerator(seed: 300)
    let (task, _) = try FilterTask.random(channels: 3, hasBias: true, using: &generator)
    let evaluation = task.evaluate(task.numbers(using: &generator))
    for term in task.explainGradient(ofNumber: 14, in: evaluation).largest {
      let source = try #require(term.source)
      // Number 14 of (3, 3, 3) is [1,1,2].
      #expect(source.channel == 1)
      #expect(source.row == term.position.row + 1 && source.column == term.position.column + 2)
      #expect(term.input == task.picture[source])
      #expect(term.difference == evaluation.difference[term.position])
    }
    #expect(
      task.explainGradient(ofNumber: 27, in: evaluation).largest
        .allSatisfy { $0.source == nil && $0.input == 1 })
  }
}
