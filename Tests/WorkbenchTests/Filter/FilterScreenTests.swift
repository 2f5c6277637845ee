import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

struct FilterScreenTests {
  // MARK: Both ways

  @Test func `a number and g goes to a step, computed a little at a time`() throws {
    var model = try FilterModel.learning()
    model.type("40g")
    #expect(model.run == .going(to: 40))
    model.wait()
    #expect(model.learning.position == 40)
    let there = model.learning.numbers
    model.type("7g")
    #expect(model.learning.position == 7 && model.run == nil)
    model.press(.home)
    #expect(model.learning.position == 0)
    model.press(.end)
    #expect(model.learning.numbers == there)
    model.press(.left, .right)
    #expect(model.learning.numbers == there)
    model.type("5")
    model.press(.left)
    #expect(model.learning.position == 35)
  }

  @Test func `playing goes on with the clock and stops when the numbers are found`() throws {
    var generator = SeededGenerator(seed: 3)
    let picture = Tensor.random(
      try Shape(channels: 1, height: 16, width: 16), using: &generator)
    var model = try FilterModel.learning(picture: picture)
    #expect(model.perform(.play) == [.scheduleTick(after: model.speed.interval)])
    model.perform(.tick)
    #expect(model.learning.position == 1)
    for _ in 0..<20 { model.perform(.faster) }
    model.wait()
    #expect(model.run == nil)
    #expect(try #require(model.largestMiss) <= FilterModel.near)
    #expect(model.messageText.hasPrefix("found"))
    // A key press later it goes on.
    model.perform(.play, .tick)
    #expect(model.run == .playing)
    model.press(.escape)
    #expect(model.run == nil)
  }

  // MARK: Rate, seed, optimizer

  @Test func `another rate drops the steps behind, and says so`() throws {
    var model = try FilterModel.learning()
    model.type("9g")
    model.wait()
    model.type("4g")
    let here = model.learning.numbers
    let rate = model.learning.optimizer.rate
    model.type("r")
    #expect(model.learning.optimizer.rate < rate)
    #expect(model.learning.steps.count == 5)
    #expect(model.messageText.contains("5 later steps are dropped"))
    model.type("R")
    #expect(model.learning.optimizer.rate == rate)
    #expect(model.learning.numbers == here)
  }

  @Test func `a rate that is too high is announced, and what comes of it explained`() throws {
    var model = try FilterModel.learning(columns: 120, rows: 36)
    let limit = try #require(model.learning.curvature.largestRate(for: .gradientDescent(rate: 1)))
    #expect(model.canvas.text.contains("(above \(Figures.limit(limit)) it diverges)"))
    while !model.learning.exceedsLargestRate { model.type("R") }
    #expect(model.messageText.contains("further away"))
    model.type("2000g")
    model.wait()
    #expect(model.learning.ending == .diverged)
    #expect(model.messageText.contains("above \(Figures.limit(limit)); r lowers it"))
    #expect(model.canvas.text.contains("above \(Figures.limit(limit))"))
    let last = model.learning.position
    model.press(.right)
    #expect(model.learning.position == last)
    model.press(.left)
    #expect(model.learning.position == last - 1)
  }

  @Test func `seeds begin elsewhere, and lead back`() throws {
    var model = try FilterModel.learning()
    let first = model.learning.numbers
    model.press(.right)
    model.type("S")
    #expect(model.learning.position == 0)
    #expect(model.learning.numbers != first)
    model.type("s")
    #expect(model.learning.numbers == first)
  }

  @Test(arguments: FilterOption.allCases)
  func `an option leads there and back`(option: FilterOption) throws {
    var model = try FilterModel.learning()
    if option == .momentum {
      model.perform(.options, .right)
      model.perform(.cancel)
    }
    let before = option.value(in: model)
    model.perform(.options)
    let row = try #require(FilterOption.available(for: model).firstIndex(of: option))
    for _ in 0..<row { model.perform(.down) }
    model.perform(.right)
    #expect(option.value(in: model) != before)
    model.perform(.left)
    #expect(option.value(in: model) == before)
    model.perform(.cancel)
    #expect(model.mode == .training)
  }

  @Test func `a number typed into the options is taken or refused with what is expected`() throws {
    var model = try FilterModel.learning()
    model.perform(.options, .down)
    model.type("0.03")
    model.press(.enter)
    #expect(model.learning.optimizer.rate == 0.03)
    model.type("-1")
    model.press(.enter)
    #expect(model.learning.optimizer.rate == 0.03)
    #expect(model.messageText.contains("above 0"))
  }

  // MARK: Why

