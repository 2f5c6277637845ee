import Convolution
import Drawing

/// Draws a table of numbers: cells on their colors, the frame of the window, marks.
struct TableView {
  let geometry: TableGeometry
  let format: CellFormat
  let scale: ColorScale
  let properties: DisplayProperties
  /// Whether a lesson points at any cell at all.
  var hasMarks = false
  /// The number at a row and column of the table, and how it stands there.
  let cell: (_ row: Int, _ column: Int) -> TableCell

  func draw(on canvas: inout Canvas) {
    if geometry.zoom == .picture {
      drawPixels(on: &canvas)
    } else {
      drawCells(on: &canvas)
      if let frame = geometry.frame { draw(frame, on: &canvas) }
    }
    if hasMarks { drawMarks(on: &canvas) }
  }

  private func drawCells(on canvas: inout Canvas) {
    for row in geometry.rows {
      for column in geometry.columns {
        let content = cell(row, column)
        let top = geometry.screenRow(of: row)
        let left = geometry.screenColumn(of: column)
        let place = Region(
          row: top, column: left, rows: geometry.cellHeight, columns: geometry.cellWidth)
        let style = style(of: content)
        if geometry.zoom == .tiles {
          // Where the frame opens the sheet, tiles are stretched: a gap would cut through the picture.
          let bottom =
            row + 1 < geometry.rows.upperBound
            ? geometry.screenRow(of: row + 1) : place.endRow
          let right =
            column + 1 < geometry.columns.upperBound
            ? geometry.screenColumn(of: column + 1) : place.endColumn
          canvas.fill(
            Region(row: top, column: left, rows: bottom - top, columns: right - left),
            with: tile(content, style))
          continue
        }
        canvas.fill(place, with: Cell(" ", style))
        var ink = style
        if content.emphasis == .chosen {
          // The blank before the number stays on the sheet: a bar of the frame may stand there.
          ink = Style(.present)
          canvas.fill(
            Region(
              row: top, column: left + 1, rows: place.rows, columns: place.columns - 1),
            with: Cell(" ", ink))
        }
        let text = content.text ?? format.text(content.value)
        let inset = geometry.zoom == .large ? 2 : 0
        if content.isMarked, content.emphasis != .chosen {
          ink = Style(.marked)
          canvas.fill(place, with: Cell(" ", ink))
        }
        canvas.write(
          text, row: top + geometry.cellHeight / 2, endingAt: left + geometry.cellWidth - inset,
          style: ink)
        if column == geometry.columns.upperBound - 1 {
          drawMargin(beside: place, style, on: &canvas)
        }
      }
    }
  }

  /// The sheet ends with a blank, as every cell begins with one; a bar of the frame may need it.
  private func drawMargin(beside place: Region, _ style: Style, on canvas: inout Canvas) {
    let margin = Region(row: place.row, column: place.endColumn, rows: place.rows, columns: 1)
    canvas.fill(margin, with: Cell(" ", style))
  }

  private func style(of content: TableCell) -> Style {
    let role: Role =
      switch content.emphasis {
      case .plain: .sheet
      case .strong: .sheetStrong
      case .dim: .sheetDim
      case .chosen: geometry.zoom == .tiles ? .present : .sheet
      }
    if role == .present { return Style(role) }
    return Style(role, background: content.isOnSheet ? scale.color(of: content.value) : nil)
  }

  /// A cell without a number: its color, or without colors a shade.
  private func tile(_ content: TableCell, _ style: Style) -> Cell {
    guard content.isOnSheet else { return Cell("·", Style(.dim)) }
    if style.background != nil { return Cell(" ", style) }
    return Cell(Shade.glyph(scale.fraction(of: content.value), properties.glyphs), style)
  }

  // MARK: Pixels

  /// Two pixels to a character: the upper in the foreground, the lower in the background.
  private func drawPixels(on canvas: inout Canvas) {
    let top = geometry.region.row
    for row in stride(from: geometry.rows.lowerBound, to: geometry.rows.upperBound, by: 2) {
      for column in geometry.columns {
        let upper = cell(row, column)
        let lower = row + 1 < geometry.rows.upperBound ? cell(row + 1, column) : nil
        canvas[top + (row - geometry.rows.lowerBound) / 2, geometry.screenColumn(of: column)] =
          pixels(row, column, upper, lower)
      }
    }
  }

  private func pixels(_ row: Int, _ column: Int, _ upper: TableCell, _ lower: TableCell?) -> Cell {
    let marks = (isOnRing(row, column), lower != nil && isOnRing(row + 1, column))
    return HalfBlocks.cell(
      upper: upper.isOnSheet ? upper.value : nil,
      lower: lower.flatMap { $0.isOnSheet ? $0.value : nil },
      marks: marks, scale: scale, glyphs: properties.glyphs)
  }

  /// Whether a pixel lies on the ring around the framed ones.
  private func isOnRing(_ row: Int, _ column: Int) -> Bool {
    guard let frame = geometry.frame else { return false }
    let rows = frame.rows.lowerBound - 1...frame.rows.upperBound
    let columns = frame.columns.lowerBound - 1...frame.columns.upperBound
    guard rows ~= row, columns ~= column else { return false }
    return !(frame.rows ~= row && frame.columns ~= column)
  }

  // MARK: Frame

