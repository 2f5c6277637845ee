import Drawing

/// All keys on one page, from the table that the program runs on.
enum HelpPage {
  private static let sections: [(kind: ModeKind, title: String)] = [
    (.exploring, "exploring"), (.overview, "the network, from layer to layer"),
    (.overviewCell, "the network, from cell to cell"), (.gallery, "maps side by side"),
    (.strongest, "what lights a filter up"), (.occluding, "hiding parts of the picture"),
    (.why, "why: the list of terms"), (.picking, "choosing a filter"), (.options, "options"),
    (.editing, "editing"),
  ]

  /// The line at which the keys of a mode begin.
  static func section(of kind: ModeKind) -> Int {
    let title = sections.first { $0.kind == kind }?.title
    return lines.firstIndex { $0?.label == title } ?? 0
  }

  private static var lines: [(label: String, help: String)?] {
    var lines: [(label: String, help: String)?] = []
    for (kind, title) in sections {
      if !lines.isEmpty { lines.append(nil) }
      lines.append((title, ""))
      let isFirst = kind == .exploring
      for binding in KeyTable.bindings where !binding.help.isEmpty {
        let isEverywhere = binding.modes.count >= ModeKind.allCases.count - 1
        guard binding.modes.contains(kind), !isEverywhere || isFirst else { continue }
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
