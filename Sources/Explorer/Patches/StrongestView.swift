import Convolution
import Drawing

/// Draws the patches that light a filter up side by side, the strongest first.
struct StrongestView {
  let model: Model
  let strongest: Strongest

  func draw(_ thumbnails: inout Thumbnails, on canvas: inout Canvas) {
    let layout = StrongestLayout(model, strongest)
    let text = StrongestText(model, strongest)
    let pages = layout.grid.pages(of: strongest.patches.count)
    let page = pages > 1 ? ", page \(layout.grid.page(of: strongest.place) + 1) of \(pages)" : ""
    ModeFrame(
      model: model, title: text.title + [Span(page)], detail: "value, picture, cell",
      note: text.present
    ).draw(on: &canvas)
    for place in layout.grid.places(with: strongest.place, of: strongest.patches.count) {
      draw(place, layout, text, &thumbnails, on: &canvas)
    }
    let (done, count) = (strongest.doneCount, strongest.subjects.count)
    let now = strongest.isComplete ? "" : "picture \(done + 1) of \(count)"
    ModeFrame.drawProgress(
      [Span(strongest.isComplete ? text.pictures : now + " ", .strong)],
      done: done * 100 + Int(strongest.fraction * 100), of: count * 100,
      strongest.isComplete ? "" : "esc cancels", row: model.hintRow - 1, on: &canvas)
  }

  private func draw(
    _ place: Int, _ layout: StrongestLayout, _ text: StrongestText,
    _ thumbnails: inout Thumbnails, on canvas: inout Canvas
  ) {
    let patch = strongest.patches[place]
    let tile = layout.grid.region(of: place)
    let isChosen = place == strongest.place
    if isChosen { layout.grid.drawChoice(place, on: &canvas) }
    func style(_ role: Role) -> Style { Style(isChosen ? .selection : role) }
    let value = text.format.text(patch.value)
    let column = canvas.write(value, row: tile.row, column: tile.column, style: style(.strong))
    let subject = strongest.subjects[patch.subject]
    canvas.write(
      subject.title, row: tile.row, column: column + 1, columns: tile.endColumn - column - 1,
      style: style(.text))
    canvas.write(
      StrongestText.address(model, strongest, patch), row: tile.row + 1, column: tile.column,
      columns: tile.columns, style: Style(.dim))
    let painting = thumbnails.painting(
      Thumbnails.PatchKey(
        subject: subject.arguments, field: patch.field, size: layout.size(of: patch),
        scale: model.scale(of: subject), glyphs: model.display.glyphs,
        isInColor: model.paintsRealColors(of: subject)), of: subject.picture)
    painting.draw(row: tile.row + StrongestLayout.captionRows, column: tile.column, on: &canvas)
  }
}
