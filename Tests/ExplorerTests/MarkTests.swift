import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct MarkTests {
  private func model(_ colors: ColorTier, _ glyphs: GlyphSet) throws -> Model {
    var model = try Model.exploring(height: 6, width: 6)
    model.marks = [
      .cell(Element(row: 1, column: 1), at: .picture),
      .cell(Element(row: 5, column: 4), at: .picture),
      .cell(Element(row: 2, column: 3), at: model.outputPlace), .weight(Element(row: 2, column: 0)),
    ]
    return model.inScene(columns: 80, rows: 14, colors: colors, glyphs: glyphs)
  }

  @Test(
    arguments: [ColorTier.monochrome, .basic, .extended], [GlyphSet.unicode, .ascii])
  func `marks show in every table, not by color alone`(colors: ColorTier, glyphs: GlyphSet) throws {
    let canvas = try model(colors, glyphs).canvas
    let arrows = canvas.cells.filter {
      $0.style.role == .marked && $0.glyph != " " && !$0.glyph.isDigit
    }
    // Two input cells, an output cell, a weight and its product; a minus is no arrow.
    let glyph: Unicode.Scalar = glyphs == .ascii ? ">" : "▸"
    #expect(arrows.count { $0.glyph == glyph } == 5)
  }

  @Test(arguments: [Zoom.picture, .tiles, .large])
  func `marks show at every zoom`(zoom: Zoom) throws {
    var model = try model(.monochrome, .ascii).inScene(columns: 150, rows: 55)
    model.zoom = zoom
    let input = try #require(ScreenLayout(model).input?.region)
    #expect(model.canvas.roles(in: input).contains("M"))
  }

  @Test func `the present term stands out from the marks`() throws {
    var model = try model(.extended, .unicode)
    model.perform(.subSteps, .next, .next, .next, .next)
    let whole = Region(row: 0, column: 0, rows: 14, columns: 80)
    let roles = model.canvas.roles(in: whole)
    #expect(roles.contains("P") && roles.contains("M") && roles.contains("f"))
  }

  @Test func `marks are named in reading order`() throws {
    #expect(
      try model(.extended, .unicode).markedAddresses
        == ["input[1,1]", "input[5,4]", "weight[2,0]", "output[2,3]"])
  }

  @Test func `a flipped filter is marked where the weight lies`() throws {
    var model = try Model.exploring(.card(height: 6, width: 6)) {
      $0.filters = [try .named("horizontal")]
      $0.isFlipped = true
    }
    model.marks = [.weight(Element(row: 0, column: 0))]
    #expect(model.isMarked(weightAt: 2, 2, slice: 0))
    #expect(!model.isMarked(weightAt: 0, 0, slice: 0))
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { "0"..."9" ~= self }
}
