import Drawing
import Explorer
import TestSupport
import Testing
import Workbench

/// Whole frames, to be looked at when they change.
@Suite struct `The live screen as a picture` {
  private func model(_ columns: Int, _ rows: Int) throws -> LiveModel {
    var model = try LiveModel.fashion(columns: columns, rows: rows, sureness: 0.25)
    for number in [1, 3, 5, 7, 9, 11] {
      model.perform(.frame(try .disk(number, arrival: 100 * number)))
    }
    return model
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36), (200, 60)])
  func `in every size`(columns: Int, rows: Int) throws {
    let difference = try snapshotDifference(
      model(columns, rows).canvas.text, named: "live-\(columns)x\(rows)",
      testFile: snapshotFolder)
    #expect(difference == nil)
  }

  @Test func `on a projector`() throws {
    var model = try model(120, 36)
    model.press("P")
    let difference = try snapshotDifference(
      model.canvas.text, named: "live-present-120x36", testFile: snapshotFolder)
    #expect(difference == nil)
  }

  @Test func `not sure, held, without colors and in ASCII`() throws {
    var model = try model(80, 24)
    model.perform(
      .resized(DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .ascii)))
    for _ in 0..<10 { model.press("+") }
    model.press(.enter)
    let difference = try snapshotDifference(
      model.canvas.text, named: "live-ascii-80x24", testFile: snapshotFolder)
    #expect(difference == nil)
  }

  @Test func `its keys`() throws {
    var model = try model(80, 24)
    model.press("?")
    let difference = try snapshotDifference(
      model.canvas.text, named: "live-help-80x24", testFile: snapshotFolder)
    #expect(difference == nil)
  }

  @Test func `paper lies under everything that is projected`() throws {
    var model = try model(80, 24)
    model.press("P")
    #expect(model.canvas == model.canvas.onPaper(.extended))
  }

  @Test func `words are broken where they have room, and stay words where no letters are large`()
    throws
  {
    #expect(BlockText.canWrite("T-SHIRT/TOP") && BlockText.canWrite("93 %"))
    #expect(!BlockText.canWrite("ÉCLAIR") && !BlockText.canWrite("shoe"))
  }
}

/// The folder of the snapshots is that of the room's tests.
let snapshotFolder = {
  var parts = #filePath.split(separator: "/").dropLast(2)
  parts.append("file")
  return "/" + parts.joined(separator: "/")
}()
