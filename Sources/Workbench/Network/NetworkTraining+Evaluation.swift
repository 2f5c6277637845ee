package import Training

/// Which answers show: of which pictures, with which weights.
package struct ShownAnswers: Sendable {
  package let source: Source
  /// Rows are classes, columns answers.
  package let confusion: [[Int]]
  /// nil where single pictures are not kept.
  package let worst: [Evaluation.Answer]?
  package let score: History.Score?

  package enum Source: Hashable, Sendable {
    /// The batches of the epoch that is under way, each before its update.
    case running(epoch: Int)
    /// The held-out pictures, after so many epochs.
    case heldOut(epoch: Int)
    case test
  }

  /// What the answers are about, in words.
  package var title: String {
    switch source {
    case .running(let epoch): "training pictures of epoch \(epoch + 1) so far"
    case .heldOut(epoch: 0): "held-out pictures before the training"
    case .heldOut(let epoch): "held-out pictures after epoch \(epoch)"
    case .test: "test pictures"
    }
  }
}

extension NetworkTraining {
  /// The test set's, at the end.
  package var test: Evaluation? { trainer?.test ?? stoppedTest }

  /// What there is to say about answers; nil before the first batch, and without a trainer.
  package var answers: ShownAnswers? {
    guard let trainer else { return nil }
    if let moment = shownMoment {
      return moment.evaluation.map { ShownAnswers(.heldOut(epoch: moment.epoch), $0) }
    }
    if choice.showsRunning, !isOver, let running = runningAnswers(of: trainer) { return running }
    if let test { return ShownAnswers(.test, test) }
    if let validation = trainer.validation {
      return ShownAnswers(.heldOut(epoch: trainer.history.epochs.count), validation)
    }
    return runningAnswers(of: trainer)
  }

  private func runningAnswers(of trainer: Trainer) -> ShownAnswers? {
    trainer.running.map { score in
      ShownAnswers(
        source: .running(epoch: trainer.epoch), confusion: trainer.runningConfusion, worst: nil,
        score: score)
    }
  }

  /// The pictures that answers are about.
  func examples(of source: ShownAnswers.Source) -> Examples? {
    guard let trainer else { return nil }
    return switch source {
    case .running: trainer.data.training
    case .heldOut: trainer.heldOut.examples
    case .test: trainer.data.test
    }
  }
}

extension ShownAnswers {
  fileprivate init(_ source: Source, _ evaluation: Evaluation) {
    self.init(
      source: source, confusion: evaluation.confusion, worst: evaluation.worst,
      score: evaluation.score)
  }
}
