import Convolution
import Drawing

extension ScreenLayout {
  /// The sizes of what the tables have to show.
  struct Tables {
    let input: Extent
    let output: Extent
    /// The input with its padding.
    let inputRows: Range<Int>
    let inputColumns: Range<Int>
    let inputNumberWidth: Int
    let outputNumberWidth: Int
    let window: TableGeometry.Frame
    let outputFrame: TableGeometry.Frame
    /// What the input's table keeps in view.
    let inputFocus: TableGeometry.Frame
    /// Columns that filter and products need.
    let centerWidth: Int
    /// Columns for what stands beside the numbers of a short vector.
    let labelWidth: Int

    init(_ model: Model) {
      let exploration = model.exploration
      let (inputSheet, outputSheet) = (model.inputSheet, model.outputSheet)
      let (input, output) = (inputSheet.extent, outputSheet.extent)
      let element = model.cursor.element
      (self.input, self.output) = (input, output)
      let present = TableGeometry.Frame(outputSheet.place(of: element))
      inputNumberWidth = model.inputFormat.width
      outputNumberWidth = model.outputFormat.width
      if let grid = exploration.grid(ofNode: model.cursor.node) {
        let edges = grid.edges
        inputRows = -edges.top..<input.height + edges.bottom
        inputColumns = -edges.left..<input.width + edges.right
        let (top, left) = (grid.rows.start(of: element.row), grid.columns.start(of: element.column))
        window = TableGeometry.Frame(
          rows: top..<top + grid.rows.span, columns: left..<left + grid.columns.span)
      } else {
        inputRows = 0..<input.height
        inputColumns = 0..<input.width
        window =
          model.isDense
          ? TableGeometry.Frame(rows: inputRows, columns: inputColumns)
          : TableGeometry.Frame(inputSheet.place(of: model.firstSource))
      }
      outputFrame = present
      inputFocus =
        model.focus == .input
        ? TableGeometry.Frame(inputSheet.place(of: model.inputCell))
        : model.isDense
          ? TableGeometry.Frame(inputSheet.place(of: model.mainSource)) : window
      // Where everything is framed, it is the focus that has to be seen.
      needed = model.isDense ? inputFocus : window
      centerWidth = model.kernelWidth * model.kernelFormat.width + 4
      isInputChosen = model.focus == .input
      let count = outputSheet.isList ? output.height : 0
      let labels = (0..<count).map {
        exploration.label(ofChannel: $0, at: model.outputPlace)?.unicodeScalars.count ?? 4
      }
      labelWidth = labels.max().map { $0 + 2 } ?? 0
    }

    private let isInputChosen: Bool
    /// What has to fit: the window, or a single cell where it is everything.
    private let needed: TableGeometry.Frame

    // MARK: What fits

    /// Screen columns of a window of numbers, with a little of what is around it.
    var windowWidth: Int {
      max((needed.columns.count + 1) * inputNumberWidth, 4 * outputNumberWidth) + 2
    }

    func windowFits(_ zoom: Zoom, rows: Int, columns: Int) -> Bool {
      guard zoom != .picture else { return true }
      let cell = TableGeometry.cellSize(zoom, numberWidth: inputNumberWidth)
      let result = TableGeometry.cellSize(zoom, numberWidth: outputNumberWidth)
      return needed.rows.count * cell.height + 2 <= rows
        && needed.columns.count * cell.width + 2 <= columns
        && result.height + 2 <= rows && result.width + 2 <= columns
    }

    /// Screen rows that the window takes with its frame.
    func windowRows(at zoom: Zoom) -> Int {
      let cell = TableGeometry.cellSize(zoom, numberWidth: inputNumberWidth)
      return zoom == .picture ? needed.rows.count / 2 + 3 : needed.rows.count * cell.height + 2
    }

    /// Screen rows and columns of the whole input with its frame, and of the whole output.
    func wholeSizes(at zoom: Zoom) -> (input: Extent, output: Extent) {
      let cell = TableGeometry.cellSize(zoom, numberWidth: inputNumberWidth)
      let result = TableGeometry.cellSize(zoom, numberWidth: outputNumberWidth)
      if zoom == .picture {
        return (
          Extent(height: (inputRows.count + 1) / 2, width: inputColumns.count),
          Extent(height: (output.height + 1) / 2, width: output.width)
        )
      }
      let frame = zoom == .tiles ? 2 : 1
      return (
        Extent(
          height: inputRows.count * cell.height + 2,
          width: inputColumns.count * cell.width + frame),
        Extent(
          height: output.height * result.height,
          width: output.width * result.width + frame + labelWidth)
      )
    }

