import Convolution
import Networks
import TestSupport
import Testing
import Training

/// A layer at work, with a gradient for its output.
private struct GradientCase: CustomStringConvertible {
  let example: LayerCase
  let output: Tensor
  let outputGradient: Tensor
  let gradient: LayerGradient

  var description: String { example.description }

  /// - Parameter whole: Whether all numbers are whole, and sums of products so exact.
  init(_ example: LayerCase, whole: Bool = false) throws {
    var generator = SeededGenerator(seed: example.seed + 99)
    self.example =
      example.layer.hasKinks
      ? LayerCase(
        seed: example.seed, layer: example.layer,
        inputs: try example.inputs.map { try Tensor.apart($0.shape, using: &generator) })
      : example
    output = try self.example.output()
    outputGradient = Tensor.random(output.shape, whole: whole, using: &generator)
    gradient = try example.layer.backward(
      outputGradient, inputs: self.example.inputs, output: output)
  }

  var loss: LayerLoss {
    LayerLoss(layer: example.layer, inputs: example.inputs, factors: outputGradient)
  }

  /// Holds some of the gradients against central differences.
  func check(
    step: Float, tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var generator = SeededGenerator(seed: example.seed)
    func expect(_ slope: Double, _ gradient: Float, _ what: String) {
      #expect(
        abs(slope - Double(gradient)) <= tolerance * (1 + abs(slope)),
        "\(what): slope \(slope), gradient \(gradient); \(self)", sourceLocation: sourceLocation)
    }
    for (index, input) in gradient.inputs.enumerated() {
      for element in input.positions.shuffled(using: &generator).prefix(8) {
        let slope = try loss.slope(ofInput: index, element, step: step)
        expect(slope, input[element], "input \(index) at \(element)")
      }
    }
    for (role, numbers) in gradient.parameters {
      for index in numbers.indices.shuffled(using: &generator).prefix(8) {
        let slope = try loss.slope(of: role, at: index, step: step)
        expect(slope, numbers[index], "\(role) \(index)")
      }
    }
  }
}

/// Gradients against central differences, layer by layer.
///
/// Where a layer is linear between its kinks and all numbers are whole or eighths, differences are
/// exact, and so are the gradients: they have to be equal.
@Suite struct `Gradients of layers` {
  @Test func `of convolutions are exact on whole numbers`() throws {
    for example in LayerCase.random(300, seed: 1, whole: true, of: Layer.randomConvolution) {
      try GradientCase(example, whole: true).check(step: 1, tolerance: 0)
    }
  }

  @Test func `of dense layers are exact on whole numbers`() throws {
    let cases = LayerCase.random(
      150, seed: 1000, whole: true, vectors: true, of: Layer.randomDense)
    for example in cases { try GradientCase(example, whole: true).check(step: 1, tolerance: 0) }
  }

  @Test func `of maxima and rectifications are exact between the kinks`() throws {
    let cases =
      LayerCase.random(400, seed: 2000, of: Layer.randomPooling)
      + LayerCase.random(100, seed: 3000, of: Layer.randomGlobalPooling)
      + LayerCase.random(50, seed: 4000) { _, _, _ in .rectification(ReLU()) }
    let kinked = cases.filter(\.layer.hasKinks)
    #expect(kinked.count > 150)
    for example in kinked {
      try GradientCase(example, whole: true).check(step: 1 / 64, tolerance: 0)
    }
  }

  /// With a step of 1/64 the third derivative and the rounding of 24 bits cost less than 1e-3.
  @Test func `of every layer are slopes`() throws {
    let cases =
      LayerCase.mixed(500, seed: 5000)
      + LayerCase.random(400, seed: 6000, of: Layer.randomWithoutWindow)
      + LayerCase.random(200, seed: 7000, vectors: true, of: Layer.randomWithoutWindow)
    let names = Set(cases.map(\.layer.name))
    #expect(names.count == 16, "\(names)")
    for example in cases { try GradientCase(example).check(step: 1 / 64, tolerance: 1e-3) }
  }
}

/// Gradients and the explanations of them are the same, bit for bit.
@Suite struct `Explained gradients` {
  private static func cases() throws -> [GradientCase] {
    try
      (LayerCase.mixed(400, seed: 11_000)
      + LayerCase.random(200, seed: 12_000, of: Layer.randomWithoutWindow))
      .map { try GradientCase($0) }
  }

