/// What all weights have in common in one update: it depends on the optimizer, the rate and the number
/// of the update alone.
package struct UpdateNumbers: Hashable, Sendable {
  /// The learning rate, with the schedule's factor.
  package let rate: Float
  /// What is kept of the moment (or velocity) before: β1, or the momentum.
  package let keptFirst: Float
  /// The gradient's part in it: 1 − β1, or 1.
  package let newFirst: Float
  /// β2 and 1 − β2; 0 for gradient descent.
  package let keptSecond: Float
  package let newSecond: Float
  /// 1 / (1 − β1ᵗ) and 1 / (1 − β2ᵗ) in update *t*: the moments begin at 0, and this takes it back.
  package let firstCorrection: Float
  package let secondCorrection: Float
  /// Added to the root.
  package let epsilon: Float

  /// - Parameter update: From 1.
  package init(_ optimizer: Optimizer, rateFactor: Float, update: Int) {
    rate = optimizer.rate * rateFactor
    switch optimizer {
    case .gradientDescent(_, let momentum):
      (keptFirst, newFirst, firstCorrection) = (momentum, 1, 1)
      (keptSecond, newSecond, secondCorrection) = (0, 0, 1)
      epsilon = 0
    case .adam(_, let beta1, let beta2, let epsilon):
      (keptFirst, newFirst) = (beta1, Float(1 - Double(beta1)))
      (keptSecond, newSecond) = (beta2, Float(1 - Double(beta2)))
      firstCorrection = Float(1 / (1 - power(Double(beta1), update)))
      secondCorrection = Float(1 / (1 - power(Double(beta2), update)))
      self.epsilon = epsilon
    }
  }
}

/// By repeated squaring, so that it is the same on every system.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
