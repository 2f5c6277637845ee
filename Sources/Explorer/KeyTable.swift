package import Drawing

package typealias KeyBinding = KeyLine<Action, ModeKind>

extension KeyBinding {
  /// Whether it changes the chain, and so does nothing in a network that was loaded.
  package var changesChain: Bool {
    [.pickFilter, .editFilter, .chooseOptions, .undo, .redo].contains(action)
  }
}

/// A mode without what it holds.
package enum ModeKind: CaseIterable, Hashable, Sendable {
  case exploring, why, help, picking, options, editing
  case gallery, strongest, occluding
  case overview, overviewCell
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
    case .overview(let movesCell): movesCell ? .overviewCell : .overview
    case .gallery: .gallery
    case .strongest: .strongest
    case .occluding: .occluding
    }
  }
}

/// Which keys do what, in one table: it runs the program and writes the hint line and the help.
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
    case .exploring where character.isDigit: return .digit(character)
    case .options, .editing: return character.isTypable ? .type(character) : nil
    case .gallery, .occluding: return character.isDigit ? .digit(character) : nil
    case .overview, .overviewCell:
      return character.isDigit || character == "," ? .digit(character) : nil
    case .exploring, .why, .help, .picking, .strongest: return nil
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
    bind([.end, "G"], .last, "End G", nil, "last cell; with digits as g"),
    bind(["g"], .go, "12g 3,4g", nil, "go to step 12, to cell 3,4"),
    bind(["m"], .nextMap, "m M", nil, "next and previous map, where there are several filters"),
    bind(["M"], .previousMap, "M", nil, ""),
    bind(["w"], .nextSlice, "w W", nil, "next and previous input channel, where there are several"),
    bind(["W"], .previousSlice, "W", nil, ""),
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
    bind(["c"], .nextPalette, "c", nil, "next color scale"),
    bind(["C"], .nextScope, "C", nil, "what the scale spans: this map, this layer, all"),
    bind(["a"], .takeApart, "a", nil, "convolution and ReLU apart, together"),
    // Along the chain
    bind([.tab], .nextNode, "Tab", "tab node", "next node of the chain; Shift-Tab the one before"),
    bind([.backTab], .previousNode, "⇧Tab", nil, ""),
    bind(["t"], .openGallery, "t", "t maps", "all maps side by side, or all numbers, sorted"),
    bind(["x"], .openStrongest, "x", nil, "what lights this filter up, in the pictures at hand"),
    // Not O: behind an escape it would be the beginning of a function key.
    bind(
      ["H"], .openOcclusion, "H", nil, "hide parts of the picture: what does the answer depend on?"),
    bind(["N"], .openOverview, "N", "N network", "the whole network, layer beside layer"),
    // On a projector
    bind(
      ["P", .function(5)], .present, "P F5", "P present", "present: large cells, for a projector"),
    bind(["P", .function(5)], .present, "P F5", nil, "", in: everywhere.subtracting([.exploring])),
    bind(
      ["b", "."], .blank, "b .", nil, "while presenting: blank screen; any key brings it back",
      in: everywhere.subtracting([.options, .editing])),
    // The network screen
    bind(
      [.left, "h", "p", .pageUp], .left, "← → h l", "←→ layer", "the layer before, the next",
      in: [.overview]),
    bind([.right, "l", "n", .pageDown], .right, "→ l n PgDn", nil, "", in: [.overview]),
    bind([.up, "k"], .up, "↑ ↓ k j", "↑↓ map", "the map above, below", in: [.overview]),
    bind([.down, "j"], .down, "↓ j", nil, "", in: [.overview]),
    bind(["v"], .moveFocus, "v", "v cell", "move the cell in its map", in: [.overview]),
    bind([.home], .first, "Home End", nil, "first and last layer", in: [.overview]),
    bind([.left, "h"], .left, "arrows", "arrows move", "the cell in its map", in: [.overviewCell]),
    bind([.right, "l"], .right, "→ l", nil, "", in: [.overviewCell]),
    bind([.up, "k"], .up, "↑ k", nil, "", in: [.overviewCell]),
    bind([.down, "j"], .down, "↓ j", nil, "", in: [.overviewCell]),
    bind(["v"], .moveFocus, "v", "v layers", "move from layer to layer", in: [.overviewCell]),
    bind([.home], .first, "Home End", nil, "first and last cell", in: [.overviewCell]),
    bind([.end, "G"], .last, "End G", nil, "", in: network),
    bind(["g"], .go, "3g 5,6g", nil, "go to layer 3, to cell 5,6 of the map", in: network),
    bind(
      [.enter, .tab], .accept, "Enter Tab", "enter open", "open the layer at the present cell",
      in: network),
    bind(
      ["r"], .showUses, "r", "r uses", "how often the present cell uses what came before",
      in: network),
    bind(["u"], .back, "u", nil, "back along the terms that were followed", in: network),
    bind(["t"], .openGallery, "t", nil, "all maps of the layer side by side", in: network),
    bind(["x"], .openStrongest, "x", nil, "what lights the present map up", in: network),
    bind(["H"], .openOcclusion, "H", nil, "hide parts of the picture", in: network),
    bind(["c"], .nextPalette, "c C", nil, "color scale and what it spans", in: network),
    bind(["C"], .nextScope, "C", nil, "", in: network),
    bind(["a"], .takeApart, "a", nil, "convolution and ReLU apart, together", in: network),
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
    bind([.home, "g"], .first, "Home End", nil, "first and last line", in: [.help]),
    bind([.end, "G"], .last, "End", nil, "", in: [.help]),
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
    bind(["w"], .nextSlice, "w W", nil, "next and previous channel of the filter", in: [.editing]),
    bind(["W"], .previousSlice, "W", nil, "", in: [.editing]),
    bind(["n"], .negate, "n", "n negate", "turn every sign round", in: [.editing]),
    bind(["r"], .addRow, "r R", "r/R rows", "one row more, one less", in: [.editing]),
    bind(["R"], .removeRow, "R", nil, "", in: [.editing]),
    bind(["c"], .addColumn, "c C", "c/C columns", "one column more, one less", in: [.editing]),
    bind(["C"], .removeColumn, "C", nil, "", in: [.editing]),
    bind(["z"], .undo, "z Z", nil, "undo and redo", in: [.editing]),
    bind(["Z"], .redo, "Z", nil, "", in: [.editing]),
    // Maps side by side
    bind([.up, "k"], .up, "arrows", "arrows move", "move among the tiles", in: tiled),
    bind([.down, "j"], .down, "↓", nil, "", in: tiled),
    bind([.left, "h"], .left, "←", nil, "", in: tiled),
    bind([.right, "l"], .right, "→", nil, "", in: tiled),
    bind([.pageDown], .pageDown, "PgDn PgUp", nil, "next and previous page", in: tiled),
    bind([.pageUp], .pageUp, "PgUp", nil, "", in: tiled),
    bind([.home], .first, "Home End", nil, "the first and the last", in: tiled),
    bind([.end, "G"], .last, "End", nil, "", in: tiled),
    bind(
      [.enter], .accept, "Enter", "enter open", "show the map in the main screen", in: [.gallery]),
    bind(["s"], .sort, "s", "s sort", "by number, by strongest value, by mean", in: [.gallery]),
    bind(
      ["/"], .search, "/", "/ search", "those with a number, label or filter's name",
      in: [.gallery]),
    bind(["g"], .go, "12g", nil, "go to number 12", in: [.gallery]),
    bind([.backspace, .delete], .erase, "Bksp", nil, "erase what is searched for", in: [.gallery]),
    bind(["c"], .nextPalette, "c", nil, "next color scale", in: tiled),
    bind(["C"], .nextScope, "C", "C scale", "what the scale spans: each map, all", in: [.gallery]),
    // What lights a filter up
    bind([.enter], .accept, "Enter", "enter go", "go to the patch's cell", in: [.strongest]),
    bind(["m"], .nextMap, "m M", "m map", "the same for the next map", in: [.strongest]),
    bind(["M"], .previousMap, "M", nil, "", in: [.strongest]),
    // A square over the picture
    bind([.up, "k"], .up, "arrows", "arrows move", "move the square", in: [.occluding]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.occluding]),
    bind([.left, "h"], .left, "←", nil, "", in: [.occluding]),
    bind([.right, "l"], .right, "→", nil, "", in: [.occluding]),
    bind([.home], .first, "Home End", nil, "to the first corner, to the last", in: [.occluding]),
    bind([.end, "G"], .last, "End", nil, "", in: [.occluding]),
    bind([" "], .play, "space", "space play", "play and pause", in: [.occluding]),
    bind([","], .slower, ", ;", nil, "play slower, faster", in: [.occluding]),
    bind([";"], .faster, ";", nil, "", in: [.occluding]),
    bind(
      ["m"], .nextMap, "m M", "m class", "watch the next output, the one before", in: [.occluding]),
    bind(["M"], .previousMap, "M", nil, "", in: [.occluding]),
    bind(
      ["g"], .go, "3 12g", nil, "watch output 3, output 12 of many", in: [.occluding]),
    bind(
      ["+", "="], .zoomIn, "+ -", "+- size", "a larger square, a smaller one", in: [.occluding]),
    bind(["-"], .zoomOut, "-", nil, "", in: [.occluding]),
    bind(["c"], .nextPalette, "c", nil, "next color scale", in: [.occluding]),
    // Everywhere
    bind(["?", .function(1)], .help, "? F1", "? help", "this page", in: everywhere),
    bind([.escape], .cancel, "Esc", nil, "back out of a list, a panel, typed digits"),
    bind([.escape], .cancel, "Esc", "esc back", "back", in: everywhere.subtracting([.exploring])),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit", in: everywhere),
  ]

  private static let tiled: Set<ModeKind> = [.gallery, .strongest]
  private static let everywhere = Set(ModeKind.allCases)
  private static let network: Set<ModeKind> = [.overview, .overviewCell]

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
    case .gallery(let gallery): gallery.isSearching
    case .exploring, .why, .help, .picking, .strongest, .occluding, .overview: false
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }

  /// Whether it can be part of a number: `-1.5e3`, `1/9`.
  package var isTypable: Bool { "0123456789-−+./eE".contains(self) }
}
