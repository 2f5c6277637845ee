import Drawing

extension Canvas {
  /// The characters of a part of the frame, without blanks at the ends of lines.
  func text(in region: Region) -> String {
    lines(of: region) { self[$0, $1].glyph }.joined(separator: "\n")
  }

  /// A letter for the role of each cell; blanks where nothing is drawn but text.
  func roles(in region: Region) -> String {
    lines(of: region) { row, column in
      let cell = self[row, column]
      return switch cell.style.role {
      case .text: cell.glyph == " " ? " " : "t"
      case .dim: cell.glyph == " " ? " " : "d"
      case .accent: "a"
      case .strong: "s"
      case .frame: "f"
      case .sheet: "n"
      case .sheetStrong: "N"
      case .sheetDim: "z"
      case .present: "P"
      case .marked: "M"
      case .selection: "S"
      case .warning: "w"
      }
    }.joined(separator: "\n")
  }

  private func lines(
    of region: Region, _ scalar: (_ row: Int, _ column: Int) -> Unicode.Scalar
  ) -> [String] {
    (region.row..<region.endRow).map { row in
      var line = String(
        String.UnicodeScalarView((region.column..<region.endColumn).map { scalar(row, $0) }))
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
