package import Convolution
package import Networks

/// A network while it is being trained: a value that goes on by one batch at a time.
///
/// ```swift
/// var trainer = try Trainer(blueprint, data: data, recipe: recipe)
/// while !trainer.isFinished { trainer.advance() }
/// print(trainer.history.test?.accuracy ?? .nan)
/// ```
///
/// All chance comes from the recipe's seed and the place (epoch, batch), so that a training that is
/// stopped, kept as a `Checkpoint` and resumed gives the same numbers as one that was not.
package struct Trainer: Sendable {
  package let blueprint: Blueprint
  package let data: DataSet
  /// What has been recorded so far, with the recipe.
  package private(set) var history: History
  /// What is done next.
  package private(set) var phase = Phase.training

  package enum Phase: Hashable, Sendable {
    /// Updates of the weights.
    case training
    /// The held-out pictures, at the end of each epoch.
    case validating
    /// The test set, at the very end.
    case testing
    case finished(Ending)
  }

  /// Why a training is over.
  package enum Ending: Hashable, Sendable {
    case allEpochs
    /// The validation loss has not fallen for as many epochs as the recipe is patient.
    case stoppedEarly
    /// The loss of a batch was no number any more; the weights are those before it. Epoch and batch
    /// count from 0.
    case diverged(epoch: Int, batch: Int)
  }
}
