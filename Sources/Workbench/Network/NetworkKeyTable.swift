package import Drawing
import Explorer

package typealias NetworkKeyBinding = KeyLine<NetworkAction, NetworkSituation>

/// What decides which keys do something.
package enum NetworkSituation: CaseIterable, Hashable, Sendable {
  /// Batch after batch.
  case running
  /// It could go on.
  case paused
  /// Nothing more is trained.
  case over
  /// The question why a weight is about to change is open.
  case weight
  case help
}

/// Which keys do what on the screen of a training, in one table: it runs the program and writes the
/// hint line and the help. While the explorer has the screen, all keys are its own.
package enum NetworkKeyTable {
  /// What a key does; nil when it does nothing.
  package static func action(for key: Key, in training: NetworkTraining) -> NetworkAction? {
    if training.isBlank { return .blank }
    if case .explorer(let model) = training.screen {
      return model.action(for: key).map(NetworkAction.explorer)
    }
    return bindings.first {
      $0.modes.contains(training.situation) && $0.keys.contains(key)
    }?.action
  }

  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [NetworkKeyBinding] = [
    // Training
    bind([" "], .pause, "space", "space pause", "pause, and go on", in: [.running]),
    bind([" "], .pause, "space", "space go on", "", in: [.paused]),
    bind([" "], .pause, "space", nil, "", in: [.over]),
    bind(["n"], .oneBatch, "n", "n one batch", "while paused: one batch", in: [.paused]),
    bind(["n"], .oneBatch, "n", nil, "", in: [.running, .over]),
    bind(
      ["x"], .stop, "x", nil, "stop for good: what there is is kept and tested; asks once more",
      in: screens),
    bind(["w"], .save, "w", nil, "save the weights now; q does so too", in: screens),
    // Epochs
    bind(
      [.left, "h"], .earlierEpoch, "← →", "←→ epochs",
      "while paused: back through the epochs, all as it was then", in: [.paused, .over]),
    bind([.left, "h"], .earlierEpoch, "←", nil, "", in: [.running]),
    bind([.right, "l"], .laterEpoch, "→", nil, "", in: screens),
    bind([.home, "g"], .firstEpoch, "Home End", nil, "before the first batch; now", in: screens),
    bind([.end, "G"], .lastEpoch, "End", nil, "", in: screens),
    // Pages
    bind(
      [.tab, .pageDown], .nextPage, "Tab PgDn", "tab page",
      "next page: curves, filters, maps, confusion, mistakes", in: screens),
    bind([.backTab, .pageUp], .previousPage, "⇧Tab PgUp", nil, "the page before", in: screens),
    bind(["1"], .page(.curves), "1…5", nil, "the page with this number", in: screens),
    bind(["2"], .page(.filters), "2", nil, "", in: screens),
    bind(["3"], .page(.maps), "3", nil, "", in: screens),
    bind(["4"], .page(.confusion), "4", nil, "", in: screens),
    bind(["5"], .page(.mistakes), "5", nil, "", in: screens),
    bind(
      [.up, "k"], .up, "↑ ↓", "↑↓ choose", "choose a filter, a picture, a class, a mistake",
      in: screens),
    bind([.down, "j"], .down, "↓", nil, "", in: screens),
    bind(["t"], .nextPicture, "t T", "t picture", "next and previous test picture", in: screens),
    bind(["T"], .previousPicture, "T", nil, "", in: screens),
    bind(["m"], .nextNode, "m M", "m layer", "maps of the next, the previous layer", in: screens),
    bind(["M"], .previousNode, "M", nil, "", in: screens),
    bind(
      ["+", "="], .zoomIn, "+ -", nil, "fewer and larger maps and mistakes, more and smaller ones",
      in: screens),
    bind(["-"], .zoomOut, "-", nil, "", in: screens),
    bind(
      ["v"], .running, "v", nil,
      "answers about the held-out pictures, or about this epoch's so far",
      in: screens),
    bind(
      [.enter], .ask, "Enter", "enter why",
      "a filter: why its weight will change; elsewhere: open the network on the picture",
      in: screens),
    bind(
      ["N"], .openNetwork, "N", nil,
      "open the network on the test picture: any number answers why; Esc comes back", in: screens),
    bind(["y"], .logarithmic, "y", nil, "losses on a logarithmic axis", in: screens),
    bind(["c"], .nextPalette, "c", nil, "next color scale", in: screens),
    // On a projector
    bind(
      ["P", .function(5)], .present, "P F5", nil, "present: large, on light paper", in: screens),
    bind(
      ["b", "."], .blank, ". b", nil, "while presenting: nothing, until the next key", in: screens),
    // Why a weight is about to change
    bind(
      ["n"], .oneBatch, "n", "n one batch", "why a weight changes: do it, and ask again",
      in: [.weight]),
    bind(
      [.left, "h"], .earlierEpoch, "← →", "←→ weight",
      "why a weight changes: the filter's other weights",
      in: [.weight]),
    bind([.right, "l"], .laterEpoch, "→", nil, "", in: [.weight]),
    bind(
      [.tab, .pageDown], .nextPage, "Tab", "tab filter", "why a weight changes: the next filter",
      in: [.weight]),
    bind([.backTab, .pageUp], .previousPage, "⇧Tab", nil, "", in: [.weight]),
    bind(
      ["m"], .nextNode, "m M", "m layer", "why a weight changes: a weight of the next layer",
      in: [.weight]),
    bind(["M"], .previousNode, "M", nil, "", in: [.weight]),
    bind(
      [.up, "k"], .up, "↑ ↓", "↑↓ picture", "why a weight changes: what another picture says",
      in: [.weight]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.weight]),
    bind([" "], .pause, "space", nil, "", in: [.weight]),
    bind(["w"], .save, "w", nil, "", in: [.weight]),
    bind([.enter], .ask, "Enter", nil, "", in: [.weight]),
    bind(["c"], .nextPalette, "c", nil, "", in: [.weight]),
    bind(["P", .function(5)], .present, "P", nil, "", in: [.weight]),
    bind(["b", "."], .blank, ".", nil, "", in: [.weight]),
    // The help page
    bind([.up, "k"], .up, "↑ ↓", "↑↓ scroll", "", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind([.pageUp], .pageUp, "PgUp", nil, "", in: [.help]),
    bind([.pageDown, " "], .pageDown, "PgDn", nil, "", in: [.help]),
    bind([.home, "g"], .firstEpoch, "Home", nil, "", in: [.help]),
    bind([.end, "G"], .lastEpoch, "End", nil, "", in: [.help]),
    bind([.enter], .ask, "Enter", nil, "", in: [.help]),
    // Everywhere
    bind([.escape], .cancel, "Esc", nil, "back to the present", in: screens),
    bind([.escape], .cancel, "Esc", "esc back", "", in: [.help, .weight]),
    bind(
      ["?", .function(1)], .help, "? F1", "? help", "this page", in: screens.union([.weight])),
    bind(["?", .function(1)], .cancel, "?", nil, "", in: [.help]),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "save and quit; says where it was saved", in: everywhere),
  ]

  static let helpPage = HelpPage(
    "keys while a network is trained", bindings.compactMap(\.helpLine), column: 15)

  /// Whether a binding is always in the hint line: the way back, help and quitting.
  static func isFixed(_ binding: NetworkKeyBinding) -> Bool {
    [.cancel, .help, .quit].contains(binding.action)
  }

  private static let screens: Set<NetworkSituation> = [.running, .paused, .over]
  private static let everywhere = Set(NetworkSituation.allCases)

  private static func bind(
    _ keys: [Key], _ action: NetworkAction, _ label: String, _ hint: String?, _ help: String,
    in situations: Set<NetworkSituation>
  ) -> NetworkKeyBinding {
    NetworkKeyBinding(
      keys: keys, action: action, modes: situations, label: label, hint: hint, help: help)
  }
}

extension NetworkTraining {
  package var situation: NetworkSituation {
    switch screen {
    case .help: return .help
    case .weight: return .weight
    case .training, .explorer: break
    }
    return isOver ? .over : isRunning ? .running : .paused
  }
}
