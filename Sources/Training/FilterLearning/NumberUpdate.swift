/// What an optimizer remembers between updates, one number for each that is learned.
package struct OptimizerMemory: Hashable, Sendable {
  /// The velocity of momentum, or Adam's mean of gradients.
  package var first: [Float]
  /// Adam's mean of squared gradients.
  package var second: [Float]
  /// Updates since it was empty.
  package var updates = 0

  package init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = first
  }
}

/// One number's update, with everything that it is computed from.
package struct NumberUpdate: Hashable, Sendable {
  package let old: Float
  package let gradient: Float
  package let rate: Float
  package let rule: Rule
  package let new: Float

  package enum Rule: Hashable, Sendable {
    /// old − rate · gradient.
    case plain
    /// old − rate · velocity, where velocity = momentum · before + gradient.
    case momentum(Float, before: Float, velocity: Float)
    /// old − rate · mean / (√square + epsilon), both corrected for having begun at 0.
    case adam(mean: Float, square: Float, epsilon: Float)
  }

  /// What the rate is multiplied with.
  package var direction: Float {
    switch rule {
    case .plain: gradient
    case .momentum(_, _, let velocity): velocity
    case .adam(let mean, let square, let epsilon): mean / (square.squareRoot() + epsilon)
    }
  }

  /// What is added to the old number.
  package var change: Float { -(rate * direction) }
}

extension Optimizer {
  /// Updates of some numbers, and what is remembered of them.
  ///
  /// Sources: PyTorch's `SGD` for momentum; Kingma and Ba, *Adam* (2015), algorithm 1.
  package func updates(
    of numbers: [Float], gradient: [Float], _ memory: inout OptimizerMemory
  ) -> [NumberUpdate] {
    memory.updates += 1
    return numbers.indices.map { index in
      let slope = gradient[index]
      let rule: NumberUpdate.Rule
      switch self {
      case .gradientDescent(_, momentum: 0): rule = .plain
      case .gradientDescent(_, let momentum):
        let before = memory.first[index]
        memory.first[index] = momentum * before + slope
        rule = .momentum(momentum, before: before, velocity: memory.first[index])
      case .adam(_, let beta1, let beta2, let epsilon):
        memory.first[index] = beta1 * memory.first[index] + (1 - beta1) * slope
        memory.second[index] = beta2 * memory.second[index] + (1 - beta2) * slope * slope
        rule = .adam(
          mean: memory.first[index] / (1 - power(beta1, memory.updates)),
          square: memory.second[index] / (1 - power(beta2, memory.updates)), epsilon: epsilon)
      }
      let draft = NumberUpdate(
        old: numbers[index], gradient: slope, rate: rate, rule: rule, new: 0)
      return NumberUpdate(
        old: draft.old, gradient: slope, rate: rate, rule: rule, new: draft.old + draft.change)
    }
  }

  /// Whether what one remembers is of use to the other.
  package func remembersLike(_ other: Optimizer) -> Bool {
    switch (self, other) {
    case (.gradientDescent(_, let one), .gradientDescent(_, let two)): (one == 0) == (two == 0)
    case (.adam, .adam): true
    case (.gradientDescent, .adam), (.adam, .gradientDescent): false
    }
  }
}

/// A whole power, by squaring.
private func power(_ base: Float, _ exponent: Int) -> Float {
  var (result, square, rest) = (1.0, Double(base), exponent)
  while rest > 0 {
    if rest % 2 == 1 { result *= square }
    square *= square
    rest /= 2
  }
  return Float(result)
}
