import Convolution
import Drawing
import Explorer
import Training

/// What lies over the tables for a while: the terms of a gradient, targets, options; or the brush.
struct FilterPanels {
  let model: FilterModel
  let layout: FilterLayout

  func draw(on canvas: inout Canvas) {
    switch model.mode {
    case .why(let term): drawTerms(chosen: term, on: &canvas)
    case .targets(let choice, _): drawTargets(chosen: choice, on: &canvas)
    case .options(let row, let text): drawOptions(chosen: row, text, on: &canvas)
    case .training, .editing, .painting, .help: break
    }
  }

  /// Beside the numbers where there is room for both, else over them.
  private var region: Region {
    let panel = layout.panel
    guard let now = layout.tables.first, panel.columns >= 75 else {
      return Region(
        row: panel.row, column: panel.column, rows: panel.rows,
        columns: layout.frame.body.columns)
    }
    let left = now.region.endColumn + 2
    return Region(
      row: panel.row, column: left, rows: panel.rows,
      columns: layout.frame.body.endColumn - left)
  }

  /// A list with the chosen line in view.
  private func drawList(
    _ title: [Span], _ lines: [[Span]], chosen: Int, in region: Region, on canvas: inout Canvas
  ) {
    canvas.fill(region)
    canvas.write(title, row: region.row, column: region.column + 1, columns: region.columns - 1)
    let room = max(1, region.rows - 1)
    let start = min(max(chosen - room / 2, 0), max(0, lines.count - room))
    for (offset, line) in lines.dropFirst(start).prefix(room).enumerated() {
      let row = region.row + 1 + offset
      guard start + offset == chosen else {
        write(line, row: row, in: region, on: &canvas)
        continue
      }
      canvas.fill(
        Region(row: row, column: region.column, rows: 1, columns: region.columns),
        with: Cell(" ", Style(.selection)))
      write(line.map { Span($0.text, .selection) }, row: row, in: region, on: &canvas)
    }
  }

  /// What does not fit ends in dots.
  private func write(_ line: [Span], row: Int, in region: Region, on canvas: inout Canvas) {
    let room = region.columns - 1
    canvas.write(line, row: row, column: region.column + 1, columns: room)
    guard room > 0, line.reduce(0, { $0 + $1.width }) > room else { return }
    canvas[row, region.endColumn - 1].glyph = "…"
  }

  // MARK: Why

  private func drawTerms(chosen: Int, on canvas: inout Canvas) {
    let text = GradientText(model)
    var list = region
    let results = text.results(shown: max(1, region.rows - 1 - GradientText.resultLines))
    list.rows -= results.count
    drawList(
      text.title(columns: list.columns - 2), text.lines, chosen: chosen, in: list, on: &canvas)
    for (offset, line) in results.enumerated() {
      let row = list.endRow + offset
      canvas.fill(Region(row: row, column: list.column, rows: 1, columns: list.columns))
      canvas.write(line, row: row, column: list.column + 1, columns: list.columns - 1)
    }
  }

  // MARK: Targets and options

  private func drawTargets(chosen: Int, on canvas: inout Canvas) {
    let width = FilterCatalog.entries.map(\.name.count).max() ?? 0
    let lines =
      FilterCatalog.entries.map { entry in
        [Span(entry.name.padding(to: width + 2)), Span(entry.summary, .dim)]
      } + [[Span("blank".padding(to: width + 2)), Span("An empty sheet: d draws on it.", .dim)]]
    drawList(
      [Span("what should come out", .accent)], lines, chosen: chosen, in: region, on: &canvas)
  }

  private func drawOptions(chosen: Int, _ text: String, on canvas: inout Canvas) {
    let options = FilterOption.available(for: model)
    let width = options.map(\.title.count).max() ?? 0
    let lines = options.enumerated().map { index, option in
      let value = index == chosen && !text.isEmpty ? text + "_" : option.value(in: model)
      return [Span(option.title.padding(to: width + 3), .dim), Span(value)]
    }
    drawList([Span("options", .accent)], lines, chosen: chosen, in: region, on: &canvas)
  }

  // MARK: Brush

  /// Below the title of the target: what is painted with, and where.
  func drawBrush(_ brush: Brush, on canvas: inout Canvas) {
    let value =
      brush.text.isEmpty ? Figures.short(Double(brush.value)) : brush.text + "_"
    let target = layout.maps[0].region
    let column = target.endColumn + 3
    let lines = [
      "brush \(value)", brush.isDown ? "pen down" : "pen up",
      "cell [\(model.window.row),\(model.window.column)]",
      "loss \(Figures.loss(model.learning.loss))",
    ]
    let top = (layout.maps.map(\.region.endRow).max() ?? target.endRow)
    let room = layout.frame.body
    // Beside the pictures where they leave room, else in the corner below them.
    let right = layout.maps.dropFirst().map(\.region.endColumn).max() ?? column
    let isBeside = right + 3 + 16 <= room.endColumn
    for (offset, line) in lines.enumerated() {
      let row = isBeside ? room.row + 1 + offset : top - lines.count + offset
      canvas.write(
        line, row: row, column: isBeside ? right + 3 : column,
        columns: room.endColumn - column, style: Style(offset == 0 ? .accent : .text))
    }
  }
}
