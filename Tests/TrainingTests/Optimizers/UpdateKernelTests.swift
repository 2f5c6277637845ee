import Convolution
import Kernels
import TestSupport
import Testing
import Training

/// The kernels that update many weights at once do what the readable loop does.
@Suite struct `Kernels of updates` {
  /// Lengths around those of vectors.
  @Test(
    arguments: KernelSet.allCases.filter(\.isAvailable),
    [
      Optimizer.gradientDescent(rate: 0.3), .gradientDescent(rate: 0.05, momentum: 0.9), .adam(),
      .adam(rate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1e-3),
    ])
  func `change weights as the readable loop does, bit for bit`(
    kernels: KernelSet, optimizer: Optimizer
  ) {
    for count in [1, 3, 4, 7, 8, 9, 31, 64, 100] {
      func numbers(_ seed: UInt64, _ bound: Float) -> [Float] {
        SeededNumbers.uniform(count: count, seed: seed, bound: bound)
      }
      var state = OptimizerState(optimizer, count: count)
      var (weights, first, second) = (numbers(1, 1), state.first, state.second)
      var fast = weights
      for update in 1...12 {
        // From gradients that a rounding decides to some that are far too large.
        let size: [Float] = [1e-12, 1e-6, 1e-3, 1, 1e6]
        let gradients = numbers(UInt64(update + 10), size[update % size.count])
        let numbers = UpdateNumbers(optimizer, rateFactor: 0.5, update: update)
        state.update(&weights, gradients: gradients, rateFactor: 0.5)
        var updated = [Float](repeating: .nan, count: count)
        switch optimizer {
        case .adam:
          kernels.adam(
            fast, gradients: gradients, means: &first, squares: &second, count: count,
            rate: numbers.rate, keptMean: numbers.keptFirst, newMean: numbers.newFirst,
            keptSquare: numbers.keptSecond, newSquare: numbers.newSecond,
            meanCorrection: numbers.firstCorrection, squareCorrection: numbers.secondCorrection,
            epsilon: numbers.epsilon, into: &updated)
        case .gradientDescent(_, momentum: 0):
          kernels.descend(
            fast, gradients: gradients, count: count, rate: numbers.rate, into: &updated)
        case .gradientDescent:
          kernels.descend(
            fast, gradients: gradients, velocities: &first, count: count, rate: numbers.rate,
            momentum: numbers.keptFirst, into: &updated)
        }
        fast = updated
        #expect(fast.map(\.bitPattern) == weights.map(\.bitPattern), "update \(update) of \(count)")
        #expect(first == state.first)
        #expect(second == state.second)
      }
    }
  }
}
