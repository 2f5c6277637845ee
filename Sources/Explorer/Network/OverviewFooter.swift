import Convolution
import Drawing

/// The last lines of the network screen: what the present cell sees, what there is to say, where the
/// cursor is, which keys matter now.
struct OverviewFooter {
  let model: Model
  let layout: OverviewLayout
  let counts: UsageCounts?

  func draw(on canvas: inout Canvas) {
    drawField(row: model.hintRow - 3, on: &canvas)
    drawNote(row: model.hintRow - 2, on: &canvas)
    drawStatus(row: model.hintRow - 1, on: &canvas)
    Footer(model: model).drawHints(on: &canvas)
  }

  /// What the present cell sees, and on the right the scale of the counts.
  private func drawField(row: Int, on canvas: inout Canvas) {
    let wordings = FieldText(model, counts: counts).wordings
    let room = canvas.columns - 2
    let text = wordings.first { $0.unicodeScalars.count <= room } ?? ""
    canvas.write(text, row: row, column: 1, columns: room, style: Style(.strong))
  }

  /// A message, the trail, or the value of the present cell with the scale that it is drawn in.
  private func drawNote(row: Int, on canvas: inout Canvas) {
    let footer = Footer(model: model)
    let showsUses = model.overview.showsUses
    var legend = showsUses ? usesLegend : nil
    let spans: [Span]
    if let message = footer.message {
      spans = message
    } else if !model.trail.isEmpty {
      spans = [Span("why ", .accent)] + footer.trail(width: canvas.columns - 6)
    } else if showsUses {
      spans = [Span("how often each number is used", .dim)]
    } else {
      spans = present
      legend = Legend(
        scale: presentScale, title: model.scope.title, glyphs: model.display.glyphs)
    }
    let column = canvas.write(spans, row: row, column: 1, columns: canvas.columns - 2) + 3
    guard column + 40 < canvas.columns else { return }
    legend?.draw(row: row, column: column, columns: canvas.columns - 1 - column, on: &canvas)
  }

  /// The address of the present cell, its value, and its name where it is an answer.
  private var present: [Span] {
    let (place, element) = (column.place, model.cursor.element)
    let value = model.exploration.tensor(at: place)[element]
    let address = Span(model.exploration.address(element, at: place), .accent)
    // The labels of a single number are those of its ends.
    let label =
      model.shape.isVector
      ? model.exploration.label(ofChannel: element.channel, at: place) : nil
    return [address, Span(" \(relation(value))")] + (label.map { [Span("  \($0)", .strong)] } ?? [])
  }

  private var column: OverviewColumn { model.overviewColumns[model.overviewIndex] }

  private var presentScale: ColorScale {
    let range = model.exploration.range(
      model.scope, at: column.place, channel: model.cursor.element.channel)
    return ColorScale(model.palette, for: range, tier: model.display.colors)
  }

  /// The counts of the picture, from the least to the most.
  private var usesLegend: Legend? {
    guard let counts else { return nil }
    let levels = UseLevels(counts, at: .picture)
    return Legend(
      scale: levels.scale(model.palette, tier: model.display.colors),
      title: "in the picture" + (levels.isLogarithmic ? ", logarithmic" : ""),
      glyphs: model.display.glyphs,
      ends: (FieldText.number(levels.smallest), FieldText.number(levels.largest)))
  }

  // MARK: Where the cursor is

  private func drawStatus(row: Int, on canvas: inout Canvas) {
    let element = model.cursor.element
    let shape = model.shape
    let movesLayers = model.mode.kind == .overview
    var spans = [
      Span("layer \(model.overviewIndex + 1)/\(layout.count)", movesLayers ? .accent : .text)
    ]
    if shape.channels > 1 {
      let unit = shape.extent == Extent(1) ? "number" : "map"
      let text = "\(unit) \(element.channel) of 0–\(shape.channels - 1)"
      spans += [Span("  "), Span(text, movesLayers ? .accent : .text)]
    }
    if shape.extent != Extent(1) {
      let text = "cell \(element.row),\(element.column)"
      spans += [Span("  "), Span(text, movesLayers ? .text : .accent)]
    }
    let column = canvas.write(spans, row: row, column: 1) + 2
    drawScrollBar(row: row, column: column, on: &canvas)
  }

  /// `◂ 3 ─────━━━━─── 31 ▸`: which part of a longer network shows.
  private func drawScrollBar(row: Int, column: Int, on canvas: inout Canvas) {
    guard let first = layout.columns.first?.index, let last = layout.columns.last?.index,
      layout.columns.count < layout.count
    else { return }
    let (left, right) = (first, layout.count - 1 - last)
    let start = canvas.write(
      "◂ \(left) more ", row: row, column: column, style: Style(left > 0 ? .text : .dim))
    let text = " \(right) more ▸"
    let end = canvas.columns - 1 - text.unicodeScalars.count
    canvas.write(text, row: row, column: end, style: Style(right > 0 ? .text : .dim))
    let length = end - start
    guard length > 0 else { return }
    let from = first * length / layout.count
    let to = max(from + 1, (last + 1) * length / layout.count)
    for place in 0..<length {
      canvas[row, start + place] =
        from..<to ~= place ? Cell("━", Style(.accent)) : Cell("─", Style(.dim))
    }
  }
}
