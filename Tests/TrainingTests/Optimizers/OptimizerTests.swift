import TestSupport
import Testing
import Training

private let optimizers: [Optimizer] = [
  .gradientDescent(rate: 0.1), .gradientDescent(rate: 0.05, momentum: 0.9), .adam(),
  .adam(rate: 0.3, beta1: 0.5, beta2: 0.75, epsilon: 0.1),
]

@Suite struct `Optimizers` {
  @Test(arguments: optimizers)
  func `an explanation ends in the weight that the update makes`(optimizer: Optimizer) {
    var generator = SeededGenerator(seed: 1)
    func numbers() -> [Float] { (0..<20).map { _ in .random(in: -2...2, using: &generator) } }
    var (state, weights) = (OptimizerState(optimizer, count: 20), numbers())
    for update in 1...30 {
      let (gradients, factor) = (numbers(), Float.random(in: 0...1, using: &generator))
      let explained = weights.indices.map {
        state.explain(
          $0, weight: weights[$0], gradient: gradients[$0], rateFactor: factor)
      }
      state.update(&weights, gradients: gradients, rateFactor: factor)
      #expect(explained.map(\.newWeight) == weights)
      #expect(state.updates == update)
      for (index, explanation) in explained.enumerated() {
        switch explanation.method {
        case .gradientDescent(_, _, let velocity):
          #expect(state.first.isEmpty || state.first[index] == velocity)
        case .adam(let moments):
          #expect(state.first[index] == moments.first)
          #expect(state.second[index] == moments.second)
        }
      }
    }
  }

  @Test(arguments: optimizers)
  func `what is kept goes on as if nothing had happened`(optimizer: Optimizer) {
    var state = OptimizerState(optimizer, count: 2)
    var weights: [Float] = [1, -1]
    for _ in 0..<3 { state.update(&weights, gradients: [0.5, 2]) }
    var (resumed, others) = (
      OptimizerState(
        optimizer, updates: state.updates, first: state.first, second: state.second), weights
    )
    state.update(&weights, gradients: [-1, 3])
    resumed.update(&others, gradients: [-1, 3])
    #expect(weights == others)
    #expect(resumed == state)
  }

  @Test func `velocities gather what gradients agree on`() {
    // Numbers that are exact: rate 1/4, momentum 1/2.
    var state = OptimizerState(.gradientDescent(rate: 0.25, momentum: 0.5), count: 1)
    var weights: [Float] = [10]
    state.update(&weights, gradients: [4])
    #expect(weights == [9])
    state.update(&weights, gradients: [4])
    #expect(weights == [7.5])
    #expect(state.first == [6])
  }

  @Test(arguments: [1e-3, 0.1, 1, 100, -7] as [Float])
  func `Adam's first step is the rate, whatever the gradient's size`(gradient: Float) {
    var state = OptimizerState(.adam(rate: 0.125), count: 1)
    var weights: [Float] = [0]
    state.update(&weights, gradients: [gradient])
    #expect(abs(weights[0] + (gradient < 0 ? -0.125 : 0.125)) < 2e-5)
  }

  @Test(arguments: optimizers)
  func `a gradient of nothing from the start changes nothing`(optimizer: Optimizer) {
    var state = OptimizerState(optimizer, count: 1)
    var weights: [Float] = [3]
    for _ in 0..<3 { state.update(&weights, gradients: [0]) }
    #expect(weights == [3])
  }

  @Test(arguments: optimizers)
  func `a bowl leads to its bottom`(optimizer: Optimizer) {
    var state = OptimizerState(optimizer, count: 2)
    var weights: [Float] = [0.5, -0.25]
    for _ in 0..<3000 { state.update(&weights, gradients: weights) }
    #expect(weights.allSatisfy { abs($0) < 0.01 })
  }
}
