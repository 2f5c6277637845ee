package import Convolution
package import Networks

/// Why a weight is to change: its gradient as the sum of all its uses in one picture.
///
/// The law: `gradient` is what `Layer.backward` computes for the weight, bit for bit.
package struct GradientExplanation: Hashable, Sendable {
  /// The uses in reading order of the outputs.
  package let terms: [Term]
  /// How the loss changes when the weight grows: the sum of the products.
  package let gradient: Float

  /// One use of the weight.
  package struct Term: Hashable, Sendable {
    /// Where the number that the weight was multiplied by lies in the layer's input, which may be in
    /// the padding; nil for a bias or a shift, which is multiplied by 1.
    package let element: Element?
    /// The pixel whose value stands there: `element` itself, the one that the border repeats, or nil.
    package let source: Element?
    /// What the weight was multiplied by: the number itself, or the normalized one.
    package let input: Float
    /// The output that this was part of.
    package let output: Element
    /// How the loss changes with that output.
    package let outputGradient: Float

    /// This use's part in the gradient, rounded once.
    package var product: Float { input * outputGradient }
    /// Whether the input lies outside the picture, whatever the border puts there.
    package var isPadding: Bool { source != element }
  }

  init(terms: [Term]) {
    self.terms = terms
    gradient = Self.sum(of: terms[...])
  }

  /// The sum of the first products; for all of the terms it is the gradient.
  package func partialSum(of count: Int) -> Float { Self.sum(of: terms.prefix(count)) }

  private static func sum(of terms: ArraySlice<Term>) -> Float {
    terms.reduce(0) { $0 + $1.product }
  }
}

extension Layer {
  /// Where the gradient of one number that the layer learns comes from.
  ///
  /// - Parameters:
  ///   - index: In the engine's order: (filter, channel, row, column) or (input, unit).
  ///   - outputGradient: How the loss changes with each output.
  /// - Returns: nil where the layer learns no such number.
  /// - Throws: `ShapeError` when the input does not suit the layer.
  /// - Complexity: O(*outputs of one channel*).
  package func explainGradient(
    of role: WeightTensor.Role, at index: Int, input: Tensor, outputGradient: Tensor
  ) throws(ShapeError) -> GradientExplanation? {
    switch (self, role) {
    case (.convolution(let layer), .weight):
      return try layer.explainGradient(ofWeight: index, input: input, outputGradient)
    case (.dense(let layer), .weight):
      let (element, unit) = index.quotientAndRemainder(dividingBy: layer.units)
      let (source, output) = (
        Element(channel: element, row: 0, column: 0), Element(channel: unit, row: 0, column: 0)
      )
      return GradientExplanation(terms: [
        GradientExplanation.Term(
          element: source, source: source, input: input[source], output: output,
          outputGradient: outputGradient[output])
      ])
    case (.convolution, .bias), (.dense, .bias), (.normalization, .shift):
      return GradientExplanation(
        terms: outputGradient.shape.elements(ofChannel: index).map { output in
          GradientExplanation.Term(
            element: nil, source: nil, input: 1, output: output,
            outputGradient: outputGradient[output])
        })
    case (.normalization(let layer), .scale):
      return GradientExplanation(
        terms: outputGradient.shape.elements(ofChannel: index).map { output in
          GradientExplanation.Term(
            element: output, source: output,
            input: layer.channels[index].normalized(input[output]), output: output,
            outputGradient: outputGradient[output])
        })
    case (_, .weight), (_, .bias), (_, .scale), (_, .shift), (_, .mean), (_, .variance):
      return nil
    }
  }
}

extension Convolution2D {
  fileprivate func explainGradient(
    ofWeight index: Int, input: Tensor, _ outputGradient: Tensor
  ) throws(ShapeError) -> GradientExplanation {
    let grid = try window.grid(over: input.shape.extent)
    let (filter, place) = index.quotientAndRemainder(dividingBy: bank.filterShape.count)
    let tap = bank.filterShape.element(at: place)
    let channel = firstInputChannel(of: filter) + tap.channel
    return GradientExplanation(
      terms: outputGradient.shape.elements(ofChannel: filter).map { output in
        let element = Element(
          channel: channel, row: grid.rows.position(of: tap.row, in: output.row),
          column: grid.columns.position(of: tap.column, in: output.column))
        let source = border.source(of: element, in: input.shape)
        return GradientExplanation.Term(
          element: element, source: source, input: source.map { input[$0] } ?? 0,
          output: output, outputGradient: outputGradient[output])
      })
  }
}

extension Shape {
  /// The elements of one channel in reading order.
  fileprivate func elements(ofChannel channel: Int) -> some Sequence<Element> {
    (0..<extent.height * extent.width).lazy.map { place in
      Element(channel: channel, row: place / width, column: place % width)
    }
  }
}
