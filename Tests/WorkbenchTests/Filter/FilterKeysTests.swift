import Drawing
import Testing
import Workbench

struct FilterKeysTests {
  @Test(arguments: FilterModeKind.allCases)
  func `no key means two things in a mode`(mode: FilterModeKind) {
    var bound: [Key: FilterAction] = [:]
    for binding in FilterKeys.bindings where binding.modes.contains(mode) {
      for key in binding.keys {
        #expect(bound[key] == nil, "\(key)")
        bound[key] = binding.action
      }
    }
  }

  private static let actions: [FilterAction] = [
    .next, .previous, .first, .last, .play, .faster, .slower, .go, .lowerRate, .raiseRate,
    .nextSeed, .previousSeed, .up, .down, .left, .right, .pageUp, .pageDown, .moveFocus, .ask,
    .curveScale, .nextPalette, .explore, .edit, .options, .targets, .paint, .accept, .erase,
    .negate, .pen, .undo, .redo, .help, .cancel, .quit, .present, .blank, .redraw,
  ]

  @Test(arguments: actions)
  func `every action has a key`(action: FilterAction) {
    #expect(FilterKeys.bindings.contains { $0.action == action && !$0.keys.isEmpty })
  }

  @Test(arguments: FilterModeKind.allCases)
  func `help, quit, redraw and a way back exist everywhere`(mode: FilterModeKind) {
    let here = FilterKeys.bindings.filter { $0.modes.contains(mode) }
    for action in [FilterAction.help, .quit, .redraw, .cancel] {
      #expect(here.contains { $0.action == action }, "\(action)")
    }
  }

  @Test func `a hint is a key and a word`() {
    for hint in FilterKeys.bindings.compactMap(\.hint) {
      #expect(hint.split(separator: " ").count == 2, "\(hint)")
    }
  }

  @Test(arguments: [(64, 20), (80, 24), (120, 36)])
  func `the way out shows in every mode`(columns: Int, rows: Int) throws {
    let ways: [[FilterAction]] = [
      [], [.moveFocus], [.ask], [.edit], [.options], [.targets], [.paint],
    ]
    for way in ways {
      var model = try FilterModel.learning(columns: columns, rows: rows)
      for action in way { model.perform(action) }
      let lines = model.canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.last?.contains("? help") == true, "\(way)")
      #expect(lines.last?.contains("q quit") == true, "\(way)")
      #expect(way.isEmpty || model.modeKind != .training)
    }
  }
}
