import Convolution
import Drawing
import Explorer
import Foundation
import TestSupport
import Testing

/// What holds for every cube on the screen, whatever its size.
struct CubeTests {
  private func randomCube(_ generator: inout SeededGenerator) throws -> Model {
    var model = try Model.randomCube(using: &generator)
    model.type("\(Int.random(in: 1...model.shape.count, using: &generator))g")
    model.perform(.nextSlice, times: .random(in: 0...9, using: &generator))
    if Bool.random(using: &generator) {
      model.perform(.subSteps)
      model.perform(.next, times: .random(in: 0...30, using: &generator))
    }
    return model
  }

  // MARK: Layout

  @Test(arguments: 1...60)
  func `bands stand below each other, left of the output and above the answer`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      let model = try randomCube(&generator)
      let layout = ScreenLayout(model)
      guard let cube = layout.cube else { continue }
      let comment = Comment("seed \(seed): \(model.exploration.settings) at \(model.display)")
      var row = 2
      for band in cube.bands {
        #expect(band.region.row == row, comment)
        row = band.region.endRow
        let tables = [band.input, band.weights, band.products]
        for table in tables {
          let last = table.screenRow(of: table.rows.upperBound - 1) + table.cellHeight
          // Below the window's last row comes the lower edge of its frame.
          let edge = table.frame?.rows.upperBound == table.rows.upperBound ? 1 : 0
          #expect(table.screenRow(of: table.rows.lowerBound) >= band.region.row, comment)
          #expect(last + edge <= band.region.endRow, comment)
        }
        for (left, right) in zip(tables, tables.dropFirst()) {
          let end = left.screenColumn(of: left.columns.upperBound - 1) + left.cellWidth
          #expect(end < right.region.column, comment)
        }
        #expect(band.products.region.endColumn < cube.sumEnd, comment)
        // The whole kernel shows, and all of the window.
        let kernel = try #require(model.convolution?.bank.kernel)
        #expect(band.weights.rows.count == kernel.height, comment)
        #expect(band.weights.columns.count == kernel.width, comment)
        for term in model.explanation.terms where model.focus != .input {
          #expect(band.input.rows.contains(term.element.row), comment)
          #expect(band.input.columns.contains(term.element.column), comment)
        }
      }
      #expect(row == cube.answer.row, comment)
      #expect(cube.answer.endRow <= model.display.rows - 3, comment)
      #expect(cube.answer.rows >= 4, comment)
      let output = try #require(layout.output)
      #expect(cube.sumEnd < output.region.column, comment)
      for picture in [layout.inputPicture, layout.outputPicture].compactMap({ $0?.region }) {
        #expect(picture.endRow <= model.display.rows - 3, comment)
        #expect(picture.endColumn <= model.display.columns, comment)
        #expect(picture.row > output.screenRow(of: output.rows.upperBound - 1), comment)
      }
    }
  }

  @Test(arguments: LayoutTests.sizes)
  func `three channels under a 3×3 filter are all in view`(columns: Int, rows: Int) throws {
    let model = try Model.cube(columns: columns, rows: rows)
    let cube = try #require(ScreenLayout(model).cube)
    #expect(cube.slices == 0..<3)
    let text = model.canvas.text
    for word in ["red", "green", "blue", "filter", "products", "sum", "output", "why"] {
      #expect(text.contains(word), "\(word)")
    }
    for line in WhyText(model).results { #expect(text.contains(line.plainText)) }
  }

  @Test func `what does not fit as a cube is shown channel by channel`() throws {
    let model = try Model.deep(channels: 3, kernel: Extent(9))
    #expect(ScreenLayout(model).cube == nil)
    #expect(model.canvas.text.contains("channel 0 of 3"))
    var small = try Model.cube(columns: 60, rows: 20)
    #expect(ScreenLayout(small).cube == nil)
    small.press("w")
    #expect(small.canvas.text.contains("green"))
  }

  // MARK: Figures

  @Test(arguments: 1...60)
  func `the sums of the channels add up to the sum, and equals stands only where they do as shown`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      let model = try randomCube(&generator)
      let channels = try #require(ShownChannels(model))
      let explanation = model.explanation
      let included = model.stages(of: explanation).includedTerms(at: model.cursor.stage)
      let sums = channels.slices.map {
        channels.sum(ofSlice: $0, in: explanation, included: included) ?? 0
      }
      let hidden = channels.sumOfHidden(in: explanation, included: included) ?? 0
      let total = explanation.partialSum(of: included)
      #expect(abs(sums.reduce(hidden, +) - total) <= 1e-4 * max(1, abs(total)), "seed \(seed)")

      let line = try #require(WhyText(model).results.first?.plainText)
      guard line.contains(channels.labels[0]), let (figures, sign, result) = line.labelledSum else {
        continue
      }
      let comment = Comment("seed \(seed): \(line)")
      if sign == "=" { #expect(figures.reduce(0, +) == result, comment) }
      let shownTotal = try #require(Float("\(result)"))
      #expect(abs(shownTotal - total) <= 0.00501, comment)
    }
  }

  @Test(arguments: 1...40)
  func `in a band equals stands only where the products as shown give the sum as shown`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      let model = try randomCube(&generator)
      guard let cube = ScreenLayout(model).cube else { continue }
      let canvas = model.canvas
      for band in cube.bands {
        let region = Region(
          row: band.sumRow, column: band.products.region.endColumn, rows: 1,
          columns: cube.sumEnd - band.products.region.endColumn)
        let words = canvas.text(in: region).split(separator: " ")
        guard words.count == 2, words[0] == "=" else { continue }
        let total = try #require(Decimal(shown: String(words[1])))
        var sum = Decimal(0)
        for row in band.products.rows {
          for column in band.products.columns {
            let text = canvas.text(of: band.products, row, column)
            if text != "·" { sum += try #require(Decimal(shown: text)) }
          }
        }
        #expect(sum == total, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...20)
  func `with whole numbers everything about a cube is equal`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<10 {
      let shape = try Shape(
        channels: .random(in: 2...6, using: &generator), height: 5, width: 5)
      let kernel = try Shape(channels: shape.channels, height: 2, width: 2)
      let model = try Model.exploring(.random(shape, whole: true, using: &generator)) {
        $0.filters = [FilterChoice(.random(kernel, whole: true, using: &generator))]
      }
      for line in WhyText(model).results {
        #expect(!line.plainText.contains("≈"), "\(line.plainText)")
      }
      #expect(!model.canvas.text.contains("≈"))
    }
  }

  // MARK: Every term

  @Test(arguments: 1...30)
  func `w goes through all the channels and W comes back`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.randomCube(using: &generator)
    for focus in Focus.allCases where focus != .filter || model.choice != nil {
      while model.focus != focus { model.press("v") }
      let count = model.seenChannels.count
      let first = model.canvas
      var seen: [Int] = []
      for _ in 0..<count {
        let slice = model.shownSlice(of: model.explanation)
        seen.append(slice)
        if let cube = ScreenLayout(model).cube { #expect(cube.slices.contains(slice)) }
        model.press("w")
      }
      #expect(seen.sorted() == Array(0..<count), "seed \(seed)")
      #expect(model.canvas == first)
      for slice in seen.reversed() {
        model.press("W")
        #expect(model.shownSlice(of: model.explanation) == slice)
      }
      #expect(model.canvas == first)
    }
  }

  @Test(arguments: 1...20)
  func `each sub-step shows its term in its band`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.randomCube(using: &generator)
    model.perform(.subSteps)
    let bank = try #require(model.convolution?.bank)
    let area = bank.kernel.height * bank.kernel.width
    for index in model.explanation.terms.indices {
      defer { model.perform(.next) }
      let layout = ScreenLayout(model)
      guard let cube = layout.cube else { return }
      let band = try #require(cube.band(ofSlice: index / area), "seed \(seed)")
      let place = (row: index % area / bank.kernel.width, column: index % bank.kernel.width)
      let canvas = model.canvas
      for table in [band.weights, band.products] {
        let column = table.screenColumn(of: place.column) + table.cellWidth - 1
        let cell = canvas[table.screenRow(of: place.row) + table.cellHeight / 2, column]
        #expect(cell.style.role == .present, "seed \(seed), term \(index)")
      }
      let product = model.explanation.terms[index].product ?? 0
      #expect(
        canvas.text(of: band.products, place.row, place.column)
          == model.kernelFormat.text(product))
      // What comes later is not there yet.
      let later = cube.bands.filter { $0.slice > band.slice }
      for band in later { #expect(canvas.text(of: band.products, 0, 0) == "·") }
    }
  }

  @Test func `in sub-steps w goes to the same place in the next channel`() throws {
    var model = try Model.cube()
    model.press("s", .right, .right)
    model.press("w")
    #expect(model.cursor.stage == 12)
    model.press("w", "w")
    #expect(model.cursor.stage == 3)
    model.press("W")
    #expect(model.cursor.stage == 21)
  }

  // MARK: Clicks

  @Test(arguments: 1...40)
  func `a click in a band chooses what is there`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<8 {
      let model = try randomCube(&generator)
      guard let cube = ScreenLayout(model).cube else { continue }
      let band = try #require(cube.bands.randomElement(using: &generator))
      func click(_ table: TableGeometry) throws -> (Int, Int, Model) {
        let row = try #require(table.rows.randomElement(using: &generator))
        let column = try #require(table.columns.randomElement(using: &generator))
        var clicked = model
        clicked.perform(
          .click(row: table.screenRow(of: row), column: table.screenColumn(of: column)))
        return (row, column, clicked)
      }
      let channel = model.seenChannels.lowerBound + band.slice
      var (row, column, clicked) = try click(band.input)
      let element = Element(channel: channel, row: row, column: column)
      if model.exploration.tensor(at: model.inputPlace).shape.contains(element) {
        #expect(clicked.focus == .input)
        #expect(clicked.inputCell == element, "seed \(seed)")
      }
      (row, column, clicked) = try click(band.weights)
      if model.choice != nil {
        let kernel = try #require(model.convolution?.bank.kernel)
        let isFlipped = model.exploration.settings.isFlipped
        #expect(clicked.focus == .filter)
        #expect(clicked.weightCell.row == (isFlipped ? kernel.height - 1 - row : row))
        #expect(clicked.weightCell.column == (isFlipped ? kernel.width - 1 - column : column))
        #expect(clicked.shownSlice(of: clicked.explanation) == band.slice, "seed \(seed)")
      }
      (row, column, clicked) = try click(band.products)
      guard case .why(let term) = clicked.mode else {
        Issue.record("a product is asked about")
        continue
      }
      let place = clicked.explanation.terms[term].element
      #expect(place.channel == channel)
      #expect(
        term % (band.products.rows.count * band.products.columns.count)
          == row * band.products.columns.count + column)
    }
  }

  // MARK: Looking and changing

  @Test func `zooming out shows one channel whole, and zooming in the cube again`() throws {
    var model = try Model.cube()
    let first = model.canvas
    model.press("-")
    #expect(ScreenLayout(model).cube == nil)
    #expect(ScreenLayout(model).zoom == .tiles)
    #expect(model.canvas.text.contains("red"))
    model.press("+")
    #expect(model.canvas == first)
    // Large cells need a large screen.
    model.press("+")
    #expect(model.canvas.text.contains("a larger terminal would"))
    model.perform(
      .resized(DisplayProperties(columns: 200, rows: 60, colors: .extended, glyphs: .unicode)))
    model.press("+")
    #expect(ScreenLayout(model).cube?.zoom == .large)
  }

  @Test func `typing into a flat filter's next channel makes a cube of it`() throws {
    var model = try Model.cube()
    model.press("m", "e")
    #expect(model.choice?.filter.shape.channels == 1)
    let output = model.output
    model.press("w")
    #expect(model.choice?.filter.shape.channels == 3)
    #expect(model.output == output, "at first it is the same")
    model.type("5")
    model.press(.enter, .escape)
    #expect(model.choice?.filter[1, 0, 0] == 5)
    #expect(model.choice?.filter[0, 0, 0] == 1)
    #expect(model.exploration.settings.filters[0].label == "mixed", "the other filter stays")
    model.press("z", "z")
    #expect(model.choice?.name == "vertical")
  }

  @Test func `a cube without a second channel has nothing to go to`() throws {
    var model = try Model.exploring(height: 6, width: 6)
    model.press("e", "w")
    #expect(model.messageText == "the filter sees a single channel")
  }
}

