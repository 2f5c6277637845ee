import Kernels

// Deep layers as a product of matrices: filters times what is under the windows. Goals, in order: bit
// for bit the reference; no memory that grows with the picture; no second description of padding,
// for which a copy of a few input rows with their border is made.

extension Convolution2D {
  /// How the work is cut: into tasks that are independent, and those into steps over the channels,
  /// which come one after another.
  struct Plan {
    let grid: WindowGrid
    /// Input rows and columns under the windows of a band, border included.
    let paddedHeight: Int
    let paddedWidth: Int
    /// The numbers of one padded plane.
    var planeCount: Int { paddedHeight * paddedWidth }
    /// Output rows that are computed together, and how many such bands there are.
    let bandHeight: Int
    let bands: Int
    /// Input channels that are handled together.
    let channels: Int
    /// Filters that are handled together, and how many such pieces a group has.
    let filters: Int
    let pieces: Int
    /// The numbers of one worker's memory for padded planes and for the kernels.
    let paddedCount: Int
    let workCount: Int
  }

  /// Writes all the output elements, by way of matrix products.
  func writeByMatrixProduct(
    _ input: Tensor, on grid: WindowGrid, to output: UnsafeMutableBufferPointer<Float>,
    kernels: KernelSet, workers: Int
  ) {
    let plan = plan(on: grid, kernels: kernels, workers: workers)
    let tasks = groups * plan.bands * plan.pieces
    let workers = min(workers, tasks)
    let memory = plan.paddedCount + plan.workCount
    // Zeros, so that no lane of a vector is slow because of what lay there.
    var work = [Float](repeating: 0, count: workers * memory)
    unsafe input.elements.withUnsafeBufferPointer { pixels in
      unsafe work.withUnsafeMutableBufferPointer { work in
        guard let pixels = pixels.baseAddress, let output = output.baseAddress,
          let work = work.baseAddress
        else { return }
        performConcurrently(tasks, workers: workers) { task, worker in
          let (groupAndBand, piece) = task.quotientAndRemainder(dividingBy: plan.pieces)
          let (group, band) = groupAndBand.quotientAndRemainder(dividingBy: plan.bands)
          unsafe write(
            group: group, piece: piece, band: band, of: plan, from: pixels, input.shape,
            to: output, kernels: kernels, work: work + worker * memory)
        }
      }
    }
  }

  /// About so many windows in a band: the rows that neighboring bands share count little then.
  private static let windowsInBand = 2048
  /// About so many taps in a step: a panel of them stays in the nearest cache, with some filters' weights.
  private static let tapsInStep = 256
  /// At most so many numbers of padded planes at a time, but one channel.
  private static let largestPaddedCount = 1 << 18
  /// What a step of one channel may need: larger kernels, and windows far apart, go the direct way.
  static let largestKernelOfProduct = 1 << 12
  static let largestPlaneOfProduct = 1 << 20

  func plan(on grid: WindowGrid, kernels: KernelSet, workers: Int) -> Plan {
    let (rows, columns) = (grid.rows, grid.columns)
    let bandHeight = min(rows.output, max(1, Self.windowsInBand / columns.output))
    let bands = (rows.output + bandHeight - 1) / bandHeight
    let paddedHeight = (bandHeight - 1) * rows.stride + rows.span
    let paddedWidth = (columns.output - 1) * columns.stride + columns.span
    let plane = paddedHeight * paddedWidth
    let channelsInStep = min(
      Self.tapsInStep / bank.kernel.area, Self.largestPaddedCount / plane)
    let channels = min(bank.channels, max(1, channelsInStep))
    // With few bands, all workers share one and take different filters.
    let filtersInGroup = bank.filters / groups
    let pieces =
      groups * bands < 2 * workers ? min(workers, max(1, filtersInGroup / 32)) : 1
    let filters = (filtersInGroup + pieces - 1) / pieces
    return Plan(
      grid: grid, paddedHeight: paddedHeight, paddedWidth: paddedWidth, bandHeight: bandHeight,
      bands: bands, channels: channels, filters: filters, pieces: pieces,
      paddedCount: channels * plane + kernels.overhang,
      workCount: kernels.workCount(depth: channels * bank.kernel.area))
  }

  private func write(
    group: Int, piece: Int, band: Int, of plan: Plan, from pixels: UnsafePointer<Float>,
    _ shape: Shape, to output: UnsafeMutablePointer<Float>, kernels: KernelSet,
    work: UnsafeMutablePointer<Float>
  ) {
    let grid = plan.grid
    let row = band * plan.bandHeight
    let height = min(plan.bandHeight, grid.rows.output - row)
    let filtersInGroup = bank.filters / groups
    let first = piece * plan.filters
    let filters = min(plan.filters, filtersInGroup - first)
    guard filters > 0 else { return }
    let filter = group * filtersInGroup + first
    unsafe bank.weights.withUnsafeBufferPointer { weights in
      unsafe bank.biases.withUnsafeBufferPointer { biases in
        guard let weights = weights.baseAddress, let biases = biases.baseAddress else { return }
        var channel = 0
        while channel < bank.channels {
          let channels = min(plan.channels, bank.channels - channel)
          for index in 0..<channels {
            let plane = group * bank.channels + channel + index
            unsafe pad(
              pixels + plane * shape.extent.area, shape.extent, fromRow: grid.rows.start(of: row),
              column: grid.columns.start(of: 0),
              height: (height - 1) * grid.rows.stride + grid.rows.span, width: plan.paddedWidth,
              to: work + index * plan.planeCount)
          }
          unsafe kernels.correlate(
            UnsafePointer(work), planeStride: plan.planeCount, rowStride: plan.paddedWidth,
            channels: channels,
            weights: weights + (filter * bank.channels + channel) * bank.kernel.area,
            filterStride: bank.channels * bank.kernel.area, filters: filters,
            kernelSize: (bank.kernel.height, bank.kernel.width),
            stride: (window.stride.height, window.stride.width),
            dilation: (window.dilation.height, window.dilation.width),
            into: output + (filter * grid.rows.output + row) * grid.columns.output,
            outputPlaneStride: grid.output.area, outputSize: (height, grid.columns.output),
            accumulating: channel > 0,
            biases: channel + channels == bank.channels ? biases + filter : nil,
            work: work + plan.paddedCount)
          channel += channels
        }
      }
    }
  }

  /// Copies a rectangle of a plane, which may reach over its edges, with what the border puts there.
  private func pad(
    _ plane: UnsafePointer<Float>, _ extent: Extent, fromRow firstRow: Int,
    column firstColumn: Int, height: Int, width: Int, to padded: UnsafeMutablePointer<Float>
  ) {
    // The columns of the rectangle that lie inside; none where it is all border.
    let inside = (-firstColumn..<extent.width - firstColumn).clamped(to: 0..<width)
    for row in 0..<height {
      let target = unsafe padded + row * width
      guard let source = border.source(of: firstRow + row, length: extent.height) else {
        unsafe target.update(repeating: 0, count: width)
        continue
      }
      let pixels = unsafe plane + source * extent.width
      unsafe (target + inside.lowerBound).update(
        from: pixels + (firstColumn + inside.lowerBound), count: inside.count)
      for columns in [0..<inside.lowerBound, inside.upperBound..<width] {
        for column in columns {
          let source = border.source(of: firstColumn + column, length: extent.width)
          unsafe target[column] = source.map { unsafe pixels[$0] } ?? 0
        }
      }
    }
  }
}
