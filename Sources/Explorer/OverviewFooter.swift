import Convolution
import Drawing

/// The last lines of the network screen: what the present cell sees, what there is to say, where the
/// cursor is, which keys matter now.
struct OverviewFooter {
  let model: Model
  let layout: OverviewLayout

  func draw(on canvas: inout Canvas) {
    let footer = Footer(model: model)
    canvas.write(note(footer), row: canvas.rows - 3, column: 1, columns: canvas.columns - 2)
    drawStatus(row: canvas.rows - 2, on: &canvas)
    canvas.write(footer.hints(width: canvas.columns - 1), row: canvas.rows - 1, column: 1)
  }

  private func note(_ footer: Footer) -> [Span] {
    if let note = footer.urgentNote { return note }
    if !model.trail.isEmpty { return [Span("why ", .accent)] + footer.trail }
    return []
  }

  // MARK: Where the cursor is

  private func drawStatus(row: Int, on canvas: inout Canvas) {
    let element = model.cursor.element
    let shape = model.shape
    let movesLayers = model.overview.focus == .layers
    var spans = [
      Span("layer \(model.overviewIndex + 1)/\(layout.count)", movesLayers ? .accent : .text)
    ]
    if shape.channels > 1 {
      let unit = shape.extent == Extent(1) ? "number" : "map"
      spans.append(
        Span("  \(unit) \(element.channel)/\(shape.channels)", movesLayers ? .accent : .text))
    }
    if shape.extent != Extent(1) {
      spans.append(
        Span("  cell \(element.row),\(element.column)", movesLayers ? .text : .accent))
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
