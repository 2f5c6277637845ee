import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// What has to be on the screen, at every size that promises it.
struct LayoutTests {
  static let sizes = [(80, 24), (100, 30), (120, 36), (140, 42), (200, 60)]

  private func model(
    _ filter: String, _ size: (columns: Int, rows: Int), height: Int = 28, width: Int = 28,
    set: (inout ChainSettings) -> Void = { _ in }
  ) throws -> Model {
    try Model.exploring(
      .stroke(height: height, width: width), columns: size.columns, rows: size.rows
    ) {
      $0.filters = [try .named(filter)]
      set(&$0)
    }
  }

  private func lines(_ canvas: Canvas) -> [Substring] {
    canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: FilterCatalog.entries.map(\.name), sizes)
  func `every filter of the catalogue shows title, sums and legend`(
    filter: String, size: (columns: Int, rows: Int)
  ) throws {
    var model = try model(filter, size)
    model.type("300g")
    let canvas = model.canvas
    let text = canvas.text
    let why = WhyText(model)
    #expect(text.contains(why.title.plainText))
    for result in why.results { #expect(text.contains(result.plainText), "\(result.plainText)") }
    #expect(text.contains("this map"), "the legend")
    for word in ["input", "filter", "products", "output", "whole input", "whole output"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(text.contains("300/"))
    let title = try FilterChoice.named(filter).shortTitle
    #expect(lines(canvas)[0].contains(title))
    #expect(text.contains("explore"))
  }

  @Test(arguments: FilterCatalog.entries.map(\.name), sizes)
  func `what a filter sees is said in a whole sentence or not at all`(
    filter: String, size: (columns: Int, rows: Int)
  ) throws {
    let model = try model(filter, size)
    let center = ScreenLayout(model).center
    let said = model.canvas.text(in: center).split { $0 == " " || $0 == "\n" }
      .joined(separator: " ")
    let summary = try FilterCatalog.entry(named: filter).summary
    #expect(said.contains(summary) || !said.contains(summary.prefix(12)), "\(said)")
    if filter == "horizontal" { #expect(said.contains(summary)) }
  }

  @Test(arguments: FilterCatalog.entries.map(\.name), sizes)
  func `in the middle column text ends before the next column begins`(
    filter: String, size: (columns: Int, rows: Int)
  ) throws {
    for (height, width) in [(28, 28), (6, 6), (9, 40), (40, 7)] {
      var model = try model(filter, size, height: height, width: width)
      model.type("5g")
      try expectColumnsApart(model)
    }
  }

  @Test(arguments: 1...40)
  func `columns stay apart whatever is done to whatever picture`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      var model = try Model.random(using: &generator)
      model.perform(
        .resized(
          DisplayProperties(
            columns: .random(in: 80...200, using: &generator),
            rows: .random(in: 24...60, using: &generator), colors: .extended, glyphs: .unicode)))
      model.perform(.nextNode, times: .random(in: 0...2, using: &generator))
      model.perform(.moveFocus, times: .random(in: 0...2, using: &generator))
      try expectColumnsApart(model)
    }
  }

  /// The tables lie left and right of the middle, and no cell of theirs is written over by it.
  private func expectColumnsApart(_ model: Model) throws {
    let layout = ScreenLayout(model)
    let comment = Comment("\(model.exploration.subject.picture.shape) at \(model.display)")
    let input = try #require(layout.input)
    let output = try #require(layout.output)
    let inputEnd = input.screenColumn(of: input.columns.upperBound - 1) + input.cellWidth
    let outputEnd = output.screenColumn(of: output.columns.upperBound - 1) + output.cellWidth
    #expect(inputEnd <= layout.center.column, comment)
    #expect(layout.center.endColumn <= output.region.column, comment)
    #expect(outputEnd < model.display.columns, comment)
    let lastRow = output.screenRow(of: output.rows.upperBound - 1) + output.cellHeight
    #expect(lastRow <= model.display.rows - 3, comment)
    for picture in [layout.inputPicture, layout.outputPicture].compactMap({ $0?.region }) {
      #expect(picture.endRow <= model.display.rows - 3, comment)
      #expect(picture.endColumn <= model.display.columns, comment)
    }
  }

  @Test(arguments: 1...40)
  func `the window and the present cell are always in view`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      var model = try Model.random(using: &generator)
      model.perform(
        .resized(
          DisplayProperties(
            columns: .random(in: 80...200, using: &generator),
            rows: .random(in: 24...60, using: &generator), colors: .extended, glyphs: .unicode)))
      model.type("\(Int.random(in: 1...model.shape.count, using: &generator))g")
      let layout = ScreenLayout(model)
      let (input, output) = try (#require(layout.input), #require(layout.output))
      for term in model.explanation.terms {
        #expect(input.rows.contains(term.element.row), "seed \(seed)")
        #expect(input.columns.contains(term.element.column), "seed \(seed)")
      }
      #expect(output.rows.contains(model.cursor.element.row))
      #expect(output.columns.contains(model.cursor.element.column))
    }
  }

