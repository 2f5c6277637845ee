package import Kernels

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

  /// A way to compute the output.
  package enum Method: CaseIterable, Sendable {
    /// Plane after plane, one filter at a time; windows that reach into the padding by the reference.
    case direct
    /// All filters of a group at once, as a product of matrices.
    case matrixProduct
  }

  /// As `forward(_:)`, by a method of the caller's choice: for tests and measurements.
  package func forward(
    _ input: Tensor, by method: Method, kernels: KernelSet = .fastest, workers: Int = workerCount
  ) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: input.shape)
    let grid = try window.grid(over: input.shape.extent)
    return unsafe Tensor(shape: shape) { output in
      unsafe write(input, on: grid, to: output, by: method, kernels: kernels, workers: workers)
    }
  }

  private func write(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>
  ) {
    let products = output.count * bank.filterShape.count
    unsafe write(
      input, on: grid, to: output, by: method(on: grid), kernels: .fastest,
      workers: products < Self.productsWorthThreads ? 1 : workerCount)
  }

  private func write(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>,
    by method: Method, kernels: KernelSet, workers: Int
  ) {
    switch method {
    case .direct:
      unsafe writeDirectly(input, on: grid, to: output, kernels: kernels)
    case .matrixProduct:
      unsafe writeByMatrixProduct(input, on: grid, to: output, kernels: kernels, workers: workers)
    }
  }

  /// From here on the time that threads save is many times what it takes to start them.
  private static let productsWorthThreads = 20_000_000

  /// The method that is faster, as far as a rule of two measured numbers can say.
  ///
  /// The product of matrices first lays the numbers under the windows side by side, once for all
  /// filters of a group; that takes about as long as five filters' direct sums. The direct
  /// method is slow where windows reach into the padding: one takes as long as 64 that do not.
  private func method(on grid: WindowGrid) -> Method {
    guard bank.kernel.area <= Self.largestKernelOfProduct,
      plan(on: grid, kernels: .fastest, workers: 1).planeCount <= Self.largestPlaneOfProduct
    else { return .direct }
    let inner = grid.inner.rows.count * grid.inner.columns.count
    let outer = grid.output.area - inner
    return bank.filters / groups * (inner + 64 * outer) >= 5 * grid.output.area
      ? .matrixProduct : .direct
  }

  private func writeDirectly(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>,
    kernels: KernelSet
  ) {
    let inner = grid.inner
    unsafe input.elements.withUnsafeBufferPointer { pixels in
      // A tensor is never empty.
      guard let pixels = pixels.baseAddress, let output = output.baseAddress else { return }
      for band in inner.rows.bands(of: Self.bandSize / max(1, inner.columns.count)) {
        for filter in 0..<bank.filters {
          let start = (filter * grid.rows.output + band.lowerBound) * grid.columns.output
          unsafe writeInner(
            filter, rows: band, columns: inner.columns, of: pixels, input.shape, on: grid,
            to: output + start + inner.columns.lowerBound, kernels: kernels)
        }
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
  ///
  /// - Parameters:
  ///   - pixels: All elements of the input, which has this `shape`.
  ///   - target: The first window's element, in rows as long as the output's.
  private func writeInner(
    _ filter: Int, rows: Range<Int>, columns: Range<Int>, of pixels: UnsafePointer<Float>,
    _ shape: Shape, on grid: WindowGrid, to target: UnsafeMutablePointer<Float>, kernels: KernelSet
  ) {
    let corner =
      grid.rows.start(of: rows.lowerBound) * shape.width
      + grid.columns.start(of: columns.lowerBound)
    let firstChannel = firstInputChannel(of: filter)
    unsafe bank.weights.withUnsafeBufferPointer { weights in
      // A bank is never empty.
      guard let weights = weights.baseAddress else { return }
      for channel in 0..<bank.channels {
        unsafe kernels.correlate(
          pixels + (firstChannel + channel) * shape.extent.area + corner,
          inputRowStride: shape.width,
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

// MARK: - In place

extension Convolution2D {
  /// Replaces a tensor by its convolution, in its own memory where that is possible.
  ///
  /// A single filter without padding makes fewer numbers than it reads, and reads none again that
  /// lie before its present row; so a photograph needs no second one's room, whose first touch
  /// would take longer than the arithmetic.
  ///
  /// - Throws: `ShapeError`; the tensor is as it was then.
  public func apply(to tensor: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: tensor.shape)
    let grid = try window.grid(over: tensor.shape.extent)
    guard bank.filters == 1, grid.edges == Edges(0) else {
      tensor = try forward(tensor)
      return
    }
    let inputShape = tensor.shape
    let columns = grid.columns.output
    let bands = (0..<grid.rows.output).bands(of: 4 * Self.bandSize / columns)
    // Taken out and put back, so that nobody else holds it while it is written to.
    var elements = tensor.elements
    tensor = Tensor(uncheckedShape: shape, elements: [])
    var results = [Float](repeating: 0, count: (bands.first?.count ?? 0) * columns)
    unsafe elements.withUnsafeMutableBufferPointer { elements in
      unsafe results.withUnsafeMutableBufferPointer { results in
        guard let elements = elements.baseAddress, let results = results.baseAddress else { return }
        for band in bands {
          unsafe writeInner(
            0, rows: band, columns: 0..<columns, of: UnsafePointer(elements), inputShape,
            on: grid, to: results, kernels: .fastest)
          unsafe (elements + band.lowerBound * columns).update(
            from: results, count: band.count * columns)
        }
      }
    }
    elements.removeLast(inputShape.count - shape.count)
    tensor = Tensor(uncheckedShape: shape, elements: elements)
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
