import Convolution
package import Drawing
import Explorer

/// Draws the whole live screen for a model.
///
/// Drawing depends on the model alone; what is kept between frames are painted pictures, so that keys
/// and pieces of computing cost nothing of the kind.
package struct LiveView {
  private var explorer = ScreenView()
  private var kept: [PictureKey: PicturePainting] = [:]

  /// What makes one painting different from another.
  private struct PictureKey: Hashable {
    let number: Int
    let settings: FrameSettings
    let isInput: Bool
    let size: Extent
    let display: DisplayProperties
  }

  package init() {}

  package mutating func canvas(for model: LiveModel) -> Canvas {
    // A frozen frame is the explorer's, which lays out paper itself.
    let isOnPaper = model.isBlank || model.isPresenting && model.screen.kind == .watching
    return Canvas(for: model.display, isBlank: model.isBlank, isOnPaper: isOnPaper) { canvas in
      let need = LiveLayout.smallestSize
      guard canvas.rows >= need.height, canvas.columns >= need.width else {
        canvas.drawTooSmall(needsColumns: need.width, rows: need.height)
        return
      }
      switch model.screen {
      case .watching: drawLive(model, on: &canvas)
      case .help(let scroll, _):
        LiveKeyTable.helpPage.draw(scroll: scroll, on: &canvas)
        LiveFooter(model).drawHints(on: &canvas)
      case .frozen(let frozen):
        let key = frozen.mode.kind == .overview ? "space or esc" : "esc"
        canvas.draw(
          explorer.canvas(for: frozen),
          wayBack: [Span(key, .accent), Span(" goes back to the stream", .dim)])
      }
    }
  }

  // MARK: The stream

  private mutating func drawLive(_ model: LiveModel, on canvas: inout Canvas) {
    drawHeader(model, on: &canvas)
    if let shown = model.shown {
      let large = model.showsInput ? shown.frame.input : shown.frame.picture
      let layout = LiveLayout(model, picture: large.shape.extent)
      drawPictures(model, shown.frame, layout, on: &canvas)
      if let answer = model.answer { AnswerView(answer, layout, model).draw(on: &canvas) }
    } else {
      drawWaiting(model, on: &canvas)
    }
    LiveFooter(model).draw(on: &canvas)
  }

  private func drawHeader(_ model: LiveModel, on canvas: inout Canvas) {
    var column = canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    column = canvas.write("live", row: 0, column: column + 2, style: Style(.strong))
    var words = model.network.title
    if let input = model.shown?.frame.input.shape { words += " \(input)" }
    canvas.write(words, row: 0, column: column + 2, columns: max(0, canvas.columns - column - 3))
    guard model.network.isUntrained else { return }
    let wordings = [
      "untrained: its weights are random numbers, and so is its answer",
      "untrained: random weights, random answers",
    ]
    let fitting = wordings.first { $0.count <= canvas.columns - 2 } ?? wordings[1]
    canvas.write(fitting, row: 1, column: 1, columns: canvas.columns - 2, style: Style(.warning))
  }

  private func drawWaiting(_ model: LiveModel, on canvas: inout Canvas) {
    let text: String
    switch model.stream {
    case .waiting: text = "waiting for the first frame; a camera takes a second or two"
    case .running, .stalled: text = "the first frame is being computed"
    case .ended: text = "the stream ended before its first frame"
    }
    canvas.write(
      text, row: canvas.rows / 2, column: 1, columns: canvas.columns - 2, style: Style(.dim))
  }

  private mutating func drawPictures(
    _ model: LiveModel, _ frame: LiveFrame, _ layout: LiveLayout, on canvas: inout Canvas
  ) {
    // Only what shows is kept.
    let before = kept
    kept = [:]
    func painting(_ isInput: Bool, _ size: Extent) -> PicturePainting {
      let key = PictureKey(
        number: frame.number, settings: model.settings, isInput: isInput, size: size,
        display: model.display)
      let painting =
        before[key]
        ?? PicturePainting(
          isInput ? frame.input : frame.picture, fullScale: isInput ? model.fullScale : 1,
          size: size, on: model.display)
      kept[key] = painting
      return painting
    }
    painting(model.showsInput, layout.pictureSize).draw(
      row: layout.picture.row, column: layout.picture.column, on: &canvas)
    guard let (region, size) = layout.input else { return }
    let shape = frame.input.shape
    let title =
      model.showsInput ? "what the camera sees" : "what the network sees, \(shape.extent)"
    canvas.write(
      title, row: region.row - 1, column: region.column, columns: region.columns, style: Style(.dim)
    )
    painting(!model.showsInput, size).draw(row: region.row, column: region.column, on: &canvas)
  }
}
