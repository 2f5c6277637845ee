extension Canvas {
  /// Draws curves with their axes and names into a part of the canvas, whatever its size.
  package mutating func draw(_ chart: Chart, in region: Region, glyphs: GlyphSet) {
    guard !region.isEmpty else { return }
    let layout = ChartLayout(chart, in: region)
    ChartView(chart: chart, layout: layout, region: region, glyphs: glyphs).draw(on: &self)
  }
}

/// Draws a chart where its layout says.
private struct ChartView {
  let chart: Chart
  let layout: ChartLayout
  let region: Region
  private let blank: DotGrid

  init(chart: Chart, layout: ChartLayout, region: Region, glyphs: GlyphSet) {
    (self.chart, self.layout, self.region) = (chart, layout, region)
    blank = DotGrid(rows: layout.plot.rows, columns: layout.plot.columns, glyphs: glyphs)
  }

  private var plot: Region { layout.plot }

  func draw(on canvas: inout Canvas) {
    drawHeading(on: &canvas)
    drawAxes(on: &canvas)
    drawCurves(on: &canvas)
    drawMarks(on: &canvas)
    drawNames(on: &canvas)
  }

  // MARK: Around the curves

  private func drawHeading(on canvas: inout Canvas) {
    guard let row = layout.headingRow else { return }
    var column = region.column
    if !chart.title.isEmpty {
      column = canvas.write(
        chart.title, row: row, column: column, columns: region.columns, style: Style(.strong))
      column += 3
    }
    guard layout.namesColumn == nil else { return }
    for name in chart.names {
      // As many names as fit whole; a first one is cut rather than missing.
      let room = region.endColumn - column
      guard name.width <= room || (column == region.column && room > 0) else { break }
      column = canvas.write(name.spans, row: row, column: column, columns: room) + 2
    }
  }

  private func drawAxes(on canvas: inout Canvas) {
    let dim = Style(.dim)
    if layout.hasVerticalAxis {
      let column = plot.column - 1
      for row in plot.row..<plot.endRow { canvas[row, column] = Cell("│", dim) }
      for tick in layout.vertical.ticks {
        guard let row = row(of: tick.value) else { continue }
        canvas[row, column] = Cell("┤", dim)
        canvas.write(tick.label, row: row, endingAt: column, style: dim)
      }
    }
    guard layout.hasHorizontalAxis else { return }
    let row = plot.endRow
    for column in plot.column..<plot.endColumn { canvas[row, column] = Cell("─", dim) }
    if layout.hasVerticalAxis { canvas[row, plot.column - 1] = Cell("└", dim) }
    drawHorizontalLabels(row: row, on: &canvas)
  }

  /// The last number comes first, then the title behind it or, where the region ends there, before it;
  /// then as many of the others as still have room.
  private func drawHorizontalLabels(row: Int, on canvas: inout Canvas) {
    let labels = layout.horizontal.ticks.compactMap { tick in
      column(of: tick.value).map { column in
        canvas[row, column] = Cell("┴", Style(.dim))
        let width = tick.label.unicodeScalars.count
        let start = min(column - (width - 1) / 2, region.endColumn - width)
        return (text: tick.label, start: max(region.column, start), width: width)
      }
    }
    var taken: [Range<Int>] = []
    func write(_ text: String, at start: Int) {
      let columns = start..<start + text.unicodeScalars.count
      let isFree = taken.allSatisfy {
        $0.upperBound < columns.lowerBound || columns.upperBound < $0.lowerBound
      }
      guard isFree, region.column <= start, columns.upperBound <= region.endColumn else { return }
      canvas.write(text, row: row + 1, column: start, style: Style(.dim))
      taken.append(columns)
    }
    let title = chart.horizontal.title
    if let last = labels.last { write(last.text, at: last.start) }
    if !title.isEmpty {
      let width = title.unicodeScalars.count
      let (start, end) = labels.last.map { ($0.start, $0.start + $0.width) } ?? (plot.endColumn, 0)
      let isBehind = !labels.isEmpty && end + 1 + width <= region.endColumn
      let titleStart = isBehind ? end + 1 : start - 1 - width
      // The first number is worth more than the title.
      if titleStart >= plot.column + 3 { write(title, at: titleStart) }
    }
    for label in labels.dropLast() { write(label.text, at: label.start) }
  }