    func wholeFits(_ zoom: Zoom, rows: Int, columns: Int) -> Bool {
      let needed = wholeSize(at: zoom)
      return needed.height <= rows && needed.width <= columns
    }

    /// Screen columns of the wider table, with one to spare.
    func wholeWidth(at zoom: Zoom) -> Int { wholeSize(at: zoom).width + 2 }

    private func wholeSize(at zoom: Zoom) -> Extent {
      if zoom == .picture {
        return Extent(
          height: (max(inputRows.count, output.height) + 1) / 2,
          width: max(inputColumns.count, output.width))
      }
      let cell = TableGeometry.cellSize(zoom, numberWidth: inputNumberWidth)
      let result = TableGeometry.cellSize(zoom, numberWidth: outputNumberWidth)
      // Two rows for the frame; for tiles two columns as well, for numbers one for the last bar.
      let frame = zoom == .tiles ? 2 : 1
      return Extent(
        height: max(inputRows.count * cell.height, output.height * result.height) + 2,
        width: max(inputColumns.count * cell.width, output.width * result.width) + frame)
    }

    // MARK: Geometry

    func input(in region: Region, zoom: Zoom, opensRows: Bool = true) -> TableGeometry {
      TableGeometry(
        region: region, zoom: zoom, numberWidth: inputNumberWidth, rows: inputRows,
        columns: inputColumns, frame: isInputChosen ? nil : window, focus: inputFocus,
        opensRows: opensRows)
    }

    func output(in region: Region, zoom: Zoom) -> TableGeometry {
      TableGeometry(
        region: region, zoom: zoom, numberWidth: outputNumberWidth, rows: 0..<output.height,
        columns: 0..<output.width, frame: outputFrame,
        focus: outputFrame, opensRows: false)
    }
  }
}

extension Model {
  /// How numbers of the present input are written.
  package var inputFormat: CellFormat {
    CellFormat(exploration.range(.layer, at: inputPlace, channel: 0))
  }

  /// How numbers of the present output are written.
  package var outputFormat: CellFormat {
    CellFormat(exploration.range(.map, at: outputPlace, channel: cursor.element.channel))
  }

  /// Columns of the grid in the middle: filter and products, or the candidates of a pooling window.
  package var kernelWidth: Int {
    exploration.grid(ofNode: cursor.node)?.columns.kernel ?? 1
  }

  /// How weights and products are written: wide enough for any product that can occur.
  package var kernelFormat: CellFormat {
    guard let layer = convolution else { return inputFormat }
    let input = exploration.range(.layer, at: inputPlace, channel: 0)
    let weights = exploration.weightRange(ofNode: cursor.node) ?? layer.bank.weights.valueRange
    let reach =
      max(abs(input.minimum), abs(input.maximum)) * max(abs(weights.minimum), abs(weights.maximum))
    let isSigned = input.minimum < 0 || weights.minimum < 0
    return CellFormat(
      ValueRange(
        minimum: isSigned ? -reach : 0, maximum: reach, isWhole: input.isWhole && weights.isWhole),
      minimumWidth: 5)
  }

  /// How the weights alone are written, in cells as wide as the products'.
  package var weightFormat: CellFormat {
    guard let layer = convolution else { return inputFormat }
    let weights = exploration.weightRange(ofNode: cursor.node) ?? layer.bank.weights.valueRange
    return CellFormat(weights, minimumWidth: kernelFormat.width)
  }
}

extension TableGeometry.Frame {
  /// A single cell.
  init(_ place: (row: Int, column: Int)) {
    self.init(rows: place.row..<place.row + 1, columns: place.column..<place.column + 1)
  }
}

extension [Float] {
  var valueRange: ValueRange {
    ValueRange(
      minimum: self.min() ?? 0, maximum: self.max() ?? 0,
      isWhole: allSatisfy { $0 == $0.rounded() })
  }
}
