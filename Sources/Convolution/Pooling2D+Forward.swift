import Kernels

extension Pooling2D {
  /// All the output elements by the fast path, equal to `reference` bit for bit.
  ///
  /// - Returns: Shape (channels, output height, output width).
  public func forward(_ input: Tensor) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: input.shape)
    let grid = try window.grid(over: input.shape.extent)
    return unsafe Tensor(shape: shape) { unsafe write(input, on: grid, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  ///
  /// - Throws: `ShapeError`; `output` is as it was then.
  public func forward(_ input: Tensor, into output: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: input.shape)
    let grid = try window.grid(over: input.shape.extent)
    unsafe output.overwrite(as: shape) { unsafe write(input, on: grid, to: $0) }
  }

  private func write(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>
  ) {
    for channel in 0..<input.shape.channels {
      unsafe writeInner(channel, of: input, on: grid, to: output)
      grid.forEachOuterWindow { row, column in
        unsafe output[(channel * grid.rows.output + row) * grid.columns.output + column] =
          pool(channel, row, column, of: input, on: grid)
      }
    }
  }

  /// Writes the windows of one channel that lie inside the input.
  private func writeInner(
    _ channel: Int, of input: Tensor, on grid: WindowGrid,
    to output: UnsafeMutableBufferPointer<Float>
  ) {
    let (rows, columns) = grid.inner
    guard !rows.isEmpty else { return }
    let corner =
      grid.rows.start(of: rows.lowerBound) * input.shape.width
      + grid.columns.start(of: columns.lowerBound)
    let size = (height: rows.count, width: columns.count)
    unsafe input.elements.withUnsafeBufferPointer { pixels in
      // Tensors are never empty.
      guard let pixels = pixels.baseAddress, let output = output.baseAddress else { return }
      let source = unsafe pixels + channel * input.shape.extent.area + corner
      let target =
        unsafe output + channel * grid.output.area
        + rows.lowerBound * grid.columns.output + columns.lowerBound
      let kernels = KernelSet.fastest
      let windowSize = (height: window.kernel.height, width: window.kernel.width)
      let stride = (height: window.stride.height, width: window.stride.width)
      let dilation = (height: window.dilation.height, width: window.dilation.width)
      switch kind {
      case .maximum:
        unsafe kernels.poolMaximum(
          source, inputRowStride: input.shape.width, windowSize: windowSize, stride: stride,
          dilation: dilation, into: target, outputRowStride: grid.columns.output,
          outputSize: size)
      case .average:
        unsafe kernels.poolAverage(
          source, inputRowStride: input.shape.width, windowSize: windowSize, stride: stride,
          dilation: dilation, into: target, outputRowStride: grid.columns.output,
          outputSize: size)
      }
    }
  }
}
