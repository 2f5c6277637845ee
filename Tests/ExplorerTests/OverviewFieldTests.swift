import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// What the network screen says and shows about the receptive field of the present cell.
struct OverviewFieldTests {
  @Test func `the sentence gives rows, columns, pixels and how often they are used`() throws {
    var model = try Model.clothing(columns: 140, rows: 36)
    model.press("N")
    model.type("3g")
    model.type("3,1g")
    #expect(
      model.canvas.text.contains(
        "conv2[0,3,1] sees rows 6–10, columns 2–6 of the picture: 5×5 = 25 of 784 pixels; "
          + "the center 128 times, the corner 32 times"))
  }

  @Test func `frames grow with each layer`() throws {
    var model = try Model.clothing(columns: 140, rows: 36)
    model.press("N")
    model.type("9,10g")
    var sizes: [Int] = []
    for _ in 0..<4 {
      let field = try model.exploration.network.receptiveField(
        of: model.cursor.element, node: model.cursor.node,
        picture: model.exploration.subject.picture.shape)
      sizes.append(try #require(field[.picture]).rows.count)
      model.press(.right)
    }
    #expect(sizes == [2, 3, 5, 7])
  }

  @Test(arguments: [ColorTier.extended, .monochrome])
  func `earlier maps have a frame around what the cell sees`(colors: ColorTier) throws {
    var model = try Model.clothing(columns: 140, rows: 36)
    model.perform(
      .resized(
        DisplayProperties(columns: 140, rows: 36, colors: colors, glyphs: .unicode)))
    model.press("N")
    model.type("3g")
    model.type("3,4g")
    let before = model.canvas
    let layout = OverviewLayout(model)
    model.press("v", .right, .right)
    let after = model.canvas
    // The frame moves in the picture and in every earlier column, the mark in the present one.
    for placed in [layout.picture] + layout.columns.prefix(3) {
      #expect(cells(before, placed.region) != cells(after, placed.region), "\(placed.place)")
    }
    for placed in layout.columns.dropFirst(3) {
      #expect(cells(before, placed.region) == cells(after, placed.region), "\(placed.place)")
    }
  }

  private func cells(_ canvas: Canvas, _ region: Region) -> [Cell] {
    (region.row..<region.endRow).flatMap { row in
      (region.column..<region.endColumn).map { canvas[row, $0] }
    }
  }

  @Test(arguments: ColorTier.allCases)
  func `a layer that the cell does not depend on is dim`(colors: ColorTier) throws {
    var layers = TestLayers()
    try layers.convolution(2, of: 1, kernel: 3, padding: .same)
    let fork = layers.last
    try layers.convolution(2, of: 2, kernel: 3, padding: .same)
    let branch = layers.last
    try layers.convolution(2, of: 2, kernel: 1, inputs: [fork])
    layers.add(.addition(Addition()), inputs: [branch, layers.last])
    var model = try Model.exploring(layers, over: .card(height: 8, width: 8), columns: 120)
    model.perform(
      .resized(DisplayProperties(columns: 120, rows: 30, colors: colors, glyphs: .unicode)))
    model.press("N")
    model.type("3g")
    let layout = OverviewLayout(model)
    let canvas = model.canvas
    let roles = layout.columns.map { canvas[layout.headingRow, $0.region.column].style.role }
    #expect(roles == [.accent, .dim, .selection, .text])
    #expect(canvas.text.contains("conv3 ← conv1"))
    let unseen = layout.columns[1].region
    #expect(canvas[unseen.row + 2, unseen.column + 1].style == Style(.dim))
  }

  @Test func `a cell that sees only padding says so`() throws {
    var model = try Model.exploring(.card(height: 4, width: 4)) {
      $0.filters = [try .rows([[1]])]
      $0.padding = .all(1)
    }
    model.press("N")
    #expect(model.canvas.text.contains("conv1[0,0] sees nothing of the picture"))
  }

  @Test func `uses replace the numbers of earlier layers, and only these`() throws {
    var model = try Model.clothing(columns: 140, rows: 36)
    model.press("N")
    model.type("3g")
    model.type("3,4g")
    let before = model.canvas
    let layout = OverviewLayout(model)
    model.press("r")
    let after = model.canvas
    #expect(after.text.contains("how often each number is used"))
    #expect(after.text.contains("32"))
    #expect(after.text.contains("128  in the picture"))
    for placed in layout.columns.dropFirst(2) {
      #expect(cells(before, placed.region) == cells(after, placed.region), "\(placed.place)")
    }
    // What is not used is not on the sheet.
    let region = layout.picture.region
    #expect(after[region.row + 1, region.column] == Cell("·", Style(.dim)))
    model.press("r")
    #expect(model.canvas == before)
  }

  @Test func `uses are counted along all paths of a skip connection`() throws {
    var model = try Model.residual(columns: 160, rows: 36)
    model.press("N")
    let addition = try #require(
      model.overviewColumns.firstIndex { model.exploration.network.nodes[$0.node].name == "add1" })
    model.type("\(addition + 1)g")
    model.type("4,4g")
    #expect(model.node.name == "add1")
    // Three convolutions of 3×3 see 7×7.
    #expect(model.canvas.text.contains("7×7 = 49 of 72 pixels"))
  }
}
