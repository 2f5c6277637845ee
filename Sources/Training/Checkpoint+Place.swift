extension Checkpoint.State {
  /// Makes sure that a training can be at this place: that all counts agree with each other, with the
  /// recipe and with the data.
  ///
  /// - Parameter fresh: The history of the same training before it began.
  /// - Throws: `TrainingError.contradiction` for the first that does not.
  func requirePlace(in fresh: History, classes: Int) throws(TrainingError) {
    try require("the number of training pictures", history.trainingExamples, fresh.trainingExamples)
    try require(
      "the number of held-out pictures", history.validationExamples, fresh.validationExamples)
    let batches = fresh.batchesPerEpoch
    let epochs = fresh.recipe.epochs
    // Both are small enough for their product, as is every epoch and batch that passes.
    try require("the epoch", epoch, within: 0...epochs)
    try require("the batch", batch, within: 0...batches)
    switch phase {
    case .training, .finished(.diverged):
      try require("the epoch", epoch, within: 0...epochs - 1)
      try require("the batch", batch, within: 0...batches - 1)
      try require("the number of updates", updates, epoch * batches + batch)
    case .validating:
      try require("the epoch", epoch, within: 0...epochs - 1)
      try require("the batch", batch, batches)
      try require("the number of updates", updates, (epoch + 1) * batches)
    case .testing, .finished(.allEpochs), .finished(.stoppedEarly):
      try require("the epoch", epoch, within: 1...epochs)
      try require("the batch", batch, batches)
      try require("the number of updates", updates, epoch * batches)
    }
    var losses = updates
    if case .finished(.diverged(let epoch, let batch)) = phase {
      // The one that was no number led to no update.
      losses += 1
      try require("the epoch of the last batch", epoch, self.epoch)
      try require("the last batch", batch, self.batch)
    }
    try require("the number of losses", batchLosses.count, losses)
    try require("the number of complete epochs", history.epochs.count, epoch)
    try requireScores(classes: classes)
  }

  private func requireScores(classes: Int) throws(TrainingError) {
    let scores = history.epochs.flatMap { [$0.training, $0.validation] } + [history.test]
    for score in scores.compactMap({ $0 }) where !(0...1 ~= score.accuracy) {
      throw .contradiction("an accuracy", found: "\(score.accuracy)", needed: "0 to 1")
    }
    let times = history.epochs.compactMap(\.seconds) + [seconds]
    for time in times where !(time >= 0 && time.isFinite) {
      throw .contradiction("a time in seconds", found: "\(time)", needed: "0 or more")
    }
    guard runningLoss.isFinite else {
      throw .contradiction("the sum of losses", found: "\(runningLoss)", needed: "a number")
    }
    try require("the number of classes", runningConfusion.count, classes)
    for row in runningConfusion {
      try require("the number of classes", row.count, classes)
      for count in row {
        try require("a number of answers", count, within: 0...history.trainingExamples)
      }
    }
    try require(
      "the number of right answers", runningCorrect, within: 0...history.trainingExamples)
  }

  private func require(
    _ what: String, _ found: Int, _ needed: Int
  ) throws(TrainingError) {
    guard found == needed else {
      throw .contradiction(what, found: "\(found)", needed: "\(needed)")
    }
  }

  private func require(
    _ what: String, _ found: Int, within range: ClosedRange<Int>
  ) throws(TrainingError) {
    guard range.contains(found) else {
      throw .contradiction(
        what, found: "\(found)", needed: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
