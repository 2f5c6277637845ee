import Explorer
import Lessons

/// A lesson's text as lines without styles.
enum ProseText {
  /// Columns of a line.
  static let width = 79

  static func lines(_ block: TextBlock) -> [String] {
    switch block {
    case .paragraph(let prose): wrapped(prose.plain)
    case .list(let items, let isNumbered):
      items.enumerated().flatMap { index, item in
        hanging(item.plain, after: isNumbered ? "\(index + 1). " : "- ")
      }
    case .code(let lines): lines.map { "    " + $0 }
    case .table(let rows): table(rows.map { $0.map(\.plain) }).lines
    }
  }

  static func table(_ rows: [[String]]) -> TextTable {
    let titles = rows.first ?? []
    return TextTable(
      columns: titles.indices.map { column in
        let cells = rows.dropFirst().map { column < $0.count ? $0[column] : "" }
        return TextTable.Column(titles[column], cells)
      })
  }

  /// A text whose first line begins with a mark, and whose others stand below the words behind it.
  static func hanging(
    _ text: String, after mark: String, width: Int = Self.width
  ) -> [String] {
    let indent = String(repeating: " ", count: mark.count)
    let lines = wrapped(text, width: width - mark.count)
    return (lines.isEmpty ? [""] : lines).enumerated().map { ($0 == 0 ? mark : indent) + $1 }
  }

  /// A text broken between its words.
  static func wrapped(_ text: String, width: Int = width) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
