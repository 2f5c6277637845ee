import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Whole frames of the projector's screen, to be looked at when they change.
struct ProjectorSnapshotTests {
  private static let sizes = [(80, 24), (120, 36), (160, 48)]

  private func model(_ columns: Int, _ rows: Int, _ picture: Tensor? = nil) throws -> Model {
    var model = try Model.exploring(
      picture ?? .stroke(height: 28, width: 28), columns: columns, rows: rows
    ) {
      $0.filters = [try .named("horizontal")]
      if picture == nil { $0.pooling = PoolingChoice(.maximum) }
    }
    model.chrome = .projector
    return model
  }

  private func check(_ model: Model, _ name: String) throws {
    let size = "\(model.display.columns)x\(model.display.rows)"
    let difference = try snapshotDifference(
      model.canvas.text, named: "projector-\(name)-\(size)")
    #expect(difference == nil)
  }

  @Test(arguments: sizes)
  func `a convolution`(columns: Int, rows: Int) throws {
    var model = try model(columns, rows)
    model.type("6,14g")
    try check(model, "convolution")
    model.veil.hidesResult = true
    try check(model, "veiled")
  }

  @Test(arguments: sizes)
  func `pooling`(columns: Int, rows: Int) throws {
    var model = try model(columns, rows)
    model.type("7,15g")
    model.press(.tab, .tab)
    try check(model, "pooling")
  }

  @Test(arguments: sizes)
  func `a cube`(columns: Int, rows: Int) throws {
    var model = try model(columns, rows, .card(channels: 3, height: 9, width: 9))
    model.type("2,3g")
    try check(model, "cube")
  }

  @Test(arguments: [(80, 24), (80, 15)])
  func `with sub-steps, without the progress`(columns: Int, rows: Int) throws {
    var model = try model(columns, rows)
    model.showsProgress = false
    model.type("6,14g")
    model.press("s", .right, .right)
    try check(model, "sub-steps")
  }

  @Test func `a short vector`() throws {
    var model = try Model.longVector(10)
    model.chrome = .projector
    model.press(.right, .right)
    try check(model, "list")
  }

  @Test(arguments: sizes)
  func `without colors and in ASCII`(columns: Int, rows: Int) throws {
    var model = try model(columns, rows)
    model.type("6,14g")
    model.perform(
      .resized(
        DisplayProperties(columns: columns, rows: rows, colors: .monochrome, glyphs: .ascii)))
    try check(model, "ascii")
  }
}
