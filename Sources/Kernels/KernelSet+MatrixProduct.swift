import KernelsAVX2

extension KernelSet {
  /// Cross-correlates planes with many filters at once, as a product of matrices.
  ///
  /// One matrix holds the filters, one in each row, as they lie in memory. The other holds what is under
  /// the windows, one in each column, and is never there as a whole: only for a *panel* of 8 or 16
  /// neighboring windows at a time the numbers are laid side by side, in the nearest cache, where all
  /// filters pass over them. The sums of four filters over a panel stay in registers.
  ///
  /// Each sum adds its rounded products in the order channel, row, column of the kernel, and the bias
  /// comes last, as `correlate` with one kernel does, bit for bit. Further input channels continue the
  /// sums; about 256 taps at a time are best.
  ///
  /// - Parameters:
  ///   - planes: The element under the first tap of the first window, in the first channel. Behind the
  ///     last element under a window there have to be `overhang` more that can be read.
  ///   - planeStride: From one channel to the next, in elements.
  ///   - rowStride: From one row of a plane to the next.
  ///   - weights: The first filter's weights for these channels: channel, row, column without gaps.
  ///   - filterStride: From one filter's weights to the next one's.
  ///   - output: The first element of the first filter's map; its rows have no gaps.
  ///   - outputPlaneStride: From one filter's map to the next.
  ///   - accumulating: Whether the sums go on from those in `output`; else they start afresh.
  ///   - biases: One for each filter, to be added now; nil as long as further channels follow.
  ///   - work: Room for `workCount(depth:)` numbers, initialized to anything; *depth* is channels times
  ///     kernel area.
  /// - Complexity: O(*filters · channels · kernel area · output area*).
  package func correlate(
    _ planes: UnsafePointer<Float>, planeStride: Int, rowStride: Int, channels: Int,
    weights: UnsafePointer<Float>, filterStride: Int, filters: Int,
    kernelSize: (height: Int, width: Int), stride: (height: Int, width: Int) = (1, 1),
    dilation: (height: Int, width: Int) = (1, 1), into output: UnsafeMutablePointer<Float>,
    outputPlaneStride: Int, outputSize: (height: Int, width: Int), accumulating: Bool,
    biases: UnsafePointer<Float>?, work: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.correlate(
        planes, planeStride: planeStride, rowStride: rowStride, channels: channels,
        weights: weights, filterStride: filterStride, filters: filters, kernelSize: kernelSize,
        stride: stride, dilation: dilation, into: output, outputPlaneStride: outputPlaneStride,
        outputSize: outputSize, accumulating: accumulating, biases: biases, work: work)
    case .avx2:
      KernelsAVX2.Loops.correlate(
        planes, planeStride: planeStride, rowStride: rowStride, channels: channels,
        weights: weights, filterStride: filterStride, filters: filters, kernelSize: kernelSize,
        stride: stride, dilation: dilation, into: output, outputPlaneStride: outputPlaneStride,
        outputSize: outputSize, accumulating: accumulating, biases: biases, work: work)
    }
  }

  /// The numbers of working memory that `correlate` with many filters needs.
  package func workCount(depth: Int) -> Int {
    switch self {
    case .baseline: Loops.workCount(depth: depth)
    case .avx2: KernelsAVX2.Loops.workCount(depth: depth)
    }
  }

  /// How far behind the last element under a window `correlate` with many filters reads.
  package var overhang: Int {
    switch self {
    case .baseline: Loops.overhang
    case .avx2: KernelsAVX2.Loops.overhang
    }
  }
}
