internal import Convolution
internal import Networks

extension BatchNormalization {
  /// How the loss changes with scale and shift.
  ///
  /// A channel's scale is multiplied by each of its normalized numbers, the shift counts once for each.
  /// Mean and variance are those of the data that the network was made with; they stay as they are, so
  /// that a picture's answer never depends on those that it happens to be learned with.
  func parameterGradients(
    _ outputGradient: Tensor, input: Tensor
  ) -> [WeightTensor.Role: [Float]] {
    var scales = [Float](repeating: 0, count: channels.count)
    var shifts = scales
    for index in 0..<input.shape.count {
      let element = input.shape.element(at: index)
      scales[element.channel] +=
        channels[element.channel].normalized(input[element]) * outputGradient[element]
      shifts[element.channel] += outputGradient[element]
    }
    return [.scale: scales, .shift: shifts]
  }
}

extension BatchNormalization.Channel {
  /// What the scale is multiplied by.
  func normalized(_ value: Float) -> Float { (value - mean) / deviation }
}