  private func row(of value: Double) -> Int? {
    layout.vertical.fraction(of: value).flatMap { blank.cell(x: 0, y: $0) }.map {
      plot.row + $0.row
    }
  }

  private func column(of value: Double) -> Int? {
    layout.horizontal.fraction(of: value).flatMap { blank.cell(x: $0, y: 0) }
      .map { plot.column + $0.column }
  }

  // MARK: Curves

  private func drawCurves(on canvas: inout Canvas) {
    var grid = blank
    for series in chart.series {
      var previous: Chart.Point?
      var phase = 0
      for point in series.points {
        let place = place(of: point)
        if let previous, let place {
          grid.line(from: previous, to: place, ink: series.ink, phase: &phase)
        }
        previous = place
      }
    }
    grid.draw(row: plot.row, column: plot.column, on: &canvas)
    for series in chart.series where series.ink != .faint { drawPoints(of: series, on: &canvas) }
  }

  /// In the unit square, or beside it; nil where a number has no place.
  private func place(of point: Chart.Point) -> Chart.Point? {
    guard let x = layout.horizontal.fraction(of: point.x),
      let y = layout.vertical.fraction(of: point.y)
    else { return nil }
    return Chart.Point(x, y)
  }

  private func drawPoints(of series: Chart.Series, on canvas: inout Canvas) {
    let points = series.showsPoints ? series.points[...] : series.points.suffix(1)
    for point in points {
      guard let x = layout.horizontal.fraction(of: point.x) else { continue }
      // What lies outside is pointed at from the edge, and what is no number is crossed out there.
      let y = layout.vertical.fraction(of: point.y)
      let glyph: Unicode.Scalar =
        y.map { $0 > 1 ? "↑" : $0 < 0 ? "↓" : series.ink.marker } ?? "×"
      guard let cell = blank.cell(x: x, y: min(max(y ?? 1, 0), 1)) else { continue }
      canvas[plot.row + cell.row, plot.column + cell.column] = Cell(glyph, series.ink.style)
    }
  }

  // MARK: Marks and names

  private func drawMarks(on canvas: inout Canvas) {
    for mark in chart.marks {
      guard let column = column(of: mark.x) else { continue }
      for row in plot.row..<plot.endRow where canvas[row, column].glyph == " " {
        canvas[row, column] = Cell("┊", Style(.dim))
      }
      let room = max(plot.endColumn - column - 1, column - plot.column)
      let label = mark.label.words(in: room)
      let width = label.unicodeScalars.count
      let start = column + 1 + width <= plot.endColumn ? column + 1 : column - width
      // Where nothing is in its way, if there is such a row.
      let row = (plot.row..<plot.endRow).first { row in
        (start..<start + width).allSatisfy { canvas[row, $0].glyph == " " }
      }
      canvas.write(label, row: row ?? plot.row, column: start, style: Style(.accent))
    }
  }

  /// Each name beside the end of its curve, or as near as the others let it come.
  private func drawNames(on canvas: inout Canvas) {
    guard let column = layout.namesColumn else { return }
    let names = chart.names.map { name in (name: name, height: height(of: name)) }
      .sorted { $0.height > $1.height }
    // Each leaves as many rows below it as the others need, so that all of them stay inside.
    var free = plot.row
    for (index, entry) in names.enumerated() {
      let end = plot.row + (blank.cell(x: 0, y: entry.height)?.row ?? 0)
      let row = min(max(end, free), region.endRow - (names.count - index))
      canvas.write(
        entry.name.spans, row: row, column: column, columns: max(0, region.endColumn - column))
      free = row + 1
    }
  }

  /// How high a curve's last point is that is a number, from 0 to 1; without one it counts as high.
  private func height(of name: Chart.Name) -> Double {
    let heights = chart.series[name.series].points.lazy.reversed()
      .compactMap { layout.vertical.fraction(of: $0.y) }
    return min(max(heights.first ?? 1, 0), 1)
  }
}

extension String {
  /// As many of the first words as there are columns for.
  fileprivate func words(in columns: Int) -> String {
    var words = split(separator: " ")
    while !words.isEmpty {
      let text = words.joined(separator: " ")
      if text.unicodeScalars.count <= columns { return text }
      words.removeLast()
    }
    return ""
  }
}
