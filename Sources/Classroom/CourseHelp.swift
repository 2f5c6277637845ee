import Drawing

/// All keys around the scenes on one page, from the table that the program runs on.
enum CourseHelp {
  struct Line {
    /// The heading of a section; nil within one.
    var title: String?
    var label = ""
    var help = ""
  }

  /// A mode of each section, in the order of the page.
  private static let sections: [[CourseMode]] = [
    [.lesson, .answered, .value, .choices, .goal], [.presenting], [.menu], [.contents], [.explorer],
  ]

  static var lines: [Line] {
    var lines: [Line] = []
    for modes in sections {
      if !lines.isEmpty { lines.append(Line()) }
      lines.append(Line(title: modes[0].title))
      if modes == [.explorer] {
        lines.append(Line(label: "arrows", help: "from cell to cell; Enter asks why"))
        lines.append(Line(label: "F ?", help: "all keys of the explorer"))
      }
      for binding in CourseKeyTable.bindings where !binding.help.isEmpty {
        guard !binding.modes.isDisjoint(with: modes) else { continue }
        lines.append(Line(label: binding.label, help: binding.help))
      }
    }
    return lines + [
      Line(),
      Line(label: "mouse", help: "a click answers, or asks why in the scene; the wheel steps"),
    ]
  }

  static func lastScroll(in display: DisplayProperties) -> Int {
    max(0, lines.count - (display.rows - 3))
  }

  static func draw(scroll: Int, on canvas: inout Canvas) {
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write("keys", row: 0, column: 10, style: Style(.dim))
    let room = max(0, canvas.rows - 3)
    for (offset, line) in lines.dropFirst(scroll).prefix(room).enumerated() {
      if let title = line.title {
        canvas.write(title, row: offset + 1, column: 1, style: Style(.strong))
      } else {
        canvas.write(line.label, row: offset + 1, column: 3, style: Style(.accent))
        canvas.write(line.help, row: offset + 1, column: 20, columns: canvas.columns - 21)
      }
    }
  }
}
