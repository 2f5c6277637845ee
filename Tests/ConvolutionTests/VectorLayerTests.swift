import Convolution
import TestSupport
import Testing

private func vector(_ numbers: Float...) throws -> Tensor {
  try Tensor(shape: Shape(channels: numbers.count, height: 1, width: 1), elements: numbers)
}

private func unit(_ index: Int) -> Element { Element(channel: index, row: 0, column: 0) }

/// The layers that make vectors, or take them.
@Suite struct VectorLayerTests {
  // MARK: Flatten

  @Test func `flattening reads channel, row, column`() throws {
    let maps = Tensor.counting(try Shape(channels: 2, height: 2, width: 3))
    let flat = Flatten().forward(maps)
    #expect(flat.shape == (try Shape(channels: 12, height: 1, width: 1)))
    #expect(flat.elements == (0..<12).map { Float($0) })
    let explanation = try Flatten().explain(unit(10), of: maps)
    #expect(explanation.terms.map(\.source) == [Element(channel: 1, row: 1, column: 1)])
    #expect(explanation.operation == .copy)
    #expect(explanation.result == 10)
  }

  @Test func `flattening loses nothing and repeats nothing`() throws {
    for example in LayerCase.random(100, seed: 1, of: { _, _, _ in .flatten(Flatten()) }) {
      let flat = Flatten().forward(example.input)
      let sources = try flat.positions.compactMap {
        try Flatten().explain($0, of: example.input).terms[0].source
      }
      #expect(sources == example.input.positions, "\(example)")
      #expect(flat.bits == example.input.bits)
    }
  }

  // MARK: Dense

  @Test func `a dense layer adds up products in the order of its inputs, then the bias`() throws {
    let layer = try Dense(
      inputs: 3, units: 2, weights: [1, 10, 2, 20, 3, 30], biases: [0.5, -0.5])
    let input = try vector(1, 2, 3)
    #expect(try layer.forward(input).elements == [14.5, 139.5])
    let explanation = try layer.explain(unit(1), of: input)
    #expect(explanation.terms.compactMap(\.weight) == [10, 20, 30])
    #expect(explanation.terms.compactMap(\.product) == [10, 40, 90])
    #expect(explanation.operation == .weightedSum(sum: 140, bias: -0.5))
    #expect(explanation.result == 139.5)
    #expect(layer[2, 0] == 3)
  }

  @Test func `a dense layer is a convolution as large as its input`() throws {
    var generator = SeededGenerator(seed: 5)
    let maps = Tensor.random(try Shape(channels: 3, height: 4, width: 5), using: &generator)
    let bank = try FilterBank(
      filters: 7, channels: 3, kernel: maps.shape.extent,
      weights: Tensor.random(
        Shape(channels: 7 * 3, height: 4, width: 5), using: &generator
      ).elements,
      biases: [1, 2, 3, 4, 5, 6, 7])
    let weights = (0..<60).flatMap { input in (0..<7).map { bank.weights[$0 * 60 + input] } }
    let dense = try Dense(inputs: 60, units: 7, weights: weights, biases: bank.biases)
    #expect(
      try dense.forward(Flatten().forward(maps)).bits
        == Convolution2D(bank: bank).forward(maps).bits)
  }

  @Test func `without biases they are 0, and no output is negative zero`() throws {
    let layer = try Dense(inputs: 1, units: 2, weights: [0, 0], biases: [-0.0, 0])
    #expect(try layer.forward(vector(-1)).elements.map(\.bitPattern) == [0, 0])
    #expect(try Dense(inputs: 1, units: 2, weights: [1, 1]).biases == [0, 0])
  }

  // MARK: Softmax

  @Test func `softmax of 1, 2, 3 is what a calculator says`() throws {
    let output = Softmax().forward(try vector(1, 2, 3)).elements
    for (share, expected) in zip(output, [0.090_030_57, 0.244_728_47, 0.665_240_96]) {
      #expect(abs(Double(share) - expected) < 1e-7)
    }
    let explanation = try Softmax().explain(unit(2), of: vector(1, 2, 3))
    guard case .softmax(let shares) = explanation.operation else {
      Issue.record("softmax explains itself as \(explanation.operation)")
      return
    }
    #expect(shares.largest == 3)
    #expect(shares.exponentials[2] == 1)
    #expect(abs(shares.exponentials[0] - 0.135_335_28) < 1e-7)
    #expect(shares.position == 2)
    #expect(explanation.terms.count == 3)
    #expect(explanation.result == output[2])
  }

  @Test func `equal numbers have equal shares, however large they are`() throws {
    for value: Float in [0, -1000, 88, 1e30, .greatestFiniteMagnitude] {
      #expect(
        Softmax().forward(try vector(value, value, value, value)).elements == [
          0.25, 0.25, 0.25, 0.25,
        ])
    }
  }

  @Test func `the shares of each place add up to 1, and moving all numbers changes none`() throws {
    for example in LayerCase.random(
      200, seed: 1, whole: true, of: { _, _, _ in .softmax(Softmax()) })
    {
      let output = Softmax().forward(example.input)
      var moved = example.input
      for element in moved.positions { moved[element] += 1000 }
      #expect(Softmax().forward(moved).bits == output.bits, "\(example)")
      for element in output.channel(0).positions {
        let sum = (0..<output.shape.channels).reduce(Float(0)) {
          $0 + output[$1, element.row, element.column]
        }
        #expect(abs(sum - 1) < 1e-6, "\(example)")
      }
    }
  }
}
