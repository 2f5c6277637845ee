import Convolution
package import Drawing
internal import Explorer
import Training

/// Draws the whole screen on which a filter is learned; it depends on the model alone.
package struct FilterView {
  /// For the explorer, while the filter is looked at there.
  private var screen = ScreenView()

  package init() {}

  package mutating func canvas(for model: FilterModel) -> Canvas {
    if let explorer = model.explorer { return screen.canvas(for: explorer) }
    return Canvas(for: model.display, isBlank: model.isBlank, isOnPaper: model.isPresenting) {
      Self.draw(model, on: &$0)
    }
  }

  private static func draw(_ model: FilterModel, on canvas: inout Canvas) {
    let layout = FilterLayout(model)
    guard layout.size == .fits else {
      let need = FilterLayout.smallest(for: model)
      canvas.drawTooSmall(
        needsColumns: need.width, rows: need.height, inScene: model.chrome == .scene)
      return
    }
    if case .help(let scroll, _) = model.mode {
      FilterKeys.helpPage.draw(scroll: scroll, on: &canvas)
      FilterKeys.helpPage.drawHints(scroll: scroll, on: &canvas)
      return
    }
    FilterMaps(model: model).draw(layout, on: &canvas)
    if case .painting(let brush) = model.mode {
      FilterPanels(model: model, layout: layout).drawBrush(brush, on: &canvas)
    } else {
      drawTables(model, layout, on: &canvas)
      drawLoss(model, layout, on: &canvas)
      // What is said of a number names what is kept back.
      let lines = model.hidden.isEmpty ? UpdateText(model).lines(room: layout.why.rows) : []
      for (offset, line) in lines.enumerated() {
        canvas.write(
          line, row: layout.why.row + offset, column: layout.why.column,
          columns: layout.why.columns)
      }
      FilterPanels(model: model, layout: layout).draw(on: &canvas)
    }
    FilterFooter(model: model, layout: layout).draw(on: &canvas)
  }

  // MARK: Tables

  private static func drawTables(
    _ model: FilterModel, _ layout: FilterLayout, on canvas: inout Canvas
  ) {
    for table in layout.tables { NumberTable(model, table).draw(on: &canvas) }
    for (index, region) in layout.signs.enumerated() {
      let row = region.row + region.rows / 2
      let text = index == 0 ? sign(model) : "="
      canvas.write(
        text, row: row, column: region.column + (region.columns - text.unicodeScalars.count) / 2,
        style: Style(.strong))
    }
  }

  /// What stands between the old numbers and what they are changed by.
  private static func sign(_ model: FilterModel) -> String {
    "− \(Figures.exact(model.learning.optimizer.rate)) ×"
  }

  /// How the target's number is written under a learned one.
  static func goalText(_ value: Float) -> String {
    let text = Fixed.telling(value)?.text ?? ""
    return 1...6 ~= text.count ? text : Figures.cell(value, decimals: 2, columns: 6)
  }

  private static func drawLoss(
    _ model: FilterModel, _ layout: FilterLayout, on canvas: inout Canvas
  ) {
    if let chart = layout.chart {
      canvas.draw(
        LossCurve(model).chart(in: chart), in: chart, glyphs: model.display.glyphs)
    }
    guard let region = layout.digits else { return }
    canvas.write(
      "loss at step \(model.learning.position)", row: region.row, column: region.column,
      columns: region.columns, style: Style(.dim))
    let text = Figures.significant(model.learning.loss, 3)
    let digits = BlockText(
      text, columns: region.columns, rows: region.rows - 1, glyphs: model.display.glyphs)
    if let digits {
      digits.draw(row: region.row + 1, column: region.column, style: Style(.strong), on: &canvas)
    } else {
      canvas.write(
        text, row: region.row + 1, column: region.column, columns: region.columns,
        style: Style(.strong))
    }
  }
}
