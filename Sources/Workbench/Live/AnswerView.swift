import Convolution
import Drawing
import Explorer

/// The class in large letters, how likely it is, and what else it might be.
struct AnswerView {
  private let answer: LiveAnswer
  private let layout: LiveLayout
  private let model: LiveModel

  private static let percentWidth = 6
  private static let longestLabel = 24

  init(_ answer: LiveAnswer, _ layout: LiveLayout, _ model: LiveModel) {
    (self.answer, self.layout, self.model) = (answer, layout, model)
  }

  func draw(on canvas: inout Canvas) {
    let first = answer.classes[0]
    let isSure = answer.isSure
    // Long names list several words for the same thing.
    let name = first.label.split(separator: ",").first.map(String.init) ?? first.label
    LargeWords(isSure ? name : "not sure", in: layout.name, glyphs: model.display.glyphs)
      .draw(style: Style(isSure ? .strong : .dim), on: &canvas)
    drawBar(first, row: layout.bar.row, isFirst: true, on: &canvas)
    let others = answer.classes.dropFirst().prefix(layout.others.rows)
    for (offset, other) in others.enumerated() {
      drawBar(other, row: layout.others.row + offset, isFirst: false, on: &canvas)
    }
  }

  /// `Sneaker ████████░░░░  93 %`
  private func drawBar(
    _ entry: LiveAnswer.Class, row: Int, isFirst: Bool, on canvas: inout Canvas
  ) {
    let region = layout.bar
    let shown = answer.classes.prefix(1 + layout.others.rows)
    let longest = shown.map(\.label.unicodeScalars.count).max() ?? 0
    let labelWidth = min(longest, Self.longestLabel, region.columns / 2)
    canvas.write(
      entry.label, row: row, column: region.column, columns: labelWidth,
      style: Style(isFirst ? .strong : .text))
    if entry.label.unicodeScalars.count > labelWidth {
      canvas[row, region.column + labelWidth - 1] = Cell("…")
    }
    let start = region.column + labelWidth + 1
    let width = max(0, region.endColumn - Self.percentWidth - start)
    let filled =
      entry.probability.isFinite
      ? Int((min(max(entry.probability, 0), 1) * Float(width)).rounded()) : 0
    let style = Style(isFirst && answer.isSure ? .accent : .dim)
    for place in 0..<filled { canvas[row, start + place] = Cell("█", style) }
    // From here on it is sure.
    if isFirst, width > 0 {
      let place = min(width - 1, Int(model.sureness * Float(width)))
      canvas[row, start + place] = Cell("│", Style(.accent))
    }
    canvas.write(
      percentage(entry.probability), row: row, endingAt: region.endColumn,
      style: Style(isFirst ? .strong : .dim))
  }
}
