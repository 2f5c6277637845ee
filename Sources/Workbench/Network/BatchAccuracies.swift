internal import Training

/// The share of each batch that was answered right, from what a trainer says of its epoch so far.
package struct BatchAccuracies: Hashable, Sendable {
  /// The batch of the whole training that they begin with.
  package let first: Int
  package private(set) var shares: [Float] = []
  /// What the epoch had before the last batch that was recorded.
  private var correct = 0
  private var seen = 0

  init(first: Int = 0) { self.first = first }

  /// Takes note of the batch that a trainer has just done, if it was one.
  mutating func record(_ trainer: Trainer) {
    guard trainer.batchLosses.count > first + shares.count, let running = trainer.running else {
      return
    }
    let all = min(trainer.history.trainingExamples, trainer.batch * trainer.recipe.batchSize)
    let right = Int((running.accuracy * Double(all)).rounded())
    // A new epoch begins anew.
    if all <= seen { (correct, seen) = (0, 0) }
    let count = all - seen
    if shares.isEmpty, first > 0, count > trainer.recipe.batchSize {
      // In the middle of an epoch only the mean of what went before is known.
      shares.append(Float(running.accuracy))
    } else {
      shares.append(Float(right - correct) / Float(max(1, count)))
    }
    (correct, seen) = (right, all)
  }
}
