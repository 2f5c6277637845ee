package import Convolution
package import Networks

/// What a layer hands back: how the loss changes with all that went into it.
package struct LayerGradient: Hashable, Sendable {
  /// With each number of each input.
  package var inputs: [Tensor]
  /// With each number that the layer learns, in the engine's order: (filter, channel, row, column) and
  /// (input, unit). A bias is among them whether or not the layer is meant to have one.
  package var parameters: [WeightTensor.Role: [Float]] = [:]
}

// How backward works, and why it can be explained
//
// If the loss changes by *g* when an output grows by 1 (that output's gradient), and the output by *d*
// when an input grows by 1, then the loss changes by *g · d* when that input does. An input that is used
// several times changes it by the sum over all of its uses. So
//
//     gradient of an input  = Σ gradient of the output · derivative of the use
//     gradient of a weight  = Σ gradient of the output · input that the weight is multiplied by
//
// The order of additions is part of the definition, as it is in the forward pass: reading order of the
// outputs (channel, row, column), and of the terms where one output uses a number twice. Sums start
// from 0, so that what is never used has the gradient 0. `GradientExplanation` and
// `InfluenceExplanation` list the same products in the same order.

extension Layer {
  /// How the loss changes with the inputs and the parameters, by the readable loops.
  ///
  /// Where a ReLU's input is 0 nothing passes, as in PyTorch; of several equal numbers in a window the
  /// first is the largest. Normalization's mean and variance are fixed and have no gradient.
  ///
  /// - Parameters:
  ///   - outputGradient: How the loss changes with each output; of the output's shape.
  ///   - inputs: What the layer was computed from.
  ///   - output: What it computed.
  ///   - mask: What a dropout layer multiplied each number by; nil if it did nothing.
  /// - Throws: `ShapeError` when the inputs do not suit the layer.
  package func backward(
    _ outputGradient: Tensor, inputs: [Tensor], output: Tensor, mask: [Float]? = nil
  ) throws(ShapeError) -> LayerGradient {
    let shape = try outputShape(for: inputs.map(\.shape))
    precondition(
      outputGradient.shape == shape && output.shape == shape,
      "\(name): an output of \(shape), found \(output.shape), gradient \(outputGradient.shape)")
    let input = inputs[0]
    switch self {
    case .convolution(let layer): return try layer.backward(outputGradient, input: input)
    case .dense(let layer): return try layer.backward(outputGradient, input: input)
    case .pooling(let layer): return try layer.backward(outputGradient, input: input)
    case .globalPooling(let layer):
      return try layer.pooling(over: input.shape.extent).backward(outputGradient, input: input)
    case .softmax(let layer): return layer.backward(outputGradient, output: output)
    case .flatten:
      return LayerGradient(
        inputs: [try Tensor(shape: input.shape, elements: outputGradient.elements)])
    case .addition:
      return LayerGradient(inputs: inputs.map { _ in outputGradient })
    case .normalization(let layer):
      return LayerGradient(
        inputs: [elementwise(outputGradient, input: input, output: output, mask: mask)],
        parameters: layer.parameterGradients(outputGradient, input: input))
    case .rectification, .activation, .rescaling, .dropout:
      return LayerGradient(
        inputs: [elementwise(outputGradient, input: input, output: output, mask: mask)])
    }
  }

  /// The gradient of the input where each number is used once, for the one at the same place.
  private func elementwise(
    _ outputGradient: Tensor, input: Tensor, output: Tensor, mask: [Float]?
  ) -> Tensor {
    var gradient = Tensor(shape: input.shape)
    for index in 0..<input.shape.count {
      let element = input.shape.element(at: index)
      let derivative = derivative(at: element, input: input, output: output, mask: mask)
      if let derivative { gradient[element] += outputGradient[element] * derivative }
    }
    return gradient
  }
}
