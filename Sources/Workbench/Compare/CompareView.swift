package import Drawing
import Explorer
import Training

/// Draws the whole screen of a comparison; what it draws depends on the model alone.
package struct CompareView {
  private var kept: (key: PicturesKey, canvas: Canvas)?

  /// What the panel of pictures follows from.
  private struct PicturesKey: Hashable {
    let region: Region
    let display: DisplayProperties
    let plan: StudyPlan
    let seed: Int
    let arePicturesThere: Bool
  }

  package init() {}

  package mutating func canvas(for comparison: Comparison) -> Canvas {
    Canvas(
      for: comparison.display, isBlank: comparison.isBlank, isOnPaper: comparison.isPresenting
    ) { canvas in
      let need = CompareLayout.smallestSize
      guard canvas.columns >= need.columns, canvas.rows >= need.rows else {
        canvas.drawTooSmall(needsColumns: need.columns, rows: need.rows)
        return
      }
      let layout = CompareLayout(comparison)
      if let scroll = comparison.helpScroll {
        CompareKeyTable.helpPage.draw(scroll: scroll, on: &canvas)
        CompareFooter(comparison, layout).drawHints(on: &canvas)
      } else {
        draw(comparison, layout, on: &canvas)
      }
    }
  }

  private mutating func draw(
    _ comparison: Comparison, _ layout: CompareLayout, on canvas: inout Canvas
  ) {
    let column = canvas.write("explore", row: 0, column: 1, style: Style(.accent)) + 2
    let (room, words) = (canvas.columns - column - 1, comparison.words)
    canvas.write(
      words.title.unicodeScalars.count <= room ? words.title : words.shortTitle, row: 0,
      column: column, columns: room)
    if let row = layout.tabsRow { ComparePage.tabs.draw(comparison.page, row: row, on: &canvas) }
    if let region = layout.preparation, let preparation = comparison.preparation {
      PreparationPanel(comparison: comparison, preparation: preparation, region: region)
        .draw(on: &canvas)
    }
    if let region = layout.figures {
      StudyFigures(comparison, columns: region.columns, rows: region.rows)
        .draw(in: region, on: &canvas)
    }
    let hasKey = layout.table != nil || layout.figures != nil
    if let region = layout.chart {
      drawChart(comparison, in: region, hasKey: hasKey, on: &canvas)
    }
    if let region = layout.table {
      CompareTables(words, shownWays: comparison.shownWays, in: region).drawWays(on: &canvas)
    }
    if let region = layout.differences {
      CompareTables(words, in: region).drawDifferences(on: &canvas)
    }
    if let region = layout.pictures {
      canvas.draw(pictures(comparison, in: region), in: region)
    }
    CompareFooter(comparison, layout).draw(on: &canvas)
  }

  private func drawChart(
    _ comparison: Comparison, in region: Region, hasKey: Bool, on canvas: inout Canvas
  ) {
    let chart = comparison.result.chart(comparison.shownWays, in: region, hasKey: hasKey)
    guard !chart.series.isEmpty else {
      PanelTitle.drawEmpty(
        comparison.shownWays.isEmpty
          ? "all ways are hidden; 1 to 5 show them" : comparison.activity, in: region,
        on: &canvas)
      return
    }
    canvas.draw(chart, in: region, glyphs: comparison.display.glyphs)
  }

  /// The pictures that a seed learns from, drawn anew only when they are others.
  private mutating func pictures(_ comparison: Comparison, in region: Region) -> Canvas {
    let key = PicturesKey(
      region: region, display: comparison.display, plan: comparison.plan,
      seed: comparison.shownSeed, arePicturesThere: comparison.pictures != nil)
    if let kept, kept.key == key { return kept.canvas }
    var canvas = Canvas(columns: region.columns, rows: region.rows)
    ExamplesPanel(
      comparison, in: Region(row: 0, column: 0, rows: region.rows, columns: region.columns)
    ).draw(on: &canvas)
    kept = (key, canvas)
    return canvas
  }
}
