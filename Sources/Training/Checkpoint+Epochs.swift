extension Checkpoint {
  /// Gives the training another number of epochs. One that had done all of them goes on with the next.
  ///
  /// With a constant learning rate, or one that falls in steps, the outcome is that of a training which
  /// had so many from the beginning.
  ///
  /// - Throws: `TrainingError.recipe` for fewer than are done.
  package mutating func setEpochs(_ count: Int) throws(TrainingError) {
    let isBetweenEpochs: Bool
    switch state.phase {
    case .training, .validating: isBetweenEpochs = false
    case .testing, .finished(.allEpochs): isBetweenEpochs = true
    case .finished(.stoppedEarly), .finished(.diverged):
      throw .recipe(
        "number of epochs", found: "\(count)",
        needed: "\(state.history.recipe.epochs), for the training has ended by itself")
    }
    // While an epoch is under way, it belongs to those that will be.
    let fewest = max(1, isBetweenEpochs ? state.epoch : state.epoch + 1)
    guard count >= fewest else {
      throw .recipe("number of epochs", found: "\(count)", needed: "\(fewest) or more")
    }
    state.history.recipe.epochs = count
    guard isBetweenEpochs, count > state.epoch else { return }
    state.phase = .training
    state.history.test = nil
    (state.batch, state.seconds) = (0, 0)
    (state.runningLoss, state.runningCorrect) = (0, 0)
    state.runningConfusion = state.runningConfusion.map { $0.map { _ in 0 } }
  }
}
