package import Drawing
import Training

package typealias CompareKeyBinding = KeyLine<CompareAction, CompareSituation>

/// What decides which keys do something.
package enum CompareSituation: CaseIterable, Hashable, Sendable {
  case running, paused, over, record, help
}

/// Which keys do what on the screen of a comparison, in one table: it runs the program and writes the
/// hint line and the help.
package enum CompareKeyTable {
  /// What a key does; nil when it does nothing.
  package static func action(for key: Key, in comparison: Comparison) -> CompareAction? {
    if comparison.isBlank { return .blank }
    return bindings.first {
      $0.modes.contains(comparison.situation) && $0.keys.contains(key)
    }?.action
  }

  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [CompareKeyBinding] = [
    // The study
    bind([" "], .pause, "space", "space pause", "pause, and go on", in: [.running]),
    bind([" "], .pause, "space", "space go on", "", in: [.paused]),
    bind([" "], .pause, "space", nil, "", in: [.over, .record]),
    bind(
      ["t"], .nextTask, "t T", "t task", "next and previous task: begins again, or is recorded too",
      in: screens),
    bind(["T"], .previousTask, "T", nil, "", in: screens),
    bind(
      ["e"], .fewerExamples, "e E", "e fewer examples", "fewer and more examples: likewise",
      in: screens),
    bind(["E"], .moreExamples, "E", nil, "", in: screens),
    bind(
      ["r"], .restart, "r", nil, "begin again with other pictures and other numbers",
      in: computed),
    // Looking
    bind(
      [.tab, .pageDown], .nextPage, "Tab PgDn", "tab page",
      "next page: curves, differences, pictures", in: screens),
    bind([.backTab, .pageUp], .previousPage, "⇧Tab PgUp", nil, "the page before", in: screens),
    bind(["1"], .way(0), "1–5", "1–5 ways", "show a way or hide it", in: screens),
    bind(["2"], .way(1), "2", nil, "", in: screens),
    bind(["3"], .way(2), "3", nil, "", in: screens),
    bind(["4"], .way(3), "4", nil, "", in: screens),
    bind(["5"], .way(4), "5", nil, "", in: screens),
    bind(
      [.right, "l"], .nextSeed, "← →", "←→ seed", "the pictures that another seed learns from",
      in: screens),
    bind([.left, "h"], .previousSeed, "←", nil, "", in: screens),
    bind(
      [.home, "g"], .first, "Home End", nil, "those of the first, of the last seed", in: screens),
    bind([.end, "G"], .last, "End", nil, "", in: screens),
    // On a projector
    bind(
      ["P", .function(5)], .present, "P F5", nil, "present: large figures on light paper",
      in: screens),
    bind(
      ["b", "."], .blank, ". b", nil, "while presenting: nothing, until the next key", in: screens),
    // The help page
    bind([.up, "k"], .up, "↑ ↓", "↑↓ scroll", "", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind([.pageUp], .pageUp, "PgUp", nil, "", in: [.help]),
    bind([.pageDown, " "], .pageDown, "PgDn", nil, "", in: [.help]),
    bind([.home, "g"], .first, "Home", nil, "", in: [.help]),
    bind([.end, "G"], .last, "End", nil, "", in: [.help]),
    bind([.enter], .cancel, "Enter", nil, "", in: [.help]),
    // Everywhere
    bind([.escape], .cancel, "Esc", nil, "end presenting", in: screens),
    bind([.escape], .cancel, "Esc", "esc back", "", in: [.help]),
    bind(["?", .function(1)], .help, "? F1", "? help", "this page", in: screens),
    bind(["?", .function(1)], .cancel, "?", nil, "", in: [.help]),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit, and print what there is", in: everywhere),
  ]

  static let helpPage = HelpPage(
    "keys while ways to learn are compared", bindings.compactMap(\.helpLine), column: 15)

  /// Whether a binding is always in the hint line: the way back, help and quitting.
  static func isFixed(_ binding: CompareKeyBinding) -> Bool {
    [.cancel, .help, .quit].contains(binding.action)
  }

  /// Where there is something to compute, or was.
  private static let computed: Set<CompareSituation> = [.running, .paused, .over]
  private static let screens = computed.union([.record])
  private static let everywhere = Set(CompareSituation.allCases)

  private static func bind(
    _ keys: [Key], _ action: CompareAction, _ label: String, _ hint: String?, _ help: String,
    in situations: Set<CompareSituation>
  ) -> CompareKeyBinding {
    CompareKeyBinding(
      keys: keys, action: action, modes: situations, label: label, hint: hint, help: help)
  }
}

extension Comparison {
  package var situation: CompareSituation {
    if helpScroll != nil { return .help }
    if isRecord { return .record }
    return isFinished ? .over : isRunning ? .running : .paused
  }
}
