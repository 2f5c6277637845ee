import Explorer

/// Columns of cells under titles, with two blanks between them.
struct TextTable {
  /// A column: its title, and its cells from top to bottom.
  struct Column {
    let title: String
    let isNumeric: Bool
    let cells: [String]

    init(_ title: String, numeric isNumeric: Bool = false, _ cells: [String]) {
      self.title = title
      self.isNumeric = isNumeric
      self.cells = cells
    }

    var width: Int { ([title] + cells).map(\.unicodeScalars.count).max() ?? 0 }
  }

  let columns: [Column]

  private static let gap = "  "

  var width: Int {
    columns.map(\.width).reduce(0, +) + Self.gap.count * max(0, columns.count - 1)
  }

  /// The title's line, and one for each row; numbers stand on the right.
  var lines: [String] {
    let widths = columns.map(\.width)
    let rows = columns.map(\.cells.count).max() ?? 0
    return (-1..<rows).map { row in
      zip(columns, widths).map { column, width in
        let cell = row < 0 ? column.title : column.cells[row]
        return column.isNumeric ? cell.paddingLeft(to: width) : cell.padding(to: width)
      }.joined(separator: Self.gap).trimmedEnd
    }
  }

  /// The same for Markdown.
  var markdown: [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rows = columns.map(\.cells.count).max() ?? 0
    return [
      line(columns.map(\.title)),
      line(columns.map { $0.isNumeric ? "---:" : "---" }),
    ] + (0..<rows).map { row in line(columns.map { $0.cells[row] }) }
  }
}

/// Bytes as people read them: `640 B`, `91.1 KiB`, `528 MiB`.
func byteText(_ count: Int) -> String {
  let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
  var (value, unit) = (Double(count), 0)
  // 999.5 would become 1000.
  while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
  return (unit == 0 ? "\(count)" : threeDigits(value)) + " " + units[unit]
}

/// A large number with three digits: `15.5 G`, `714 M`.
func briefCount(_ count: Int) -> String {
  let units = ["", " k", " M", " G", " T", " P", " E"]
  var (value, unit) = (Double(count), 0)
  while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
  return (unit == 0 ? "\(count)" : threeDigits(value)) + units[unit]
}

private func threeDigits(_ value: Double) -> String {
  let places = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
  let scale = [1.0, 10, 100][places]
  let digits = String(Int((value * scale).rounded()))
  return places == 0 ? digits : digits.dropLast(places) + "." + digits.suffix(places)
}
