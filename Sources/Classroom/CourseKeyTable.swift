package import Drawing
import Explorer
import Workbench

/// A line of the table of keys.
package struct CourseKeyBinding: Sendable {
  package let keys: [Key]
  package let action: CourseAction
  package let modes: Set<CourseMode>
  /// The keys as the help shows them.
  package let label: String
  /// Key and word for the hint line; nil keeps the binding out of it.
  package let hint: String?
  /// One line for the help page; empty for a binding that another's line covers.
  package let help: String
}

extension CourseKeyBinding {
  /// Whether it is a key of the explorer's, which means something else on a bench.
  fileprivate var isForExplorer: Bool { if case .scene = action { true } else { false } }
}

/// Which keys do what around the scenes, in one table: it runs the program and writes the hint line
/// and the help. What it does not know is the scene's, whose own table is `KeyTable`.
package enum CourseKeyTable {
  /// What a key does; nil when it does nothing.
  package static func action(for key: Key, in course: Course) -> CourseAction? {
    let mode = course.mode
    if case .character(let character) = key, takes(character, in: course) {
      return .type(character)
    }
    let binding = bindings.first { $0.modes.contains(mode) && $0.keys.contains(key) }
    if let binding, !binding.isForExplorer || course.liveBench == nil { return binding.action }
    if let bench = course.liveBench { return bench.action(for: key).map(CourseAction.bench) }
    return course.liveModel?.action(for: key).map(CourseAction.scene)
  }

  /// Whether a character is part of what is typed.
  private static func takes(_ character: Character, in course: Course) -> Bool {
    let isDigit = character.isASCII && character.isNumber
    switch course.mode {
    case .searchingMenu, .searchingContents: return true
    case .menu, .contents, .choices, .presenting: return isDigit
    // Numbers, fractions and sizes.
    case .value: return isDigit || "-−.,/x×".contains(character)
    // A scene that counts steps or cells has its own digits.
    case .lesson, .answered, .goal, .end:
      return isDigit && course.liveBench.map { $0.typed == nil } ?? false
    case .scene, .explorer, .help: return false
    }
  }

  /// In the order of the help page; the first match counts, hints appear in this order too.
  package static let bindings: [CourseKeyBinding] = [
    // Answering
    bind([], .submit, "1 2 3", "1-9 choose", "", in: [.choices]),
    bind([], .submit, "0-9", "0-9 type your answer", "", in: [.value]),
    bind(
      [.enter], .submit, "Enter", "enter answer",
      "answer with what was typed; else ask why in the scene", in: [.value, .choices]),
    bind([.backspace, .delete], .erase, "Bksp", nil, "erase", in: [.value, .choices]),
    bind(["i"], .hint, "i", "i hint", "a hint", in: asking),
    bind(["e"], .scene(.editFilter), "e", "e edit", "", in: [.goal]),
    // Walking
    bind(
      ["n", .pageDown], .next, "n PgDn", "n next", "what comes next; at a question, twice shows it",
      in: reading),
    bind(["n", .pageDown, .enter], .next, "n Enter", "n next lesson", "", in: [.end]),
    // Whoever has just answered with Enter goes on with it.
    bind([.enter], .next, "Enter", nil, "go on, at a question that is over", in: [.answered]),
    bind(["p", .pageUp], .previous, "p PgUp", "p back", "back, exactly", in: reading + [.end]),
    bind(["G"], .goToTyped, "3G", nil, "go to step 3", in: reading + [.end, .presenting]),
    bind(
      ["/"], .search, "/", nil, "search in the lesson",
      in: [.lesson, .answered, .choices, .goal, .end]),
    // The scene
    bind([], .explore, "arrows", "←→ explore", "", in: [.lesson, .answered, .choices]),
    bind(["F"], .explore, "F", "F try it yourself", "", in: [.end]),
    bind(
      [], .explore, "← → space", nil, "where something learns: an update, one back; play and pause",
      in: [.lesson]),
    bind(
      [], .explore, "Tab", nil, "where a training or a study shows: the next page", in: [.lesson]),
    bind(
      ["F"], .explore, "F", "F full screen", "the whole terminal for the scene; Esc comes back",
      in: reading),
    bind(["R"], .restoreScene, "R", nil, "the scene as it was", in: reading + [.end, .presenting]),
    bind([.escape], .cancel, "Esc", nil, "back to the lesson", in: [.explorer, .scene]),
    // Teaching
    bind(
      ["P", .function(5)], .present, "P F5", "P present", "teach with it: large, for a projector",
      in: reading + [.end]),
    bind(
      ["n", .pageDown, .right, " ", .down], .next, "→ PgDn space n", "→ next",
      "text, scenes, questions and answers in one order", in: [.presenting]),
    bind(
      ["p", .pageUp, .left, .up], .previous, "← PgUp p", "← back", "exactly back",
      in: [.presenting]),
    bind([".", "b"], .blank, ". b", ". blank", "nothing, until the next key", in: [.presenting]),
    bind([.function(5)], .present, "F5", nil, "", in: [.presenting, .scene]),
    bind([.escape, "P"], .cancel, "Esc P", "esc lesson", "back to the lesson", in: [.presenting]),
    bind([.backspace], .erase, "Bksp", nil, "", in: [.presenting]),
    // Lists
    bind([.up, "k"], .up, "↑ ↓", "↑↓ choose", "choose; or type its number", in: lists),
    bind([.down, "j"], .down, "↓", nil, "", in: lists),
    bind([.up], .up, "↑ ↓", "↑↓ choose", "", in: searching),
    bind([.down], .down, "↓", nil, "", in: searching),
    bind(
      [.enter, .right], .accept, "Enter", "enter open", "open; a lesson goes on where it was left",
      in: lists),
    bind([.enter], .accept, "Enter", "enter open", "", in: searching),
    bind([.pageUp], .pageUp, "PgUp PgDn", nil, "", in: lists + searching),
    bind([.pageDown], .pageDown, "PgDn", nil, "", in: lists + searching),
    bind([.home], .first, "Home End", nil, "first and last line", in: lists + searching),
    bind([.end], .last, "End", nil, "", in: lists + searching),
    bind(["/"], .search, "/", "/ search", "search", in: lists),
    bind([.backspace, .delete], .erase, "Bksp", nil, "", in: searching),
    bind(["F"], .explore, "F", "F free explorer", "the explorer on its own", in: [.menu]),
    bind(
      ["P", .function(5)], .present, "P F5", "P present", "teach with the lesson", in: lists),
    // The help page
    bind([.up, "k"], .up, "↑ ↓", "↑↓ scroll", "", in: [.help]),
    bind([.down, "j"], .down, "↓", nil, "", in: [.help]),
    bind([.pageUp], .pageUp, "PgUp", nil, "", in: [.help]),
    bind([.pageDown, " "], .pageDown, "PgDn", nil, "", in: [.help]),
    bind([.home], .first, "Home", nil, "", in: [.help]),
    bind([.end], .last, "End", nil, "", in: [.help]),
    bind([.enter], .accept, "Enter", nil, "", in: [.help]),
    // Beginning anew
    bind(
      ["r"], .reset, "r", nil, "begin the lesson anew; asks once more",
      in: reading + [.end, .menu, .contents]),
    bind(["R"], .resetAll, "R", nil, "begin all lessons anew; asks once more", in: [.menu]),
    // Everywhere
    bind([.escape], .cancel, "Esc", "esc contents", "the contents; then the menu", in: reading),
    bind([.escape], .cancel, "Esc", "esc menu", "the menu", in: [.contents, .end]),
    bind([.escape], .cancel, "Esc", "esc back", "", in: searching + [.help]),
    bind([.escape], .cancel, "Esc", nil, "", in: [.menu]),
    bind(
      ["?", .function(1)], .help, "? F1", "? help", "this page",
      in: reading + lists + [.end, .presenting]),
    bind([.control("l")], .redraw, "Ctrl-L", nil, "draw the screen again", in: everywhere),
    bind(["q"], .quit, "q", "q quit", "quit", in: reading + lists + [.end, .presenting, .help]),
  ]

  /// Where the bindings stand that are always in the hint line: the way back, help and quitting.
  static func isFixed(_ binding: CourseKeyBinding) -> Bool {
    switch binding.action {
    case .cancel, .help, .quit: true
    default: false
    }
  }

  private static let asking: [CourseMode] = [.value, .choices, .goal]
  private static let reading: [CourseMode] = [.lesson, .answered, .value, .choices, .goal]
  private static let lists: [CourseMode] = [.menu, .contents]
  private static let searching: [CourseMode] = [.searchingMenu, .searchingContents]
  private static let everywhere = CourseMode.allCases

  private static func bind(
    _ keys: [Key], _ action: CourseAction, _ label: String, _ hint: String?, _ help: String,
    in modes: [CourseMode]
  ) -> CourseKeyBinding {
    CourseKeyBinding(
      keys: keys, action: action, modes: Set(modes), label: label, hint: hint, help: help)
  }
}