  private func draw(_ frame: TableGeometry.Frame, on canvas: inout Canvas) {
    let top = geometry.screenRow(of: frame.rows.lowerBound)
    let bottom = geometry.screenRow(of: frame.rows.upperBound - 1) + geometry.cellHeight
    let left: Int
    let right: Int
    if geometry.zoom == .tiles {
      left = geometry.screenColumn(of: frame.columns.lowerBound) - 1
      right = geometry.screenColumn(of: frame.columns.upperBound - 1) + geometry.cellWidth
    } else {
      left = geometry.screenColumn(of: frame.columns.lowerBound)
      right = geometry.screenColumn(of: frame.columns.upperBound - 1) + geometry.cellWidth
    }
    if geometry.zoom == .tiles, !geometry.opensFrame {
      return drawBrackets(top, left + 1, on: &canvas)
    }
    func bar(_ row: Int, _ column: Int, _ glyph: Unicode.Scalar) {
      let under = canvas[row, column].style.background
      canvas[row, column] = Cell(glyph, Style(.frame, background: under))
    }
    for row in top..<bottom {
      bar(row, left, "┃")
      bar(row, right, "┃")
    }
    guard geometry.opensFrame else { return }
    for column in left + 1..<right {
      bar(top - 1, column, "━")
      bar(bottom, column, "━")
    }
    bar(top - 1, left, "┏")
    bar(top - 1, right, "┓")
    bar(bottom, left, "┗")
    bar(bottom, right, "┛")
  }
}

extension TableView {
  /// Points at cells: an arrow in the blank before the number, where a bar of the frame gives way, or
  /// over what has no number.
  private func drawMarks(on canvas: inout Canvas) {
    for row in geometry.rows {
      for column in geometry.columns where cell(row, column).isMarked {
        let top = geometry.screenRow(of: row)
        let left = geometry.screenColumn(of: column)
        switch geometry.zoom {
        case .picture: canvas[top, left] = Cell("◆", Style(.marked))
        case .tiles:
          canvas[top, left] = Cell("▸", Style(.marked))
          canvas[top, left + 1] = Cell("◂", Style(.marked))
        case .numbers, .large:
          canvas[top + geometry.cellHeight / 2, left] = Cell("▸", Style(.marked))
        }
      }
    }
  }

  /// A single tile is marked where it is: there is room for two brackets and nothing to hide.
  private func drawBrackets(_ row: Int, _ column: Int, on canvas: inout Canvas) {
    let under = canvas[row, column].style.background
    canvas[row, column] = Cell("[", Style(.frame, background: under))
    canvas[row, column + 1] = Cell("]", Style(.frame, background: under))
  }
}

/// What one cell of a table shows.
struct TableCell {
  var value: Float
  /// Other than the number itself, if not nil.
  var text: String?
  var emphasis = Emphasis.plain
  /// Whether the cell has a color: padding and what nothing covers has none.
  var isOnSheet = true
  /// Whether a lesson points at it.
  var isMarked = false

  /// Where a table has no number, as behind the end of a vector.
  static let nothing = TableCell(value: 0, text: "", emphasis: .dim, isOnSheet: false)

  enum Emphasis {
    case plain, strong, dim, chosen
  }
}

/// Characters that stand for brightness where there are no colors.
enum Shade {
  private static let blocks: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
  private static let ascii: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

  /// - Parameter fraction: 0…1, from nothing to everything.
  static func glyph(_ fraction: Float, _ glyphs: GlyphSet) -> Unicode.Scalar {
    let ramp = glyphs == .ascii ? ascii : blocks
    return ramp[min(ramp.count - 1, Int(fraction * Float(ramp.count)))]
  }
}

/// Two pixels in one character cell.
enum HalfBlocks {
  /// The color of the ring that marks the window in a picture.
  static let mark = Color(27)

  /// - Parameters:
  ///   - upper: The number of the upper pixel; nil where there is none.
  ///   - marks: Whether the upper and the lower pixel belong to a mark.
  static func cell(
    upper: Float?, lower: Float?, marks: (upper: Bool, lower: Bool), scale: ColorScale,
    glyphs: GlyphSet
  ) -> Cell {
    let colors = (
      marks.upper ? mark : upper.flatMap(scale.color),
      marks.lower ? mark : lower.flatMap(scale.color)
    )
    guard !scale.colors.isEmpty, glyphs == .unicode else {
      return shaded(upper, lower, isMarked: marks.upper || marks.lower, scale, glyphs)
    }
    switch colors {
    case (nil, nil): return Cell()
    case (let top?, let bottom) where top == bottom:
      return Cell(" ", Style(.sheet, background: top))
    case (let top?, let bottom):
      // Where there is no lower pixel, the terminal's own background shows.
      return Cell("▀", Style(.text, foreground: top, background: bottom))
    case (nil, let bottom?):
      return Cell("▄", Style(.text, foreground: bottom))
    }
  }

  /// Both pixels as one shade; in ASCII with colors, on their mean's color.
  private static func shaded(
    _ upper: Float?, _ lower: Float?, isMarked: Bool, _ scale: ColorScale, _ glyphs: GlyphSet
  ) -> Cell {
    let values = [upper, lower].compactMap { $0 }
    guard !values.isEmpty else { return isMarked ? Cell(" ", Style(.selection)) : Cell() }
    let mean = values.reduce(0, +) / Float(values.count)
    if isMarked {
      return Cell(
        scale.colors.isEmpty ? "+" : " ",
        Style(.selection, background: scale.colors.isEmpty ? nil : mark))
    }
    if let color = scale.color(of: mean) { return Cell(" ", Style(.sheet, background: color)) }
    return Cell(Shade.glyph(scale.fraction(of: mean), glyphs), Style(.text))
  }
}
