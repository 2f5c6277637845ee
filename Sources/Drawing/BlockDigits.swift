/// A number in digits of several rows, readable from the back of a room.
///
/// Each character is drawn with square pixels, which are one or more whole character cells: so it looks
/// the same without colours, and in ASCII, where the blocks become `#`.
package struct BlockDigits: Hashable, Sendable {
  package let text: String
  package let size: PixelSize
  private let glyphs: [[String]]

  /// The character cells of one pixel.
  package struct PixelSize: Hashable, Sendable {
    package let columns: Int
    package let rows: Int

    /// From the smallest; a pixel of two columns and one row is about square.
    package static let all = [(1, 1), (2, 1), (3, 2), (4, 2), (6, 3), (8, 4), (10, 5)]
      .map { PixelSize(columns: $0.0, rows: $0.1) }

    /// The largest at which each of some texts has room; nil where even the smallest is too large.
    package static func largest(for texts: [String], columns: Int, rows: Int) -> PixelSize? {
      all.last { size in
        texts.allSatisfy { text in
          let digits = BlockDigits(text, size: size)
          return digits.columns <= columns && digits.rows <= rows
        }
      }
    }
  }

  /// Digits, signs and what else stands in a number; other characters become question marks.
  package init(_ text: String, size: PixelSize) {
    (self.text, self.size) = (text, size)
    glyphs = text.unicodeScalars.map { Self.patterns[$0] ?? Self.unknown }
  }

  /// The largest digits that fit; nil where even the smallest are too large.
  package init?(_ text: String, columns: Int, rows: Int) {
    guard let size = PixelSize.largest(for: [text], columns: columns, rows: rows) else { return nil }
    self.init(text, size: size)
  }

  /// Pixels from top to bottom.
  package static let height = 5

  package var rows: Int { Self.height * size.rows }

  package var columns: Int {
    let pixels = glyphs.reduce(0) { $0 + $1[0].utf8.count }
    return (pixels + max(0, glyphs.count - 1)) * size.columns
  }

  /// Draws on what is there: the background under a pixel stays unless the style has its own.
  package func draw(row: Int, column: Int, style: Style, on canvas: inout Canvas) {
    var left = column
    for glyph in glyphs {
      for (index, line) in glyph.enumerated() {
        for (place, pixel) in line.utf8.enumerated() where pixel == UInt8(ascii: "#") {
          canvas.fill(
            Region(
              row: row + index * size.rows, column: left + place * size.columns,
              rows: size.rows, columns: size.columns),
            with: Cell("█", style))
        }
      }
      left += (glyph[0].utf8.count + 1) * size.columns
    }
  }

  // MARK: The characters

  private static let unknown = ["###", "..#", ".##", "...", ".#."]

  private static let patterns: [Unicode.Scalar: [String]] = [
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
