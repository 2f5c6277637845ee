import Networks
package import Training

/// What became of another network's mistakes: of the error that was left, how much is gone.
package struct ErrorLeft: Hashable, Sendable {
  /// What the other one is called.
  package let name: String
  /// The shares that each gets wrong.
  package let before: Double
  package let now: Double
  /// What both were measured on, in words.
  package let basis: String

  /// - Returns: nil while there is nothing that was measured in the same way.
  package init?(_ history: History, comparedWith other: History) {
    name = other.network
    // A training of fewer epochs is not held against the end of a longer one.
    if let mine = history.test, let theirs = other.test,
      history.epochs.count == other.epochs.count
    {
      (before, now) = (1 - theirs.accuracy, 1 - mine.accuracy)
      basis = "test pictures"
      return
    }
    // Epoch by epoch, as far as both have come.
    let count = min(history.epochs.count, other.epochs.count)
    guard count > 0, let mine = history.epochs[count - 1].validation,
      let theirs = other.epochs[count - 1].validation
    else { return nil }
    (before, now) = (1 - theirs.accuracy, 1 - mine.accuracy)
    basis = "held-out pictures, \(count) \(count == 1 ? "epoch" : "epochs")"
  }

  /// `of 100 mistakes of dense, 24 are gone (12.0 % wrong → 9.1 %; test pictures)`, as much of it as
  /// fits.
  package func text(width: Int) -> String {
    let figures =
      "(\(TrainingFigures.percent(before)) wrong → \(TrainingFigures.percent(now)); \(basis))"
    let short = "\(TrainingFigures.percent(before)) → \(TrainingFigures.percent(now)) wrong"
    let wordings = ["\(sentence) \(figures)", "\(sentence): \(short)", sentence, short]
    return wordings.first { $0.unicodeScalars.count <= width } ?? ""
  }

  private var sentence: String {
    guard before > 0 else { return "\(name) made no mistake" }
    let left = Int((100 * now / before).rounded())
    guard left <= 100 else { return "\(left) mistakes for every 100 of \(name)" }
    return "of 100 mistakes of \(name), \(left < 100 ? "\(100 - left) are" : "none is") gone"
  }
}
