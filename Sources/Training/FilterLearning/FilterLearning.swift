package import Convolution

/// A filter while it is learned, one update after another, forwards and backwards.
///
/// Every step is kept: its numbers, what the optimizer remembers, its loss. So going back costs no more
/// than looking, and brings back the very same numbers.
///
/// ```swift
/// var learning = FilterLearning(task, start: task.firstNumbers(seed: 1), optimizer: optimizer)
/// while learning.advance() {}
/// print(learning.numbers, learning.ending)
/// ```
package struct FilterLearning: Sendable {
  package let task: FilterTask
  package let curvature: LossCurvature
  /// From the first numbers on; step *n* is what *n* updates have made of them.
  package private(set) var steps: [Step]
  /// The step that is looked at.
  package private(set) var position = 0
  /// The forward and backward pass with the numbers of that step.
  package private(set) var evaluation: FilterEvaluation
  /// Why `advance` found no next step; nil as long as it was not tried from here.
  package private(set) var ending: Ending?
  /// What makes the updates behind the last step that is kept.
  private var chosen: Optimizer

  package struct Step: Hashable, Sendable {
    package let numbers: [Float]
    package let loss: Double
    package let gradient: [Float]
    fileprivate let memory: OptimizerState
    /// What made it from the step before; nil for the first one.
    package let optimizer: Optimizer?
  }

  /// Why there is no next step.
  package enum Ending: Hashable, Sendable {
    /// The next step would not be made of numbers any more.
    case diverged
    /// The next step would be the same as this one.
    case settled
    /// The ReLU cuts off everything, so that no gradient is left.
    case dead
    /// As many steps are kept as there is room for.
    case full
  }

  /// Steps that are kept at most.
  package static let mostSteps = 50_000

  /// - Parameter start: As many numbers as the task has.
  package init(_ task: FilterTask, start: [Float], optimizer: Optimizer) {
    self.init(task, LossCurvature(task), start: start, optimizer: optimizer)
  }

  /// - Parameter curvature: The task's, where it has been computed already.
  package init(
    _ task: FilterTask, _ curvature: LossCurvature, start: [Float], optimizer: Optimizer
  ) {
    precondition(start.count == task.count, "\(start.count) numbers for \(task.count)")
    (self.task, self.curvature, chosen) = (task, curvature, optimizer)
    evaluation = task.evaluate(start)
    steps = [
      Step(
        numbers: start, loss: evaluation.loss, gradient: evaluation.gradient,
        memory: OptimizerState(optimizer, count: task.count), optimizer: nil)
    ]
  }

  /// The same task from other first numbers.
  package func restarted(with start: [Float]) -> FilterLearning {
    FilterLearning(task, curvature, start: start, optimizer: optimizer)
  }

  // MARK: The present step

  /// Weights, then the bias if there is one.
  package var numbers: [Float] { steps[position].numbers }
  package var loss: Double { evaluation.loss }
  package var filter: Tensor { task.filter(numbers) }
  package var bias: Float { task.bias(numbers) }

  /// What makes the next update: what made it, where it is kept.
  package var optimizer: Optimizer {
    position + 1 < steps.count ? steps[position + 1].optimizer ?? chosen : chosen
  }

  /// The update that comes next, number by number.
  package var updates: [UpdateExplanation] {
    let memory = memory
    return numbers.indices.map {
      memory.explain($0, weight: numbers[$0], gradient: evaluation.gradient[$0])
    }
  }

  /// What the optimizer of the next update remembers: nothing, where another kind made this step.
  private var memory: OptimizerState {
    let (memory, optimizer) = (steps[position].memory, optimizer)
    guard memory.optimizer != optimizer else { return memory }
    guard memory.optimizer.remembersLike(optimizer) else {
      return OptimizerState(optimizer, count: task.count)
    }
    return OptimizerState(
      optimizer, updates: memory.updates, first: memory.first, second: memory.second)
  }

  /// Whether the rate is so large that gradient descent leads away from the lowest point.
  package var exceedsLargestRate: Bool {
    curvature.largestRate(for: optimizer).map { Double(optimizer.rate) > $0 } ?? false
  }

  // MARK: Going on

  /// Makes one update, or goes to the step that an earlier one has made.
  ///
  /// - Returns: Whether there was a next step; `ending` says why not.
  /// - Complexity: O(positions · count).
  @discardableResult
  package mutating func advance() -> Bool {
    if position + 1 < steps.count {
      go(to: position + 1)
      return true
    }
    let (next, evaluated) = nextStep()
    ending =
      if position >= Self.mostSteps {
        .full
      } else if evaluation.isDead {
        .dead
      } else if !next.numbers.allSatisfy(\.isFinite) || !evaluated.isFinite {
        .diverged
      } else if next.numbers == numbers, next.memory.first == steps[position].memory.first {
        .settled
      } else {
        nil
      }
    guard ending == nil else { return false }
    steps.append(next)
    position += 1
    evaluation = evaluated
    return true
  }

  /// Goes to a step, making updates as long as there are any.
  package mutating func compute(to step: Int) {
    if step < steps.count { return go(to: step) }
    go(to: steps.count - 1)
    while position < step, advance() {}
  }

  private func nextStep() -> (Step, FilterEvaluation) {
    var (memory, next) = (memory, numbers)
    memory.update(&next, gradients: evaluation.gradient)
    let evaluated = task.evaluate(next)
    return (
      Step(
        numbers: next, loss: evaluated.loss, gradient: evaluated.gradient, memory: memory,
        optimizer: memory.optimizer), evaluated
    )
  }

  /// Looks at a step that is kept; the nearest one if it is not.
  package mutating func go(to step: Int) {
    let step = min(max(step, 0), steps.count - 1)
    guard step != position else { return }
    ending = nil
    position = step
    evaluation = task.evaluate(numbers)
  }

  /// Goes on from here with another optimizer, or at another rate: steps behind this one are dropped.
  package mutating func change(to optimizer: Optimizer) {
    guard optimizer != self.optimizer else { return }
    steps.removeSubrange((position + 1)...)
    ending = nil
    chosen = optimizer
  }

  /// The steps from which on another optimizer, or another rate, made the updates; the first one too.
  package var changes: [(step: Int, optimizer: Optimizer)] {
    var changes: [(Int, Optimizer)] = []
    for step in 0...position {
      let optimizer = step == position ? self.optimizer : steps[step + 1].optimizer ?? chosen
      if changes.last?.1 != optimizer { changes.append((step, optimizer)) }
    }
    return changes
  }
}

extension Optimizer {
  /// Whether the other one can go on with what this one remembers.
  fileprivate func remembersLike(_ other: Optimizer) -> Bool {
    switch (self, other) {
    case (.gradientDescent(_, let one), .gradientDescent(_, let two)): (one == 0) == (two == 0)
    case (.adam, .adam): true
    case (.gradientDescent, .adam), (.adam, .gradientDescent): false
    }
  }
}

extension UpdateExplanation {
  /// What the rate is multiplied by: the gradient, or what the optimizer makes of it.
  package var direction: Float {
    switch method {
    case .gradientDescent(_, _, let velocity): velocity
    case .adam(let moments): moments.mean / (moments.root + moments.epsilon)
    }
  }
}
