import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// The laws of the projector's screen.
struct ProjectorTests {
  private static let sizes = [(80, 24), (80, 15), (80, 17), (120, 26), (120, 36), (160, 48)]

  private func model(
    _ size: (columns: Int, rows: Int), filter: String = "horizontal", glyphs: GlyphSet = .unicode
  ) throws -> Model {
    var model = try Model.exploring(
      .stroke(height: 28, width: 28), columns: size.columns, rows: size.rows, glyphs: glyphs
    ) {
      $0.filters = [try .named(filter)]
    }
    model.chrome = .projector
    return model
  }

  private func grid(_ model: Model) throws -> LargeGrid {
    try #require(ProjectorLayout(model).main.grids.first)
  }

  // MARK: Sizes

  @Test(arguments: [(80, 24), (80, 15), (80, 17)], [true, false])
  func `at 80 columns there are at most six cells across, each three rows high`(
    size: (Int, Int), showsProgress: Bool
  ) throws {
    var model = try model(size)
    model.showsProgress = showsProgress && size.1 > 20
    let grid = try grid(model)
    #expect(3...6 ~= grid.columns.count)
    #expect(grid.cellHeight >= 3)
    #expect(grid.showsNumbers)
  }

  @Test(arguments: ["box-3", "box-5", "sharpen", "gaussian-5"])
  func `filters show their numbers, too`(filter: String) throws {
    let side = try #require(ProjectorLayout(model((80, 24), filter: filter)).side)
    #expect(side.grid.showsNumbers)
  }

  @Test func `a larger screen has larger cells, not more`() throws {
    let grids = try [(80, 24), (120, 36), (160, 48), (240, 70)].map { try grid(model($0)) }
    for (small, large) in zip(grids, grids.dropFirst()) {
      #expect(large.cellWidth > small.cellWidth && large.cellHeight > small.cellHeight)
      #expect(large.columns.count <= LargeGrid.mostAcross)
    }
  }

