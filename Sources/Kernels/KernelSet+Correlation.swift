import KernelsAVX2

extension KernelSet {
  /// Cross-correlates a plane with a kernel, at the positions where the window is inside the plane.
  ///
  /// Each element of the output is the sum of the products under the window in reading order: row, then
  /// column, each product rounded before it is added. Further input channels continue the sum:
  ///
  /// ```swift
  /// for channel in 0..<channels {
  ///   kernels.correlate(…, accumulating: channel > 0)
  /// }
  /// kernels.add(bias, to: output, count: count)
  /// ```
  ///
  /// Over many channels of a large picture call it for a few output rows at a time, all channels
  /// of them in turn: the sums then stay in the cache.
  ///
  /// - Parameters:
  ///   - input: The element under the first tap of the first window. It need not be the corner of the
  ///     picture: with padding, the first window that lies inside begins further in.
  ///   - inputRowStride: From one row of the input to the next, in elements.
  ///   - kernel: The weights, row by row without gaps.
  ///   - outputRowStride: From one row of the output to the next, in elements.
  ///   - outputSize: How many windows to take, downwards and to the right.
  ///   - accumulating: Whether the sums go on from those in `output`; else they start afresh.
  /// - Complexity: O(*output area · kernel area*). Up to seven neighboring taps are handled in one
  ///   pass over an output row, a 3×3 kernel in a single one; column strides above 2 run without
  ///   vectors.
  package func correlate(
    _ input: UnsafePointer<Float>, inputRowStride: Int,
    kernel: UnsafePointer<Float>, kernelSize: (height: Int, width: Int),
    stride: (height: Int, width: Int) = (1, 1), dilation: (height: Int, width: Int) = (1, 1),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int), accumulating: Bool
  ) {
    switch self {
    case .baseline:
      Loops.correlate(
        input, inputRowStride: inputRowStride, kernel: kernel, kernelSize: kernelSize,
        stride: stride, dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize, accumulating: accumulating)
    case .avx2:
      KernelsAVX2.Loops.correlate(
        input, inputRowStride: inputRowStride, kernel: kernel, kernelSize: kernelSize,
        stride: stride, dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize, accumulating: accumulating)
    }
  }
}
