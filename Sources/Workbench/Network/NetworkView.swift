package import Drawing
import Explorer
import Training

/// Draws the whole screen of a training.
///
/// Drawing depends on the model alone; what is kept between frames are panels that show the same as
/// before, so that a frame costs little while batches go on.
package struct NetworkView {
  private var explorer = ScreenView()
  private var kept: [NetworkPage: (key: PanelKey, canvas: Canvas)] = [:]

  /// What a panel of pictures follows from.
  private struct PanelKey: Hashable {
    let region: Region
    let display: DisplayProperties
    let choice: NetworkChoice
    let isChosen: Bool
    let generation: Int
    /// The worst answers, for the panel that shows them.
    let source: ShownAnswers.Source?
    let worst: Int
    let progress: Int
  }

  package init() {}

  package mutating func canvas(for training: NetworkTraining) -> Canvas {
    Canvas(for: training.display, isBlank: training.isBlank, isOnPaper: training.isPresenting) {
      drawScreen(of: training, on: &$0)
    }
  }

  private mutating func drawScreen(of training: NetworkTraining, on canvas: inout Canvas) {
    let need = training.isScene ? NetworkLayout.smallestScene : NetworkLayout.smallestSize
    guard canvas.columns >= need.columns, canvas.rows >= need.rows else {
      canvas.drawTooSmall(
        needsColumns: need.columns, rows: need.rows, inScene: training.isScene)
      return
    }
    guard !training.isScene else {
      drawScene(training, on: &canvas)
      return
    }
    switch training.screen {
    case .training: draw(training, on: &canvas)
    case .weight(let question):
      WeightView(training: training, question: question).draw(on: &canvas)
      NetworkFooter(training, NetworkLayout(training)).draw(on: &canvas)
    case .explorer(let model):
      canvas.draw(
        explorer.canvas(for: model),
        wayBack: [
          Span("esc", .accent), Span(" goes back to the training, which is paused", .dim),
        ])
    case .help(let scroll, _):
      NetworkKeyTable.helpPage.draw(scroll: scroll, on: &canvas)
      NetworkFooter(training, NetworkLayout(training)).drawHints(on: &canvas)
    }
  }

  // MARK: The training

  private mutating func draw(_ training: NetworkTraining, on canvas: inout Canvas) {
    let layout = NetworkLayout(training)
    drawHeader(training, on: &canvas)
    if let row = layout.tabsRow { NetworkPage.tabs.draw(training.page, row: row, on: &canvas) }
    if let result = layout.result {
      ResultPanel(training: training, region: result).draw(on: &canvas)
    }
    for panel in layout.panels { draw(panel, of: training, on: &canvas) }
    NetworkFooter(training, layout).draw(on: &canvas)
  }

  /// Without what a lesson has around it.
  private mutating func drawScene(_ training: NetworkTraining, on canvas: inout Canvas) {
    let layout = NetworkLayout(training)
    if let row = layout.tabsRow {
      NetworkPage.sceneTabs.draw(training.page, row: row, on: &canvas)
    } else {
      let history = training.history
      canvas.write(
        "\(history.network) on \(history.data), \(history.recipe.optimizer.words)", row: 0,
        column: 0, columns: canvas.columns, style: Style(.strong))
    }
    for panel in layout.panels { draw(panel, of: training, on: &canvas) }
    if training.showsProgress { NetworkFooter(training, layout).drawProgress(on: &canvas) }
  }

  private func drawHeader(_ training: NetworkTraining, on canvas: inout Canvas) {
    let history = training.history
    let column = canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    let title = "\(history.network) on \(history.data)"
    let end = canvas.write(title, row: 0, column: column + 2, columns: canvas.columns - column - 3)
    let recipe =
      "\(history.recipe.optimizer.words), batches of \(history.recipe.batchSize), seed \(history.recipe.seed)"
    guard end + 3 + recipe.unicodeScalars.count < canvas.columns else { return }
    canvas.write(recipe, row: 0, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  private mutating func draw(
    _ panel: NetworkLayout.Panel, of training: NetworkTraining, on canvas: inout Canvas
  ) {
    let isChosen = panel.page == training.page
    let region = panel.region
    guard !region.isEmpty else { return }
    switch panel.page {
    case .curves: CurvesPanel(training, in: region).draw(on: &canvas)
    case .confusion:
      ConfusionPanel(training: training, region: region, isChosen: isChosen).draw(on: &canvas)
    case .filters, .maps, .mistakes:
      canvas.draw(painted(panel, of: training, isChosen: isChosen), in: region)
    }
  }

  /// A panel of pictures, drawn anew only where they have changed.
  private mutating func painted(
    _ panel: NetworkLayout.Panel, of training: NetworkTraining, isChosen: Bool
  ) -> Canvas {
    let answers = panel.page == .mistakes ? training.answers : nil
    let key = PanelKey(
      region: panel.region, display: training.display, choice: training.choice,
      isChosen: isChosen, generation: training.probe?.generation ?? 0, source: answers?.source,
      worst: answers?.worst?.first?.example ?? -1,
      progress: training.examination.map { Int($0.fraction * 100) } ?? -1)
    if let kept = kept[panel.page], kept.key == key { return kept.canvas }
    var canvas = Canvas(columns: panel.region.columns, rows: panel.region.rows)
    let region = Region(row: 0, column: 0, rows: canvas.rows, columns: canvas.columns)
    switch panel.page {
    case .filters:
      FiltersPanel(training: training, region: region, isChosen: isChosen).draw(on: &canvas)
    case .maps:
      MapsPanel(training: training, region: region, isChosen: isChosen).draw(on: &canvas)
    case .mistakes:
      MistakesPanel(training: training, region: region, isChosen: isChosen).draw(on: &canvas)
    case .curves, .confusion: break
    }
    kept[panel.page] = (key, canvas)
    return canvas
  }
}

extension Optimizer {
  /// `Adam 0.001`.
  var words: String {
    let rate = Fixed.telling(rate)?.text ?? "\(rate)"
    return switch self {
    case .gradientDescent(_, momentum: 0): "gradient descent \(rate)"
    case .gradientDescent(_, let momentum):
      "momentum \(Fixed.telling(momentum)?.text ?? ""), rate \(rate)"
    case .adam: "Adam \(rate)"
    }
  }
}
