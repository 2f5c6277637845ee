import Drawing
import Explorer
import Testing

struct KeyTableTests {
  @Test(arguments: ModeKind.allCases)
  func `no key means two things in a mode`(mode: ModeKind) {
    var bound: [Key: Action] = [:]
    for binding in KeyTable.bindings where binding.modes.contains(mode) {
      for key in binding.keys {
        #expect(bound[key] == nil, "\(key)")
        bound[key] = binding.action
      }
    }
  }

  /// All actions, so that a new one is not forgotten; what is behind them comes from elsewhere.
  private static let actions: [Action] = [
    .next, .previous, .rowUp, .rowDown, .first, .last, .go, .nextNode, .previousNode, .nextMap,
    .previousMap, .nextSlice, .previousSlice, .play, .faster, .slower, .subSteps, .ask, .back,
    .moveFocus, .zoomIn,
    .zoomOut, .nextPalette, .nextScope, .takeApart, .redraw, .pickFilter, .editFilter,
    .chooseOptions, .undo, .redo, .up, .down, .left, .right, .pageUp, .pageDown, .accept, .erase,
    .negate, .addRow, .removeRow, .addColumn, .removeColumn, .help, .cancel, .quit,
    .sort, .search, .openGallery, .openStrongest, .openOcclusion, .openOverview, .showUses,
    .present,
    .blank,
  ]

  @Test(arguments: actions)
  func `every action has a key`(action: Action) {
    #expect(KeyTable.bindings.contains { $0.action == action && !$0.keys.isEmpty })
  }

  @Test(arguments: ModeKind.allCases)
  func `help, quit, redraw and a way back exist everywhere`(mode: ModeKind) {
    let here = KeyTable.bindings.filter { $0.modes.contains(mode) }
    for action in [Action.help, .quit, .redraw, .cancel] {
      #expect(here.contains { $0.action == action }, "\(action)")
    }
  }

  @Test func `a hint is a key and a word`() {
    for hint in KeyTable.bindings.compactMap(\.hint) {
      #expect(hint.split(separator: " ").count == 2, "\(hint)")
    }
  }

  @Test func `a label names keys of its binding`() {
    // The keys that are shown by a sign or a name instead of their character.
    let names: [Key: String] = [
      .left: "←", .right: "→", .up: "↑", .down: "↓", .home: "Home", .end: "End", .enter: "Enter",
      .escape: "Esc", .tab: "Tab", .backTab: "⇧Tab", .pageUp: "PgUp", .pageDown: "PgDn",
      .backspace: "Bksp", .character(" "): "space", .function(1): "F1", .control("l"): "Ctrl-L",
    ]
    for binding in KeyTable.bindings {
      let isNamed = binding.keys.contains { key in
        if let name = names[key] {
          return binding.label.contains(name) || binding.label == "arrows"
        }
        guard case .character(let character) = key else { return false }
        return binding.label.contains(character)
      }
      #expect(isNamed, "\(binding.label) for \(binding.keys)")
    }
  }

  @Test(arguments: [24, 40])
  func `the help page says every line of the table, and can be scrolled to its end`(rows: Int)
    throws
  {
    var model = try Model.exploring(height: 6, width: 6, rows: rows)
    model.press("?")
    var seen = ""
    for _ in 0..<200 {
      seen += model.canvas.text + "\n"
      model.press(.down)
    }
    // Its own keys are at its foot.
    for binding in KeyTable.bindings where !binding.help.isEmpty && binding.modes != [.help] {
      #expect(seen.contains(binding.help), "\(binding.label)")
      #expect(seen.contains(binding.label))
    }
    #expect(seen.contains("the wheel steps"))
  }

  @Test(
    arguments: [(60, 20), (80, 24)],
    [
      nil, Action.ask, .pickFilter, .editFilter, .chooseOptions, .openGallery, .openStrongest,
      .openOcclusion, .openOverview,
    ])
  func `the hint line names the way out and where there is help, and fits`(
    size: (columns: Int, rows: Int), opening: Action?
  ) throws {
    var model = try Model.exploring(
      height: 12, width: 12, columns: size.columns, rows: size.rows)
    if let opening { model.perform(opening) }
    let hints =
      model.canvas.text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    #expect(hints.contains("? help"))
    #expect(hints.hasSuffix("q quit"))
    if opening != nil { #expect(hints.contains("esc back"), "\(hints)") }
    for hint in hints.split(separator: "  ").map({ $0.trimming }) {
      #expect(KeyTable.bindings.contains { $0.hint == hint }, "\(hint) is not from the table")
    }
  }

  // MARK: Presenters

  @Test func `a presenter's page keys step forwards and backwards`() {
    #expect(KeyTable.action(for: .pageDown, in: .exploring) == .next)
    #expect(KeyTable.action(for: .pageUp, in: .exploring) == .previous)
  }

  @Test(arguments: [Key.function(5), ".", "b", .escape])
  func `a presenter's other keys do no harm`(key: Key) throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.perform(.next)
    let before = (model.cursor, model.mode, model.exploration.settings)
    model.press(key)
    #expect((model.cursor, model.mode) == (before.0, before.1))
    #expect(model.exploration.settings == before.2)
  }

  // MARK: Typing

  @Test func `while a number is typed its keys are text, not commands`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.press("e", "1")
    for character in "0123456789-./eE" {
      #expect(KeyTable.action(for: .character(character), in: model.mode) == .type(character))
    }
    #expect(KeyTable.action(for: .left, in: model.mode) == .left)
  }

  @Test func `nothing needs a key that some keyboards hide behind AltGr`() {
    let hidden: Set<Key> = ["[", "]", "{", "}", "\\", "~", "@", "|", "#"]
    for binding in KeyTable.bindings {
      #expect(hidden.isDisjoint(with: binding.keys), "\(binding.label)")
    }
  }
}

extension Substring {
  fileprivate var trimming: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
