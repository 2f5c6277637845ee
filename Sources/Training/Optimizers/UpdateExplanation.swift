/// Why a weight changed: one update of one weight with all its numbers.
///
/// It is not told afterwards: `OptimizerState.update` computes every weight by it.
package struct UpdateExplanation: Hashable, Sendable {
  /// The weight before.
  package let weight: Float
  /// How the loss changes with it.
  package let gradient: Float
  /// The learning rate, with the schedule's factor.
  package let rate: Float
  /// What the gradient became.
  package let method: Method
  /// What is subtracted.
  package let step: Float

  /// The weight afterwards.
  package var newWeight: Float { weight - step }

  /// How an optimizer comes from gradients to a step.
  package enum Method: Hashable, Sendable {
    /// velocity = momentum · old + gradient, step = rate · velocity.
    case gradientDescent(momentum: Float, old: Float, velocity: Float)
    /// step = rate · mean / (root + epsilon).
    case adam(Moments)
  }

  /// Adam's running means of the gradients and of their squares.
  package struct Moments: Hashable, Sendable {
    /// β1 · the one before + (1 − β1) · gradient.
    package let first: Float
    /// β2 · the one before + (1 − β2) · gradient².
    package let second: Float
    /// The first, made as large as if it had not begun at 0.
    package let mean: Float
    /// The root of the second, corrected likewise.
    package let root: Float
    /// Keeps the denominator away from 0.
    package let epsilon: Float
  }
}
