internal import Networks

/// Paragraphs, lists and tables.
extension BlockReader {
  /// Everything up to a blank line or the next block.
  mutating func paragraph() -> TextDraft {
    var text = PlacedText(at: place())
    append(to: &text, indentation: 0)
    while let line, LineKind(line).continuesText { append(to: &text, indentation: 0) }
    return .paragraph(text)
  }

  /// Adds the present line to a text, without the blanks around it.
  private mutating func append(to text: inout PlacedText, indentation: Int) {
    guard let line else { return }
    let content = line.unicodeScalars.dropFirst(indentation).drop { $0 == " " }
    let column = line.unicodeScalars.count - content.count + 1
    text.appendLine(Substring(content).trimmedEnd, at: place(column: column))
    advance()
  }

  /// Items of one kind, also with blank lines between them.
  mutating func list(_ first: String) -> TextDraft? {
    let isNumbered = LineKind(first).isNumbered
    var items: [PlacedText] = []
    while let line {
      let marker: Int
      switch LineKind(line) {
      case .bullet(let width) where !isNumbered: marker = width
      case .numbered(let number, let width) where isNumbered:
        marker = width
        if number != items.count + 1 {
          complain(
            "this item is number \(items.count + 1) of its list, not \(number); "
              + "number them 1., 2., 3.")
        }
      default: return .list(items, isNumbered: isNumbered)
      }
      items.append(item(marker: marker, isNumbered: isNumbered))
      skipBlanksBeforeItem(isNumbered: isNumbered)
    }
    return .list(items, isNumbered: isNumbered)
  }

  private mutating func item(marker: Int, isNumbered: Bool) -> PlacedText {
    var text = PlacedText(at: place())
    append(to: &text, indentation: marker)
    if text.scalars.isEmpty {
      complain("the item is empty; write its text behind the '-' or the number", at: text.start)
    }
    while let line {
      let kind = LineKind(line)
      if case .indented = kind {
        let inner = LineKind(String(line.drop { $0 == " " }))
        guard inner.continuesText else {
          complain("lists hold text only; what else there is stands behind the list")
          advance()
          continue
        }
      } else if !kind.continuesText || (isNumbered && kind.isNumbered) {
        break
      }
      append(to: &text, indentation: 0)
    }
    return text
  }

  /// Blank lines belong to the list where another item of it follows.
  private mutating func skipBlanksBeforeItem(isNumbered: Bool) {
    var next = self
    while let line = next.line, line.isBlank { next.advance() }
    switch next.line.map(LineKind.init) {
    case .bullet where !isNumbered, .numbered where isNumbered: self = next
    default: break
    }
  }

  // MARK: Tables

  /// A heading, a line of dashes, and rows with as many cells.
  mutating func table() -> TextDraft? {
    let start = place()
    var rows: [[PlacedText]] = []
    var isRuled = false
    var count = 0
    while let line, case .tableRow = LineKind(line) {
      let row = cells(of: line)
      if count == 1 {
        isRuled = row.allSatisfy(\.isRule)
        if isRuled, row.count != rows[0].count { complainAboutCells(row, of: rows) }
      }
      if count != 1 || !isRuled {
        if let first = rows.first, row.count != first.count { complainAboutCells(row, of: rows) }
        rows.append(row)
      }
      count += 1
      advance()
    }
    guard isRuled else {
      complain(
        "a table needs a line of dashes below its heading, such as '|---|---|'", at: start)
      return nil
    }
    return .table(rows)
  }

  private mutating func complainAboutCells(_ row: [PlacedText], of rows: [[PlacedText]]) {
    complain("this row has \(row.count) cells, the heading of the table has \(rows[0].count)")
  }

  /// The cells between the bars; `\|` is a bar in a cell.
  private func cells(of line: String) -> [PlacedText] {
    var cells: [PlacedText] = []
    var start = 1
    let scalars = Array(line.trimmedEnd.unicodeScalars)
    for index in 1..<max(scalars.count, 1) {
      let isBar = scalars[index] == "|" && scalars[index - 1] != "\\"
      if isBar || index == scalars.count - 1 {
        cells.append(cell(scalars[start..<(isBar ? index : index + 1)]))
        start = index + 1
      }
    }
    return cells
  }

  private func cell(_ scalars: ArraySlice<Unicode.Scalar>) -> PlacedText {
    let content = scalars.drop { $0 == " " }
    var text = PlacedText(at: place(column: content.startIndex + 1))
    let end = content.lastIndex { $0 != " " }.map { $0 + 1 } ?? content.startIndex
    for index in content.startIndex..<end {
      if scalars[index] == "\\", index + 1 < end, scalars[index + 1] == "|" { continue }
      text.append(scalars[index], at: place(column: index + 1))
    }
    return text
  }
}

extension PlacedText {
  /// Whether it is a cell of the line below a table's heading.
  fileprivate var isRule: Bool {
    scalars.contains("-") && scalars.allSatisfy { $0 == "-" || $0 == ":" }
  }
}
