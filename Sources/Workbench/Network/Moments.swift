package import Training

/// The weights at the ends of the epochs that are past, so that one can walk back to them.
package struct Moments: Sendable {
  private var kept: [Moment] = []

  package struct Moment: Sendable {
    /// How many epochs were complete; 0 before the training.
    package let epoch: Int
    package let tensors: [String: [Float]]
    /// The answers about the held-out pictures; nil where nobody has looked yet.
    package internal(set) var evaluation: Evaluation?
    /// What tells these weights from others.
    var size: Int { tensors.values.reduce(0) { $0 + $1.count } }
  }

  /// Numbers that are kept at most: 64 megabytes, fifty epochs of the lecture's network.
  private static let mostNumbers = 16 << 20

  /// By how many epochs were complete, in order.
  package var epochs: [Int] { kept.map(\.epoch) }

  package subscript(epoch: Int) -> Moment? { kept.first { $0.epoch == epoch } }

  /// Keeps what a trainer has between two epochs, before the first or behind the last; in the middle of
  /// one there is nothing to be kept.
  package mutating func keep(_ trainer: Trainer) {
    let epoch = trainer.history.epochs.count
    guard trainer.isBetweenEpochs, self[epoch] == nil else { return }
    kept.append(
      Moment(
        epoch: epoch, tensors: trainer.tensors, evaluation: epoch > 0 ? trainer.validation : nil))
    thinOut()
  }

  mutating func add(_ evaluation: Evaluation, toEpoch epoch: Int) {
    guard let index = kept.firstIndex(where: { $0.epoch == epoch }) else { return }
    kept[index].evaluation = evaluation
  }

  /// Of weights that are too many, every other epoch goes; the first and the last stay.
  private mutating func thinOut() {
    guard let last = kept.last, kept.count > 3, kept.count * last.size > Self.mostNumbers else {
      return
    }
    kept = kept.enumerated().filter {
      $0.offset.isMultiple(of: 2) || $0.element.epoch == last.epoch
    }
    .map(\.element)
  }
}

extension Trainer {
  /// Whether the present weights are those that an epoch ended with, or those before the first.
  fileprivate var isBetweenEpochs: Bool {
    switch phase {
    case .training: batch == 0
    case .validating, .finished(.diverged): false
    case .testing, .finished(.allEpochs), .finished(.stoppedEarly): true
    }
  }
}
