import Drawing
import Lessons

extension TextBlock {
  /// The block in so many columns; lines of code and tables may be wider.
  func lines(width: Int, _ ink: Ink = .bright) -> [TextLine] {
    switch self {
    case .paragraph(let prose): prose.wrapped(to: width, ink)
    case .list(let items, let isNumbered): Self.list(items, isNumbered, width, ink)
    case .code(let lines):
      lines.map { TextLine(spans: [Span("  " + $0, ink == .bright ? .strong : .dim)]) }
    case .table(let rows): Self.table(rows, ink)
    }
  }

  private static func list(
    _ items: [Prose], _ isNumbered: Bool, _ width: Int, _ ink: Ink
  ) -> [TextLine] {
    let digits = "\(items.count)".count
    return items.enumerated().flatMap { index, item in
      let number = "\(index + 1)"
      let mark =
        isNumbered
        ? String(repeating: " ", count: digits - number.count) + "\(number). " : "– "
      return item.wrapped(to: width, ink, lead: [Span(mark, ink == .bright ? .accent : .dim)])
    }
  }

  /// Columns as wide as their widest cell; numbers stand at the right of theirs.
  private static func table(_ rows: [[Prose]], _ ink: Ink) -> [TextLine] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    let areNumbers = (0..<count).map { column in
      rows.dropFirst().allSatisfy { column >= $0.count || $0[column].isNumber }
    }
    return rows.enumerated().map { number, row in
      var line = TextLine()
      for (column, cell) in row.enumerated() {
        if column > 0 { line.spans.append(Span("  ")) }
        let isHeading = number == 0 && ink == .bright
        let spans = isHeading ? [Span(cell.plain, .accent)] : cell.spans(ink)
        let blanks = Span(String(repeating: " ", count: widths[column] - cell.width))
        line.spans += areNumbers[column] ? [blanks] + spans : spans + [blanks]
      }
      return line
    }
  }
}

extension Prose {
  fileprivate var width: Int { plain.unicodeScalars.count }

  /// Whether it is made of figures, whatever stands between them.
  fileprivate var isNumber: Bool {
    plain.isEmpty || plain.contains(where: \.isNumber) && !plain.contains(where: \.isLetter)
  }
}