  @Test(arguments: 1...30)
  func `a click on a cell of a table chooses that cell`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      var model = try Model.random(using: &generator)
      model.perform(.zoomIn, times: .random(in: 0...2, using: &generator))
      model.perform(.zoomOut, times: .random(in: 0...1, using: &generator))
      let layout = ScreenLayout(model)
      guard let table = layout.output, layout.zoom != .picture else { continue }
      let row = Int.random(in: table.rows, using: &generator)
      let column = Int.random(in: table.columns, using: &generator)
      model.perform(
        .click(row: table.screenRow(of: row), column: table.screenColumn(of: column)))
      let place = model.outputSheet.place(of: model.cursor.element)
      #expect(place.row == row, "seed \(seed)")
      #expect(place.column == column, "seed \(seed)")
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (59, 20), (60, 19), (30, 4), (300, 19)])
  func `a terminal that is too small is told what it has and what is needed`(
    columns: Int, rows: Int
  ) throws {
    let model = try Model.exploring(height: 6, width: 6, columns: columns, rows: rows)
    let canvas = model.canvas
    #expect((canvas.columns, canvas.rows) == (columns, rows))
    guard columns >= 40, rows >= 4 else { return }
    #expect(canvas.text.contains("rows \(rows), need 20"))
    #expect(canvas.text.contains("columns \(columns), need 60"))
    #expect(canvas.text.contains("q quits"))
  }

  @Test(arguments: [(60, 20), (79, 24), (80, 23)])
  func `a small terminal shows one table, why, and every way on`(columns: Int, rows: Int) throws {
    var model = try model("horizontal", (columns, rows))
    #expect(ScreenLayout(model).size == .single)
    #expect(ScreenLayout(model).input == nil)
    #expect(model.canvas.text.contains(WhyText(model).title.plainText))
    for result in WhyText(model).results { #expect(model.canvas.text.contains(result.plainText)) }
    model.press("v")
    #expect(ScreenLayout(model).output == nil)
    #expect(ScreenLayout(model).input != nil)
  }

  @Test func `an ASCII terminal gets ASCII, and every sign has a stand-in that says something`()
    throws
  {
    for opening in [nil, Action.ask, .pickFilter, .editFilter, .chooseOptions, .help, .moveFocus] {
      for pooling in [nil, PoolingChoice(.maximum)] {
        var model = try model("box-3", (80, 24)) { $0.pooling = pooling }
        model.perform(.nextNode)
        if let opening { model.perform(opening) }
        let unicode = model.canvas
        model.perform(
          .resized(DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .ascii)))
        #expect(model.canvas.cells.allSatisfy { $0.glyph.isASCII })
        for cell in unicode.cells where cell.glyph != "?" {
          #expect(cell.glyph.asciiStandIn != "?", "\(cell.glyph)")
        }
      }
    }
  }

  @Test func `steps draw from pictures that were made small once`() throws {
    var model = try model("horizontal", (100, 30), height: 60, width: 60)
    var view = ScreenView()
    for _ in 0..<20 {
      model.perform(.next, .rowDown)
      #expect(view.canvas(for: model) == model.canvas)
    }
    model.perform(.pickFilter, .down)
    #expect(view.canvas(for: model) == model.canvas, "a changed chain makes new ones")
  }

  @Test(arguments: 1...8)
  func `pictures of any size are drawn on terminals of any size`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      let shape = try Shape(
        channels: 1, height: .random(in: 1...300, using: &generator),
        width: .random(in: 1...300, using: &generator))
      var model = try Model.exploring(.random(shape, using: &generator)) {
        $0.filters = [try .named("box-3")]
        $0.padding = .same
        $0.pooling = PoolingChoice(.maximum, kernel: Extent(1))
      }
      for _ in 0..<6 {
        model.perform(
          .resized(
            DisplayProperties(
              columns: .random(in: 60...250, using: &generator),
              rows: .random(in: 20...90, using: &generator), colors: .extended, glyphs: .unicode)))
        let actions: [Action] = [.zoomIn, .zoomOut, .ask, .cancel, .moveFocus, .nextNode, .last]
        model.perform(actions.randomElement(using: &generator) ?? .next)
        var view = ScreenView()
        let canvas = view.canvas(for: model)
        #expect(canvas.columns == model.display.columns && canvas.rows == model.display.rows)
        let layout = ScreenLayout(model)
        for (picture, place) in [
          (layout.inputPicture, model.inputPlace), (layout.outputPicture, model.outputPlace),
        ] {
          guard let picture else { continue }
          let shape = model.exploration.tensor(at: place).shape
          #expect(picture.size.height <= shape.height && picture.size.width <= shape.width)
          #expect(picture.region.columns == picture.size.width)
        }
      }
    }
  }
}

extension Tensor {
  /// A bright ring on black, with soft edges: numbers with many decimals, in 0…1.
  static func stroke(height: Int, width: Int) throws -> Tensor {
    let shape = try Shape(channels: 1, height: height, width: width)
    return try Tensor(
      shape: shape,
      elements: (0..<shape.count).map { index in
        let (row, column) = (index / width, index % width)
        let down = Float(2 * row + 1 - height) / Float(height)
        let right = Float(2 * column + 1 - width) / Float(width)
        let distance = (down * down + right * right).squareRoot()
        return max(0, 1 - abs(distance - 0.6) * 5)
      })
  }
}
