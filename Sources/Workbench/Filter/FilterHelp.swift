import Drawing

/// All keys on one page, from the table that the program runs on.
enum FilterHelp {
  private static let sections: [FilterModeKind] = [
    .training, .window, .why, .editing, .targets, .options, .painting,
  ]

  /// The line at which the keys of a mode begin.
  static func section(of kind: FilterModeKind) -> Int {
    kind == .training ? 0 : lines.firstIndex { $0?.label == kind.title } ?? 0
  }

  private static var lines: [(label: String, help: String)?] {
    var lines: [(label: String, help: String)?] = []
    for kind in sections {
      if !lines.isEmpty { lines.append(nil) }
      lines.append((kind.title, ""))
      for binding in FilterKeys.bindings where !binding.help.isEmpty {
        guard binding.modes.contains(kind),
          !FilterKeys.isEverywhere(binding) || kind == .training
        else { continue }
        lines.append((binding.label, binding.help))
      }
    }
    lines.append(nil)
    lines.append(("mouse", "a click chooses a number or lays the window; the wheel steps"))
    return lines
  }

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("train filter: keys", row: 0, column: 10, style: Style(.dim))
    let room = canvas.rows - 3
    for (offset, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
      guard let line else { continue }
      if line.help.isEmpty {
        canvas.write(line.label, row: offset + 1, column: 1, style: Style(.strong))
      } else {
        canvas.write(line.label, row: offset + 1, column: 3, style: Style(.accent))
        canvas.write(line.help, row: offset + 1, column: 17, columns: canvas.columns - 18)
      }
    }
    let more = lines.count - scroll - room
    let hint = more > 0 ? "↑↓ scroll   esc back   \(more) more lines" : "↑↓ scroll   esc back"
    canvas.write(hint, row: canvas.rows - 1, column: 1, style: Style(.dim))
  }
}
