import Convolution
package import Drawing

/// A part of a table in cells that are large enough for the back of a room.
///
/// A larger screen makes the cells larger, not more: what is shown is the window and a little of what is
/// around it.
package struct LargeGrid: Hashable, Sendable {
  package let region: Region
  package let cellHeight: Int
  package let cellWidth: Int
  /// The rows and columns of the table that show.
  package let rows: Range<Int>
  package let columns: Range<Int>
  /// Whether a number fits into a cell; otherwise there is only its color.
  package let showsNumbers: Bool

  /// Cells across, unless the window alone has more.
  package static let mostAcross = 6
  private static let wantedAcross = 5
  /// A cell is about twice as wide as high, and never wider than this many times.
  private static let widest = 4

  /// - Parameters:
  ///   - numberWidth: Columns of a number with the blank before it.
  ///   - rows: All rows of the table, from -padding.
  ///   - focus: What has to show.
  ///   - wanted: Cells across and down where the table has as many.
  init(
    in room: Region, numberWidth: Int, rows: Range<Int>, columns: Range<Int>,
    focus: TableGeometry.Frame, wanted: Int = wantedAcross
  ) {
    // A number has a blank on either side.
    let least = numberWidth + 1
    let inFocus = (height: max(1, focus.rows.count), width: max(1, focus.columns.count))
    func across(_ focus: Int, of count: Int) -> Int {
      min(count, max(focus, min(Self.mostAcross, max(focus + 2, wanted))))
    }
    var shownColumns = across(inFocus.width, of: columns.count)
    while shownColumns > min(inFocus.width, columns.count), room.columns / shownColumns < least {
      shownColumns -= 1
    }
    let natural = max(1, room.columns / max(1, shownColumns))
    showsNumbers = natural >= least
    var shownRows = across(inFocus.height, of: rows.count)
    // As square as possible; what is around the window goes before cells become too low for a number
    // with a blank above and below it.
    var height = max(1, min((natural + 1) / 2, room.rows / max(1, shownRows)))
    if height < 3 {
      height = min(3, max(1, room.rows / min(inFocus.height, rows.count)))
      shownRows = min(shownRows, max(1, room.rows / height))
    }
    cellHeight = height
    cellWidth = max(showsNumbers ? least : 1, min(natural, Self.widest * height))
    shownColumns = min(shownColumns, max(1, room.columns / cellWidth))
    shownRows = min(shownRows, max(1, room.rows / height))
    self.rows = TableGeometry.visible(rows, count: shownRows, focus: focus.rows)
    self.columns = TableGeometry.visible(columns, count: shownColumns, focus: focus.columns)
    region = Region(
      row: room.row, column: room.column, rows: self.rows.count * cellHeight,
      columns: self.columns.count * cellWidth)
  }

  /// All the cells of a frame, in a given size.
  init(
    _ frame: TableGeometry.Frame, row: Int, column: Int, cell: (height: Int, width: Int),
    numberWidth: Int
  ) {
    (rows, columns) = (frame.rows, frame.columns)
    (cellHeight, cellWidth) = cell
    showsNumbers = cell.width > numberWidth
    region = Region(
      row: row, column: column, rows: rows.count * cellHeight, columns: columns.count * cellWidth)
  }

  // MARK: From the table to the screen and back

  package func place(_ row: Int, _ column: Int) -> Region {
    Region(
      row: region.row + (row - rows.lowerBound) * cellHeight,
      column: region.column + (column - columns.lowerBound) * cellWidth, rows: cellHeight,
      columns: cellWidth)
  }

  /// The cell of the table under a cell of the screen.
  func cell(screenRow: Int, screenColumn: Int) -> (row: Int, column: Int)? {
    guard region.contains(row: screenRow, column: screenColumn) else { return nil }
    return (
      rows.lowerBound + (screenRow - region.row) / cellHeight,
      columns.lowerBound + (screenColumn - region.column) / cellWidth
    )
  }
}
