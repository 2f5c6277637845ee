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
    switch training.message {
    case .note(let text): return [Span(text, .accent)]
    case .problem(let text): return [Span(text, .warning)]
    case nil: break
    }
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
    if let seconds = training.secondsLeft {
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
    for place in 0..<length {
      canvas[row, column + place] =
        place < done ? Cell("━", Style(.accent)) : Cell("─", Style(.dim))
    }
    canvas.write(end, row: row, endingAt: canvas.columns - 1)
  }

  // MARK: Keys

  /// As many keys as fit; the way back, help and quitting always do.
  func drawHints(on canvas: inout Canvas) {
    let here = NetworkKeyTable.bindings.filter {
      $0.situations.contains(training.situation) && $0.hint != nil
        && ($0.action != .nextNode || training.hasSeveralMaps)
    }
    let fixed = here.filter(NetworkKeyTable.isFixed).compactMap(\.hint)
    var room = canvas.columns - 2 - fixed.reduce(0) { $0 + $1.unicodeScalars.count + 3 }
    var shown: [String] = []
    for hint in here.filter({ !NetworkKeyTable.isFixed($0) }).compactMap(\.hint)
    where hint.unicodeScalars.count + 3 <= room {
      room -= hint.unicodeScalars.count + 3
      shown.append(hint)
    }
    let spans = (shown + fixed).flatMap { hint in
      let parts = hint.split(separator: " ", maxSplits: 1)
      return [Span(String(parts[0]), .accent), Span(" \(parts[1])   ", .dim)]
    }
    canvas.write(spans, row: layout.hintRow, column: 1, columns: canvas.columns - 2)
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

  /// What is still to be done will take so many seconds; nil before there is something to say.
  package var secondsLeft: Double? {
    guard let trainer, !isOver else { return nil }
    let recipe = history.recipe
    let batches = max(0, history.batchesPerEpoch * recipe.epochs - trainer.batchLosses.count)
    let epochs = max(0, recipe.epochs - history.epochs.count)
    return pace.seconds(
      training: batches * recipe.batchSize,
      looking: epochs * history.validationExamples + trainer.data.test.count)
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
