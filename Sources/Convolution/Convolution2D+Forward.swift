import Kernels

// Goals, in order: bit for bit the reference; the speed of memory where the kernel is small; no
// second description of padding. So the windows inside the picture, nearly all of them, are left
// to `Kernels`, and the few that reach into the padding to the readable loops.

extension Convolution2D {
  /// All the output elements by the fast path, equal to `reference` bit for bit.
  ///
  /// - Parameter input: Shape (channels, height, width).
  /// - Returns: Shape (filters, output height, output width).
  public func forward(_ input: Tensor) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: input.shape)
    let grid = try window.grid(over: input.shape.extent)
    return unsafe Tensor(shape: shape) { unsafe write(input, on: grid, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  ///
  /// For results that are computed again and again: a large new tensor costs more than its numbers.
  /// - Throws: `ShapeError`; `output` is as it was then.
  public func forward(_ input: Tensor, into output: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: input.shape)
    let grid = try window.grid(over: input.shape.extent)
    unsafe output.overwrite(as: shape) { unsafe write(input, on: grid, to: $0) }
  }

  private func write(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>
  ) {
    let inner = grid.inner
    for band in inner.rows.bands(of: Self.bandSize / max(1, inner.columns.count)) {
      for filter in 0..<bank.filters {
        unsafe writeInner(
          filter, rows: band, columns: inner.columns, of: input, on: grid, to: output)
      }
    }
    for filter in 0..<bank.filters {
      grid.forEachOuterWindow { row, column in
        unsafe output[(filter * grid.rows.output + row) * grid.columns.output + column] =
          sum(filter, row, column, of: input, on: grid) + bank.biases[filter]
      }
    }
  }

  /// Output elements handled at once: few enough to stay in the nearest cache until all channels
  /// and the bias are added.
  private static let bandSize = 4096

  /// Writes a rectangle of windows that all lie inside the input.
  private func writeInner(
    _ filter: Int, rows: Range<Int>, columns: Range<Int>, of input: Tensor, on grid: WindowGrid,
    to output: UnsafeMutableBufferPointer<Float>
  ) {
    let kernels = KernelSet.fastest
    let corner =
      grid.rows.start(of: rows.lowerBound) * input.shape.width
      + grid.columns.start(of: columns.lowerBound)
    let firstChannel = firstInputChannel(of: filter)
    unsafe input.elements.withUnsafeBufferPointer { pixels in
      unsafe bank.weights.withUnsafeBufferPointer { weights in
        // Tensors and banks are never empty.
        guard let pixels = pixels.baseAddress, let weights = weights.baseAddress,
          let output = output.baseAddress
        else { return }
        let target =
          unsafe output + filter * grid.output.area
          + rows.lowerBound * grid.columns.output + columns.lowerBound
        for channel in 0..<bank.channels {
          unsafe kernels.correlate(
            pixels + (firstChannel + channel) * input.shape.extent.area + corner,
            inputRowStride: input.shape.width,
            kernel: weights + (filter * bank.channels + channel) * bank.kernel.area,
            kernelSize: (bank.kernel.height, bank.kernel.width),
            stride: (window.stride.height, window.stride.width),
            dilation: (window.dilation.height, window.dilation.width),
            into: target, outputRowStride: grid.columns.output,
            outputSize: (rows.count, columns.count), accumulating: channel > 0)
        }
        for row in 0..<rows.count {
          unsafe kernels.add(
            bank.biases[filter], to: target + row * grid.columns.output, count: columns.count)
        }
      }
    }
  }
}

extension Range<Int> {
  /// The range cut into pieces of `size`, or of 1 if that is not positive; the last may be shorter.
  fileprivate func bands(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: Swift.max(1, size)).map {
      $0..<Swift.min($0 + Swift.max(1, size), upperBound)
    }
  }
}
