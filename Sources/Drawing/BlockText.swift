/// A number or a word in characters of several rows, readable from the back of a room.
///
/// Each character is drawn with pixels of one or more whole character cells, so that it looks the same
/// without colors, and in ASCII, where the blocks become `#`. Only the smallest pixel is half a cell.
package struct BlockText: Hashable, Sendable {
  package let text: String
  package let size: PixelSize
  private let glyphs: [[String]]

  /// The character cells of one pixel.
  package struct PixelSize: Hashable, Sendable {
    package let columns: Int
    /// 0 stands for the upper or the lower half of a row.
    package let rows: Int

    /// Half a row in one column, which is about square.
    package static let half = PixelSize(columns: 1, rows: 0)

    /// From the smallest; also one of two columns and one row is about square.
    package static let all =
      [half]
      + [(1, 1), (2, 1), (3, 2), (4, 2), (6, 3), (8, 4), (10, 5)]
      .map { PixelSize(columns: $0.0, rows: $0.1) }

    /// Where the width is what keeps letters small, up to twice as high.
    package func stretched(toFill rows: Int) -> PixelSize {
      guard self != .half else { return self }
      return PixelSize(
        columns: columns, rows: max(self.rows, min(columns, rows / BlockText.height)))
    }

    /// The largest at which each of some texts has room; nil where even the smallest is too large.
    package static func largest(
      for texts: [String], columns: Int, rows: Int, glyphs: GlyphSet
    ) -> PixelSize? {
      all.last { size in
        // ASCII has no half blocks.
        guard glyphs == .unicode || size != half else { return false }
        return texts.allSatisfy { text in
          let block = BlockText(text, size: size)
          return block.columns <= columns && block.rows <= rows
        }
      }
    }
  }

  /// Digits, signs and what else stands in a number, and capital letters; other characters become
  /// question marks.
  package init(_ text: String, size: PixelSize) {
    (self.text, self.size) = (text, size)
    glyphs = text.unicodeScalars.map { Self.patterns[$0] ?? Self.letters[$0] ?? Self.unknown }
  }

  /// The largest characters that fit; nil where even the smallest are too large.
  package init?(_ text: String, columns: Int, rows: Int, glyphs: GlyphSet) {
    guard
      let size = PixelSize.largest(for: [text], columns: columns, rows: rows, glyphs: glyphs)
    else { return nil }
    self.init(text, size: size)
  }

  /// Pixels from top to bottom.
  package static let height = 5

  package var rows: Int { size == .half ? (Self.height + 1) / 2 : Self.height * size.rows }

  package var columns: Int {
    let pixels = glyphs.reduce(0) { $0 + $1[0].utf8.count }
    return (pixels + max(0, glyphs.count - 1)) * size.columns
  }

  /// Draws on what is there: blanks between the blocks stay as they are.
  package func draw(row: Int, column: Int, style: Style, on canvas: inout Canvas) {
    var left = column
    for glyph in glyphs {
      if size == .half {
        drawHalves(glyph, row: row, column: left, style: style, on: &canvas)
      } else {
        drawWhole(glyph, row: row, column: left, style: style, on: &canvas)
      }
      left += (glyph[0].utf8.count + 1) * size.columns
    }
  }

  private func drawWhole(
    _ glyph: [String], row: Int, column: Int, style: Style, on canvas: inout Canvas
  ) {
    for (index, line) in glyph.enumerated() {
      for (place, pixel) in line.utf8.enumerated() where pixel == Self.ink {
        canvas.fill(
          Region(
            row: row + index * size.rows, column: column + place * size.columns,
            rows: size.rows, columns: size.columns),
          with: Cell("█", style))
      }
    }
  }

  private func drawHalves(
    _ glyph: [String], row: Int, column: Int, style: Style, on canvas: inout Canvas
  ) {
    let lines = glyph.map { $0.utf8.map { $0 == Self.ink } }
    for index in 0..<rows {
      for place in lines[0].indices {
        let lower = 2 * index + 1 < lines.count && lines[2 * index + 1][place]
        let block: Unicode.Scalar
        switch (lines[2 * index][place], lower) {
        case (true, true): block = "█"
        case (true, false): block = "▀"
        case (false, true): block = "▄"
        case (false, false): continue
        }
        canvas[row + index, column + place] = Cell(block, style)
      }
    }
  }

  private static let ink = UInt8(ascii: "#")

  // MARK: The characters

  private static let unknown = ["###", "..#", ".##", "...", ".#."]

  static let patterns: [Unicode.Scalar: [String]] = [
    "0": ["###", "#.#", "#.#", "#.#", "###"],
    "1": [".#.", "##.", ".#.", ".#.", "###"],
    "2": ["###", "..#", "###", "#..", "###"],
    "3": ["###", "..#", "###", "..#", "###"],
    "4": ["#.#", "#.#", "###", "..#", "..#"],
    "5": ["###", "#..", "###", "..#", "###"],
    "6": ["###", "#..", "###", "#.#", "###"],
    "7": ["###", "..#", "..#", "..#", "..#"],
    "8": ["###", "#.#", "###", "#.#", "###"],
    "9": ["###", "#.#", "###", "..#", "###"],
    "-": ["...", "...", "###", "...", "..."],
    "−": ["...", "...", "###", "...", "..."],
    "+": ["...", ".#.", "###", ".#.", "..."],
    "×": ["...", "#.#", ".#.", "#.#", "..."],
    "=": ["...", "###", "...", "###", "..."],
    "≈": [".#..#", "#.##.", ".....", ".#..#", "#.##."],
    "/": ["..#", "..#", ".#.", "#..", "#.."],
    ".": [".", ".", ".", ".", "#"],
    " ": [".", ".", ".", ".", "."],
    "?": unknown,
    "e": [".#.", "#.#", "###", "#..", ".##"],
    "n": ["...", "##.", "#.#", "#.#", "#.#"],
    "a": ["##.", "..#", ".##", "#.#", ".##"],
    "∞": [".....", ".#.#.", "#.#.#", ".#.#.", "....."],
  ]
}
