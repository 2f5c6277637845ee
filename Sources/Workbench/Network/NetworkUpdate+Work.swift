import Explorer
import Training

// What goes on by itself: batches, evaluations, and the pictures that are made of both.

extension NetworkTraining {
  /// One more piece: a batch, some pictures that are looked at, or nothing.
  mutating func advance() {
    if isRunning, !isOver {
      advanceTrainer()
    } else if isAsking {
      advanceQuestion()
    } else if examination != nil {
      advanceExamination()
    }
  }

  mutating func advanceTrainer() {
    guard let phase = trainer?.phase, let size = trainer?.recipe.batchSize else { return }
    let epochs = history.epochs.count
    trainer?.advance()
    guard let trainer else { return }
    batchAccuracies.record(trainer)
    switch phase {
    case .training: unmeasured.training += size
    case .validating, .testing: unmeasured.looking += trainer.blockSize
    case .finished: break
    }
    if trainer.history.epochs.count > epochs { moments.keep(trainer) }
    if wantsQuestion, trainer.phase != .validating { _ = askWeight() }
    guard trainer.isFinished else { return }
    isRunning = false
    refreshProbe()
    if case .finished(let ending) = trainer.phase { message = note(on: ending) }
  }

  private func note(on ending: Trainer.Ending) -> Model.Message {
    switch ending {
    case .allEpochs: .note("trained; ← → walk through the epochs")
    case .stoppedEarly:
      .note(
        "stopped early: the validation loss has not fallen for \(history.recipe.patience ?? 0) "
          + "epochs; ← → walk through the epochs")
    case .diverged(let epoch, let batch):
      .problem(
        "the loss is no number in epoch \(epoch + 1), batch \(batch + 1): the last good weights are "
          + "kept; try a smaller learning rate")
    }
  }

  /// Takes note of what the pieces since the last time have taken.
  mutating func measure(_ seconds: Double) {
    guard seconds > 0, seconds.isFinite else { return }
    let (trained, looked) = unmeasured
    unmeasured = (0, 0)
    if trained + looked > 0 {
      // Forwards and backwards take three times as long as forwards alone.
      let share = Double(3 * trained) / Double(3 * trained + looked)
      pace.add(trained, seconds: seconds * share, of: .training)
      pace.add(looked, seconds: seconds * (1 - share), of: .looking)
      trainer?.seconds += seconds * share
    }
    secondsSinceProbe += seconds
    if secondsSinceProbe >= Self.secondsBetweenProbes { refreshProbe() }
  }

  /// So long that making the pictures takes a small part of the time, and short enough to see filters
  /// form.
  static let secondsBetweenProbes = 0.25

  /// Sends the chosen picture through the network with the weights that show.
  mutating func refreshProbe() {
    secondsSinceProbe = 0
    guard let trainer else { return }
    let network =
      shownMoment.map { trainer.blueprint.network(tensors: $0.tensors) } ?? trainer.network()
    probe = Probe(
      network, of: choice.picture, in: trainer.data.test, scale: trainer.pixelScale,
      generation: (probe?.generation ?? 0) + 1)
  }

  // MARK: Examinations

  /// Begins to look at what shows and has not been looked at.
  mutating func examineIfNeeded() {
    examination = nil
    guard let trainer else { return }
    if let moment = shownMoment {
      guard moment.evaluation == nil, trainer.validates, let earlier = self.trainer(at: moment)
      else {
        return
      }
      examination = Examination(.epoch(moment.epoch), earlier)
    } else if isStopped, test == nil {
      examination = Examination(.test, trainer)
    }
  }

  private func trainer(at moment: Moments.Moment) -> Trainer? {
    trainer.flatMap { trainer in
      try? Trainer(
        trainer.blueprint, data: trainer.data, recipe: trainer.recipe, weights: moment.tensors)
    }
  }

  private mutating func advanceExamination() {
    examination?.advance()
    guard let done = examination, done.isDone else { return }
    examination = nil
    switch done.purpose {
    case .epoch(let epoch): moments.add(done.evaluation, toEpoch: epoch)
    case .test: stoppedTest = done.evaluation
    }
  }
}
