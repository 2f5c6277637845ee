import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Whole frames of cubes, to be looked at when they change.
struct CubeSnapshotTests {
  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `the three channels of a color picture`(columns: Int, rows: Int) throws {
    var model = try Model.cube(columns: columns, rows: rows)
    model.type("6g")
    let difference = try snapshotDifference(
      model.canvas.text, named: "cube-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test(arguments: [
    ("sub-steps", [Action.subSteps, .next, .nextSlice, .next, .next]), ("why", [.ask, .down]),
    ("input-cell", [.moveFocus, .nextSlice]), ("weight", [.moveFocus, .moveFocus, .nextSlice]),
    ("editor", [.nextSlice, .editFilter, .type("-"), .type("2")]), ("options", [.chooseOptions]),
    ("tiles", [.zoomOut]), ("map", [.nextMap]),
  ])
  func `what can be done with a cube at 80 columns`(name: String, actions: [Action]) throws {
    var model = try Model.cube()
    for action in actions { model.perform(action) }
    let difference = try snapshotDifference(model.canvas.text, named: "cube-\(name)-80x24")
    #expect(difference == nil)
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `more channels than there is room for`(columns: Int, rows: Int) throws {
    var model = try Model.deep(channels: 32, columns: columns, rows: rows)
    model.type("6g")
    model.perform(.nextSlice, times: 13)
    let difference = try snapshotDifference(
      model.canvas.text, named: "cube-deep-\(columns)x\(rows)")
    #expect(difference == nil)
  }

  @Test func `a one by one filter weighs the channels`() throws {
    let model = try Model.exploring(
      .card(channels: 3, height: 6, width: 6), names: PrimaryColor.names
    ) {
      $0.filters = [FilterChoice(try KernelText.parse("0.299 | 0.587 | 0.114"))]
    }
    let difference = try snapshotDifference(model.canvas.text, named: "cube-1x1-80x24")
    #expect(difference == nil)
  }

  @Test func `without colors and in ASCII`() throws {
    var model = try Model.cube(colors: .monochrome, glyphs: .ascii)
    model.perform(.subSteps, .next, .next)
    #expect(model.canvas.cells.allSatisfy { $0.glyph.isASCII })
    let difference = try snapshotDifference(model.canvas.text, named: "cube-ascii-80x24")
    #expect(difference == nil)
  }
}
