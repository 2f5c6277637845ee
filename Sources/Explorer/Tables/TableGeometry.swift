package import Drawing

/// How a table of numbers lies on the screen: which part of it shows, and where each cell is.
///
/// The window's frame opens the sheet: it has two screen rows of its own, and uses the blank column
/// before each number, so that no digit is ever covered.
package struct TableGeometry: Hashable, Sendable {
  package let region: Region
  package let zoom: Zoom
  package let cellWidth: Int
  package let cellHeight: Int
  /// The rows and columns of the table that show.
  package let rows: Range<Int>
  package let columns: Range<Int>
  /// What is framed, as rows and columns of the table, cut to what shows.
  package let frame: Frame?

  package struct Frame: Hashable, Sendable {
    package let rows: Range<Int>
    package let columns: Range<Int>

    package init(rows: Range<Int>, columns: Range<Int>) {
      (self.rows, self.columns) = (rows, columns)
    }
  }

  /// - Parameters:
  ///   - numberWidth: Columns of a number with the blank before it.
  ///   - rows: All rows of the table, from -padding.
  ///   - frame: What to frame.
  ///   - focus: What to keep in view.
  ///   - opensRows: Whether the frame gets screen rows of its own.
  init(
    region: Region, zoom: Zoom, numberWidth: Int, rows: Range<Int>, columns: Range<Int>,
    frame: Frame?, focus: Frame, opensRows: Bool
  ) {
    self.region = region
    self.zoom = zoom
    (cellHeight, cellWidth) = Self.cellSize(zoom, numberWidth: numberWidth)
    let opens = opensRows && zoom != .picture
    let room = Self.room(region, zoom, cellWidth, cellHeight, opensRows: opens && frame != nil)
    let shownRows = Self.visible(rows, count: room.rows, focus: focus.rows)
    let shownColumns = Self.visible(columns, count: room.columns, focus: focus.columns)
    self.rows = shownRows
    self.columns = shownColumns
    self.opensRows = opens
    self.frame = frame.flatMap { frame in
      let rows = frame.rows.clamped(to: shownRows)
      let columns = frame.columns.clamped(to: shownColumns)
      return rows.isEmpty || columns.isEmpty ? nil : Frame(rows: rows, columns: columns)
    }
  }

  /// Whether the frame has screen rows of its own.
  package var opensFrame: Bool { opensRows }

  private let opensRows: Bool

  /// Screen rows and columns of one cell; two pixels share one at the smallest zoom.
  static func cellSize(_ zoom: Zoom, numberWidth: Int) -> (height: Int, width: Int) {
    switch zoom {
    case .picture: (1, 1)
    case .tiles: (1, 2)
    case .numbers: (1, numberWidth)
    case .large: (3, numberWidth + 3)
    }
  }

  /// How many rows and columns of a table fit.
  private static func room(
    _ region: Region, _ zoom: Zoom, _ cellWidth: Int, _ cellHeight: Int, opensRows: Bool
  ) -> (rows: Int, columns: Int) {
    let frameRows = opensRows ? 2 : 0
    return switch zoom {
    case .picture: (region.rows * 2, region.columns)
    case .tiles: ((region.rows - frameRows) / cellHeight, (region.columns - 2) / cellWidth)
    // The last column may need a bar of the frame behind it.
    case .numbers, .large:
      ((region.rows - frameRows) / cellHeight, (region.columns - 1) / cellWidth)
    }
  }

  /// As much of a range as there is room for, with the focus in it.
  ///
  /// The focus moves over a sheet that lies still, and only at the margin of the page the next one is
  /// laid down. Which page that is follows from the focus alone, so that every way there shows the
  /// same.
  static func visible(_ range: Range<Int>, count: Int, focus: Range<Int>) -> Range<Int> {
    let count = min(max(count, 1), range.count)
    let margin = max(0, count - focus.count) / 4
    let places = max(1, count - focus.count - 2 * margin + 1)
    let page = max(0, focus.lowerBound - range.lowerBound - margin) / places
    let start = min(range.lowerBound + page * places, range.upperBound - count)
    return start..<start + count
  }

  // MARK: From the table to the screen and back

  /// The first screen row of a row of the table.
  package func screenRow(of row: Int) -> Int {
    if zoom == .picture { return region.row + (row - rows.lowerBound) / 2 }
    var screenRow = region.row + (row - rows.lowerBound) * cellHeight
    if opensRows, let frame {
      screenRow += (row >= frame.rows.lowerBound ? 1 : 0) + (row >= frame.rows.upperBound ? 1 : 0)
    }
    return screenRow
  }

  /// The first screen column of a column of the table, with the blank before its number.
  package func screenColumn(of column: Int) -> Int {
    var screenColumn = region.column + (column - columns.lowerBound) * cellWidth
    if zoom == .tiles, opensRows, let frame {
      screenColumn +=
        (column >= frame.columns.lowerBound ? 1 : 0) + (column >= frame.columns.upperBound ? 1 : 0)
    }
    return screenColumn
  }

  /// The cell of the table under a cell of the screen.
  package func cell(screenRow: Int, screenColumn: Int) -> (row: Int, column: Int)? {
    guard region.contains(row: screenRow, column: screenColumn) else { return nil }
    let height = zoom == .picture ? 1 : cellHeight
    let row = rows.last {
      (self.screenRow(of: $0)..<self.screenRow(of: $0) + height).contains(screenRow)
    }
    let column = columns.last {
      (self.screenColumn(of: $0)..<self.screenColumn(of: $0) + cellWidth).contains(screenColumn)
    }
    guard let row, let column else { return nil }
    return (row, column)
  }
}
