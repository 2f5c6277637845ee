import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// What the keys of a presenter's remote do, and that none of them does harm.
struct PresentingTests {
  private func model() throws -> Model {
    var model = try Model.exploring(height: 9, width: 9)
    model.type("3,4g")
    return model
  }

  @Test(arguments: [Key.function(5), "P"])
  func `a key switches presenting on, and off again without loss`(key: Key) throws {
    var model = try model()
    let before = (model.cursor, model.canvas)
    model.press(key)
    #expect(model.isPresenting)
    #expect(model.canvas != before.1)
    model.press(key)
    #expect(!model.isPresenting)
    #expect(model.cursor == before.0)
    #expect(model.canvas == before.1)
  }

  @Test func `what surrounded the tables before comes back`() throws {
    var model = try model()
    model.chrome = .scene
    model.press("P", "P")
    #expect(model.chrome == .scene)
  }

  @Test func `Esc backs out of panels, then ends presenting, and nothing else`() throws {
    var model = try model()
    model.press("P", .enter)
    #expect(model.mode.kind == .why)
    model.press(.escape)
    #expect(model.mode == .exploring)
    #expect(model.isPresenting)
    // A remote sends Esc and F5 in turn.
    model.press(.escape)
    #expect(!model.isPresenting)
    model.press(.function(5))
    #expect(model.isPresenting)
    model.press(.escape, .escape)
    #expect(!model.isPresenting)
    #expect(model.action(for: .escape).map { update(&model, $0) } == [])
  }

  @Test func `a remote's keys step`() throws {
    var model = try model()
    model.press("P")
    let step = model.step
    model.press(.pageDown, .pageDown, .pageUp)
    #expect(model.step == step + 1)
  }

  @Test(arguments: [Key.character("g"), "G"])
  func `digits and g or G go to a step`(key: Key) throws {
    var model = try model()
    model.type("12")
    model.press(key)
    #expect(model.step == 12)
    model.press("G")
    #expect(model.step == model.shape.count)
  }

  // MARK: The blank screen

  @Test(arguments: [Key.character("b"), "."])
  func `the screen can be blanked while presenting, and not otherwise`(key: Key) throws {
    var model = try model()
    model.press(key)
    #expect(!model.isBlank)
    model.press("P", key)
    #expect(model.isBlank)
    let blank = Canvas(columns: 80, rows: 24).onPaper(.extended)
    #expect(model.canvas == blank)
  }

  /// Every key that means anything anywhere, and one that never does.
  private static let keys = Array(Set(KeyTable.bindings.flatMap(\.keys))) + ["Y", "7"]

  @Test(arguments: keys)
  func `any key brings back what was there, and does nothing else`(key: Key) throws {
    for opening in [nil, Action.ask, .pickFilter, .openGallery, .editFilter, .openOverview] {
      var model = try model()
      model.press("P")
      if let opening { model.perform(opening) }
      let before = (model.cursor, model.mode, model.exploration.settings, model.canvas)
      model.perform(.blank)
      let action = try #require(model.action(for: key))
      #expect(model.perform(action).isEmpty)
      #expect(!model.isBlank)
      #expect(model.isPresenting)
      #expect((model.cursor, model.mode) == (before.0, before.1))
      #expect(model.exploration.settings == before.2)
      #expect(model.canvas == before.3)
    }
  }

  @Test func `playing stops behind the blank screen`() throws {
    var model = try model()
    model.press("P", " ", "b")
    let cursor = model.cursor
    model.perform(.tick, times: 3)
    #expect(model.cursor == cursor)
    #expect(model.isBlank)
  }

  // MARK: Paper

  @Test(arguments: [
    nil, Action.ask, .pickFilter, .editFilter, .chooseOptions, .openGallery, .openStrongest,
    .openOcclusion, .openOverview, .help,
  ])
  func `whatever is open lies on paper`(opening: Action?) throws {
    var model = try model()
    model.press("P")
    if let opening { model.perform(opening) }
    for background in Background.allCases {
      let theme = Theme(colors: .extended, background: background)
      for cell in model.canvas.cells {
        let appearance = theme.appearance(of: cell.style)
        #expect(appearance.background != nil && appearance.foreground != nil)
      }
    }
  }

  @Test func `the command line presents again`() throws {
    var model = try model()
    #expect(!model.commandLine.contains("--present"))
    model.press("P")
    #expect(model.commandLine.contains(" --present "))
  }
}
