import Explorer
import Networks
package import Training
import Workbench

/// A training in words and figures, for whoever has no screen: what is said before it, a row for each
/// epoch as it ends, and what came out, the test accuracy last.
package enum TrainingReport {
  // MARK: Before

  /// What is trained on what, with the arithmetic of pictures, batches and parameters.
  package static func opening(_ trainer: Trainer) -> String {
    let history = trainer.history
    let count = trainer.blueprint.parameterCount
    let lines = [
      "\(history.network) on \(history.data): \(count.grouped) parameters",
      "\(history.trainingExamples.grouped) pictures to learn from, "
        + "\(history.validationExamples.grouped) held out, \(trainer.data.test.count.grouped) to test",
      TrainingFigures.batches(of: history),
      recipe(history.recipe),
    ]
    return lines.map { $0 + "\n" }.joined() + "\n"
  }

  /// `10 epochs, adam, learning rate 0.001, seed 1`.
  static func recipe(_ recipe: Recipe) -> String {
    var words = ["\(recipe.epochs.grouped) \(recipe.epochs == 1 ? "epoch" : "epochs")"]
    switch recipe.optimizer {
    case .adam: words.append("adam")
    case .gradientDescent(_, momentum: 0): words.append("gradient descent")
    case .gradientDescent(_, let momentum):
      words.append("gradient descent with momentum \(plain(momentum))")
    }
    words.append("learning rate \(plain(recipe.optimizer.rate))")
    switch recipe.schedule {
    case .constant: break
    case .steps(let epochs, let factor):
      words.append("times \(plain(factor)) every \(epochs == 1 ? "epoch" : "\(epochs) epochs")")
    case .cosine: words.append("falling along a cosine")
    }
    if !recipe.augmentation.isNone { words.append("pictures changed at random") }
    if let patience = recipe.patience {
      words.append(
        "stopping after \(patience) \(patience == 1 ? "epoch" : "epochs") without a lower loss")
    }
    return (words + ["seed \(recipe.seed)"]).joined(separator: ", ")
  }

  private static func plain(_ number: Float) -> String {
    Fixed(exactly: number)?.text ?? "\(number)"
  }

  // MARK: During

  private static let titles = [
    "epoch", "training loss", "accuracy", "validation loss", "accuracy", "seconds",
  ]

  /// The titles of the rows.
  package static var head: String { titles.joined(separator: "  ") + "\n" }

  /// What came out of an epoch.
  ///
  /// - Parameter index: From 0, of those that are complete.
  package static func row(_ index: Int, of history: History) -> String {
    let epoch = history.epochs[index]
    let cells = [
      (index + 1).grouped, loss(epoch.training.loss), percent(epoch.training.accuracy),
      epoch.validation.map { loss($0.loss) } ?? "–",
      epoch.validation.map { percent($0.accuracy) } ?? "–",
      epoch.seconds.flatMap { Fixed(Float($0), decimals: 1)?.text } ?? "–",
    ]
    return zip(titles, cells).map { $1.paddingLeft(to: $0.unicodeScalars.count) }
      .joined(separator: "  ") + "\n"
  }

  // MARK: After

  /// What there is to say at the end, one sentence a line.
  ///
  /// - Parameters:
  ///   - test: What the test set says of the weights; nil for a training that has not got there.
  ///   - comparison: Another network's training over the same data.
  ///   - notes: What became of files.
  package static func closing(
    _ trainer: Trainer, test: History.Score?, comparison: History?, notes: [String]
  ) -> String {
    let history = trainer.history
    var lines: [String] = [""]
    if let best = history.bestEpoch, best < history.epochs.count - 1 {
      lines.append("The validation loss was lowest after epoch \(best + 1).")
    }
    if case .finished(.stoppedEarly) = trainer.phase, let patience = history.recipe.patience {
      lines.append(
        "Stopped early: for \(patience) \(patience == 1 ? "epoch" : "epochs") the validation loss "
          + "has not fallen.")
    }
    if let comparison, let left = ErrorLeft(history, comparedWith: comparison) {
      let text = left.text(width: .max)
      lines.append(text.prefix(1).uppercased() + text.dropFirst())
    }
    lines += notes
    if let test {
      lines.append("test loss \(loss(test.loss)), test accuracy \(percent(test.accuracy))")
    }
    return lines == [""] ? "" : lines.map { $0 + "\n" }.joined()
  }

  /// Where a training that is not over was left: `epoch 3, batch 412 of 750`.
  package static func place(_ trainer: Trainer) -> String {
    let batches = trainer.history.batchesPerEpoch.grouped
    return switch trainer.phase {
    case .training where trainer.batch == 0: "before epoch \((trainer.epoch + 1).grouped)"
    case .training:
      "in epoch \((trainer.epoch + 1).grouped), after batch \(trainer.batch.grouped) of \(batches)"
    case .validating: "at the end of epoch \((trainer.epoch + 1).grouped), before its validation"
    case .testing: "after the last epoch, before the test"
    case .finished: "at its end"
    }
  }

  /// Why the loss of a batch is no number, and what to do; nil for a training that has not diverged.
  package static func divergence(_ trainer: Trainer) -> String? {
    guard case .finished(.diverged(let epoch, let batch)) = trainer.phase else { return nil }
    let rate = plain(trainer.recipe.optimizer.rate)
    return "the loss of epoch \(epoch + 1), batch \(batch + 1) is no number any more: the updates "
      + "were so large that the weights grew without end; the weights of the last batch whose loss "
      + "was a number are kept; try a learning rate smaller than \(rate)"
  }

  // MARK: Figures

  static func loss(_ value: Double) -> String {
    guard value.isFinite else { return TrainingFigures.loss(value) }
    guard value < 1e6, let fixed = Fixed(Float(value), decimals: 4) else {
      return "\(Float(value))"
    }
    return fixed.text
  }

  static func percent(_ share: Double) -> String {
    (Fixed(Float(share * 100), decimals: 2)?.text ?? "–") + " %"
  }
}
