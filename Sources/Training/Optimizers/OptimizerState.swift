/// What an optimizer remembers of one tensor between two updates.
///
/// The readable loop; each operation below rounds once, in this order, and a faster loop has to do the
/// same to give the same weights.
///
/// Gradient descent, as PyTorch's `SGD` does it (the rate is not part of the velocity):
///
///     velocity = momentum · velocity + gradient
///     weight   = weight − rate · velocity
///
/// Adam, algorithm 1 of Kingma and Ba (2015), as PyTorch does it; *k1* = 1 / (1 − β1ᵗ), *k2* likewise:
///
///     first  = β1 · first + (1 − β1) · gradient
///     second = β2 · second + (1 − β2) · (gradient · gradient)
///     weight = weight − rate · (first · k1) / (√(second · k2) + epsilon)
///
/// Keras adds its epsilon to the root before that is corrected ("epsilon hat" in the paper), which is
/// as if epsilon were √k2 times as large: 32 times in the first update, 1 in the end. It matters only
/// where gradients are about as small as epsilon. PyTorch's default is 1e-8, Keras' 1e-7.
package struct OptimizerState: Hashable, Sendable {
  package let optimizer: Optimizer
  /// How many updates there have been.
  package internal(set) var updates: Int
  /// Gradient descent's velocities, or Adam's running means of the gradients; empty without momentum.
  package internal(set) var first: [Float]
  /// Adam's running means of the squared gradients; empty for gradient descent.
  package internal(set) var second: [Float]

  /// Before the first update.
  ///
  /// - Parameter count: The number of weights.
  package init(_ optimizer: Optimizer, count: Int) {
    let zeros = [Float](repeating: 0, count: count)
    self.optimizer = optimizer
    updates = 0
    first = optimizer.hasFirst ? zeros : []
    second = optimizer.hasSecond ? zeros : []
  }

  /// As it was kept.
  ///
  /// - Precondition: What the optimizer needs is there.
  package init(_ optimizer: Optimizer, updates: Int, first: [Float], second: [Float]) {
    precondition(
      first.isEmpty != optimizer.hasFirst && second.isEmpty != optimizer.hasSecond,
      "\(optimizer) has \(first.count) first and \(second.count) second moments")
    (self.optimizer, self.updates) = (optimizer, updates)
    (self.first, self.second) = (first, second)
  }

  /// One update of all the weights.
  ///
  /// - Parameters:
  ///   - gradients: How the loss changes with each weight.
  ///   - rateFactor: What the schedule makes of the learning rate.
  package mutating func update(
    _ weights: inout [Float], gradients: [Float], rateFactor: Float = 1
  ) {
    precondition(
      weights.count == gradients.count, "\(weights.count) weights, \(gradients.count) gradients")
    let numbers = UpdateNumbers(optimizer, rateFactor: rateFactor, update: updates + 1)
    for index in weights.indices {
      let update = explain(
        index, weight: weights[index], gradient: gradients[index], with: numbers)
      weights[index] = update.newWeight
      switch update.method {
      case .gradientDescent(_, _, let velocity):
        if !first.isEmpty { first[index] = velocity }
      case .adam(let moments): (first[index], second[index]) = (moments.first, moments.second)
      }
    }
    updates += 1
  }

  /// What the next update would do to one weight.
  package func explain(
    _ index: Int, weight: Float, gradient: Float, rateFactor: Float = 1
  ) -> UpdateExplanation {
    explain(
      index, weight: weight, gradient: gradient,
      with: UpdateNumbers(optimizer, rateFactor: rateFactor, update: updates + 1))
  }

  @inline(__always)
  private func explain(
    _ index: Int, weight: Float, gradient: Float, with numbers: UpdateNumbers
  ) -> UpdateExplanation {
    switch optimizer {
    case .gradientDescent(_, let momentum):
      let old = first.isEmpty ? 0 : first[index]
      let velocity = numbers.keptFirst * old + gradient
      return UpdateExplanation(
        weight: weight, gradient: gradient, rate: numbers.rate,
        method: .gradientDescent(momentum: momentum, old: old, velocity: velocity),
        step: numbers.rate * velocity)
    case .adam:
      let moments = UpdateExplanation.Moments(
        first: first[index], second: second[index], gradient: gradient, numbers)
      return UpdateExplanation(
        weight: weight, gradient: gradient, rate: numbers.rate, method: .adam(moments),
        step: numbers.rate * moments.mean / (moments.root + moments.epsilon))
    }
  }
}

extension UpdateExplanation.Moments {
  /// The moments after one more gradient.
  fileprivate init(first: Float, second: Float, gradient: Float, _ numbers: UpdateNumbers) {
    self.first = numbers.keptFirst * first + numbers.newFirst * gradient
    self.second = numbers.keptSecond * second + numbers.newSecond * (gradient * gradient)
    mean = self.first * numbers.firstCorrection
    root = (self.second * numbers.secondCorrection).squareRoot()
    epsilon = numbers.epsilon
  }
}

extension Optimizer {
  fileprivate var hasFirst: Bool {
    switch self {
    case .gradientDescent(_, let momentum): momentum != 0
    case .adam: true
    }
  }

  fileprivate var hasSecond: Bool {
    switch self {
    case .gradientDescent: false
    case .adam: true
    }
  }
}
