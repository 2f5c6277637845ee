import Convolution
import TestSupport
import Testing

private let place = Element(row: 0, column: 1)

@Suite struct ElementwiseLayerTests {
  // MARK: Activations

  @Test func `sigmoid is a half at 0, and symmetric around it`() throws {
    let outputs = try Activation.sigmoid.forward(.table([0, 1, -1, 100, -100])).elements
    #expect(outputs[0] == 0.5)
    #expect(abs(outputs[1] - 0.731_058_6) < 1e-7)
    #expect(abs(outputs[1] + outputs[2] - 1) < 1e-7)
    #expect(outputs[3] == 1)
    #expect(outputs[4] >= 0 && outputs[4] < 1e-30)
  }

  @Test func `tanh is 0 at 0, odd, and never beyond 1`() throws {
    let outputs = try Activation.tanh.forward(.table([0, 1, -1, 100, -.infinity])).elements
    #expect(outputs[0] == 0)
    #expect(abs(outputs[1] - 0.761_594_2) < 1e-7)
    #expect(outputs[2] == -outputs[1])
    #expect(outputs[3...] == [1, -1])
  }

  @Test func `leaky ReLU keeps a part of what is negative`() throws {
    let layer = Activation.leakyReLU(slope: 0.25)
    #expect(try layer.forward(.table([4, 0, -4, -.infinity])).elements == [4, 0, -1, -.infinity])
  }

  @Test(arguments: [Activation.sigmoid, .tanh, .leakyReLU(slope: 0.1)])
  func `NaN stays NaN`(activation: Activation) throws {
    #expect(try activation.forward(.table([.nan])).elements[0].isNaN)
  }

  @Test func `an explanation names the function and the number before`() throws {
    let explanation = try Activation.tanh.explain(place, of: .table([1, 0]))
    #expect(explanation.terms == [Explanation.Term(element: place, source: place, input: 0)])
    #expect(explanation.operation == .activation(.tanh))
    #expect(explanation.result == 0)
  }

  // MARK: Normalization and rescaling

  @Test func `batch normalization moves and stretches each channel by its own numbers`() throws {
    // √(3 + 1) = 2 and √(15 + 1) = 4.
    let layer = try BatchNormalization(
      scale: [10, 1], shift: [0.5, -1], mean: [1, 2], variance: [3, 15], epsilon: 1)
    let input = try Tensor(
      shape: Shape(channels: 2, height: 1, width: 2), elements: [1, 5, 2, 6])
    #expect(try layer.forward(input).elements == [0.5, 20.5, -1, 0])
    let explanation = try layer.explain(Element(channel: 1, row: 0, column: 1), of: input)
    #expect(explanation.operation == .normalization(layer.channels[1]))
    #expect(layer.channels.map(\.deviation) == [2, 4])
    #expect(explanation.result == 0)
  }

  @Test func `batch normalization by the data's own mean and variance has mean 0 and variance 1`()
    throws
  {
    var generator = SeededGenerator(seed: 3)
    let input = Tensor.random(
      try Shape(channels: 1, height: 30, width: 40), using: &generator)
    let count = Float(input.shape.count)
    let mean = input.elements.reduce(0, +) / count
    let variance = input.elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let output = try BatchNormalization(
      scale: [1], shift: [0], mean: [mean], variance: [variance], epsilon: 0
    ).forward(input).elements
    #expect(abs(output.reduce(0, +) / count) < 1e-5)
    #expect(abs(output.reduce(0) { $0 + $1 * $1 } / count - 1) < 1e-4)
  }

  @Test func `rescaling multiplies, then adds`() throws {
    let layer = Rescaling(scale: 1 / 255, offset: -1)
    #expect(try layer.forward(.table([0, 255, 510])).elements == [-1, 0, 1])
    let explanation = try layer.explain(place, of: .table([0, 255]))
    #expect(explanation.operation == .rescaling(layer))
    #expect(explanation.result == 0)
  }

  @Test func `dropout drops nothing after training`() throws {
    let picture = try Tensor.table([1, -2], [.infinity, 0])
    #expect(try Dropout(rate: 1).forward(picture) == picture)
    #expect(try Dropout(rate: 0.5).explain(place, of: picture).operation == .copy)
  }

  // MARK: Addition

  @Test func `addition adds what stands at the same place of each input`() throws {
    let (first, second) = (
      try Tensor.table([1, 2], [3, 4]), try Tensor.table([10, 20], [30, 40])
    )
    let third = try Tensor.table([0.5, 0.5], [0.5, 0.5])
    #expect(try Addition().forward([first, second]) == Tensor.table([11, 22], [33, 44]))
    #expect(
      try Addition().forward([first, second, third]) == Tensor.table([11.5, 22.5], [33.5, 44.5]))
    let explanation = try Addition().explain(place, of: [first, second])
    #expect(explanation.terms.map(\.inputIndex) == [0, 1])
    #expect(explanation.terms.map(\.input) == [2, 20])
    #expect(explanation.operation == .addition)
    #expect(explanation.result == 22)
  }

  @Test func `adding two negative zeros gives one`() throws {
    let zero = try Tensor.table([-0.0])
    for sum in [try Addition().forward([zero, zero]), try Addition().reference([zero, zero])] {
      #expect(sum.elements[0].bitPattern == Float(-0.0).bitPattern)
    }
  }

  @Test func `addition follows its inputs in their order`() throws {
    // In Float, 2²⁴ + 1 + 1 is 2²⁴, but 1 + 1 + 2²⁴ is not.
    let (large, one) = (try Tensor.table([0x1p24]), try Tensor.table([1]))
    #expect(try Addition().forward([large, one, one]).elements == [0x1p24])
    #expect(try Addition().forward([one, one, large]).elements == [0x1p24 + 2])
  }
}