  @Test(arguments: sizes, 1...8)
  func `the window is always whole, and nothing lies on anything else`(
    size: (Int, Int), seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try model(size)
    model.showsProgress = size.1 >= 20
    for _ in 0..<20 {
      let step = Int.random(in: 1...model.shape.count, using: &generator)
      model.type("\(step)g")
      let layout = ProjectorLayout(model)
      let grid = try grid(model)
      let element = model.cursor.element
      #expect(grid.rows.contains(element.row) && grid.rows.contains(element.row + 2))
      #expect(grid.columns.contains(element.column) && grid.columns.contains(element.column + 2))
      let pictures = [layout.inputPicture, layout.outputPicture].compactMap { $0?.region }
      let side = layout.side.map { [$0.grid.region] } ?? []
      let regions = [grid.region, layout.number, layout.label, layout.text] + side + pictures
      for (index, one) in regions.enumerated() {
        #expect(one.row >= 0 && one.endRow <= size.1 && one.endColumn <= size.0, "\(index)")
        for other in regions[..<index] { #expect(!one.overlaps(other), "\(one) \(other)") }
      }
    }
  }

  // MARK: The number

  @Test(arguments: sizes, GlyphSet.allCases)
  func `the block digits say what the engine computed`(size: (Int, Int), glyphs: GlyphSet) throws {
    for filter in ["horizontal", "laplacian-4", "box-3"] {
      var model = try model(size, filter: filter, glyphs: glyphs)
      model.showsProgress = size.1 >= 20
      for step in stride(from: 1, through: model.shape.count, by: 37) {
        model.type("\(step)g")
        let text = try #require(model.canvas.blockText(in: ProjectorLayout(model).number))
        let value = try #require(Float(text), "\(text)")
        let exact = model.exploration.tensor(at: model.outputPlace)[model.cursor.element]
        #expect(abs(value - exact) <= 0.005, "\(text) for \(exact)")
      }
    }
  }

  @Test func `sub-steps show the sum so far`() throws {
    var model = try model((120, 36))
    model.type("7,15g")
    model.press("s")
    for count in 1...9 {
      let text = try #require(model.canvas.blockText(in: ProjectorLayout(model).number))
      let value = try #require(Float(text))
      #expect(abs(value - model.explanation.partialSum(of: count)) <= 0.005)
      #expect(model.canvas.text.contains("sum of \(count)"))
      model.press(.right)
    }
  }

  @Test func `what is kept back is a question mark, everywhere on the screen`() throws {
    var model = try model((120, 36))
    model.type("6,14g")
    let number = ProjectorNumber(model)
    #expect(number.value != nil && number.value != 0)
    #expect(model.canvas.text.contains("] ≈ max("))
    for hide in [\Veil.hidesResult, \.hidesSum, \.hidesOutputs] {
      model.veil = Veil()
      model.veil[keyPath: hide] = true
      let canvas = model.canvas
      #expect(canvas.blockText(in: ProjectorLayout(model).number) == "?")
      #expect(canvas.text.contains("output[6,14] = ?"))
      #expect(!canvas.text.contains(number.text))
    }
  }

  @Test func `what comes later stays covered`() throws {
    var model = try model((120, 36))
    let open = model.canvas
    model.veil.hidesRest = true
    let region = try #require(ProjectorLayout(model).outputPicture?.region)
    #expect(model.canvas.text(in: region).contains("·"))
    model.press(.end)
    #expect(!model.canvas.text(in: region).contains("·"))
    #expect(!open.text(in: region).contains("·"))
  }

  // MARK: Whole pictures

  @Test(arguments: sizes, [Zoom.picture, .tiles])
  func `zoomed out, both pictures show whole, side by side and as large as they can`(
    size: (Int, Int), zoom: Zoom
  ) throws {
    var model = try model(size)
    let small = ProjectorLayout(model).outputPicture?.size.height ?? 0
    model.zoom = zoom
    model.showsProgress = false
    let layout = ProjectorLayout(model)
    let pictures = try [layout.inputPicture, layout.outputPicture].map { try #require($0) }
    let regions = pictures.map(\.region) + (layout.side.map { [$0.grid.region] } ?? [])
    for (index, one) in regions.enumerated() {
      #expect(one.row >= 1 && one.endRow <= size.1 && one.endColumn <= size.0)
      for other in regions[..<index] { #expect(!one.overlaps(other), "\(one) \(other)") }
    }
    #expect(pictures[1].size.height > small)
    // A picture of 28x28 stays one: as wide as high.
    for picture in pictures { #expect(abs(picture.size.height - picture.size.width) <= 1) }
    #expect(layout.number.isEmpty)
  }

  @Test func `a whole picture keeps back what is kept back`() throws {
    var model = try model((120, 36))
    model.zoom = .picture
    let region = try #require(ProjectorLayout(model).outputPicture?.region)
    #expect(!model.canvas.text(in: region).contains("·"))
    model.veil.hidesOutputs = true
    #expect(!model.canvas.text(in: region).contains("▀"))
    model.veil.hidesSize = true
    #expect(model.canvas.text(in: region).allSatisfy { $0 == "\n" })
  }

  @Test func `minus shows the whole picture, plus the cells again`() throws {
    var model = try model((80, 24))
    let cells = model.canvas
    model.press("-")
    #expect(ProjectorLayout(model).main == .pictures)
    model.press("-")
    #expect(model.canvas.text.contains("this is the whole picture"))
    model.press("+")
    #expect(model.canvas == cells)
  }

  @Test func `another picture is another painting`() throws {
    var first = try model((120, 36))
    first.zoom = .picture
    var second = try Model.exploring(
      .card(height: 28, width: 28), columns: 120, rows: 36
    ) {
      $0.filters = [try .named("horizontal")]
    }
    (second.chrome, second.zoom) = (.projector, .picture)
    var view = ScreenView()
    _ = view.canvas(for: first)
    #expect(view.canvas(for: second) == second.canvas)
    #expect(view.canvas(for: first) == first.canvas)
  }

  @Test(arguments: [ColorTier.monochrome, .basic, .extended])
  func `a mark fills its cell, or frames it without colors`(colors: ColorTier) throws {
    var model = try model((80, 24))
    model.display.colors = colors
    let element = Element(row: 1, column: 1)
    model.marks = [.cell(element, at: .picture), .weight(element)]
    let layout = ProjectorLayout(model)
    let side = try #require(layout.side).grid
    for grid in [try grid(model), side] {
      let place = grid.place(1, 1)
      if colors == .monochrome {
        #expect(model.canvas.text(in: place).contains("┐"))
      } else {
        #expect(model.canvas.roles(in: place).contains("M"))
        let paper = model.canvas[place.row + 1, place.column + 1].style.background
        #expect(paper == (colors == .basic ? Color(2) : Color(213)))
      }
    }
  }

  // MARK: Every kind of layer

  @Test(arguments: [(80, 24), (120, 36), (80, 15)])
  func `every node shows its number, or at least says it`(size: (Int, Int)) throws {
    let shape = try Shape(channels: 1, height: 8, width: 8)
    var generator = SeededGenerator(seed: 3)
    var model = try Model.small(over: .random(shape, using: &generator))
    model.chrome = .projector
    model.showsProgress = size.1 >= 20
    model.perform(
      .resized(
        DisplayProperties(columns: size.0, rows: size.1, colors: .extended, glyphs: .unicode)))
    for _ in model.exploration.network.nodes {
      let number = ProjectorNumber(model)
      let canvas = model.canvas
      let shown = canvas.blockText(in: ProjectorLayout(model).number)
      #expect(shown == number.text.replacingMinus, "\(model.node.name): \(canvas.text)")
      #expect(canvas.text.contains(number.label))
      model.press(.tab)
    }
  }

  @Test func `a click chooses what lies under it`() throws {
    var model = try model((80, 24))
    let grid = try grid(model)
    let place = grid.place(2, 1)
    model.perform(.click(row: place.row + 1, column: place.column + 3))
    #expect(model.focus == .input)
    #expect(model.inputCell == Element(row: 2, column: 1))
    let weight = try #require(ProjectorLayout(model).side?.grid).place(0, 2)
    model.perform(.click(row: weight.row, column: weight.column + 1))
    #expect(model.focus == .filter)
    #expect(model.weightCell == Element(row: 0, column: 2))
  }
}

extension Region {
  fileprivate func overlaps(_ other: Region) -> Bool {
    !isEmpty && !other.isEmpty && row < other.endRow && other.row < endRow
      && column < other.endColumn && other.column < endColumn
  }
}

extension String {
  var replacingMinus: String { hasPrefix("−") ? "-" + dropFirst() : self }
}
