import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Workbench

/// Whole frames, to be looked at when they change.
struct FilterSnapshotTests {
  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `some updates`(columns: Int, rows: Int) throws {
    var model = try FilterModel.learning(columns: columns, rows: rows)
    for _ in 0..<5 { model.perform(.next) }
    model.perform(.down, .down)
    try expect(model, "filter-\(columns)x\(rows)")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `on a projector`(columns: Int, rows: Int) throws {
    var model = try FilterModel.learning(columns: columns, rows: rows)
    for _ in 0..<5 { model.perform(.next) }
    model.perform(.present)
    try expect(model, "filter-projector-\(columns)x\(rows)")
  }

  @Test(arguments: [
    ("why", [FilterAction.ask, .down, .right]), ("targets", [.targets, .down]),
    ("options", [.options, .right, .down]), ("window", [.moveFocus, .up, .left]),
    ("editor", [.edit, .right, .type("-"), .type("2")]),
    ("painting", [.paint, .pen, .right, .right, .down, .type("2")]), ("help", [.help]),
    ("too-fast", [.raiseRate, .raiseRate, .raiseRate, .next, .next, .next]),
  ])
  func `what can be done at 80 columns`(name: String, actions: [FilterAction]) throws {
    var model = try FilterModel.learning()
    for _ in 0..<3 { model.perform(.next) }
    for action in actions { model.perform(action) }
    try expect(model, "filter-\(name)-80x24")
  }

  @Test func `a color picture, a bias and a larger kernel`() throws {
    let shape = try Shape(channels: 3, height: 9, width: 12)
    let picture = try Tensor(
      shape: shape, elements: (0..<shape.count).map { Float($0 * $0 % 17) / 16 })
    let target = FilterTarget(.filter(FilterChoice(try FilterCatalog.entry(named: "gaussian-5"))))
    var model = try FilterModel.learning(target, picture: picture, columns: 120, rows: 36) {
      $0.hasBias = true
    }
    model.perform(.next, .next)
    for _ in 0..<30 { model.perform(.down) }
    try expect(model, "filter-color-120x36")
  }

  @Test func `without colors, and in ASCII`() throws {
    var model = try FilterModel.learning(columns: 120, rows: 36, colors: .monochrome)
    for _ in 0..<3 { model.perform(.next) }
    try expect(model, "filter-monochrome-120x36")
    model.display.glyphs = .ascii
    #expect(model.canvas.cells.allSatisfy { $0.glyph.isASCII })
    try expect(model, "filter-ascii-120x36")
  }

  @Test(arguments: [(78, 14), (60, 20), (118, 16)])
  func `in the scene of a lesson`(columns: Int, rows: Int) throws {
    var model = try FilterModel.learning(columns: columns, rows: rows)
    model.chrome = .scene
    model.perform(.next, .next)
    try expect(model, "filter-scene-\(columns)x\(rows)")
  }

  private func expect(_ model: FilterModel, _ name: String) throws {
    let difference = try snapshotDifference(model.canvas.text, named: name)
    #expect(difference == nil)
  }
}
