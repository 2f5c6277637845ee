import Drawing

/// All keys of the live screen on one page, from the table that the program runs on.
enum LiveHelp {
  private static let lines: [(label: String, help: String)] =
    LiveKeyTable.bindings.filter { !$0.help.isEmpty }.map { ($0.label, $0.help) } + [
      ("mouse", "while a frame is frozen: as in the explorer")
    ]

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("keys", row: 0, column: 10, style: Style(.dim))
    for (offset, line) in lines.dropFirst(scroll).prefix(max(0, canvas.rows - 3)).enumerated() {
      canvas.write(line.label, row: offset + 1, column: 3, style: Style(.accent))
      canvas.write(line.help, row: offset + 1, column: 17, columns: canvas.columns - 18)
    }
  }
}
