import KernelsAVX2

extension KernelSet {
  /// Adds the bias to sums of products, in place: the last addition of a convolution.
  package func add(_ bias: Float, to elements: UnsafeMutablePointer<Float>, count: Int) {
    switch self {
    case .baseline: Loops.add(bias, to: elements, count: count)
    case .avx2: KernelsAVX2.Loops.add(bias, to: elements, count: count)
    }
  }

  /// ReLU: 0 in place of everything that is not positive. NaN stays; -0 becomes 0.
  package func rectify(
    _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch self {
    case .baseline: Loops.rectify(input, into: output, count: count)
    case .avx2: KernelsAVX2.Loops.rectify(input, into: output, count: count)
    }
  }

  /// ReLU in place.
  package func rectify(_ elements: UnsafeMutablePointer<Float>, count: Int) {
    switch self {
    case .baseline: Loops.rectify(elements, count: count)
    case .avx2: KernelsAVX2.Loops.rectify(elements, count: count)
    }
  }
}
