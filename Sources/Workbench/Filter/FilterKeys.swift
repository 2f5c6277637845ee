package import Drawing
import Explorer

package typealias FilterKeyBinding = KeyLine<FilterAction, FilterModeKind>

/// A mode without what it holds; moving the window is one of its own.
package enum FilterModeKind: CaseIterable, Hashable, Sendable {
  case training, window, why, editing, options, targets, painting, help

  package var title: String {
    switch self {
    case .training: "learning a filter"
    case .window: "moving the window"
    case .why: "why: the terms of a gradient"
    case .editing: "editing the numbers"
    case .options: "options"
    case .targets: "choosing a target"
    case .painting: "painting a target"
    case .help: "this page"
    }
  }
}

extension FilterModel {
  package var modeKind: FilterModeKind {
    switch mode {
    case .training: focus == .window ? .window : .training
    case .why: .why
    case .editing: .editing
    case .options: .options
    case .targets: .targets
    case .painting: .painting
    case .help: .help
    }
  }

  /// What a key does at the moment; nil when it does nothing.
  package func action(for key: Key) -> FilterAction? {
    if isBlank { return .blank }
    let kind = modeKind
    // While a number is typed, printing keys belong to it and do nothing else.
    if case .character(let character) = key, isTyping { return .type(character) }
    if let binding = FilterKeys.bindings.first(where: {
      $0.modes.contains(kind) && $0.keys.contains(key)
    }) {
      return binding.action
    }
    guard case .character(let character) = key else { return nil }
    switch kind {
    case .training, .window:
      return character.isASCII && character.isNumber ? .digit(character) : nil
    case .editing, .options, .painting: return character.isTypable ? .type(character) : nil
    case .why, .targets, .help: return nil
    }
  }

  private var isTyping: Bool {
    switch mode {
    case .editing(let text), .options(_, let text): !text.isEmpty
    case .painting(let brush): !brush.text.isEmpty
    case .training, .why, .targets, .help: false
    }
  }
}

