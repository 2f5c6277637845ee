import Convolution
import Drawing

/// The sizes of what stands in a band.
struct CubeSizes {
  let zoom: Zoom
  let kernel: Extent
  let window: TableGeometry.Frame
  let output: Extent
  let cell: (height: Int, width: Int)
  let weightCell: (height: Int, width: Int)
  let productCell: (height: Int, width: Int)
  let outputCell: (height: Int, width: Int)
  let numberWidths: (weights: Int, products: Int)
  let sumWidth: Int

  init(_ model: Model, _ tables: ScreenLayout.Tables, _ zoom: Zoom, _ kernel: Extent) {
    (self.zoom, self.kernel, window, output) = (zoom, kernel, tables.window, tables.output)
    numberWidths = (model.sliceFormat.width, model.kernelFormat.width)
    cell = TableGeometry.cellSize(zoom, numberWidth: tables.inputNumberWidth)
    weightCell = TableGeometry.cellSize(zoom, numberWidth: numberWidths.weights)
    productCell = TableGeometry.cellSize(zoom, numberWidth: numberWidths.products)
    outputCell = TableGeometry.cellSize(zoom, numberWidth: tables.outputNumberWidth)
    sumWidth = model.channelSumWidth
  }

  /// Screen rows of the filter, and of the window under it.
  var filterRows: Int { max(window.rows.count * cell.height, kernel.height * weightCell.height) }

  var windowColumns: Int { window.columns.count }

  /// The fewest screen rows: the window in its frame, the filter with a title's row above it.
  var bandRows: Int {
    filterRows + 2
  }

  var weightColumns: Int { kernel.width * weightCell.width + 1 }
  var productColumns: Int { kernel.width * productCell.width + 1 }

  /// Screen columns up to the end of the sums. Every table ends with a blank of its own.
  func columns(inputColumns: Int) -> Int {
    2 + inputColumns * cell.width + CubeLayout.gap + weightColumns + CubeLayout.gap
      + productColumns + sumWidth
  }

  func outputFitsWhole(in region: Region) -> Bool {
    output.height * outputCell.height <= region.rows * 2 / 3
      && output.width * outputCell.width < region.columns
  }
}

extension CubeLayout.Band {
  /// - Parameter labelColumns: Columns for a title before the band, which then has rows for nothing but
  ///   the filter.
  init(
    slice: Int, sizes: CubeSizes, tables: ScreenLayout.Tables, region: Region, inputColumns: Int,
    isTitleInFrame: Bool, isInputChosen: Bool, labelColumns: Int? = nil
  ) {
    (self.slice, self.region, self.isTitleInFrame) = (slice, region, isTitleInFrame)
    let isCompact = labelColumns != nil
    let start = region.column + (labelColumns ?? 0)
    let top = region.row + (isCompact || isTitleInFrame && !isInputChosen ? 0 : 1)
    // Without a frame of its own the table keeps clear of the next band.
    let end = isInputChosen && !isCompact ? region.endRow - 1 : region.endRow
    input = tables.input(
      in: Region(
        row: top, column: start, rows: end - top,
        columns: inputColumns * sizes.cell.width + 1),
      zoom: sizes.zoom, opensRows: !isCompact)
    let height = sizes.kernel.height * sizes.weightCell.height
    let titleRows = isTitleInFrame ? 0 : 1
    let row =
      isCompact
      ? region.row
      : region.row + titleRows + max(1 - titleRows, (region.rows - titleRows - height) / 2)
    let column = start + inputColumns * sizes.cell.width + 1 + CubeLayout.gap
    func grid(_ column: Int, _ columns: Int, _ numberWidth: Int) -> TableGeometry {
      let whole = TableGeometry.Frame(
        rows: 0..<sizes.kernel.height, columns: 0..<sizes.kernel.width)
      return TableGeometry(
        region: Region(row: row, column: column, rows: height, columns: columns),
        zoom: sizes.zoom, numberWidth: numberWidth, rows: whole.rows, columns: whole.columns,
        frame: nil, focus: whole, opensRows: false)
    }
    weights = grid(column, sizes.weightColumns, sizes.numberWidths.weights)
    products = grid(
      column + sizes.weightColumns + CubeLayout.gap, sizes.productColumns,
      sizes.numberWidths.products)
    sumRow = row + (height - 1) / 2
  }
}
