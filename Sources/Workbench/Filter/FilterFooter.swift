import Convolution
import Drawing
import Explorer
import Training

/// The lines around everything: what is learned from what above; below what there is to say, how far it
/// is, and which keys matter now.
struct FilterFooter {
  let model: FilterModel
  let layout: FilterLayout

  func draw(on canvas: inout Canvas) {
    if let row = layout.frame.headerRow { drawHeader(row, on: &canvas) }
    if let row = layout.frame.noteRow {
      canvas.write(
        message ?? (model.showsProjector ? presented : settings), row: row, column: 1,
        columns: canvas.columns - 2)
    } else if let message {
      let row = canvas.rows - 1
      canvas.fill(Region(row: row, column: 0, rows: 1, columns: canvas.columns))
      canvas.write(message, row: row, column: 1, columns: canvas.columns - 2)
    }
    if let row = layout.frame.progressRow { drawProgress(row, on: &canvas) }
    if let row = layout.frame.hintRow {
      canvas.write(hints(width: canvas.columns - 1), row: row, column: 1)
    }
  }

  // MARK: Above

  private func drawHeader(_ row: Int, on canvas: inout Canvas) {
    var column = canvas.write("explore", row: row, column: 1, style: Style(.accent))
    column = canvas.write("train filter", row: row, column: column + 2, style: Style(.dim))
    let task = model.task
    let what = "\(model.subject.title) \(task.picture.shape) → \(model.setup.target.title)"
    column = canvas.write(
      what, row: row, column: column + 3, columns: max(0, canvas.columns - column - 4))
    let size = "\(task.filterShape) filter"
    let wordings = [
      "\(size), \(task.count) numbers, \(task.positions) positions",
      "\(size), \(task.count) numbers", size,
    ]
    let room = canvas.columns - column - 4
    if let words = wordings.first(where: { $0.unicodeScalars.count <= room }) {
      canvas.write(words, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
    }
  }

  // MARK: What there is to say

  private var message: [Span]? {
    if let message = model.message { return [message.span] }
    if case .editing(let text) = model.mode {
      let name = model.name(ofNumber: model.chosen)
      let typed =
        text.isEmpty
        ? [Span("\(name): type a number such as 2, -0.5 or 1/9", .dim)]
        : [Span("\(name) ▸ ", .accent), Span(text + "_", .strong)]
      return typed + [
        Span("   your numbers' loss "), Span(Figures.loss(model.learning.loss), .strong),
      ]
    }
    guard !model.typed.isEmpty else { return nil }
    return [
      Span("go to step ", .accent), Span(model.typed + "_", .strong), Span("  g goes there", .dim),
    ]
  }

  /// The optimizer, how far its rate may go, and what the rest follows from.
  private var settings: [Span] {
    let details = [
      model.setup.start.title, model.setup.hasBias ? "bias" : nil,
      model.setup.hasReLU ? "through ReLU" : nil,
    ].compactMap { $0 }
    return optimizer + [Span("   " + details.joined(separator: ", "), .dim)]
  }

  private var optimizer: [Span] {
    let optimizer = model.learning.optimizer
    return [Span(Figures.name(of: optimizer)), Span(" ")] + limit(of: optimizer)
  }

  private func limit(of optimizer: Optimizer) -> [Span] {
    guard let largest = model.learning.curvature.largestRate(for: optimizer) else {
      return [Span("(each number moves by about the rate)", .dim)]
    }
    let text = Figures.limit(largest)
    if model.learning.exceedsLargestRate { return [Span("above \(text): it diverges", .warning)] }
    return [
      Span(
        model.setup.hasReLU ? "(about \(text) is the limit)" : "(above \(text) it diverges)", .dim)
    ]
  }

  private var presented: [Span] {
    [Span("step \(model.learning.position)   ", .strong)] + optimizer
  }

  // MARK: Progress

  private func drawProgress(_ row: Int, on canvas: inout Canvas) {
    let learning = model.learning
    let last = learning.steps.count - 1
    var goal = last
    if case .going(let step) = model.run { goal = step }
    var column = canvas.write(
      model.run == nil ? "❚❚" : "▶ ", row: row, column: 1, style: Style(.strong))
    column = canvas.write(
      " step \(learning.position)\(goal > learning.position ? "/\(goal)" : "") ", row: row,
      column: column)
    column = canvas.write(
      "loss \(Figures.loss(learning.loss)) ", row: row, column: column, style: Style(.strong))
    if let miss = model.largestMiss, model.showsGoal {
      column = canvas.write(
        "off by \(Figures.significant(Double(miss), 3)) at most ", row: row, column: column,
        style: Style(.dim))
    }
    let speed = "\(model.speed.stepsPerSecond) updates/s"
    let length = max(0, canvas.columns - speed.count - 2 - column - 1)
    let done = goal > 0 ? learning.position * length / goal : length
    canvas.drawProgress(done, of: length, row: row, column: column)
    canvas.write(speed, row: row, endingAt: canvas.columns - 1, style: Style(.dim))
  }

  // MARK: Keys

  /// As many as fit; those that work everywhere always do.
  private func hints(width: Int) -> [Span] {
    let kind = model.modeKind
    let here = FilterKeys.bindings.filter { $0.modes.contains(kind) && $0.hint != nil }
    return HintLine(
      here.filter { !FilterKeys.isEverywhere($0) }.compactMap(\.hint),
      fixed: here.filter(FilterKeys.isEverywhere).compactMap(\.hint), columns: width, gap: 2
    ).spans
  }
}
