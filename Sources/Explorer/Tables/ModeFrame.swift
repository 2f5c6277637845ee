import Convolution
import Drawing

/// What stands above and below everything that takes the whole screen for a while.
struct ModeFrame {
  let model: Model
  /// What is shown.
  let title: [Span]
  /// How to read it, at the right end of the title's line where there is room.
  let detail: String
  /// What there is to say when the last key said nothing.
  let note: [Span]

  func draw(on canvas: inout Canvas) {
    if !model.isEmbedded { drawHeader(on: &canvas) }
    let row = model.viewBody.row - 1
    let end = canvas.write(title, row: row, column: 1, columns: canvas.columns - 2)
    if end + 2 + detail.unicodeScalars.count < canvas.columns {
      canvas.write(detail, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
    }
    let footer = Footer(model: model)
    canvas.write(
      footer.message ?? note, row: model.hintRow - 2, column: 1, columns: canvas.columns - 1)
    footer.drawHints(on: &canvas)
  }

  private func drawHeader(on canvas: inout Canvas) {
    let subject = model.exploration.subject
    var column = canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    column = canvas.write(
      "\(subject.title) \(subject.picture.shape)", row: 0, column: column + 2,
      columns: canvas.columns / 3)
    canvas.write(
      model.chainTitle(isShort: canvas.columns < 100), row: 0, column: column + 3,
      columns: max(0, canvas.columns - column - 4))
  }

  /// A line that fills from left to right, with words before it and behind it.
  static func drawProgress(
    _ words: [Span], done: Int, of count: Int, _ end: String, row: Int, on canvas: inout Canvas
  ) {
    let start = canvas.write(words, row: row, column: 1, columns: canvas.columns - 2) + 1
    let length = max(0, canvas.columns - end.unicodeScalars.count - 2 - start)
    let filled = count > 0 ? done * length / count : length
    canvas.drawProgress(filled, of: length, row: row, column: start)
    canvas.write(end, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
  }
}

extension Model {
  /// Whether a lesson stands around what is shown, which says itself what it is about.
  var isEmbedded: Bool { !showsProgress }

  /// Whether something shows that has a whole screen, or all of a scene, to itself.
  package var isView: Bool {
    switch mode {
    case .overview, .gallery, .strongest, .occluding: true
    case .exploring, .why, .help, .picking, .options, .editing: false
    }
  }

  /// Whether there is a line for the keys: a lesson has one of its own, which is enough where rows
  /// are few.
  var showsHints: Bool {
    guard isEmbedded, isView else { return true }
    return chrome == .scene && display.rows >= ScreenLayout.smallestSize.height
  }

  /// The row of the keys; without any, the one behind the last.
  var hintRow: Int { display.rows - (showsHints ? 1 : 0) }

  /// What is between the headings and the last lines.
  var viewBody: Region {
    let top = isEmbedded ? 1 : ScreenLayout.top
    return Region(
      row: top, column: 1, rows: max(1, hintRow - 2 - top), columns: max(1, display.columns - 2))
  }
}
