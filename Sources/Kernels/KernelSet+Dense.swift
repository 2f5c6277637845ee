import KernelsAVX2

extension KernelSet {
  /// Multiplies a vector with a matrix and adds the biases: a fully connected layer.
  ///
  ///     output[u] = ((input[0] · weights[0, u] + input[1] · weights[1, u]) + …) + biases[u]
  ///
  /// The rounded products are added in the order of the inputs; vectors run along the units. Each
  /// weight is read once, in the order of memory, whose speed is the limit for large layers.
  ///
  /// - Parameters:
  ///   - input: `count` numbers.
  ///   - weights: In order (input, unit): the weights of the first input for all units come first.
  ///   - biases: One for each unit.
  ///   - output: One sum for each unit; must not overlap the others.
  /// - Complexity: O(*count · units*).
  package func multiply(
    _ input: UnsafePointer<Float>, count: Int, weights: UnsafePointer<Float>, units: Int,
    biases: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.multiply(
        input, count: count, weights: weights, rowStride: units, units: units, biases: biases,
        into: output)
    case .avx2:
      KernelsAVX2.Loops.multiply(
        input, count: count, weights: weights, rowStride: units, units: units, biases: biases,
        into: output)
    }
  }
}
