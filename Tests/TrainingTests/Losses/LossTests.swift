import Convolution
import Networks
import TestSupport
import Testing
import Training

/// Scores and what should have been, from a seed.
private struct LossCase: CustomTestStringConvertible {
  let seed: UInt64
  let loss: Loss
  let scores: [Float]
  let label: Int

  var testDescription: String { "seed \(seed): \(loss) of \(scores), label \(label)" }

  static let all: [LossCase] = Loss.allCases.flatMap { loss in
    (0..<100).map { (seed: UInt64) in
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...8, using: &generator)
      return LossCase(
        seed: seed, loss: loss,
        scores: (0..<count).map { _ in Float.random(in: -4...4, using: &generator) },
        // Cross-entropy of a single class is always 0; a label has to be that class.
        label: loss == .crossEntropy
          ? Int.random(in: 0..<count, using: &generator)
          : Int.random(in: 0..<max(2, count), using: &generator))
    }
  }
}

@Suite struct `Losses` {
  @Test(arguments: LossCase.all)
  private func `a gradient is the slope of the value`(example: LossCase) {
    let explanation = example.loss.explain(example.scores, label: example.label)
    for index in example.scores.indices {
      func value(_ change: Float) -> Double {
        var scores = example.scores
        scores[index] += change
        return Double(example.loss.explain(scores, label: example.label).value)
      }
      // The truncation of h² and the rounding of ε / h are both about 1e-4 of the value.
      let h: Float = 1 / 128
      let slope = (value(h) - value(-h)) / Double(2 * h)
      #expect(abs(slope - Double(explanation.gradient[index])) < 5e-4)
    }
  }

  @Test(arguments: LossCase.all)
  private func `no loss is negative, and gradients of shares add up to nothing`(
    example: LossCase
  ) {
    let explanation = example.loss.explain(example.scores, label: example.label)
    #expect(explanation.value >= 0)
    if case .crossEntropy(let loss) = explanation {
      #expect(abs(loss.gradient.reduce(0, +)) < 1e-6)
      #expect(loss.gradient[example.label] <= 0)
    }
  }

  @Test func `probabilities are those of the layers, bit for bit`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let scores = Tensor.random(
        try Shape(channels: 7, height: 1, width: 1), using: &generator)
      #expect(
        CrossEntropy(scores: scores.elements, label: 0).probabilities
          == Softmax().forward(scores).elements)
      #expect(
        BinaryCrossEntropy(
          scores: scores.elements, targets: Array(repeating: 0, count: 7)
        ).probabilities == (try Activation.sigmoid.forward(scores)).elements)
    }
  }

  @Test(arguments: [1e3, -1e3, 1e6, -1e6, 1e30, -1e30] as [Float])
  func `extreme scores have a loss and a gradient`(score: Float) {
    let right = CrossEntropy(scores: [score, 0], label: score > 0 ? 0 : 1)
    #expect(right.value == 0)
    #expect(right.gradient == [0, 0])
    let wrong = CrossEntropy(scores: [score, 0], label: score > 0 ? 1 : 0)
    #expect(wrong.value == abs(score))
    #expect(wrong.gradient == (score > 0 ? [1, -1] : [-1, 1]))
    let binary = BinaryCrossEntropy(scores: [score], targets: [score > 0 ? 0 : 1])
    #expect(binary.value == abs(score))
    #expect(binary.gradient == [score > 0 ? 1 : -1])
    #expect(
      BinaryCrossEntropy(scores: [score], targets: [score > 0 ? 1 : 0]).value == 0)
  }

  @Test(arguments: Loss.allCases)
  func `a score that is no number makes a loss that is none`(loss: Loss) {
    #expect(loss.explain([0, .nan, 1], label: 0).value.isNaN)
  }

  @Test func `knowing nothing costs the logarithm of the number of classes`() {
    let loss = CrossEntropy(scores: Array(repeating: 3, count: 10), label: 4)
    #expect(abs(loss.value - 2.302585) < 1e-6)
    #expect(abs(loss.gradient[4] + 0.9) < 1e-6)
  }

  @Test func `the mean of squares can be checked by hand`() {
    let loss = MeanSquaredError(outputs: [1, 2, 5, 0], targets: [1, 0, 1, 2])
    #expect(loss.value == 6)
    #expect(loss.gradient == [0, 1, 2, -1])
  }

  @Test func `an objective starts before the layer that its loss contains`() throws {
    func objective(_ layers: LayerPlan...) throws -> Objective {
      Objective(
        for: try Blueprint(
          name: "test", input: Shape(channels: 3, height: 1, width: 1),
          layers: layers.map { Blueprint.Draft($0) }))
    }
    let classes = try objective(.dense(units: 3, hasBias: true), .softmax)
    #expect(classes.loss == .crossEntropy && classes.node == 0)
    let yesOrNo = try objective(.relu, .dense(units: 1, hasBias: true), .sigmoid)
    #expect(yesOrNo.loss == .binaryCrossEntropy && yesOrNo.node == 1)
    let scores = try objective(.dense(units: 3, hasBias: true))
    #expect(scores.loss == .crossEntropy && scores.node == 0)
    let score = try objective(.dense(units: 1, hasBias: true))
    #expect(score.loss == .binaryCrossEntropy && score.node == 0)
  }

  @Test func `the first of the highest scores is the prediction`() {
    #expect(Loss.prediction(of: [1, 3, 3, 2]) == 1)
    #expect(Loss.prediction(of: [0.1]) == 1)
    #expect(Loss.prediction(of: [-0.1]) == 0)
  }
}
