import Drawing
import Explorer
import Networks
import Training

/// The last three lines: what there is to say, how far the training is, and the keys that matter now.
struct NetworkFooter {
  let training: NetworkTraining
  private let layout: NetworkLayout

  init(_ training: NetworkTraining, _ layout: NetworkLayout) {
    (self.training, self.layout) = (training, layout)
  }

  func draw(on canvas: inout Canvas) {
    canvas.write(
      message ?? facts(width: canvas.columns - 2), row: layout.noteRow, column: 1,
      columns: canvas.columns - 2)
    drawProgress(on: &canvas)
    // Who teaches knows the keys; the room need not.
    if !training.isPresenting { drawHints(on: &canvas) }
  }

  // MARK: What there is to say

  private var message: [Span]? {
    if let message = training.message { return [message.span] }
    guard let epoch = training.shownEpoch else { return nil }
    return [
      Span(epoch == 0 ? "before the first batch" : "after epoch \(epoch)", .accent),
      Span("   all as it was then; → forward, esc to the present", .dim),
    ]
  }

  /// `48,000 / 64 = 750 batches an epoch   9,850 pictures a second   1 min 12 s left`, as many as fit.
  private func facts(width: Int) -> [Span] {
    var facts = [arithmetic]
    if let rate = training.pace.picturesPerSecond {
      facts.append("\(Int(rate.rounded()).grouped) pictures a second")
    }
    if !training.isOver, let seconds = training.trainer.flatMap(training.pace.secondsLeft) {
      facts.append("\(TrainingFigures.duration(seconds)) left")
    } else if training.isOver, let seconds = training.history.seconds {
      facts.append("trained for \(TrainingFigures.duration(seconds))")
    }
    var spans: [Span] = []
    for fact in facts {
      let used = spans.reduce(0) { $0 + $1.width }
      guard used + fact.unicodeScalars.count <= width else { break }
      spans += [Span(fact, .dim), Span("   ")]
    }
    return spans
  }

  private var arithmetic: String { TrainingFigures.batches(of: training.history) }

  // MARK: How far it is

  func drawProgress(on canvas: inout Canvas) {
    let row = layout.progressRow
    let sign = training.isOver ? "■ " : training.isRunning ? "▶ " : "❚❚"
    var column = canvas.write(sign, row: row, column: 1, style: Style(.strong))
    let isShort = canvas.columns < 110
    column = canvas.write(" \(training.placeText(isShort: isShort)) ", row: row, column: column)
    let end = training.runningText(isShort: isShort)
    let length = max(0, canvas.columns - end.unicodeScalars.count - 2 - column)
    let done = Int((training.fraction * Double(length)).rounded())
    canvas.drawProgress(done, of: length, row: row, column: column)
    canvas.write(end, row: row, endingAt: canvas.columns - 1)
  }

  // MARK: Keys

  /// As many keys as fit; the way back, help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let here = NetworkKeyTable.bindings.filter {
      $0.modes.contains(training.situation) && $0.hint != nil
        && ($0.action != .nextNode || training.hasSeveralMaps)
    }
    let line = HintLine(
      here.filter { !NetworkKeyTable.isFixed($0) }.compactMap(\.hint),
      fixed: here.filter(NetworkKeyTable.isFixed).compactMap(\.hint), columns: canvas.columns - 2)
    canvas.write(line.spans, row: layout.hintRow, column: 1, columns: canvas.columns - 2)
  }
}

extension NetworkTraining {
  /// How much of the whole training is behind us: 0…1.
  package var fraction: Double {
    let recipe = history.recipe
    guard !isFinished, let trainer else { return 1 }
    let all = Double(history.batchesPerEpoch * recipe.epochs)
    return all > 0 ? Double(trainer.batchLosses.count) / all : 0
  }

  /// `epoch 3 of 10, batch 412 of 750`, or `3/10 412/750`.
  package func placeText(isShort: Bool) -> String {
    let recipe = history.recipe
    guard let trainer, !isOver else {
      let epochs = history.epochs.count
      let whole = "\(epochs) \(epochs == 1 ? "epoch" : "epochs")"
      guard isStopped, let trainer, trainer.batch > 0, trainer.epoch == epochs else {
        return "\(isStopped ? "stopped" : "finished"): \(whole)"
      }
      let batches = "\(trainer.batch.grouped) \(trainer.batch == 1 ? "batch" : "batches")"
      return "stopped: \(whole) and \(batches)"
    }
    let of = isShort ? "/" : " of "
    let epoch = "epoch \(min(trainer.epoch + 1, recipe.epochs))\(of)\(recipe.epochs)"
    let batch = "batch \(trainer.batch.grouped)\(of)\(history.batchesPerEpoch.grouped)"
    return switch trainer.phase {
    case .training: isShort ? "\(epoch) \(batch)" : "\(epoch), \(batch)"
    case .validating: isShort ? "\(epoch) held-out" : "\(epoch), looking at the held-out pictures"
    case .testing: isShort ? "testing" : "looking at the test pictures"
    case .finished: epoch
    }
  }

  /// What the batches of this epoch gave so far, or the last epoch did.
  package func runningText(isShort: Bool) -> String {
    let (what, score): (String, History.Score)
    if let running = trainer?.running, !isOver {
      (what, score) = ("", running)
    } else if let last = history.epochs.last {
      score = last.validation ?? last.training
      what = last.validation == nil ? "training " : "held-out "
    } else {
      return ""
    }
    let accuracy = TrainingFigures.percent(score.accuracy)
    return isShort
      ? "\(what)loss \(TrainingFigures.loss(score.loss)), \(accuracy)"
      : "\(what)loss \(TrainingFigures.loss(score.loss)), \(accuracy) right"
  }
}

extension History {
  /// What all epochs took together; nil where nobody measured.
  package var seconds: Double? {
    let known = epochs.compactMap(\.seconds)
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
