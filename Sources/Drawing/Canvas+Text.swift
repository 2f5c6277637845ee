extension Canvas {
  /// Writes one line; what does not fit into `columns`, or on the canvas, is cut off.
  ///
  /// - Returns: The column behind the last character written.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, row: Int, column: Int, columns: Int = .max,
    style: Style = Style()
  ) -> Int {
    var place = column
    for scalar in text.unicodeScalars {
      guard place - column < columns else { break }
      // Without colors an accent is a line under the words, not under what parts them.
      let isGap = scalar == " " && style == Style(.accent)
      self[row, place] = Cell(scalar, isGap ? Style() : style)
      place += 1
    }
    return place
  }

  /// Writes pieces in different styles one behind the other.
  @discardableResult
  package mutating func write(
    _ spans: [Span], row: Int, column: Int, columns: Int = .max
  ) -> Int {
    var place = column
    for span in spans {
      let room = columns == .max ? .max : columns - (place - column)
      place = write(span.text, row: row, column: place, columns: max(0, room), style: span.style)
    }
    return place
  }

  /// Writes one line that ends at a column, which is not written to.
  package mutating func write(
    _ text: String, row: Int, endingAt column: Int, style: Style = Style()
  ) {
    write(text, row: row, column: column - text.unicodeScalars.count, style: style)
  }

  package mutating func fill(_ region: Region, with cell: Cell = Cell()) {
    for row in region.row..<region.endRow {
      for column in region.column..<region.endColumn { self[row, column] = cell }
    }
  }

  /// The characters alone, a line for each row, without blanks at the ends of lines.
  package var text: String {
    (0..<rows).map { row in
      var line = String(String.UnicodeScalarView((0..<columns).map { self[row, $0].glyph }))
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

/// A piece of a line in one style.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ role: Role = .text) {
    self.init(text, style: Style(role))
  }

  package init(_ text: String, style: Style) {
    (self.text, self.style) = (text, style)
  }

  /// Columns that the text takes.
  package var width: Int { text.unicodeScalars.count }
}

// MARK: - Characters for plain terminals

extension Canvas {
  /// The same frame in ASCII: every character has a stand-in of the same width, and where a second one
  /// makes it clearer, that takes a blank beside it.
  package var ascii: Canvas {
    var canvas = self
    for row in 0..<rows {
      for column in 0..<columns where !self[row, column].glyph.isASCII {
        let glyph = self[row, column].glyph
        switch glyph {
        case "·": canvas[row, column].glyph = dotStandIn(row, column)
        case "…":
          canvas[row, column].glyph = "."
          if isBlank(row, column + 1, column + 2) {
            canvas[row, column + 1] = Cell(".", self[row, column].style)
          }
        case "±" where isBlank(row, column - 1, column - 2):
          canvas[row, column - 1] = Cell("+", self[row, column].style)
          canvas[row, column].glyph = "-"
        default: canvas[row, column].glyph = glyph.asciiStandIn
        }
      }
    }
    return canvas
  }

  /// Whether the first place may be taken, and what is behind it stays apart: two blanks.
  private func isBlank(_ row: Int, _ place: Int, _ next: Int) -> Bool {
    guard 0..<columns ~= place, self[row, place].glyph == " " else { return false }
    return !(0..<columns ~= next) || self[row, next].glyph == " "
  }

  /// Between words the dot separates, between numbers it multiplies, alone in a table it is a dot.
  private func dotStandIn(_ row: Int, _ column: Int) -> Unicode.Scalar {
    func isBlank(_ distance: Int) -> Bool {
      self[row, column - distance].glyph == " " && self[row, column + distance].glyph == " "
    }
    return !isBlank(1) ? "*" : isBlank(2) ? "." : "|"
  }
}

extension Unicode.Scalar {
  /// One ASCII character that says nearly the same.
  package var asciiStandIn: Unicode.Scalar {
    if isASCII { return self }
    switch self {
    case "×": return "x"
    case "·": return "*"
    case "−", "–", "—", "─": return "-"
    case "━": return "="
    case "≈", "±": return "~"
    case "≤": return "<"
    case "≥": return ">"
    case "°": return "d"
    case "√": return "V"
    case "⌊", "⌈": return "["
    case "⌋", "⌉": return "]"
    case "┃", "│", "║": return "|"
    case "┊": return ":"
    case "┏", "┓", "┗", "┛", "┌", "┐", "└", "┘", "┤", "┴": return "+"
    case "→", "▸", "▶": return ">"
    case "◆": return "@"
    case "←", "◂": return "<"
    case "↑", "▲", "⇧": return "^"
    case "↓": return "v"
    case "❚": return "|"
    case "…": return "."
    case "∞": return "I"
    case "█", "▓", "■": return "#"
    case "▒": return "+"
    case "░": return "."
    case "▀", "▄": return "="
    case "●": return "*"
    case "◉": return "@"
    case "○": return "o"
    // A line of dots.
    case "\u{2800}"..."\u{28FF}": return "."
    default: return "?"
    }
  }
}
