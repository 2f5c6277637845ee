package import Convolution

extension Pooling2D {
  /// How the loss changes with the input.
  ///
  /// The gradient of a maximum goes to the number that won the window, and to no other; that of an
  /// average goes to all the pixels under it in equal parts, and the parts of the padding get lost.
  package func backward(
    _ outputGradient: Tensor, input: Tensor
  ) throws(ShapeError) -> LayerGradient {
    let shape = try outputShape(for: input.shape)
    precondition(
      outputGradient.shape == shape,
      "a gradient of \(outputGradient.shape) for an output of \(shape)")
    var inputGradient = Tensor(shape: input.shape)
    for index in 0..<shape.count {
      let output = shape.element(at: index)
      let explanation = try explain(output, of: input)
      for (term, pixel) in explanation.terms.map(\.source).enumerated() {
        let derivative = explanation.derivative(of: Use(output: output, term: term))
        if let pixel, let derivative {
          inputGradient[pixel] += outputGradient[output] * derivative
        }
      }
    }
    return LayerGradient(inputs: [inputGradient])
  }
}
