import Convolution
import Drawing

/// Draws a table in large cells, its numbers as block digits where the cells are large enough.
struct LargeTable {
  let grid: LargeGrid
  let format: CellFormat
  let scale: ColorScale
  let glyphs: GlyphSet
  /// All the numbers of the table, for digits that keep their size from step to step.
  let range: ValueRange
  /// What is framed: the window, or a single cell.
  var frame: TableGeometry.Frame?
  /// Cells to look at.
  var isMarked: (_ row: Int, _ column: Int) -> Bool = { _, _ in false }
  let cell: (_ row: Int, _ column: Int) -> TableCell

  func draw(on canvas: inout Canvas) {
    let digits = digitSize
    for row in grid.rows {
      for column in grid.columns {
        let place = grid.place(row, column)
        let content = cell(row, column)
        let isMarked = isMarked(row, column) && content.emphasis != .chosen
        let style = isMarked ? Style(.marked) : style(of: content)
        canvas.fill(place, with: Cell(blank(for: content, style), paper(style)))
        if grid.showsNumbers { write(text(of: content), in: place, style, digits, on: &canvas) }
        if isMarked, scale.colors.isEmpty { drawMark(place, on: &canvas) }
      }
    }
    if let frame { draw(frame, on: &canvas) }
  }

  private func text(of content: TableCell) -> String { content.text ?? format.text(content.value) }

  private func style(of content: TableCell) -> Style {
    let background = content.isOnSheet ? scale.color(of: content.value) : nil
    return switch content.emphasis {
    case .plain: Style(.sheet, background: background)
    case .strong: Style(.sheetStrong, background: background)
    case .dim: Style(.sheetDim, background: background)
    case .chosen: Style(.present)
    }
  }

  /// How the blanks of a cell are drawn: with eight colors strong numbers are underlined, blanks not.
  private func paper(_ style: Style) -> Style {
    if style.role == .marked { return Style(.sheet, background: markPaint) }
    guard style.role == .sheetStrong, style.background != nil else { return style }
    return Style(.sheet, background: style.background)
  }

  /// Without a number and without colors a shade has to say how large it is.
  private func blank(for content: TableCell, _ style: Style) -> Unicode.Scalar {
    guard !grid.showsNumbers, style.background == nil, style.role != .marked, content.isOnSheet
    else { return " " }
    return Shade.glyph(scale.fraction(of: content.value), glyphs)
  }

  // MARK: Numbers

  /// One size for all the numbers that show; nil where they are written as text.
  ///
  /// The edge of a cell stays free, also for the frame.
  private var digitSize: BlockText.PixelSize? {
    guard grid.showsNumbers else { return nil }
    let texts =
      [range.minimum, range.maximum].map(format.text)
      + grid.rows.flatMap { row in grid.columns.map { text(of: cell(row, $0)) } }
    return BlockText.PixelSize.largest(
      for: texts, columns: grid.cellWidth - 2, rows: grid.cellHeight - 2, glyphs: glyphs)
  }

  private func write(
    _ text: String, in place: Region, _ style: Style, _ size: BlockText.PixelSize?,
    on canvas: inout Canvas
  ) {
    if let size {
      let digits = BlockText(text, size: size)
      digits.draw(
        row: place.row + (place.rows - digits.rows) / 2,
        column: place.column + (place.columns - digits.columns) / 2, style: style, on: &canvas)
      return
    }
    // One below the other, the points of decimals are in line.
    let end = place.column + (place.columns + format.width - 1) / 2
    canvas.write(
      text, row: place.row + (place.rows - 1) / 2, endingAt: min(end, place.endColumn - 1),
      style: style)
  }

  // MARK: Frame and marks

  /// Bars inside the framed cells, whose edges are blank; above them half a row of what is there.
  private func draw(_ frame: TableGeometry.Frame, on canvas: inout Canvas) {
    let rows = frame.rows.clamped(to: grid.rows)
    let columns = frame.columns.clamped(to: grid.columns)
    guard let top = rows.first, let bottom = rows.last, let left = columns.first,
      let right = columns.last
    else { return }
    let first = grid.place(top, left)
    let last = grid.place(bottom, right)
    let ink = ink
    func put(_ row: Int, _ column: Int, _ glyph: Unicode.Scalar) {
      let under = canvas[row, column].style
      let background = under.role == .present ? Self.present : under.background
      canvas[row, column] = Cell(
        glyph, Style(.frame, foreground: ink, background: background))
    }
    for column in first.column..<last.endColumn {
      put(first.row - 1, column, "▄")
      // Without colors the framed cells are reversed, and half a row would be a gap in them.
      let lower: Unicode.Scalar = scale.colors.isEmpty ? "█" : "▄"
      if grid.cellHeight > 1 {
        put(last.endRow - 1, column, lower)
      } else if last.endRow < canvas.rows {
        put(last.endRow, column, "▀")
      }
    }
    for row in first.row..<last.endRow {
      put(row, first.column, "█")
      put(row, last.endColumn - 1, "█")
    }
  }

  /// The color that the theme gives to the present cell.
  private static let present = Color(226)

  /// One color for the whole frame, blue if that shows on all of the sheet's; nil where none does, and
  /// each cell has to have its own.
  private var ink: Color? {
    guard !scale.colors.isEmpty else { return nil }
    return [Color(20), .black].first { ink in
      scale.colors.allSatisfy { $0.contrast(with: ink) >= 3 }
    }
  }

  /// What the theme gives to cells to look at; nil without colors.
  private var markPaint: Color? {
    guard let color = scale.colors.first else { return nil }
    return Color(color.index < 16 ? 2 : 213)
  }

  /// Without colors, a box around a number that somebody points at.
  private func drawMark(_ place: Region, on canvas: inout Canvas) {
    let ink = Style(.frame)
    guard place.rows > 2 else {
      canvas[place.row, place.column] = Cell("▸", ink)
      return
    }
    let (bottom, right) = (place.endRow - 1, place.endColumn - 1)
    for column in place.column + 1..<right {
      canvas[place.row, column] = Cell("─", ink)
      canvas[bottom, column] = Cell("─", ink)
    }
    for row in place.row + 1..<bottom {
      canvas[row, place.column] = Cell("│", ink)
      canvas[row, right] = Cell("│", ink)
    }
    canvas[place.row, place.column] = Cell("┌", ink)
    canvas[place.row, right] = Cell("┐", ink)
    canvas[bottom, place.column] = Cell("└", ink)
    canvas[bottom, right] = Cell("┘", ink)
  }
}
