import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

struct SceneLayoutTests {
  @Test(arguments: 1...300)
  func `nothing in a scene lies over anything else, or outside`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let model =
      try seed.isMultiple(of: 3)
      ? Model.randomCube(using: &generator) : Model.random(using: &generator)
    let size = (
      columns: Int.random(in: 56...160, using: &generator),
      rows: Int.random(in: 9...56, using: &generator)
    )
    let scene = model.inScene(columns: size.columns, rows: size.rows)
    let layout = ScreenLayout(scene)
    let regions = layout.regions
    for (index, region) in regions.enumerated() {
      #expect(region.row >= 0 && region.column >= 0, "\(size): \(region)")
      #expect(region.endRow <= size.rows && region.endColumn <= size.columns, "\(size): \(region)")
      for other in regions[..<index] {
        #expect(!region.overlaps(other), "\(size): \(region) and \(other)")
      }
    }
  }

  @Test(arguments: 1...60)
  func `a scene can be drawn at any size and in any mode`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let model =
      try seed.isMultiple(of: 2)
      ? Model.randomCube(using: &generator) : Model.random(using: &generator)
    let actions: [Action] = [
      .ask, .pickFilter, .chooseOptions, .editFilter, .moveFocus, .subSteps, .zoomIn, .zoomOut,
      .next, .rowDown, .cancel, .next, .nextNode,
    ]
    for (columns, rows) in [(0, 0), (1, 1), (55, 8), (56, 9), (60, 12), (70, 30), (150, 55)] {
      var scene = model.inScene(columns: columns, rows: rows)
      for action in actions.shuffled(using: &generator) {
        scene.perform(action)
        #expect(scene.canvas.columns == columns && scene.canvas.rows == rows)
      }
    }
  }

  @Test func `too small a region says so in a line`() throws {
    let canvas = try Model.exploring(height: 6, width: 6).inScene(columns: 55, rows: 9).canvas
    #expect(canvas.text.contains("a larger terminal shows the scene"))
    #expect(
      ScreenLayout(try .exploring(height: 6, width: 6).inScene(columns: 56, rows: 9)).size == .full)
  }

  @Test(arguments: [(70, 32), (80, 14), (80, 12), (100, 18), (60, 12)])
  func `a message takes the lowest row and moves nothing`(columns: Int, rows: Int) throws {
    var model = try Model.exploring(height: 28, width: 28).inScene(columns: columns, rows: rows)
    let before = model.canvas
    model.press("1")
    let after = model.canvas
    let upper = Region(row: 0, column: 0, rows: rows - 1, columns: columns)
    #expect(before.text(in: upper) == after.text(in: upper))
    #expect(after.text.contains("go to 1"))
  }

  @Test(arguments: 5...8, [(70, 32), (92, 40), (80, 12)])
  func `small grids show whole`(size: Int, region: (Int, Int)) throws {
    let model = try Model.exploring(height: size, width: size)
      .inScene(columns: region.0, rows: region.1)
    let layout = ScreenLayout(model)
    #expect(layout.input?.rows == 0..<size)
    #expect(layout.output?.rows == 0..<size - 2)
    #expect(layout.zoom >= .numbers)
    #expect(region.1 == 12 || layout.input?.columns == 0..<size)
    #expect(region.1 == 12 || layout.output?.columns == 0..<size - 2)
  }

  @Test(arguments: [(70, 30), (80, 14), (80, 12), (92, 40)])
  func `all the channels of a color picture have a band`(columns: Int, rows: Int) throws {
    let layout = ScreenLayout(try Model.cube().inScene(columns: columns, rows: rows))
    #expect(layout.cube?.bands.count == 3)
  }

  @Test(arguments: [(70, 32), (80, 14), (100, 18)])
  func `a click in a scene chooses what is under it`(columns: Int, rows: Int) throws {
    var model = try Model.exploring(height: 6, width: 6).inScene(columns: columns, rows: rows)
    let output = try #require(ScreenLayout(model).output)
    model.perform(
      .click(row: output.screenRow(of: 2), column: output.screenColumn(of: 1) + 1))
    #expect(model.cursor.element == Element(row: 2, column: 1))
  }
}

extension ScreenLayout {
  /// What has a place of its own.
  fileprivate var regions: [Region] {
    let pictures = [inputPicture, outputPicture].compactMap { $0?.region }
    guard let cube else {
      return (pictures + [input?.region, output?.region, center].compactMap { $0 })
        .filter { !$0.isEmpty }
    }
    let tables = cube.bands.flatMap { [$0.input.region, $0.weights.region, $0.products.region] }
    return pictures + tables + [output?.region, cube.answer].compactMap { $0 }
  }
}

extension Region {
  fileprivate func overlaps(_ other: Region) -> Bool {
    (row..<endRow).overlaps(other.row..<other.endRow)
      && (column..<endColumn).overlaps(other.column..<other.endColumn)
  }
}
