package import Convolution
internal import Networks

extension Dense {
  /// How the loss changes with the input, the weights and the biases.
  ///
  /// Every weight is used once, so its gradient is a single product; an input is used by every unit.
  package func backward(
    _ outputGradient: Tensor, input: Tensor
  ) throws(ShapeError) -> LayerGradient {
    let shape = try outputShape(for: input.shape)
    precondition(
      outputGradient.shape == shape,
      "a gradient of \(outputGradient.shape) for an output of \(shape)")
    let (values, gradients) = (input.elements, outputGradient.elements)
    var weightGradient = [Float](repeating: 0, count: weights.count)
    var biasGradient = [Float](repeating: 0, count: units)
    var inputGradient = [Float](repeating: 0, count: inputs)
    for index in 0..<inputs {
      for unit in 0..<units {
        weightGradient[index * units + unit] += values[index] * gradients[unit]
        inputGradient[index] += gradients[unit] * weights[index * units + unit]
      }
    }
    for unit in 0..<units { biasGradient[unit] += gradients[unit] }
    return LayerGradient(
      inputs: [try Tensor(shape: input.shape, elements: inputGradient)],
      parameters: [.weight: weightGradient, .bias: biasGradient])
  }
}