  @Test func `asking why lists the terms, and follows one to its place`() throws {
    var model = try FilterModel.learning(columns: 120, rows: 36)
    model.perform(.next, .down, .ask)
    #expect(model.canvas.text.contains("why w[0,1] changes"))
    let terms = model.gradientExplanation.largest
    #expect(model.window == terms[0].position)
    model.perform(.down)
    #expect(model.window == terms[1].position)
    model.perform(.accept)
    #expect(model.focus == .window && model.mode == .training)
    #expect(model.window == terms[1].position)
    // The maps say what stands there.
    let target = model.task.target[model.window]
    let title = "target " + Figures.term(Double(target)).text
    #expect(model.canvas.text.contains(title))
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `an equals sign stands only where the figures add up`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var model = try FilterModel.learning(columns: 120, rows: 36)
    for _ in 0..<Int.random(in: 0...40, using: &generator) { model.perform(.next) }
    for _ in 0..<model.task.count {
      let text = UpdateText(model).updateLine.map(\.text).joined()
      let words = text.split(separator: " ").map(String.init)
      // next OLD − RATE × DIRECTION = NEW
      try #require(words.count == 8 && words[0] == "next")
      let numbers = [1, 3, 5, 7].map { index in
        Fixed(exactly: number(words[index]))
      }
      let (old, new) = (try #require(numbers[0]), try #require(numbers[3]))
      let product = try #require(numbers[1]).times(try #require(numbers[2]))
      let isExact = product.map { Fixed.adds([new, $0], upTo: old) } ?? false
      #expect((words[6] == "=") == isExact, "\(text)")
      model.perform(.down)
    }
  }

  private func number(_ word: String) -> Float {
    Float(String(word.map { $0 == "−" ? "-" : $0 }.filter { $0 != "(" && $0 != ")" })) ?? .nan
  }

  @Test func `the learned filter is taken into the explorer, and back`() throws {
    var model = try FilterModel.learning()
    for _ in 0..<4 { model.perform(.next) }
    let before = model.canvas
    model.type("x")
    let explorer = try #require(model.explorer)
    #expect(explorer.exploration.settings.filters[0].filter == model.learning.filter)
    #expect(model.canvas.text.contains("Esc goes back"))
    // Esc first backs out of what is open there.
    _ = model.updateExplorer(.ask)
    _ = model.updateExplorer(.cancel)
    #expect(model.explorer != nil)
    _ = model.updateExplorer(.cancel)
    #expect(model.explorer == nil)
    #expect(model.canvas == before)
  }

  @Test func `clicks choose numbers and positions`() throws {
    var model = try FilterModel.learning(columns: 120, rows: 36)
    let layout = FilterLayout(model)
    let table = layout.tables[0]
    let place = table.place(1, 2)
    model.perform(.click(row: place.row + 1, column: place.column + 2))
    #expect(model.chosen == 5)
    model.perform(.click(row: place.row + 1, column: place.column + 2))
    #expect(model.mode == .why(term: 0))
    model.perform(.cancel)
    let map = try #require(layout.maps.first { $0.kind == .target })
    model.perform(.click(row: map.region.row + 3, column: map.region.column + 9))
    #expect(model.window == Element(row: 6, column: 9))
  }

  // MARK: Presenting

  @Test func `a remote begins, blanks and ends presenting, and steps meanwhile`() throws {
    var model = try FilterModel.learning(columns: 120, rows: 36)
    model.press(.function(5))
    #expect(model.isPresenting)
    model.press(.pageDown)
    #expect(model.learning.position == 1)
    model.press(".")
    #expect(model.isBlank)
    model.press(.pageDown)
    #expect(!model.isBlank && model.learning.position == 1)
    model.press(.escape)
    #expect(!model.isPresenting)
  }

  // MARK: Sizes

  @Test func `any size shows something and none traps`() throws {
    for columns in [0, 1, 39, 40, 64, 80, 110, 172, 300] {
      for rows in [0, 1, 8, 12, 20, 24, 50, 90] {
        for chrome in [Chrome.whole, .scene, .projector] {
          var model = try FilterModel.learning(columns: columns, rows: rows) { $0.hasBias = true }
          model.chrome = chrome
          model.perform(.next)
          for mode in [FilterAction.help, .ask, .options, .targets, .paint, .edit] {
            #expect(model.canvas.columns == columns)
            model.perform(mode)
            #expect(model.canvas.rows == rows)
            model.perform(.cancel)
          }
        }
      }
    }
  }

  @Test func `where there is room, nothing overlaps and nothing is outside`() throws {
    for (columns, rows) in [
      (64, 20), (80, 24), (100, 30), (120, 36), (160, 50), (200, 60), (300, 90),
    ] {
      for chrome in [Chrome.whole, .projector] {
        var model = try FilterModel.learning(columns: columns, rows: rows) { $0.hasBias = true }
        model.chrome = chrome
        let layout = FilterLayout(model)
        var regions = layout.maps.map { titled($0.region) }
        // A bias has a row below its table.
        regions += layout.tables.map { titled($0.region, below: $0.kind == .goal ? 0 : 1) }
        regions += [layout.why, layout.chart, layout.digits].compactMap { $0 }
        for (index, region) in regions.enumerated() where !region.isEmpty {
          #expect(region.row >= layout.frame.body.row, "\(columns)×\(rows) \(chrome) \(region)")
          #expect(
            region.endRow <= layout.frame.body.endRow, "\(columns)×\(rows) \(chrome) \(region)")
          #expect(region.endColumn <= columns, "\(columns)×\(rows) \(chrome) \(region)")
          for other in regions[(index + 1)...] where !other.isEmpty {
            let isApart =
              region.endRow <= other.row || other.endRow <= region.row
              || region.endColumn <= other.column || other.endColumn <= region.column
            #expect(isApart, "\(columns)×\(rows) \(chrome): \(region) and \(other)")
          }
        }
      }
    }
  }

  private func titled(_ region: Region, below: Int = 0) -> Region {
    Region(
      row: region.row - 1, column: region.column, rows: region.rows + 1 + below,
      columns: region.columns)
  }
}

extension Fixed {
  fileprivate func times(_ other: Fixed) -> Fixed? { self * other }
}
