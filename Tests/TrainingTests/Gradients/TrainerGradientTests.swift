import Convolution
import Networks
import TestSupport
import Testing
import Training

/// A chain of layers that the trainer supports, and pictures for it, from a seed.
private struct ChainCase: CustomStringConvertible {
  let seed: UInt64
  let blueprint: Blueprint
  let examples: Examples
  let classes: Int

  var description: String {
    let layers = blueprint.nodes.map { "\($0.plan.name) \($0.output.sizes)" }
    return "seed \(seed): \(blueprint.input.sizes) → \(layers.joined(separator: " → "))"
  }

  init(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func random(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    func extent(_ range: ClosedRange<Int>) -> Extent {
      Extent(height: random(range), width: random(range))
    }
    self.seed = seed
    let input = try Shape(channels: random(1...3), height: random(5...12), width: random(5...12))
    // A single output says yes or no to two classes.
    let outputs = random(1...4)
    let classes = max(2, outputs)
    var layers: [LayerPlan] =
      Bool.random(using: &generator) ? [] : [.rescaling(scale: 0.5, offset: 0.1)]
    for _ in 0..<random(1...2) {
      layers += [.convolution(.random(using: &generator))]
      layers +=
        [[], [.relu], [.relu], [.tanh], [.leakyReLU(slope: 0.2)], [.sigmoid]][random(0...5)]
      layers +=
        [
          [], [.pooling(Pooling2D(.maximum, kernel: Extent(2)))],
          [
            .pooling(
              Pooling2D(
                .random(using: &generator), kernel: extent(1...3), stride: extent(1...2),
                rounding: Bool.random(using: &generator) ? .up : .down))
          ],
        ][random(0...2)]
    }
    layers += [.flatten, .dense(units: random(1...20), hasBias: true), .relu]
    if Bool.random(using: &generator) { layers += [.dropout(rate: 0.4)] }
    layers += [.dense(units: outputs, hasBias: Bool.random(using: &generator))]
    if outputs == 1 {
      layers += [.sigmoid]
    } else if Bool.random(using: &generator) {
      layers += [.softmax]
    }
    self.classes = classes
    blueprint = try Blueprint(name: "chain", input: input, layers: layers.map { .init($0) })
    let count = random(1...6)
    let numbers = Tensor.random(
      try Shape(channels: count, height: input.count, width: 1), using: &generator)
    examples = Examples(
      shape: input, numbers: .floats(numbers.elements),
      labels: (0..<count).map { _ in UInt8.random(in: 0..<UInt8(classes), using: &generator) })
  }

  /// The first cases that fit; sizes are drawn without looking.
  static func all(_ count: Int) -> [ChainCase] {
    Array((1...UInt64(10 * count)).lazy.compactMap { try? ChainCase(seed: $0) }.prefix(count))
  }
}

extension ConvolutionPlan {
  fileprivate static func random(using generator: inout SeededGenerator) -> ConvolutionPlan {
    let paddings: [Padding] = [
      .valid, .same, .all(1), .explicit(Edges(top: 0, left: 1, bottom: 2, right: 0)),
    ]
    return ConvolutionPlan(
      filters: .random(in: 1...9, using: &generator),
      kernel: .random(in: 1...3, using: &generator), stride: .random(in: 1...2, using: &generator),
      padding: paddings.randomElement(using: &generator) ?? .valid,
      dilation: Extent(height: .random(in: 1...2, using: &generator), width: 1),
      hasBias: .random(using: &generator))
  }
}

/// The trainer, which adds up in an order of its own, against the definitions.
@Suite struct `Gradients of the trainer` {
  /// One step of plain gradient descent with the rate 1 shows the gradient, less a rounding of the
  /// weight.
  @Test func `are those of the readable loops`() throws {
    let cases = ChainCase.all(150)
    #expect(cases.count == 150)
    for example in cases {
      var recipe = Recipe()
      recipe.batchSize = example.examples.count
      recipe.optimizer = .gradientDescent(rate: 1)
      recipe.validationShare = 0
      recipe.initializer = .pyTorch
      recipe.seed = example.seed
      var trainer = try Trainer(
        example.blueprint,
        data: DataSet(
          name: "random", classes: (0..<example.classes).map { "\($0)" },
          training: example.examples, test: example.examples),
        recipe: recipe)
      let before = trainer.tensors
      let (losses, gradient) = try Self.definition(
        example, trainer.network(),
        order: Shuffle.order(
          count: example.examples.count, seed: recipe.seed, epoch: 0), seed: recipe.seed)
      trainer.advance()
      #expect(
        abs(trainer.batchLosses[0] - losses.reduce(0, +) / Float(losses.count)) < 1e-5,
        "\(example)")
      let after = trainer.tensors
      #expect(Set(gradient.keys) == Set(after.keys))
      for (name, expected) in gradient {
        let (old, new) = (try #require(before[name]), try #require(after[name]))
        for index in expected.indices {
          let found = old[index] - new[index]
          #expect(
            abs(found - expected[index]) <= 1e-6 + 2e-5 * abs(expected[index]),
            "\(name), \(index): \(found), by definition \(expected[index]); \(example)")
        }
      }
    }
  }

  /// Loss of each picture, and the mean gradient, by the readable loops.
  private static func definition(
    _ example: ChainCase, _ network: Network, order: [Int], seed: UInt64
  ) throws -> (losses: [Float], gradient: [String: [Float]]) {
    let objective = Objective(for: example.blueprint)
    var (losses, gradients): ([Float], [NetworkGradient]) = ([], [])
    for (place, picture) in order.enumerated() {
      var masks: [Int: [Float]] = [:]
      for (index, node) in network.nodes.enumerated() {
        guard case .dropout(let dropout) = node.layer else { continue }
        let count = example.blueprint.nodes[index].output.count
        let all = dropout.mask(count: (place + 1) * count, seed: seed, update: 0, node: index)
        masks[index] = Array(all.suffix(count))
      }
      let pass = try TrainingPass(
        network, over: example.examples.picture(picture), masks: masks)
      let loss = objective.loss.explain(
        pass.outputs[objective.node].elements, label: Int(example.examples.labels[picture]))
      losses.append(loss.value)
      gradients.append(try pass.backward(loss.gradient, from: objective.node))
    }
    return (losses, BatchGradient(meanOf: gradients).tensors(for: example.blueprint))
  }
}
