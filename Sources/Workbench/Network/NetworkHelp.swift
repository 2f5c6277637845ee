import Drawing

/// All keys of the screen on one page, from the table that the program runs on.
enum NetworkHelp {
  private static let lines = NetworkKeyTable.bindings.filter { !$0.help.isEmpty }

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("keys while a network is trained", row: 0, column: 10, style: Style(.dim))
    let room = max(0, canvas.rows - 3)
    for (offset, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
      canvas.write(line.label, row: offset + 1, column: 3, style: Style(.accent))
      canvas.write(
        line.help, row: offset + 1, column: 15, columns: max(0, canvas.columns - 16))
    }
  }
}
