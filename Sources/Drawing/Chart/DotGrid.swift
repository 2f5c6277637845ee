/// The dots that lines are made of: eight to a cell in Braille, or one where there is only ASCII.
struct DotGrid {
  let rows: Int
  let columns: Int
  private let glyphs: GlyphSet
  /// For each cell its dots, as bits of a Braille character.
  private var bits: [UInt8]
  /// Whose dots these are: the last that has drawn there.
  private var inks: [Chart.Ink]

  /// - Parameters:
  ///   - rows: Rows of cells.
  ///   - columns: Columns of cells.
  init(rows: Int, columns: Int, glyphs: GlyphSet) {
    (self.rows, self.columns, self.glyphs) = (max(0, rows), max(0, columns), glyphs)
    bits = Array(repeating: 0, count: self.rows * self.columns)
    inks = Array(repeating: .faint, count: bits.count)
  }

  private var cellHeight: Int { glyphs == .unicode ? 4 : 1 }
  private var cellWidth: Int { glyphs == .unicode ? 2 : 1 }

  /// The cell in which a point lies.
  ///
  /// - Parameters:
  ///   - x: From the left edge, 0, to the right edge, 1.
  ///   - y: From the lower edge, 0, to the upper edge, 1.
  func cell(x: Double, y: Double) -> (row: Int, column: Int)? {
    guard !bits.isEmpty, 0...1 ~= x, 0...1 ~= y else { return nil }
    return (dotRow(y) / cellHeight, dotColumn(x) / cellWidth)
  }

  private func dotRow(_ y: Double) -> Int {
    Int(((1 - y) * Double(rows * cellHeight - 1)).rounded())
  }

  private func dotColumn(_ x: Double) -> Int {
    Int((x * Double(columns * cellWidth - 1)).rounded())
  }

  // MARK: Drawing

  /// Draws what lies inside of a line from one point to the next.
  ///
  /// - Parameter phase: How far the line's pattern is; it goes on from point to point.
  mutating func line(
    from start: Chart.Point, to end: Chart.Point, ink: Chart.Ink, phase: inout Int
  ) {
    guard !bits.isEmpty, let (start, end) = Self.clipped(start, end) else { return }
    let first = (row: dotRow(start.y), column: dotColumn(start.x))
    let last = (row: dotRow(end.y), column: dotColumn(end.x))
    let (down, right) = (last.row - first.row, last.column - first.column)
    let count = max(abs(down), abs(right))
    let pattern = ink.pattern
    for step in 0...count {
      // The first dot of all but the first line is the last one of the line before.
      if step == 0, phase > 0 { continue }
      let isOn = glyphs == .ascii || phase % (pattern.on + pattern.off) < pattern.on
      phase += 1
      guard isOn else { continue }
      let share = count == 0 ? 0 : Double(step) / Double(count)
      set(
        row: first.row + Int((Double(down) * share).rounded()),
        column: first.column + Int((Double(right) * share).rounded()), ink: ink)
    }
  }

  /// The part of a line inside of the unit square; nil where none is.
  ///
  /// Source: Liang and Barsky, *A new concept and method for line clipping* (1984).
  private static func clipped(
    _ start: Chart.Point, _ end: Chart.Point
  ) -> (Chart.Point, Chart.Point)? {
    let (across, up) = (end.x - start.x, end.y - start.y)
    var entry = 0.0
    var exit = 1.0
    let edges = [
      (-across, start.x), (across, 1 - start.x), (-up, start.y), (up, 1 - start.y),
    ]
    for (direction, distance) in edges {
      if direction == 0 {
        guard distance >= 0 else { return nil }
      } else if direction < 0 {
        entry = max(entry, distance / direction)
      } else {
        exit = min(exit, distance / direction)
      }
    }
    guard entry <= exit else { return nil }
    func point(_ share: Double) -> Chart.Point {
      Chart.Point(
        min(max(start.x + share * across, 0), 1), min(max(start.y + share * up, 0), 1))
    }
    return (point(entry), point(exit))
  }

  private mutating func set(row: Int, column: Int, ink: Chart.Ink) {
    let cell = row / cellHeight * columns + column / cellWidth
    guard bits.indices ~= cell else { return }
    bits[cell] |= Self.bit(row: row % cellHeight, column: column % cellWidth)
    inks[cell] = ink
  }

  /// The dots of a Braille cell are numbered 1, 2, 3, 7 on the left and 4, 5, 6, 8 on the right.
  private static func bit(row: Int, column: Int) -> UInt8 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(row + 3 * column)
  }

  // MARK: On the canvas

  func draw(row: Int, column: Int, on canvas: inout Canvas) {
    for (place, bits) in bits.enumerated() where bits != 0 {
      let ink = inks[place]
      let glyph =
        glyphs == .unicode
        ? Unicode.Scalar(0x2800 + UInt32(bits)) ?? " " : ink.plainGlyph
      canvas[row + place / columns, column + place % columns] = Cell(glyph, ink.style)
    }
  }
}
