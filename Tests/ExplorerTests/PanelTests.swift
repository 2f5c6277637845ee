import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct PanelTests {
  /// With pooling, so that there are three nodes, and far from the first cell.
  private func model() throws -> Model {
    var model = try Model.exploring(.card(height: 12, width: 12)) {
      $0.filters = [try .named("sobel-x")]
      $0.pooling = PoolingChoice(.maximum)
    }
    model.type("9,9g")
    return model
  }

  // MARK: Help

  @Test(arguments: [
    Action.ask, .pickFilter, .editFilter, .chooseOptions, .openGallery, .openStrongest,
    .openOcclusion,
  ])
  func `the help page closes upon what it was opened over`(opening: Action) throws {
    var model = try model()
    model.perform(opening, .down, .type("3"))
    let before = (model.mode, model.exploration.settings)
    model.press(.function(1))
    #expect(model.mode.kind == .help)
    model.press(.down, .pageDown, .escape)
    #expect(model.mode == before.0)
    #expect(model.exploration.settings == before.1)
  }

  @Test func `the help page scrolls no further than its end`() throws {
    var model = try model()
    model.press(.function(1))
    let first = model.canvas
    for _ in 0..<9 { model.press(.pageDown) }
    let last = model.canvas
    model.press(.down)
    #expect(model.canvas == last)
    for _ in 0..<9 { model.press(.pageUp) }
    #expect(model.canvas == first)
  }

  // MARK: Filter picker

  @Test(arguments: 0...2)
  func `the picker opens on the present filter, from every node`(node: Int) throws {
    var model = try model()
    model.perform(.nextNode, times: node)
    let before = model.exploration.settings
    model.press("f")
    #expect(model.exploration.settings == before, "to look is not to change")
    guard case .picking(let choice, _) = model.mode else {
      Issue.record("\(model.mode)")
      return
    }
    #expect(FilterCatalog.entries[choice].name == "sobel-x")
  }

  @Test func `the output follows the choice, and keeping it is one thing to undo`() throws {
    var model = try model()
    let before = model.exploration.settings
    model.press("f", .down, .down, .up, .down)
    let entries = FilterCatalog.entries
    let sobel = try #require(entries.firstIndex { $0.name == "sobel-x" })
    #expect(model.exploration.settings.filters == [FilterChoice(entries[sobel + 2])])
    model.press(.enter)
    #expect(model.mode == .exploring)
    #expect(model.exploration.settings.filters == [FilterChoice(entries[sobel + 2])])
    model.press("z")
    #expect(model.exploration.settings == before)
    #expect(!model.history.canUndo)
    model.press("Z")
    #expect(model.exploration.settings.filters == [FilterChoice(entries[sobel + 2])])
  }

  @Test(arguments: ["f", "o"], 0...2)
  func `escape puts everything back, wherever the preview has moved the cursor`(
    key: Character, node: Int
  ) throws {
    var model = try model()
    model.perform(.nextNode, times: node)
    let (cursor, settings) = (model.cursor, model.exploration.settings)
    model.press(.character(key))
    // To the last entry of the list, changing on the way what can be changed.
    for _ in 0..<25 { model.press(.down, .right) }
    #expect(model.exploration.settings != settings)
    model.press(.escape)
    #expect(model.mode == .exploring)
    #expect(model.exploration.settings == settings)
    #expect(model.cursor == cursor)
    #expect(!model.history.canUndo)
  }

  @Test func `a filter of another size takes the place of the whole layer`() throws {
    var model = try Model.exploring(.card(height: 12, width: 12)) {
      $0.filters = try ["horizontal", "vertical"].map { try .named($0) }
    }
    model.press("m", "f", .down)
    #expect(model.exploration.settings.filters.count == 2)
    #expect(model.exploration.settings.filters[0].name == "horizontal")
    while model.choice?.name != "box-5" { model.press(.down) }
    #expect(model.exploration.settings.filters.count == 1)
    model.press(.escape)
    #expect(model.exploration.settings.filters.map(\.name) == ["horizontal", "vertical"])
  }

  // MARK: Options

  private func openOptions(at option: Option, in model: inout Model) throws {
    model.perform(.chooseOptions)
    let row = try #require(
      Option.available(for: model.exploration.settings).firstIndex(of: option))
    model.perform(.down, times: row)
  }

  @Test(arguments: Option.allCases)
  func `right and left undo each other in every row`(option: Option) throws {
    var model = try model()
    try openOptions(at: option, in: &model)
    var visited = [model.exploration.settings]
    for _ in 0..<5 {
      model.press(.right)
      if model.hasProblem { break }
      #expect(model.exploration.settings != visited.last)
      visited.append(model.exploration.settings)
    }
    #expect(visited.count >= 2, "nothing to choose from")
    for settings in visited.reversed() {
      // Without a stride pooling takes the kernel's, which says the same as that number.
      #expect(option.value(in: model.exploration.settings) == option.value(in: settings))
      #expect(try model.exploration.network == network(of: settings))
      model.press(.left)
    }
  }

  private func network(of settings: ChainSettings) throws -> Network {
    try settings.network(inputChannels: 1)
  }

  @Test(arguments: [
    (Option.strideRows, "2", "2"), (.strideColumns, "3", "3"), (.padding, "2", "2"),
    (.padding, "0", "valid"), (.dilationRows, "2", "2"), (.bias, "-1/4", "-0.25"),
    (.bias, "1.5", "1.5"), (.poolRows, "3", "3"), (.poolStrideColumns, "1", "1"),
    (.poolPadding, "1", "1"),
  ])
  func `a typed number becomes the value`(option: Option, text: String, value: String) throws {
    var model = try model()
    try openOptions(at: option, in: &model)
    model.type(text)
    #expect(option.value(in: model.exploration.settings) == value)
    model.press(.enter)
    #expect(model.mode.kind == .options, "first the number is done, then the panel")
    model.press(.enter)
    #expect(model.mode == .exploring)
    #expect(option.value(in: model.exploration.settings) == value)
    model.press("z")
    #expect(!model.history.canUndo, "a panel is one thing to undo")
  }

  @Test(arguments: [
    (Option.dilationRows, "99", "does not fit"), (.poolRows, "50", "does not fit"),
    (.poolPadding, "5", "nothing to pool"),
  ])
  func `what the engine refuses leaves everything as it was and says why`(
    option: Option, text: String, words: String
  ) throws {
    var model = try model()
    try openOptions(at: option, in: &model)
    // The first digit may be a value of its own.
    model.type(String(text.dropLast()))
    let before = model.exploration
    model.type(String(text.suffix(1)))
    #expect(model.hasProblem)
    #expect(model.messageText.contains(words), "\(model.messageText)")
    #expect(model.exploration.settings == before.settings)
    #expect(model.exploration.outputs == before.outputs)
    model.press(.escape)
    #expect(!model.history.canUndo)
  }

  @Test func `the last thing that is done to the picture cannot be taken away`() throws {
    var model = try Model.exploring(.card(height: 6, width: 6)) {
      $0.pooling = PoolingChoice(.maximum)
    }
    model.press("o", .left)
    #expect(model.messageText.contains("nothing to do"))
    #expect(model.exploration.settings.pooling != nil)
  }

  @Test func `the cursor stays on its node when the ReLU before it comes and goes`() throws {
    var model = try model()
    model.press(.tab, .tab)
    #expect(model.node.name == "pool1")
    try openOptions(at: .relu, in: &model)
    model.press(.right)
    #expect(model.node.name == "pool1")
    model.press(.left, .enter)
    #expect(model.node.name == "pool1")
  }
}