/// Which keys do what on the filter's screen: it runs the program and writes the hint line and the help.
package enum FilterKeys {
  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [FilterKeyBinding] = [
    // The window
    bind([.up, "k"], .up, "arrows", "arrows move", "move the window", in: [.window]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.window]),
    bind([.left, "h"], .left, "←", nil, "", in: [.window]),
    bind([.right, "l"], .right, "→", nil, "", in: [.window]),
    bind(["n", .pageDown], .next, "n p", "np update", "one update, one back", in: [.window]),
    bind(["p", .pageUp], .previous, "p", nil, "", in: [.window]),
    // Updates
    bind([.right, "l", "n", .pageDown], .next, "→ l n PgDn", "←→ update", "one update"),
    bind([.left, "h", "p", .pageUp], .previous, "← h p PgUp", nil, "one update back, exactly"),
    bind([" "], .play, "space", "space play", "play and pause", in: moving),
    bind([","], .slower, ", ;", nil, "play slower, faster", in: moving),
    bind([";"], .faster, ";", nil, "", in: moving),
    bind([.home], .first, "Home", nil, "the first numbers", in: moving),
    bind([.end, "G"], .last, "End G", nil, "the last step so far; with digits as g", in: moving),
    bind(["g"], .go, "100g", nil, "go to step 100", in: moving),
    bind(["r"], .lowerRate, "r R", "rR rate", "a lower learning rate, a higher one", in: moving),
    bind(["R"], .raiseRate, "R", nil, "", in: moving),
    bind(["S"], .nextSeed, "S s", "S seed", "other first numbers: next seed, one back", in: moving),
    bind(["s"], .previousSeed, "s", nil, "", in: moving),
    // Asking
    bind([.up, "k", .backTab], .up, "↑ ↓ Tab", "↑↓ number", "choose one of the numbers"),
    bind([.down, "j", .tab], .down, "↓", nil, ""),
    bind([.enter], .ask, "Enter", "enter why", "why the chosen number changes", in: moving),
    bind(["v"], .moveFocus, "v", nil, "move the window over the picture"),
    bind(["v"], .moveFocus, "v", "v updates", "back to the updates", in: [.window]),
    // Changing
    bind(["t"], .targets, "t", "t target", "choose what should come out", in: moving),
    bind(["d"], .paint, "d", "d draw", "draw what should come out", in: moving),
    bind(["e"], .edit, "e", "e edit", "guess: type your own first numbers", in: moving),
    bind(["o"], .options, "o", "o options", "optimizer, momentum, bias, ReLU, …", in: moving),
    bind(["x"], .explore, "x", "x explore", "take the filter into the explorer", in: moving),
    // Looking
    bind(
      ["y"], .curveScale, "y", nil, "the curve: loss, the same logarithmic, the numbers", in: moving
    ),
    bind(["c"], .nextPalette, "c", nil, "next color scale", in: moving.union([.painting])),
    // Why
    bind([.up, "k"], .up, "↑ ↓", "↑↓ term", "choose a term", in: [.why]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.why]),
    bind(
      [.right, "l", .tab], .right, "← →", "←→ number", "the next number, the one before",
      in: [.why]),
    bind([.left, "h", .backTab], .left, "←", nil, "", in: [.why]),
    bind(["n"], .next, "n p", "np update", "one update, one back", in: [.why]),
    bind(["p"], .previous, "p", nil, "", in: [.why]),
    bind([.enter], .accept, "Enter", "enter go", "go to the position of the term", in: [.why]),
    // Lists and panels
    bind([.up, "k"], .up, "↑ ↓", "↑↓ choose", "choose", in: [.targets, .options]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.targets, .options]),
    bind([.left, "h"], .left, "← →", "←→ change", "change it; or type a number", in: [.options]),
    bind([.right, "l"], .right, "→", nil, "", in: [.options]),
    bind([.enter], .accept, "Enter", "enter keep", "keep it", in: [.targets, .options]),
    bind([.pageUp], .pageUp, "PgUp PgDn", nil, "a page", in: [.why, .targets, .help]),
    bind([.pageDown], .pageDown, "PgDn", nil, "", in: [.why, .targets, .help]),
    bind([.home], .first, "Home End", nil, "first and last", in: [.why, .targets, .help]),
    bind([.end], .last, "End", nil, "", in: [.why, .targets, .help]),
    bind([.up, "k"], .up, "↑ ↓", nil, "scroll", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind([.enter], .accept, "Enter", nil, "close", in: [.help]),
    // The editor
    bind([.up], .up, "arrows", "arrows move", "move over the numbers", in: [.editing]),
    bind([.down], .down, "↓", nil, "", in: [.editing]),
    bind([.left, .backTab], .left, "←", nil, "", in: [.editing]),
    bind([.right, .tab], .right, "→", nil, "", in: [.editing]),
    bind(
      [.enter], .accept, "Enter", "enter done", "next number; done when nothing is typed",
      in: [.editing]),
    bind([.backspace, .delete], .erase, "Bksp", nil, "erase", in: [.editing, .options]),
    bind(["n"], .negate, "n", "n negate", "turn every sign round", in: [.editing]),
    // Painting
    bind([.up, "k"], .up, "arrows", "arrows move", "move over the target", in: [.painting]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.painting]),
    bind([.left, "h"], .left, "←", nil, "", in: [.painting]),
    bind([.right, "l"], .right, "→", nil, "", in: [.painting]),
    bind(
      [.enter], .accept, "Enter", "enter paint",
      "paint the cell; or keep the number that was typed",
      in: [.painting]),
    bind(["d"], .pen, "d", "d pen", "pen down, so that moving paints; pen up", in: [.painting]),
    bind(["n"], .negate, "n", "n negate", "turn the brush's sign round", in: [.painting]),
    bind([.backspace, .delete], .erase, "Bksp", "bksp clear", "clear the cell", in: [.painting]),
    bind(["z"], .undo, "z Z", "z undo", "undo and redo", in: [.painting]),
    bind(["Z"], .redo, "Z", nil, "", in: [.painting]),
    // On a projector
    bind(
      ["P", .function(5)], .present, "P F5", nil, "present: large, for a projector",
      in: everywhere.subtracting([.options, .editing, .painting])),
    bind(
      ["b", "."], .blank, "b .", nil, "while presenting: blank screen; any key brings it back",
      in: moving),
    // Everywhere
    bind(["?", .function(1)], .help, "? F1", "? help", "this page", in: everywhere),
    bind([.escape], .cancel, "Esc", nil, "stop, or back out of a panel", in: moving),
    bind([.escape], .cancel, "Esc", "esc back", "back", in: everywhere.subtracting(moving)),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit", in: everywhere),
  ]

  private static let everywhere = Set(FilterModeKind.allCases)
  private static let moving: Set<FilterModeKind> = [.training, .window]

  /// Whether a binding holds in all modes: those have a place of their own in the hint line.
  static func isEverywhere(_ binding: FilterKeyBinding) -> Bool {
    binding.modes.count >= everywhere.subtracting(moving).count
  }

  private static func bind(
    _ keys: [Key], _ action: FilterAction, _ label: String, _ hint: String?, _ help: String,
    in modes: Set<FilterModeKind> = [.training]
  ) -> FilterKeyBinding {
    FilterKeyBinding(
      keys: keys, action: action, modes: modes, label: label, hint: hint, help: help)
  }
}
