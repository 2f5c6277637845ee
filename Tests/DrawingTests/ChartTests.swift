import Drawing
import TestSupport
import Testing

struct ChartTests {
  private static func picture(
    _ chart: Chart, columns: Int, rows: Int, glyphs: GlyphSet = .unicode
  ) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows)
    canvas.draw(
      chart, in: Region(row: 0, column: 0, rows: rows, columns: columns), glyphs: glyphs)
    return glyphs == .ascii ? canvas.ascii : canvas
  }

  private static let falling = (1...10).map { (epoch: Int) -> Chart.Point in
    Chart.Point(Double(epoch), 0.12 + 0.5 / Double(epoch))
  }

  private static let turning = (1...10).map { (epoch: Int) -> Chart.Point in
    let distance = Double(epoch - 6)
    return Chart.Point(Double(epoch), 0.3 + 0.003 * distance * distance)
  }

  /// Loss over ten epochs: training falls, validation turns round.
  private static let losses = Chart(
    title: "loss",
    series: [
      Chart.Series("training", falling, ink: .first, showsPoints: true, note: "0.170"),
      Chart.Series("validation", turning, ink: .second, showsPoints: true, note: "0.348"),
    ],
    horizontal: Chart.Axis("epochs", range: 0...10, labels: .whole),
    marks: [Chart.Mark(6, "lowest validation loss")])

  @Test(arguments: [GlyphSet.unicode, .ascii])
  func `curves have axes, marks, and names at their ends`(glyphs: GlyphSet) throws {
    let canvas = Self.picture(Self.losses, columns: 80, rows: 20, glyphs: glyphs)
    let difference = try snapshotDifference(canvas.text, named: "chart-\(glyphs)-80x20")
    #expect(difference == nil)
  }

  @Test func `where there are few cells, names move above and axes go`() {
    let narrow = Self.picture(Self.losses, columns: 40, rows: 12)
    #expect(narrow.text.hasPrefix("loss   ● training 0.170"))
    let low = Self.picture(Self.losses, columns: 40, rows: 4)
    #expect(!low.text.contains("loss"))
    let tiny = Self.picture(Self.losses, columns: 6, rows: 2)
    #expect(!tiny.text.contains("│"))
    #expect(tiny.cells.contains { $0.glyph != " " })
  }

  @Test(arguments: 1...60)
  func `whatever is drawn at whatever size stays inside its region`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let odd: [Double] = [
      0, -0.0, 1, -1, .nan, .infinity, -.infinity, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-12, 1e12, 1e15 + 0.125,
    ]
    func number() -> Double {
      Bool.random(using: &generator)
        ? odd.randomElement(using: &generator) ?? 0 : .random(in: -3...3, using: &generator)
    }
    func axis() -> Chart.Axis {
      let ends = [number(), number()].filter { !$0.isNaN }.sorted()
      let range = ends.count == 2 && Bool.random(using: &generator) ? ends[0]...ends[1] : nil
      return Chart.Axis(
        "axis", range: range, scale: Bool.random(using: &generator) ? .linear : .logarithmic,
        labels: [.numbers, .whole, .percent].randomElement(using: &generator) ?? .numbers)
    }
    let series = Chart.Ink.allCases.map { ink in
      Chart.Series(
        "series",
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          Chart.Point(number(), number())
        },
        ink: ink, showsPoints: Bool.random(using: &generator))
    }
    let chart = Chart(
      title: "title", series: series, horizontal: axis(), vertical: axis(),
      marks: [Chart.Mark(number(), "mark"), Chart.Mark(number(), "")])
    let region = Region(
      row: 2, column: 3, rows: .random(in: 0...30, using: &generator),
      columns: .random(in: 0...90, using: &generator))
    for glyphs in GlyphSet.allCases {
      var canvas = Canvas(columns: 100, rows: 36)
      canvas.draw(chart, in: region, glyphs: glyphs)
      for row in 0..<canvas.rows {
        for column in 0..<canvas.columns where !region.contains(row: row, column: column) {
          #expect(canvas[row, column] == Cell(), "seed \(seed), \(row), \(column)")
        }
      }
    }
  }

  @Test(arguments: [24, 30, 38, 60, 118], 1...20)
  func `the first and the last epoch are labeled, and what they are`(columns: Int, epochs: Int) {
    let points = (1...epochs).map { Chart.Point(Double($0), 1 / Double($0)) }
    let chart = Chart(
      series: [Chart.Series("training", points, ink: .first)],
      horizontal: Chart.Axis("epochs", range: 0...Double(epochs), labels: .whole))
    let lines = Self.picture(chart, columns: columns, rows: 14).text.split(separator: "\n")
    let words = lines.last?.split(separator: " ").map(String.init) ?? []
    let numbers = words.compactMap { Int($0) }
    #expect(words.filter { $0 == "epochs" }.count == 1, "\(words)")
    #expect(numbers.first == 0)
    #expect(numbers.last == epochs)
    #expect(numbers == numbers.sorted())
    #expect(words.count == numbers.count + 1)
  }

  @Test func `every size down to one cell can be drawn`() {
    for rows in 0...14 {
      for columns in 0...40 {
        for glyphs in GlyphSet.allCases {
          let canvas = Self.picture(Self.losses, columns: columns, rows: rows, glyphs: glyphs)
          if rows > 0, columns > 0 { #expect(canvas.cells.contains { $0.glyph != " " }) }
        }
      }
    }
  }

  @Test func `what is higher stands higher, and what is later further right`() {
    var generator = SeededGenerator(seed: 7)
    let points = (0..<9).map { Chart.Point(Double($0), .random(in: -5...5, using: &generator)) }
    let chart = Chart(series: [Chart.Series("", points, ink: .first, showsPoints: true)])
    let canvas = Self.picture(chart, columns: 60, rows: 25)
    var places: [(row: Int, column: Int)] = []
    for column in 0..<60 {
      for row in 0..<25 where canvas[row, column].glyph == "●" { places.append((row, column)) }
    }
    #expect(places.count == points.count)
    for (first, one) in zip(points, places) {
      for (second, other) in zip(points, places) where first.y > second.y {
        #expect(one.row <= other.row)
      }
    }
  }

  @Test func `a number that is none leaves a gap and is crossed out above`() {
    let points = [1, 2, .nan, 2, 1].enumerated().map { Chart.Point(Double($0), $1) }
    let chart = Chart(series: [Chart.Series("", points, ink: .first, showsPoints: true)])
    let canvas = Self.picture(chart, columns: 21, rows: 3)
    #expect(canvas.text.split(separator: "\n")[0].contains("×"))
    let between = (0..<3).map { canvas[$0, 8].glyph }
    #expect(between.allSatisfy { $0 == " " })
  }

  @Test func `what lies outside of a given range is pointed at from the edge`() {
    let points = [0.5, 7, 0.5, -7].enumerated().map { Chart.Point(Double($0), $1) }
    let chart = Chart(
      series: [Chart.Series("", points, ink: .first, showsPoints: true)],
      vertical: Chart.Axis(range: 0...1))
    let lines = Self.picture(chart, columns: 11, rows: 2).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first?.contains("↑") == true)
    #expect(lines.last?.contains("↓") == true)
  }

  @Test func `without colors each curve has its own mark and its own pattern`() {
    let inks = Chart.Ink.allCases.filter { $0 != .faint }
    #expect(Set(inks.map(\.marker)).count == inks.count)
    #expect(Set(inks.map(\.marker.asciiStandIn)).count == inks.count)
    let pictures = inks.map { ink in
      let points = [Chart.Point(0, 0), Chart.Point(1, 1)]
      return Self.picture(
        Chart(series: [Chart.Series("", points, ink: ink)]), columns: 30, rows: 2
      ).cells.dropLast().map(\.glyph)
    }
    #expect(Set(pictures).count == pictures.count)
  }

  @Test func `in front is what is drawn last`() {
    let flat = [Chart.Point(0, 1), Chart.Point(1, 1)]
    let chart = Chart(
      series: [Chart.Series("", flat, ink: .first), Chart.Series("", flat, ink: .second)])
    let canvas = Self.picture(chart, columns: 10, rows: 1)
    #expect(canvas[0, 0].style == Chart.Ink.second.style)
  }

  @Test func `names at the ends stand in the order of their curves and never on each other`() {
    let series = [0.30, 0.31, 0.32, 0.9].enumerated().map { index, end in
      Chart.Series(
        "name\(index)", [Chart.Point(0, 0), Chart.Point(1, end)],
        ink: Chart.Ink(rawValue: index) ?? .first)
    }
    let lines = Self.picture(Chart(series: series), columns: 60, rows: 12).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    let rows = (0..<4).map { index in lines.firstIndex { $0.contains("name\(index)") } ?? -1 }
    #expect(rows.allSatisfy { $0 >= 0 })
    #expect(Set(rows).count == 4)
    #expect(rows == rows.sorted(by: >))
  }
}
