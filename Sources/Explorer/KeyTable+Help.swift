import Drawing

extension KeyTable {
  /// A section for each mode; what holds everywhere stands in the first.
  static let helpPage = HelpPage(
    "keys",
    sections.flatMap { kind, title in
      let here = bindings.filter { binding in
        let isEverywhere = binding.modes.count >= ModeKind.allCases.count - 1
        return binding.modes.contains(kind) && (!isEverywhere || kind == .exploring)
      }
      return [.heading(title)] + here.compactMap(\.helpLine) + [.gap]
    } + [.keys("mouse", help: "a click asks why, the wheel steps")])

  /// The line at which the keys of a mode begin.
  static func helpLine(of kind: ModeKind) -> Int {
    sections.first { $0.kind == kind }.map { helpPage.line(of: $0.title) } ?? 0
  }

  private static let sections: [(kind: ModeKind, title: String)] = [
    (.exploring, "exploring"), (.overview, "the network, from layer to layer"),
    (.overviewCell, "the network, from cell to cell"), (.gallery, "maps side by side"),
    (.strongest, "what lights a filter up"), (.occluding, "hiding parts of the picture"),
    (.why, "why: the list of terms"), (.picking, "choosing a filter"), (.options, "options"),
    (.editing, "editing"),
  ]
}