  @Test func `of weights are their terms' sum`() throws {
    var weights = 0
    for example in try Self.cases() {
      let (layer, input) = (example.example.layer, example.example.input)
      for (role, numbers) in example.gradient.parameters {
        for index in numbers.indices {
          let explanation = try #require(
            try layer.explainGradient(
              of: role, at: index, input: input, outputGradient: example.outputGradient))
          #expect(
            explanation.gradient.bitPattern == numbers[index].bitPattern,
            "\(role) \(index); \(example)")
          #expect(explanation.partialSum(of: explanation.terms.count) == explanation.gradient)
          weights += 1
        }
      }
    }
    #expect(weights > 1000)
  }

  @Test func `of weights have a term for each output of their channel`() throws {
    for example in try Self.cases() {
      for (role, numbers) in example.gradient.parameters {
        let explanation = try #require(
          try example.example.layer.explainGradient(
            of: role, at: numbers.count - 1, input: example.example.input,
            outputGradient: example.outputGradient))
        let shape = example.output.shape
        #expect(explanation.terms.count == shape.height * shape.width)
        for term in explanation.terms {
          #expect(term.outputGradient == example.outputGradient[term.output])
          if role == .weight {
            #expect(term.input == (term.source.map { example.example.input[$0] } ?? 0))
          }
        }
      }
    }
  }

  @Test func `of inputs are their terms' sum`() throws {
    for example in try Self.cases() {
      for (index, input) in example.gradient.inputs.enumerated() {
        for element in input.positions {
          let explanation = try example.example.layer.explainInfluence(
            of: element, inputIndex: index, inputs: example.example.inputs,
            output: example.output, outputGradient: example.outputGradient)
          #expect(
            explanation.gradient.bitPattern == input[element].bitPattern,
            "input \(index) at \(element); \(example)")
        }
      }
    }
  }

  @Test func `exist only for what a layer learns`() throws {
    let pixel = Tensor(shape: try Shape(channels: 1, height: 1, width: 1))
    for role in [WeightTensor.Role.weight, .bias, .scale, .shift, .mean, .variance] {
      let explanation = try Layer.rectification(ReLU()).explainGradient(
        of: role, at: 0, input: pixel, outputGradient: pixel)
      #expect(explanation == nil)
    }
  }
}

/// What is decided where mathematics does not decide.
@Suite struct `Gradients at kinks` {
  @Test func `pass nothing through a rectified 0`() throws {
    let input = try Tensor.table([-1, 0, 2])
    let gradient = try Layer.rectification(ReLU()).backward(
      .table([5, 6, 7]), inputs: [input], output: .table([0, 0, 2]))
    #expect(gradient.inputs == [try .table([0, 0, 7])])
  }

  @Test func `go to the first of the largest`() throws {
    let layer = Layer.pooling(Pooling2D(.maximum, kernel: Extent(2)))
    let input = try Tensor.table([1, 3, 0, 0], [3, 3, 0, 0])
    let gradient = try layer.backward(
      .table([4, 5]), inputs: [input], output: .table([3, 0]))
    #expect(gradient.inputs == [try .table([0, 4, 5, 0], [0, 0, 0, 0])])
  }

  @Test func `add up where windows overlap`() throws {
    let layer = Layer.pooling(Pooling2D(.maximum, kernel: Extent(2), stride: Extent(1)))
    let input = try Tensor.table([1, 9, 2], [3, 4, 5])
    let gradient = try layer.backward(
      .table([10, 100]), inputs: [input], output: .table([9, 9]))
    #expect(gradient.inputs == [try .table([0, 110, 0], [0, 0, 0])])
  }

  @Test func `of an average in the padding get lost when padding counts`() throws {
    let input = try Tensor.table([1, 2])
    func gradient(countingPadding: Bool) throws -> [Float] {
      let layer = Layer.pooling(
        Pooling2D(
          .average(countingPadding: countingPadding), kernel: Extent(height: 1, width: 2),
          padding: .explicit(Edges(top: 0, left: 1, bottom: 0, right: 1))))
      let output = try layer.reference([input])
      return try layer.backward(.table([8, 8]), inputs: [input], output: output).inputs[0].elements
    }
    #expect(try gradient(countingPadding: true) == [4, 4])
    #expect(try gradient(countingPadding: false) == [8, 8])
  }

  @Test func `follow the mask of what was dropped`() throws {
    let ones = try Tensor.table([1, 1, 1])
    let gradient = try Layer.dropout(Dropout(rate: 0.5)).backward(
      .table([3, 4, 5]), inputs: [ones], output: ones, mask: [2, 0, 2])
    #expect(gradient.inputs == [try .table([6, 0, 10])])
  }
}
