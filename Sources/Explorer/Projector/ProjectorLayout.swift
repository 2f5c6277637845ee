package import Convolution
package import Drawing

/// What goes where on the projector's screen.
///
/// On the left the window in large cells; on the right what is laid over it, below that the number that
/// it is about; at the foot one line of why. Channels of a cube take the whole width, and the number
/// stands below them where there is room. Zoomed out, whole pictures take everything.
package struct ProjectorLayout: Hashable, Sendable {
  package let main: Main
  /// The filter, or where there is none the output's or the input's table.
  package let side: Side?
  /// Where the number is, and what is said about it.
  package let number: Region
  package let label: Region
  /// The lines of why.
  package let text: Region
  /// The first of the two rows of progress; nil where there are none.
  package let progressRow: Int?
  package let inputPicture: ScreenLayout.WholePicture?
  package let outputPicture: ScreenLayout.WholePicture?

  package enum Main: Hashable, Sendable {
    case input(LargeGrid)
    case channels([Channel])
    /// The output as bars with their labels.
    case bars(Region)
    /// No numbers: the whole input and the whole output, as large as there is room for.
    case pictures

    package var grids: [LargeGrid] {
      switch self {
      case .input(let grid): [grid]
      case .channels(let channels): channels.map(\.window)
      case .bars, .pictures: []
      }
    }
  }

  package enum Side: Hashable, Sendable {
    case filter(LargeGrid)
    case input(LargeGrid)
    case output(LargeGrid)

    package var grid: LargeGrid {
      switch self {
      case .filter(let grid), .input(let grid), .output(let grid): grid
      }
    }
  }

  /// One channel of a cube: its window, its slice of the filter and its sum, one below the other.
  package struct Channel: Hashable, Sendable {
    package let slice: Int
    package let captionRow: Int
    package let window: LargeGrid
    package let filter: LargeGrid?
    package let sum: Region
  }

  /// Less than this is too little.
  package static let smallestSize = Extent(height: 12, width: 40)

  package static func fits(_ display: DisplayProperties) -> Bool {
    display.columns >= smallestSize.width && display.rows >= smallestSize.height
  }

  static let gap = 3
  private static let nowhere = Region(row: 0, column: 0, rows: 0, columns: 0)

  /// The parts of the screen from top to bottom.
  struct Rows {
    let body: Region
    let text: Region
    let progressRow: Int?

    /// Screens as high as this have room for a second line.
    private static let highScreen = 30

    init(_ model: Model) {
      let (columns, rows) = (model.display.columns, model.display.rows)
      progressRow = model.showsProgress ? rows - 2 : nil
      // Progress keeps a blank row above it, and so does the text.
      let end = progressRow.map { $0 - 1 } ?? rows
      // With whole pictures it is only for messages, and those of a lesson stand elsewhere.
      let isFree = model.showsWholePictures && progressRow == nil
      let lines = isFree ? 0 : end >= Self.highScreen ? 2 : 1
      text = Region(row: end - lines, column: 1, rows: lines, columns: columns - 2)
      body = Region(
        row: 0, column: 1, rows: end - (lines > 0 ? lines + 1 : 0), columns: columns - 2)
    }
  }

  package init(_ model: Model) {
    let rows = Rows(model)
    (text, progressRow) = (rows.text, rows.progressRow)
    let body = rows.body
    let tables = ScreenLayout.Tables(model)
    if let pictures = PictureArrangement(model, tables, in: body) {
      main = .pictures
      side = pictures.filter.map(Side.filter)
      (number, label) = (Self.nowhere, Self.nowhere)
      (inputPicture, outputPicture) = (pictures.input, pictures.output)
      return
    }
    let number = ProjectorNumber(model)
    if model.isCube, let cube = CubeArrangement(model, tables, in: body) {
      main = .channels(cube.channels)
      side = nil
      let column = RightColumn(
        number, in: cube.rest, isBeside: cube.isLow, glyphs: model.display.glyphs)
      (self.number, label) = (column.number, column.label)
      (inputPicture, outputPicture) = (nil, column.picture(of: tables.output))
      return
    }
    let width = body.columns * 53 / 100
    // A caption, and half a row for the frame.
    let left = Region(
      row: body.row + 2, column: body.column, rows: body.rows - 2, columns: width)
    let right = Region(
      row: body.row, column: left.endColumn + Self.gap, rows: body.rows,
      columns: body.endColumn - left.endColumn - Self.gap)
    let grid = LargeGrid(
      in: left, numberWidth: tables.inputNumberWidth, rows: tables.inputRows,
      columns: tables.inputColumns, focus: model.focusWithMarks(tables.inputFocus))
    // A window too large for numbers says more as a picture.
    let isPicture = !grid.showsNumbers && !model.inputSheet.isList
    main = model.outputSheet.isList ? .bars(left) : isPicture ? .pictures : .input(grid)
    let column = RightColumn(model, tables, number, in: right)
    (side, self.number, label) = (column.side, column.number, column.label)
    outputPicture =
      model.outputSheet.isList || column.showsAll(of: tables.output)
      ? nil : column.picture(of: tables.output)
    let isWhole = main.grids.contains {
      $0.rows == tables.inputRows && $0.columns == tables.inputColumns
    }
    inputPicture =
      main == .pictures
      ? PictureArrangement.picture(of: tables.input, in: left)
      : model.inputSheet.isList || isWhole
        ? nil : column.secondPicture(of: tables.input, besides: outputPicture)
  }
}

extension Model {
  /// What has to show of the input, and with it what a lesson points at where that is near.
  fileprivate func focusWithMarks(_ focus: TableGeometry.Frame) -> TableGeometry.Frame {
    let channel = seenChannels.lowerBound + shownSlice(of: explanation)
    let sheet = inputSheet
    let places = markedCells(at: inputPlace).filter { sheet.isVector || $0.channel == channel }
      .map(sheet.place)
    func range(_ focus: Range<Int>, _ marks: [Int]) -> Range<Int> {
      let first = min(focus.lowerBound, marks.min() ?? focus.lowerBound)
      let end = max(focus.upperBound, marks.max().map { $0 + 1 } ?? focus.upperBound)
      return end - first <= LargeGrid.mostAcross ? first..<end : focus
    }
    return TableGeometry.Frame(
      rows: range(focus.rows, places.map(\.row)),
      columns: range(focus.columns, places.map(\.column)))
  }
}
