import Drawing

extension FilterKeys {
  /// A section for each mode; what holds everywhere stands in the first.
  static let helpPage = HelpPage(
    "train filter: keys",
    [.training, .window, .why, .editing, .targets, .options, .painting].flatMap(section) + [
      .keys("mouse", help: "a click chooses a number or lays the window; the wheel steps")
    ])

  private static func section(of kind: FilterModeKind) -> [HelpPage.Line] {
    let here = bindings.filter {
      $0.modes.contains(kind) && (!isEverywhere($0) || kind == .training)
    }
    return [.heading(kind.title)] + here.compactMap(\.helpLine) + [.gap]
  }
}
