package import CProcessor
import KernelsAVX2

// What training needs, over many pictures at once. Channels are side by side in memory here: for each
// place of a picture, row by row, one number of each channel.

extension KernelSet {
  /// The columns that a panel has: numbers that are multiplied together with the same one.
  package var panelWidth: Int {
    switch self {
    case .baseline: Loops.panelWidth
    case .avx2: KernelsAVX2.Loops.panelWidth
    }
  }

  /// Multiplies a matrix with one panel of another.
  ///
  ///     output[row, column] = ((left[row, 0] · panel[0, column] + left[row, 1] · panel[1, column]) + …) + biases[column]
  ///
  /// - Parameters:
  ///   - left: Element (row, k) at row · `rowStride` + k · `step`.
  ///   - panel: `depth` rows of `panelWidth` numbers.
  ///   - biases: Added last, `panelWidth` of them; nil for none.
  ///   - output: Element (row, column) at row · `outputStride` + column.
  ///   - columns: How many columns of the panel are wanted: at most `panelWidth`.
  /// - Complexity: O(*rows · depth · panelWidth*).
  package func multiply(
    _ left: UnsafePointer<Float>, rows: Int, rowStride: Int, step: Int, depth: Int,
    panel: UnsafePointer<Float>, biases: UnsafePointer<Float>?,
    into output: UnsafeMutablePointer<Float>, outputStride: Int, columns: Int
  ) {
    switch self {
    case .baseline:
      Loops.multiply(
        left, rows: rows, rowStride: rowStride, step: step, depth: depth, panel: panel,
        biases: biases, into: output, outputStride: outputStride, columns: columns)
    case .avx2:
      KernelsAVX2.Loops.multiply(
        left, rows: rows, rowStride: rowStride, step: step, depth: depth, panel: panel,
        biases: biases, into: output, outputStride: outputStride, columns: columns)
    }
  }

  /// Slides filters over one picture; each sum gets its bias and, where asked for, the ReLU.
  ///
  /// - Parameters:
  ///   - panels: For each `panelWidth` filters, a row of their weights for every number under a window.
  ///   - biases: One for each filter, and zeros up to a whole panel.
  ///   - output: For each cell, in reading order, one number of each filter.
  /// - Complexity: O(*cells · filters · numbers under a window*).
  package func correlate(
    _ picture: UnsafePointer<Float>, _ windows: batch_windows, panels: UnsafePointer<Float>,
    biases: UnsafePointer<Float>, filters: Int, rectifying: Bool,
    into output: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.correlate(
        picture, windows, panels: panels, biases: biases, filters: filters,
        rectifying: rectifying, into: output)
    case .avx2:
      KernelsAVX2.Loops.correlate(
        picture, windows, panels: panels, biases: biases, filters: filters,
        rectifying: rectifying, into: output)
    }
  }

  /// The same, rectified, and of each two by two windows the largest only: convolution, ReLU and max
  /// pooling without the maps between them.
  ///
  /// - Parameter winners: Which of a cell's four windows was the largest, the first of them.
  package func correlateAndPool(
    _ picture: UnsafePointer<Float>, _ windows: batch_windows, panels: UnsafePointer<Float>,
    biases: UnsafePointer<Float>, filters: Int, into output: UnsafeMutablePointer<Float>,
    winners: UnsafeMutablePointer<Int32>
  ) {
    switch self {
    case .baseline:
      Loops.correlateAndPool(
        picture, windows, panels: panels, biases: biases, filters: filters, into: output,
        winners: winners)
    case .avx2:
      KernelsAVX2.Loops.correlateAndPool(
        picture, windows, panels: panels, biases: biases, filters: filters, into: output,
        winners: winners)
    }
  }

  /// Adds up what every weight gets: for each filter over the cells that count, the numbers under the
  /// window times the cell's gradient, in reading order.
  ///
  /// A cell counts where its gradient is not 0 and, behind a ReLU, its output is above 0; behind pooling
  /// only the window that won has a part in it. So there is a quarter of the products that all windows
  /// would need, or less.
  ///
  /// - Parameters:
  ///   - gradients: Of the cells; in the order of the output.
  ///   - outputs: What came out; nil without a ReLU.
  ///   - winners: The windows that were the largest; nil without pooling.
  ///   - weightGradients: The filters one after another, each as its window lies in memory; added to.
  ///   - places: Room for a number for each cell. So too `factors`.
  package func addWeightGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, over picture: UnsafePointer<Float>,
    _ windows: batch_windows, to weightGradients: UnsafeMutablePointer<Float>,
    biasGradients: UnsafeMutablePointer<Float>, places: UnsafeMutablePointer<Int>,
    factors: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.addWeightGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, over: picture, windows,
        to: weightGradients, biasGradients: biasGradients, places: places, factors: factors)
    case .avx2:
      KernelsAVX2.Loops.addWeightGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, over: picture, windows,
        to: weightGradients, biasGradients: biasGradients, places: places, factors: factors)
    }
  }

  /// The same for small windows, where filters side by side fill the vectors.
  ///
  /// - Parameters:
  ///   - weightGradients: For each number under the window a row with a number of each filter; added to.
  ///   - rowLength: From row to row; whole panels. `biasGradients` are as many.
  package func addSmallWeightGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, over picture: UnsafePointer<Float>,
    _ windows: batch_windows, to weightGradients: UnsafeMutablePointer<Float>,
    rowLength: Int, biasGradients: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.addSmallWeightGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, over: picture, windows,
        to: weightGradients, rowLength: rowLength, biasGradients: biasGradients)
    case .avx2:
      KernelsAVX2.Loops.addSmallWeightGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, over: picture, windows,
        to: weightGradients, rowLength: rowLength, biasGradients: biasGradients)
    }
  }

  /// Adds up what every number of the picture gets: for each window that counts, the filters' weights
  /// times the cells' gradients, in the order of the filters.
  ///
  /// - Parameters:
  ///   - weights: The filters one after another, each as its window lies in memory.
  ///   - pictureGradients: As the picture; added to.
  ///   - places: Room for four numbers for each filter. So too `factors`.
  package func addPictureGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, weights: UnsafePointer<Float>,
    _ windows: batch_windows, to pictureGradients: UnsafeMutablePointer<Float>,
    places: UnsafeMutablePointer<Int>, factors: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.addPictureGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, weights: weights,
        windows, to: pictureGradients, places: places, factors: factors)
    case .avx2:
      KernelsAVX2.Loops.addPictureGradients(
        gradients, outputs: outputs, winners: winners, filters: filters, weights: weights,
        windows, to: pictureGradients, places: places, factors: factors)
    }
  }
}
