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
    let (mine, theirs) = (history.epochs.count, other.epochs.count)
    if mine == theirs, let own = history.test, let reference = other.test {
      (before, now) = (1 - reference.accuracy, 1 - own.accuracy)
      basis = "test pictures"
      return
    }
    // After equally many epochs, as far as both have come.
    let count = min(mine, theirs)
    if count > 0, let own = history.epochs[count - 1].validation,
      let reference = other.epochs[count - 1].validation
    {
      (before, now) = (1 - reference.accuracy, 1 - own.accuracy)
      basis = "held-out pictures, \(Self.epochs(count)) each"
      return
    }
    guard let own = history.test, let reference = other.test else { return nil }
    (before, now) = (1 - reference.accuracy, 1 - own.accuracy)
    basis = "test pictures, \(Self.epochs(theirs)) against \(mine)"
  }

  private static func epochs(_ count: Int) -> String {
    "\(count) \(count == 1 ? "epoch" : "epochs")"
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
    guard left > 100 else {
      return "of 100 mistakes of \(name), \(left < 100 ? "\(100 - left) are gone" : "none is gone")"
    }
    return "\(left - 100) more \(left == 101 ? "mistake" : "mistakes") for every 100 of \(name)"
  }
}
