package import Drawing
package import Explorer

/// Everything that a user, the clock, the terminal or the stream can ask of the live screen.
package enum LiveAction: Sendable {
  case freeze, hold
  case mirror, invert, contrast, fit, swapPictures
  case smoother, quicker, surer, bolder
  case present, blank
  case help, cancel, redraw, quit
  case up, down, pageUp, pageDown, first, last
  /// For the explorer, while a frame is frozen.
  case explorer(Action)
  case click(row: Int, column: Int)
  case wheel(up: Bool)
  case tick
  case resized(DisplayProperties)
  /// The newest frame of the stream.
  case frame(LiveFrame)
  /// The frame that shows, brought to the network in another way.
  case sameFrame(LiveFrame)
  case streamEnded(frames: Int, remark: String?)
  case say(String)
}

package typealias LiveKeyBinding = KeyLine<LiveAction, LiveSituation>

/// What decides which keys do something.
package enum LiveSituation: CaseIterable, Hashable, Sendable {
  case watching
  /// The picture stands still, whether or not the stream goes on.
  case held
  /// The stream has ended.
  case over
  case frozen, help
}

extension LiveModel {
  package var situation: LiveSituation {
    switch screen {
    case .frozen: return .frozen
    case .help: return .help
    case .watching: break
    }
    if isHeld { return .held }
    if case .ended = stream { return .over }
    return .watching
  }
}

/// Which keys do what on the live screen, in one table: it runs the program and writes the hint line
/// and the help. While a frame is frozen, all others are the explorer's, whose own table is `KeyTable`.
package enum LiveKeyTable {
  /// What a key does; nil when it does nothing.
  package static func action(for key: Key, in model: LiveModel) -> LiveAction? {
    if model.isBlank { return .blank }
    if let frozen = model.frozen, model.situation == .frozen {
      return model.goesBack(key, from: frozen)
        ? .freeze : frozen.action(for: key).map(LiveAction.explorer)
    }
    return bindings.first { $0.modes.contains(model.situation) && $0.keys.contains(key) }?.action
  }

  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [LiveKeyBinding] = [
    bind(
      [" "], .freeze, "space", "space freeze",
      "freeze the frame and open it in the network: ask any number why"),
    bind([" "], .freeze, "space Esc", nil, "back to the stream", in: [.frozen]),
    bind([.enter], .hold, "Enter", "enter hold", "hold the picture, and go on", in: [.watching]),
    bind([.enter], .hold, "Enter", "enter go on", "", in: [.held]),
    // The frame
    bind(["m"], .mirror, "m", "m mirror", "mirror it, so that moving left moves left"),
    bind(
      ["i"], .invert, "i", "i invert", "dark becomes bright, for networks that know white on black"),
    bind(
      ["c"], .contrast, "c", "c contrast",
      "full contrast: the darkest is black, the brightest white"),
    bind(["f"], .fit, "f", "f fit", "take the middle of the frame, or squeeze all of it"),
    bind(["v"], .swapPictures, "v", "v view", "look at the camera's picture, or the network's"),
    // The answer
    bind(["+", "="], .surer, "+ -", "+- sure", "be sure from a higher, a lower probability"),
    bind(["-"], .bolder, "-", nil, ""),
    bind([";"], .smoother, ", ;", nil, "average over fewer frames, over more"),
    bind([","], .quicker, ",", nil, ""),
    // On a projector
    bind(["P", .function(5)], .present, "P F5", "P present", "present: large letters on paper"),
    bind(["b", "."], .blank, "b .", nil, "while presenting: blank screen; any key brings it back"),
    // The help page
    bind([.up, "k"], .up, "↑ ↓", "↑↓ scroll", "", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind([.pageUp], .pageUp, "PgUp", nil, "", in: [.help]),
    bind([.pageDown, " "], .pageDown, "PgDn", nil, "", in: [.help]),
    bind([.home], .first, "Home", nil, "", in: [.help]),
    bind([.end], .last, "End", nil, "", in: [.help]),
    bind([.enter], .cancel, "Enter", nil, "", in: [.help]),
    // Everywhere
    bind(["?", .function(1)], .help, "? F1", "? help", "this page", in: everywhere),
    bind([.escape], .cancel, "Esc", nil, "go on, end presenting"),
    bind([.escape], .cancel, "Esc", "esc back", "", in: [.help]),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit", in: everywhere),
  ]

  static let helpPage = HelpPage(
    "keys",
    bindings.compactMap(\.helpLine) + [
      .keys("mouse", help: "while a frame is frozen: as in the explorer")
    ])

  /// Where the stream has the screen.
  private static let stream: Set<LiveSituation> = [.watching, .held, .over]
  private static let everywhere = stream.union([.help])

  private static func bind(
    _ keys: [Key], _ action: LiveAction, _ label: String, _ hint: String?, _ help: String,
    in situations: Set<LiveSituation> = stream
  ) -> LiveKeyBinding {
    LiveKeyBinding(
      keys: keys, action: action, modes: situations, label: label, hint: hint, help: help)
  }
}

extension LiveModel {
  /// Whether a key leads from the frozen frame back to the stream: `Esc` where there is nothing else to
  /// go back from, `Space` where nothing plays.
  fileprivate func goesBack(_ key: Key, from frozen: Model) -> Bool {
    let isHome = frozen.mode.kind == .overview && frozen.typed.isEmpty || frozen.isAtHome
    return key == .escape ? isHome : key == " " && frozen.mode.kind == .overview
  }
}