// MARK: - Reading the screen

extension Canvas {
  /// The text of a cell of a table.
  fileprivate func text(of table: TableGeometry, _ row: Int, _ column: Int) -> String {
    let region = Region(
      row: table.screenRow(of: row) + table.cellHeight / 2,
      column: table.screenColumn(of: column), rows: 1, columns: table.cellWidth)
    return text(in: region).split(separator: " ").joined()
  }
}

extension String {
  /// `red 0.42 + green 0.13 + 2 others −0.80 ≈ −0.25`: the figures, the sign and the result.
  fileprivate var labelledSum: (figures: [Decimal], sign: Character, result: Decimal)? {
    guard let place = firstIndex(where: { $0 == "=" || $0 == "≈" }) else { return nil }
    let figures = self[..<place].split(separator: " + ").compactMap { part in
      part.split(separator: " ").last.flatMap { Decimal(shown: String($0)) }
    }
    let right = self[index(after: place)...].split(separator: " ").first
    return right.flatMap { Decimal(shown: String($0)) }.map { (figures, self[place], $0) }
  }
}

extension Decimal {
  /// A number as the screen writes it: `−0.25`, `-.25`, `1.0`.
  fileprivate init?(shown: String) {
    let plain = shown.replacing("−", with: "-").replacing("-.", with: "-0.")
    self.init(string: plain.hasPrefix(".") ? "0" + plain : plain)
  }

  @Test(arguments: 0..<8)
  func `of the channels that are not shown, the one that adds most is named`(filter: Int) throws {
    var model = try Model.clothing()
    let node = try model.exploration.network.index(named: "conv2")
    try model.go(to: Element(channel: filter, row: 5, column: 6), ofNode: node)
    let channels = try #require(ShownChannels(model))
    let explanation = model.explanation
    let count = explanation.terms.count
    let named = channels.strongestHidden(in: explanation, included: count)
    let sums = Dictionary(grouping: explanation.terms, by: \.element.channel)
      .mapValues { terms in abs(terms.reduce(Float(-0.0)) { $0 + ($1.product ?? 0) }) }
      .filter { !channels.slices.contains($0.key) }
    let largest = try #require(sums.values.max())
    #expect(sums.contains { "[\($0.key)]" == named && $0.value == largest })
    #expect(channels.strongestHidden(in: explanation, included: 0) == nil)
  }
}
