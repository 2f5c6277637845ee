import Drawing

/// All keys on one page, from the table that the program runs on.
enum HelpPage {
  private static var lines: [(label: String, help: String)?] {
    let sections: [[ModeKind]] = [
      [.exploring], [.overview, .overviewCell], [.gallery], [.strongest], [.occluding], [.why],
      [.picking], [.options], [.editing],
    ]
    let titles = [
      "exploring", "the network", "maps side by side", "what lights a filter up",
      "hiding parts of the picture", "why: the list of terms", "choosing a filter", "options",
      "editing",
    ]
    var lines: [(label: String, help: String)?] = []
    for (kinds, title) in zip(sections, titles) {
      if !lines.isEmpty { lines.append(nil) }
      lines.append((title, ""))
      let isFirst = kinds == [.exploring]
      for binding in KeyTable.bindings where !binding.help.isEmpty {
        let isEverywhere = binding.modes.count >= ModeKind.allCases.count - 1
        guard !binding.modes.isDisjoint(with: kinds), !isEverywhere || isFirst else { continue }
        lines.append((binding.label, binding.help))
      }
    }
    lines.append(nil)
    lines.append(("mouse", "a click asks why, the wheel steps"))
    return lines
  }

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("keys", row: 0, column: 10, style: Style(.dim))
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
