package import Training

/// How fast a training goes, from what its pieces took.
package struct Pace: Hashable, Sendable {
  private var training = Rate()
  private var looking = Rate()

  package init() {}

  /// What is being done: pictures that are only looked at take about a third.
  package enum Work: Hashable, Sendable {
    case training, looking
  }

  /// Takes note of some pictures and what they took.
  package mutating func add(_ pictures: Int, seconds: Double, of work: Work) {
    guard pictures > 0, seconds > 0, seconds.isFinite else { return }
    switch work {
    case .training: training.add(pictures, seconds)
    case .looking: looking.add(pictures, seconds)
    }
  }

  /// Pictures that are learned from in a second; nil before there is something to say.
  package var picturesPerSecond: Double? { training.perSecond }

  /// What so many pictures will take; nil before there is something to say.
  package func seconds(training count: Int, looking lookedAt: Int) -> Double? {
    guard let rate = training.perSecond else { return nil }
    return Double(count) / rate + Double(lookedAt) / (looking.perSecond ?? 3 * rate)
  }

  /// What is still to be done of a training will take so many seconds; nil before there is something
  /// to say.
  package func secondsLeft(of trainer: Trainer) -> Double? {
    let (history, recipe) = (trainer.history, trainer.history.recipe)
    let batches = max(0, history.batchesPerEpoch * recipe.epochs - trainer.batchLosses.count)
    let epochs = max(0, recipe.epochs - history.epochs.count)
    return seconds(
      training: batches * recipe.batchSize,
      looking: epochs * history.validationExamples + trainer.data.test.count)
  }

  /// The last few seconds count, so that a pace that changes shows.
  private struct Rate: Hashable {
    var pictures = 0.0
    var seconds = 0.0

    static let memory = 4.0
    /// Below this, a rate is a rumor.
    static let least = 0.02

    mutating func add(_ count: Int, _ time: Double) {
      pictures += Double(count)
      seconds += time
      if seconds > Self.memory {
        pictures *= Self.memory / seconds
        seconds = Self.memory
      }
    }

    var perSecond: Double? { seconds >= Self.least ? pictures / seconds : nil }
  }
}
