internal import Convolution
package import Networks

/// Everything that a training needs to go on as if it had never stopped.
///
/// Numbers are by the names and in the order of weight files, so that a checkpoint is a weights file
/// with more in it, and does not depend on the processor.
package struct Checkpoint: Hashable, Sendable {
  /// The weights, by their names.
  package var weights: [String: [Float]]
  /// Those of one update before, which are gone back to where the loss is no number any more.
  package var earlier: [String: [Float]]
  /// What the optimizer remembers of each of them; empty where it remembers nothing.
  package var first: [String: [Float]]
  package var second: [String: [Float]]
  /// The network that they are the weights of.
  package var blueprint: Blueprint
  package var state: State

  /// All that is no tensor.
  package struct State: Hashable, Sendable, Codable {
    package var history: History
    package var phase: Trainer.Phase
    package var epoch: Int
    package var batch: Int
    /// How many updates there have been.
    package var updates: Int
    package var batchLosses: [Float]
    package var runningLoss: Double
    package var runningCorrect: Int
    package var runningConfusion: [[Int]]
    package var seconds: Double
    /// Tells the data apart.
    package var fingerprint: UInt64
  }
}

extension Trainer {
  /// Everything that is needed to go on later. Evaluations that are under way begin again then.
  package var checkpoint: Checkpoint {
    Checkpoint(
      weights: tensors, earlier: layout.tensors(from: earlier),
      first: optimizer.first.isEmpty ? [:] : layout.tensors(from: optimizer.first),
      second: optimizer.second.isEmpty ? [:] : layout.tensors(from: optimizer.second),
      blueprint: blueprint,
      state: Checkpoint.State(
        history: history, phase: phase, epoch: epoch, batch: batch,
        updates: optimizer.updates, batchLosses: batchLosses, runningLoss: runningLoss,
        runningCorrect: runningCorrect, runningConfusion: runningConfusion, seconds: seconds,
        fingerprint: data.fingerprint))
  }

  /// A training that goes on where it was left.
  ///
  /// A checkpoint may come from a damaged file: whatever it holds, this throws or gives a trainer that
  /// can go on.
  ///
  /// - Throws: `TrainingError` where the data are not those of the checkpoint, or where what it holds
  ///   does not fit together.
  package init(
    resuming checkpoint: Checkpoint, data: DataSet, threads: Int? = nil
  ) throws(TrainingError) {
    let state = checkpoint.state
    guard state.history.network == checkpoint.blueprint.name else {
      throw .otherTraining(
        "network", expected: checkpoint.blueprint.name, found: state.history.network)
    }
    guard state.fingerprint == data.fingerprint else {
      throw .otherTraining("data set", expected: data.name, found: state.history.data)
    }
    try self.init(
      checkpoint.blueprint, data: data, recipe: state.history.recipe, weights: checkpoint.weights,
      threads: threads)
    try state.requirePlace(in: history, classes: data.classes.count)
    earlier = try layout.parameters(from: checkpoint.earlier)
    let (first, second) = (optimizer.first, optimizer.second)
    optimizer = OptimizerState(
      recipe.optimizer, updates: state.updates,
      first: first.isEmpty ? [] : try layout.parameters(from: checkpoint.first),
      second: second.isEmpty ? [] : try layout.parameters(from: checkpoint.second))
    history = state.history
    phase = state.phase
    epoch = state.epoch
    batch = state.batch
    batchLosses = state.batchLosses
    runningLoss = state.runningLoss
    runningCorrect = state.runningCorrect
    runningConfusion = state.runningConfusion
    seconds = state.seconds
    order = Shuffle.order(count: trainingCount, seed: recipe.seed, epoch: epoch)
  }
}

extension DataSet {
  /// A number that other pictures or labels would hardly have.
  var fingerprint: UInt64 {
    // FNV-1a over all labels and some pixels of every set.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
    for examples in [training, validation, test].compactMap({ $0 }) {
      mix(UInt64(examples.count))
      for label in examples.labels { mix(UInt64(label)) }
      switch examples.numbers {
      case .bytes(let bytes):
        for index in stride(from: 0, to: bytes.count, by: 61) { mix(UInt64(bytes[index])) }
      case .floats(let floats):
        for index in stride(from: 0, to: floats.count, by: 61) {
          mix(UInt64(floats[index].bitPattern))
        }
      case .selection:
        for index in 0..<examples.count {
          mix(UInt64(examples.picture(index).elements[0].bitPattern))
        }
      }
    }
    return hash
  }
}
