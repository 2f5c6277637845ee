/// What every screen begins and ends with, whatever it shows.
extension Canvas {
  /// A whole frame for a terminal, in characters that it has.
  ///
  /// - Parameters:
  ///   - isBlank: Whether the room is to see nothing for a while; then nothing is drawn.
  ///   - isOnPaper: Whether it is projected.
  package init(
    for display: DisplayProperties, isBlank: Bool = false, isOnPaper: Bool = false,
    draw: (inout Canvas) -> Void
  ) {
    var canvas = Canvas(columns: display.columns, rows: display.rows)
    if !isBlank { draw(&canvas) }
    if display.glyphs == .ascii { canvas = canvas.ascii }
    self = isOnPaper ? canvas.onPaper(display.colors) : canvas
  }

  /// Says that there is too little room, and how much it takes.
  ///
  /// - Parameter inScene: Whether a lesson stands around it, which says the rest.
  package mutating func drawTooSmall(needsColumns: Int, rows needed: Int, inScene: Bool = false) {
    guard !inScene else {
      write("a larger terminal shows the scene", row: 0, column: 0, style: Style(.dim))
      return
    }
    let lines = [
      "explore", "rows \(rows), need \(needed)", "columns \(columns), need \(needsColumns)",
      "q quits",
    ]
    let top = max(0, (rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      write(line, row: top + index, column: 0, style: Style(index == 0 ? .accent : .text))
    }
  }

  /// Draws another frame, or as much of it as there is, into a part of this one.
  package mutating func draw(_ other: Canvas, in region: Region) {
    for row in 0..<min(region.rows, other.rows) {
      for column in 0..<min(region.columns, other.columns) {
        self[region.row + row, region.column + column] = other[row, column]
      }
    }
  }

  /// Draws a frame that has the screen for a while, and in the last row the way back from there.
  package mutating func draw(_ other: Canvas, wayBack: [Span]) {
    draw(other, in: Region(row: 0, column: 0, rows: rows - 1, columns: columns))
    write(wayBack, row: rows - 1, column: 1, columns: columns - 2)
  }

  /// Draws a line that fills from left to right.
  package mutating func drawProgress(_ done: Int, of length: Int, row: Int, column: Int) {
    for place in 0..<max(0, length) {
      self[row, column + place] = place < done ? Cell("━", Style(.accent)) : Cell("─", Style(.dim))
    }
  }
}
