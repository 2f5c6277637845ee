import KernelsAVX2

extension KernelSet {
  /// The largest element of each window, at the positions where the window is inside the plane.
  ///
  /// Compared in reading order, where only a larger element takes the place of the best one, or NaN,
  /// which stays.
  ///
  /// - Parameters:
  ///   - input: The first element of the first window.
  ///   - inputRowStride: From one row of the input to the next, in elements.
  ///   - outputRowStride: From one row of the output to the next, in elements.
  ///   - outputSize: How many windows to take, downwards and to the right.
  package func poolMaximum(
    _ input: UnsafePointer<Float>, inputRowStride: Int, windowSize: (height: Int, width: Int),
    stride: (height: Int, width: Int), dilation: (height: Int, width: Int) = (1, 1),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int)
  ) {
    switch self {
    case .baseline:
      Loops.poolMaximum(
        input, inputRowStride: inputRowStride, windowSize: windowSize, stride: stride,
        dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize)
    case .avx2:
      KernelsAVX2.Loops.poolMaximum(
        input, inputRowStride: inputRowStride, windowSize: windowSize, stride: stride,
        dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize)
    }
  }

  /// The mean of each window: the sum in reading order, divided by the number of elements.
  ///
  /// The parameters are those of `poolMaximum`.
  package func poolAverage(
    _ input: UnsafePointer<Float>, inputRowStride: Int, windowSize: (height: Int, width: Int),
    stride: (height: Int, width: Int), dilation: (height: Int, width: Int) = (1, 1),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int)
  ) {
    switch self {
    case .baseline:
      Loops.poolAverage(
        input, inputRowStride: inputRowStride, windowSize: windowSize, stride: stride,
        dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize)
    case .avx2:
      KernelsAVX2.Loops.poolAverage(
        input, inputRowStride: inputRowStride, windowSize: windowSize, stride: stride,
        dilation: dilation, into: output, outputRowStride: outputRowStride,
        outputSize: outputSize)
    }
  }
}
