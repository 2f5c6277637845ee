internal import Convolution

extension Softmax {
  /// How the loss changes with the input: every share of a place depends on every number there.
  ///
  /// Training starts before the softmax instead, because the loss contains it (`CrossEntropy`).
  func backward(_ outputGradient: Tensor, output: Tensor) -> LayerGradient {
    var inputGradient = Tensor(shape: output.shape)
    for index in 0..<output.shape.count {
      let use = output.shape.element(at: index)
      for channel in 0..<output.shape.channels {
        let element = Element(channel: channel, row: use.row, column: use.column)
        inputGradient[element] +=
          outputGradient[use]
          * derivative(of: Use(output: use, term: channel), output: output)
      }
    }
    return LayerGradient(inputs: [inputGradient])
  }

  /// share · (1 − share) with the number at the same place, −share · other share with any other.
  func derivative(of use: Use, output: Tensor) -> Float {
    let place = use.output
    let own: Float = use.term == place.channel ? 1 : 0
    return output[place] * (own - output[use.term, place.row, place.column])
  }
}
