package import Convolution
internal import Networks
package import Training

/// Why a weight is about to change: what each picture of the next batch says, and what the optimizer
/// makes of it. The pictures are gone through one by one, by the readable loops.
package struct WeightQuestion: Sendable {
  package let layer: WeightLayer
  package let filter: Int
  /// The weight's place in the filter.
  package let element: Element
  /// Epoch and batch that come next, from 0.
  package let epoch: Int
  package let batch: Int
  /// How many pictures the batch has.
  package let count: Int
  /// What has come out so far, in the order of the batch; when all are there, the strongest first.
  package private(set) var parts: [Part] = []
  /// How the mean loss changes with the weight, when all the pictures are there.
  package private(set) var gradient: BatchExplanation?
  /// What the optimizer makes of that.
  package private(set) var update: UpdateExplanation?

  /// What one picture says.
  package struct Part: Hashable, Sendable {
    /// The training picture's place.
    package let example: Int
    package let label: Int
    package let explanation: GradientExplanation
  }

  private let index: Int
  private let examples: [Int]
  private let trainer: Trainer
  private let network: Network
  private let objective: Objective
  private let state: OptimizerState
  private let weight: Float

  /// The node's name: `conv1`.
  package var name: String { layer.name }

  /// - Parameters:
  ///   - index: The weight's place in its filter, in reading order.
  /// - Returns: nil where no update follows, or the next batch involves chance.
  init?(_ layer: WeightLayer, filter: Int, index: Int, in trainer: Trainer) {
    let checkpoint = trainer.checkpoint
    let tensorName = trainer.blueprint.nodes[layer.node].tensors.first { $0.role == .weight }?.name
    let place = filter * layer.shape.count + index
    guard trainer.phase == .training, !trainer.hasDropout, let tensorName,
      let weights = checkpoint.weights[tensorName], weights.indices ~= place
    else { return nil }
    let recipe = trainer.recipe
    let batches = MiniBatches(examples: trainer.history.trainingExamples, size: recipe.batchSize)
    let order = Shuffle.order(
      count: batches.examples, seed: recipe.seed, epoch: trainer.epoch)
    examples = Array(order[batches.range(of: trainer.batch)])
    (self.layer, self.filter) = (layer, filter)
    element = layer.shape.element(at: index)
    (epoch, batch, count) = (trainer.epoch, trainer.batch, examples.count)
    self.index = layer.engineIndex(filter: filter, index: index)
    (self.trainer, network) = (trainer, trainer.network())
    objective = Objective(for: trainer.blueprint)
    weight = weights[place]
    func one(_ numbers: [String: [Float]]) -> [Float] {
      numbers[tensorName].map { [$0[place]] } ?? []
    }
    state = OptimizerState(
      recipe.optimizer, updates: checkpoint.state.updates, first: one(checkpoint.first),
      second: one(checkpoint.second))
  }

  package var isDone: Bool { update != nil }

  /// Goes through one more picture.
  mutating func advance() {
    guard parts.count < count else { return }
    let example = examples[parts.count]
    let label = Int(trainer.data.training.labels[example])
    do throws(ShapeError) {
      let picture = trainer.data.training.picture(example).scaled(by: trainer.pixelScale)
      let pass = try TrainingPass(network, over: picture)
      let loss = objective.loss.explain(pass.outputs[objective.node].elements, label: label)
      let backward = try pass.backward(loss.gradient, from: objective.node)
      let explanation = try pass.explainGradient(
        of: .weight, at: index, inNode: layer.node, gradient: backward)
      guard let explanation else { preconditionFailure("\(layer.name) has no weight \(index)") }
      parts.append(Part(example: example, label: label, explanation: explanation))
    } catch {
      preconditionFailure("a training picture does not suit its network: \(error)")
    }
    if parts.count == count { finish() }
  }

  private mutating func finish() {
    let whole = BatchExplanation(pictures: parts.map(\.explanation))
    gradient = whole
    update = state.explain(
      0, weight: weight, gradient: whole.gradient,
      rateFactor: trainer.recipe.schedule.factor(epoch: epoch, of: trainer.recipe.epochs))
    parts.sort { abs($0.explanation.gradient) > abs($1.explanation.gradient) }
  }
}

extension Trainer {
  /// Whether its batches leave numbers out at random.
  fileprivate var hasDropout: Bool {
    blueprint.nodes.contains { node in
      if case .dropout = node.plan { true } else { false }
    }
  }
}
