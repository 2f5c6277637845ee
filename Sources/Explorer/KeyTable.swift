package import Drawing

/// Which keys do what, in one table: it runs the program and writes the hint line and the help.
package struct KeyBinding: Sendable {
  package let keys: [Key]
  package let action: Action
  package let modes: Set<ModeKind>
  /// The keys as the help shows them.
  package let label: String
  /// Key and word for the hint line; nil keeps the binding out of it.
  package let hint: String?
  /// One line for the help page; empty for a binding that another's line covers.
  package let help: String

  /// Whether it changes the chain, and so does nothing in a network that was loaded.
  package var changesChain: Bool {
    [.pickFilter, .editFilter, .chooseOptions, .undo, .redo].contains(action)
  }
}

/// A mode without what it holds.
package enum ModeKind: CaseIterable, Hashable, Sendable {
  case exploring, why, help, picking, options, editing, overview
}

extension Mode {
  package var kind: ModeKind {
    switch self {
    case .exploring: .exploring
    case .why: .why
    case .help: .help
    case .picking: .picking
    case .options: .options
    case .editing: .editing
    case .overview: .overview
    }
  }
}

package enum KeyTable {
  /// What a key does in a mode; nil when it does nothing there.
  package static func action(for key: Key, in mode: Mode) -> Action? {
    let kind = mode.kind
    // While a number is typed, printing keys belong to it and do nothing else.
    if case .character(let character) = key, mode.isTyping { return .type(character) }
    if let binding = bindings.first(where: { $0.modes.contains(kind) && $0.keys.contains(key) }) {
      return binding.action
    }
    guard case .character(let character) = key else { return nil }
    switch kind {
    case .exploring where character.isASCII && character.isNumber: return .digit(character)
    case .overview where character.isASCII && (character.isNumber || character == ","):
      return .digit(character)
    case .options, .editing: return character.isTypable ? .type(character) : nil
    case .exploring, .why, .help, .picking, .overview: return nil
    }
  }

  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [KeyBinding] = [
    // Stepping
    bind(
      [.right, "l", "n", .pageDown], .next, "→ l n PgDn", "←→ step", "next cell, or next sub-step"),
    bind([.left, "h", "p", .pageUp], .previous, "← h p PgUp", nil, "previous cell or sub-step"),
    bind([.up, "k"], .rowUp, "↑ k", nil, "one row up"),
    bind([.down, "j"], .rowDown, "↓ j", nil, "one row down"),
    bind([" "], .play, "space", "space play", "play and pause"),
    bind([","], .slower, ", ;", nil, "play slower, faster"),
    bind([";"], .faster, ";", nil, ""),
    bind(["s"], .subSteps, "s", nil, "sub-steps: one product at a time, bias, ReLU"),
    bind([.home], .first, "Home g", nil, "first cell"),
    bind([.end, "G"], .last, "End G", nil, "last cell"),
    bind(["g"], .go, "12g 3,4g", nil, "go to step 12, to cell 3,4"),
    bind(["m"], .nextMap, "m M", nil, "next and previous map, where there are several filters"),
    bind(["M"], .previousMap, "M", nil, ""),
    bind(["w"], .nextSlice, "w", nil, "show the next input channel, where there are several"),
    // Asking
    bind(
      [.enter], .ask, "Enter", "enter why", "why: the cell's terms; then follow a term to its cell"),
    bind(["u"], .back, "u", nil, "back along the terms that were followed"),
    bind(["u"], .back, "u", "u back", "back along the terms", in: [.why]),
    bind(["s"], .sort, "s", "s sort", "list the largest terms first, or in order", in: [.why]),
    bind(["v"], .moveFocus, "v", nil, "move in the output, the input or the filter"),
    // Changing
    bind(["f"], .pickFilter, "f", "f filter", "choose a filter"),
    bind(["e"], .editFilter, "e", "e edit", "type your own numbers into the filter"),
    bind(["o"], .chooseOptions, "o", "o options", "stride, padding, border, dilation, pooling, …"),
    bind(["z"], .undo, "z Z", nil, "undo and redo what changed the chain"),
    bind(["Z"], .redo, "Z", nil, ""),
    // Looking
    bind(["+", "="], .zoomIn, "+ -", "+- zoom", "larger and smaller cells"),
    bind(["-"], .zoomOut, "-", nil, ""),
    bind(["c"], .nextPalette, "c", nil, "next colour scale"),
    bind(["C"], .nextScope, "C", nil, "what the scale spans: this map, this layer, all"),
    bind(["a"], .takeApart, "a", nil, "convolution and ReLU apart, together"),
    // Along the chain
    bind([.tab], .nextNode, "Tab", "tab node", "next node of the chain; Shift-Tab the one before"),
    bind([.backTab], .previousNode, "⇧Tab", nil, ""),
    bind(["N"], .openOverview, "N", nil, "the whole network, layer beside layer"),
    // The network screen
    bind([.left, "h"], .left, "← → h l", "←→ layer", "the layer before, the next", in: [.overview]),
    bind([.right, "l"], .right, "→ l", nil, "", in: [.overview]),
    bind([.up, "k"], .up, "↑ ↓ k j", "↑↓ map", "the map above, below", in: [.overview]),
    bind([.down, "j"], .down, "↓ j", nil, "", in: [.overview]),
    bind([.pageUp, "p"], .pageUp, "PgUp PgDn", nil, "a page of maps", in: [.overview]),
    bind([.pageDown, "n"], .pageDown, "PgDn n", nil, "", in: [.overview]),
    bind([.home], .first, "Home End", nil, "first and last layer", in: [.overview]),
    bind([.end, "G"], .last, "End G", nil, "", in: [.overview]),
    bind(["g"], .go, "3g 5,6g", nil, "go to layer 3, to cell 5,6 of the map", in: [.overview]),
    bind(
      [.enter, .tab], .accept, "Enter Tab", "enter open", "open the layer at the present cell",
      in: [.overview]),
    bind(["v"], .moveFocus, "v", "v cell", "move the cell in its map, or go on", in: [.overview]),
    bind(
      ["r"], .showUses, "r", "r uses", "how often the present cell uses each number, or the numbers",
      in: [.overview]),
    bind(["u"], .back, "u", nil, "back along the terms that were followed", in: [.overview]),
    bind(["c"], .nextPalette, "c C", nil, "colour scale and what it spans", in: [.overview]),
    bind(["C"], .nextScope, "C", nil, "", in: [.overview]),
    bind(["a"], .takeApart, "a", nil, "convolution and ReLU apart, together", in: [.overview]),
    // Lists and panels
    bind([.up, "k"], .up, "↑ ↓", "↑↓ choose", "choose", in: [.why, .picking]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.why, .picking]),
    bind([.up, "k"], .up, "↑ ↓", "↑↓ choose", "choose a row", in: [.options]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.options]),
    bind([.left, "h"], .left, "← →", "←→ change", "change it; or type a number", in: [.options]),
    bind([.right, "l"], .right, "→", nil, "", in: [.options]),
    bind([.pageUp], .pageUp, "PgUp PgDn", nil, "a page", in: [.why, .picking, .help]),
    bind([.pageDown], .pageDown, "PgDn", nil, "", in: [.why, .picking, .help]),
    bind([.up, "k"], .up, "↑ ↓", "↑↓ scroll", "scroll", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind(
      [.enter], .accept, "Enter", "enter follow", "go to the cell that the term comes from",
      in: [.why]),
    bind([.enter], .accept, "Enter", "enter keep", "keep it", in: [.picking, .options]),
    bind([.enter], .accept, "Enter", nil, "close", in: [.help]),
    // The editor
    bind([.up], .up, "arrows", "arrows move", "move over the weights", in: [.editing]),
    bind([.down], .down, "↓", nil, "", in: [.editing]),
    bind([.left], .left, "←", nil, "", in: [.editing]),
    bind([.right, .tab], .right, "→", nil, "", in: [.editing]),
    bind(
      [.enter], .accept, "Enter", "enter done", "next weight; done when nothing is typed",
      in: [.editing]),
    bind([.backspace, .delete], .erase, "Bksp", nil, "erase", in: [.editing, .options]),
    bind(["n"], .negate, "n", "n negate", "turn every sign round", in: [.editing]),
    bind(["r"], .addRow, "r R", "r/R rows", "one row more, one less", in: [.editing]),
    bind(["R"], .removeRow, "R", nil, "", in: [.editing]),
    bind(["c"], .addColumn, "c C", "c/C columns", "one column more, one less", in: [.editing]),
    bind(["C"], .removeColumn, "C", nil, "", in: [.editing]),
    bind(["z"], .undo, "z Z", nil, "undo and redo", in: [.editing]),
    bind(["Z"], .redo, "Z", nil, "", in: [.editing]),
    // Everywhere
    bind(["?", .function(1)], .help, "? F1", "? help", "this page", in: everywhere),
    bind([.escape], .cancel, "Esc", nil, "back out of a list, a panel, typed digits"),
    bind([.escape], .cancel, "Esc", "esc back", "back", in: everywhere.subtracting([.exploring])),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit", in: everywhere),
  ]

  private static let everywhere = Set(ModeKind.allCases)

  private static func bind(
    _ keys: [Key], _ action: Action, _ label: String, _ hint: String?, _ help: String,
    in modes: Set<ModeKind> = [.exploring]
  ) -> KeyBinding {
    KeyBinding(keys: keys, action: action, modes: modes, label: label, hint: hint, help: help)
  }
}

extension Mode {
  /// Whether a number is being typed, so that printing keys belong to it.
  fileprivate var isTyping: Bool {
    switch self {
    case .editing(let edit): !edit.text.isEmpty
    case .options(_, let typed, _): !typed.isEmpty
    case .exploring, .why, .help, .picking, .overview: false
    }
  }
}

extension Character {
  /// Whether it can be part of a number: `-1.5e3`, `1/9`.
  var isTypable: Bool { "0123456789-−+./eE".contains(self) }
}
