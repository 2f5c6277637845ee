package import Convolution

/// What would change if a number were larger: its gradient as the sum of all that a layer makes of it.
///
/// The law: `gradient` is what `Layer.backward` computes for the number, bit for bit.
package struct InfluenceExplanation: Hashable, Sendable {
  /// The uses in the order of `Layer.uses`: reading order of the outputs.
  package let terms: [Term]
  /// How the loss changes when the number grows, as far as this layer uses it.
  package let gradient: Float

  /// One use of the number.
  package struct Term: Hashable, Sendable {
    /// The output, and which term of its explanation the number is.
    package let use: Use
    /// How the loss changes with that output.
    package let outputGradient: Float
    /// How the output changes with the number: the weight, for layers that have weights; nil where
    /// nothing passes.
    package let derivative: Float?

    /// This use's part in the gradient, rounded once.
    package var product: Float { derivative.map { outputGradient * $0 } ?? 0 }
  }

  init(terms: [Term]) {
    self.terms = terms
    gradient = terms.reduce(0) { $0 + $1.product }
  }

  /// The sum of the first products; for all of the terms it is the gradient.
  package func partialSum(of count: Int) -> Float {
    terms.prefix(count).reduce(0) { $0 + $1.product }
  }
}

extension Layer {
  /// Where the gradient of one input number comes from.
  ///
  /// - Parameters:
  ///   - inputIndex: Which of the inputs the number lies in.
  ///   - inputs, output, mask: As for `backward`.
  /// - Throws: `ShapeError.noSuchElement`, or when the inputs do not suit the layer.
  package func explainInfluence(
    of element: Element, inputIndex: Int = 0, inputs: [Tensor], output: Tensor,
    outputGradient: Tensor, mask: [Float]? = nil
  ) throws(ShapeError) -> InfluenceExplanation {
    var terms: [InfluenceExplanation.Term] = []
    for use in try uses(of: element, in: inputs[inputIndex].shape, inputIndex: inputIndex) {
      terms.append(
        InfluenceExplanation.Term(
          use: use, outputGradient: outputGradient[use.output],
          derivative: try derivative(of: use, inputs: inputs, output: output, mask: mask)))
    }
    return InfluenceExplanation(terms: terms)
  }
}
