import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Whole frames of a fixed picture, to be looked at when they change.
struct SnapshotTests {
  private static let sizes = [(60, 20), (80, 24), (100, 30), (140, 42)]

  private func model(_ size: (columns: Int, rows: Int)) throws -> Model {
    var model = try Model.exploring(
      .stroke(height: 28, width: 28), columns: size.columns, rows: size.rows
    ) {
      $0.filters = [try .named("horizontal")]
      $0.pooling = PoolingChoice(.maximum)
    }
    model.type("7,15g")
    return model
  }

  @Test(arguments: sizes)
  func `the main screen`(columns: Int, rows: Int) throws {
    let difference = try snapshotDifference(
      model((columns, rows)).canvas.text, named: "main-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: [
    ("sub-steps", [Action.subSteps, .next, .next, .next, .next]),
    ("max-pooling", [.nextNode, .nextNode]), ("why", [.ask]), ("input-cell", [.moveFocus]),
    ("weight", [.moveFocus, .moveFocus]), ("picker", [.pickFilter]), ("options", [.chooseOptions]),
    ("editor", [.editFilter, .type("-"), .type("2")]), ("help", [.help]), ("tiles", [.zoomOut]),
    ("picture", [.zoomOut, .zoomOut]),
  ])
  func `what can be opened at 80 columns`(name: String, actions: [Action]) throws {
    var model = try model((80, 24))
    for action in actions { model.perform(action) }
    let difference = try snapshotDifference(model.canvas.text, named: "\(name)-80x24")
    #expect(difference == nil)
  }

  @Test func `without colors and in ASCII`() throws {
    var model = try model((80, 24))
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    let difference = try snapshotDifference(model.canvas.text, named: "ascii-80x24")
    #expect(difference == nil)
  }

  // MARK: The network screen

  /// A cell of the second convolution, with what it sees.
  private func network(_ size: (columns: Int, rows: Int)) throws -> Model {
    var model = try Model.clothing(columns: size.columns, rows: size.rows)
    model.press("N")
    model.type("3g")
    model.type("5,6g")
    model.press(.down)
    return model
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `the whole network`(columns: Int, rows: Int) throws {
    let difference = try snapshotDifference(
      network((columns, rows)).canvas.text, named: "network-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: [("", [Key]()), ("-uses", ["r"])])
  func `the whole network without colors and in ASCII`(name: String, keys: [Key]) throws {
    var model = try network((80, 24))
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    for key in keys { model.press(key) }
    let difference = try snapshotDifference(
      model.canvas.text, named: "network\(name)-ascii-80x24")
    #expect(difference == nil)
  }

  @Test func `skip connections`() throws {
    var model = try Model.residual(blocks: 2, columns: 140, rows: 42)
    model.press("N", .end, .left, .left, .left)
    let difference = try snapshotDifference(model.canvas.text, named: "network-skips-140x42")
    #expect(difference == nil)
  }
}
