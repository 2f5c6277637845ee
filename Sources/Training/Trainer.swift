package import Convolution
internal import Kernels
package import Networks

/// A network while it is being trained: a value that goes on by one batch at a time.
///
/// ```swift
/// var trainer = try Trainer(blueprint, data: data, recipe: recipe)
/// while !trainer.isFinished { trainer.advance() }
/// print(trainer.history.test?.accuracy ?? .nan)
/// ```
///
/// All chance comes from the recipe's seed and the place (epoch, batch), so that a training that is
/// stopped, kept as a `Checkpoint` and resumed gives the same numbers as one that was not; and the
/// number of threads changes none of them.
package struct Trainer: Sendable {
  package let blueprint: Blueprint
  package let data: DataSet
  /// What has been recorded so far, with the recipe.
  package internal(set) var history: History
  /// What is done next.
  package internal(set) var phase = Phase.training
  /// The epoch that is under way, from 0.
  package internal(set) var epoch = 0
  /// The batch that comes next in it, from 0.
  package internal(set) var batch = 0
  /// The loss of every batch so far, each before its update.
  package internal(set) var batchLosses: [Float] = []
  /// How the pictures of this epoch were answered so far: rows are classes, columns answers.
  package internal(set) var runningConfusion: [[Int]]
  /// The held-out pictures, after the last complete epoch.
  package internal(set) var validation: Evaluation?
  /// The test set, at the end.
  package internal(set) var test: Evaluation?
  /// What the present epoch's updates have taken, as whoever measures says; it becomes part of the
  /// history with the epoch.
  package var seconds = 0.0

  package enum Phase: Hashable, Sendable, Codable {
    /// Updates of the weights.
    case training
    /// The held-out pictures, at the end of each epoch.
    case validating
    /// The test set, at the very end.
    case testing
    case finished(Ending)
  }

  /// Why a training is over.
  package enum Ending: Hashable, Sendable, Codable {
    case allEpochs
    /// The validation loss has not fallen for as many epochs as the recipe is patient.
    case stoppedEarly
    /// The loss of a batch was no number any more; the weights are the last with which it was one.
    /// Epoch and batch count from 0.
    case diverged(epoch: Int, batch: Int)
  }

  let layout: BatchLayout
  /// All weights, in the layout's order.
  var parameters: [Float]
  /// Those of one update before: the last ones that are known to give a finite loss.
  var earlier: [Float]
  /// What the optimizer remembers, in the same order.
  var optimizer: OptimizerState
  /// Of the present epoch: the sum of all losses, and how many answers were right.
  var runningLoss = 0.0
  var runningCorrect = 0
  /// The order of the pictures in this epoch.
  var order: [Int] = []
  /// Pictures that are learned from; those behind them are held out, if the data bring no others.
  let trainingCount: Int
  /// An evaluation that is under way.
  var tally: Tally?
  var memory: BatchMemory
  /// How the loss of the last batch changed with each weight; here to use its memory again.
  private var gradients: [Float]
  private let threads: Int

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - weights: What to begin with, by the names and in the order of weight files; nil for numbers that
  ///     the recipe's initializer draws.
  ///   - threads: How many work at once, nil for as many as there are; the numbers do not depend on it.
  /// - Throws: `TrainingError` for a network, data or weights that do not suit.
  package init(
    _ blueprint: Blueprint, data: DataSet, recipe: Recipe, weights: [String: [Float]]? = nil,
    threads: Int? = nil
  ) throws(TrainingError) {
    try recipe.validate()
    for (name, examples) in [("training", data.training), ("test", data.test)] {
      guard examples.count > 0 else { throw .noExamples(name) }
      guard examples.shape == blueprint.input else {
        throw .pictureShape(
          network: blueprint.name, expected: blueprint.input, found: examples.shape)
      }
    }
    layout = try BatchLayout(blueprint, classes: data.classes.count)
    guard layout.parameterCount > 0 else { throw .nothingToLearn(network: blueprint.name) }
    parameters = try layout.parameters(
      from: weights ?? recipe.initializer.tensors(for: blueprint, seed: recipe.seed))
    earlier = parameters
    gradients = parameters
    optimizer = OptimizerState(recipe.optimizer, count: layout.parameterCount)
    self.blueprint = blueprint
    self.data = data
    self.threads = workers(asked: threads)
    let holdOut = HoldOut(
      count: data.training.count, share: data.validation == nil ? recipe.validationShare : 0)
    trainingCount = holdOut.training.count
    guard trainingCount > 0 else {
      throw .allHeldOut(count: data.training.count, share: recipe.validationShare)
    }
    history = History(
      network: blueprint.name, data: data.name, recipe: recipe, trainingExamples: trainingCount,
      validationExamples: data.validation?.count ?? holdOut.validation.count)
    runningConfusion = Self.emptyConfusion(data.classes.count)
    memory = BatchMemory(
      for: layout, capacity: max(64, min(recipe.batchSize, 256)), workers: self.threads)
    order = Shuffle.order(count: trainingCount, seed: recipe.seed, epoch: 0)
  }

  package var recipe: Recipe { history.recipe }

  package var isFinished: Bool { if case .finished = phase { true } else { false } }

  /// Loss and accuracy of this epoch so far; nil before its first batch.
  package var running: History.Score? {
    guard batch > 0 else { return nil }
    let seen = min(trainingCount, batch * recipe.batchSize)
    return History.Score(
      loss: runningLoss / Double(seen), accuracy: Double(runningCorrect) / Double(seen))
  }

  /// Whether anything is held out.
  package var validates: Bool { history.validationExamples > 0 }

  // MARK: Weights

  /// The present weights, by the names and in the order of weight files.
  package var tensors: [String: [Float]] { layout.tensors(from: parameters) }

  /// The network with the present weights, for whoever wants to look inside.
  package func network() -> Network { blueprint.network(tensors: tensors) }

  // MARK: Going on

  /// The next batch, or the next block of pictures that are only looked at; nothing once it is over.
  package mutating func advance() {
    takeOwnMemory()
    switch phase {
    case .training: train()
    case .validating: evaluateBlock(of: validationExamples)
    case .testing: evaluateBlock(of: (data.test, 0..<data.test.count))
    case .finished: break
    }
  }

  /// Copies of this value may go on at the same time.
  mutating func takeOwnMemory() {
    guard !isKnownUniquelyReferenced(&memory) else { return }
    memory = BatchMemory(for: layout, capacity: memory.capacity, workers: threads)
  }

  private var validationExamples: (Examples, Range<Int>) {
    if let validation = data.validation { return (validation, 0..<validation.count) }
    return (data.training, trainingCount..<data.training.count)
  }

  private mutating func train() {
    let first = batch * recipe.batchSize
    let count = min(recipe.batchSize, trainingCount - first)
    // Batches that are larger than the memory are cut; their gradients are added up.
    var gradients: [Float] = []
    swap(&gradients, &self.gradients)
    defer { swap(&gradients, &self.gradients) }
    var loss = 0.0
    var place = 0
    while place < count {
      let piece = min(memory.capacity, count - place)
      let indices = Array(order[first + place..<first + place + piece])
      loss += addGradients(of: indices, batchSize: count, place: place, to: &gradients)
      place += piece
    }
    batchLosses.append(Float(loss / Double(count)))
    guard loss.isFinite else {
      parameters = earlier
      phase = .finished(.diverged(epoch: epoch, batch: batch))
      return
    }
    runningLoss += loss
    update(with: gradients)
    batch += 1
    if batch == history.batchesPerEpoch {
      if validates { phase = .validating } else { endEpoch(validation: nil) }
    }
  }

  /// - Returns: The sum of the pictures' losses.
  private mutating func addGradients(
    of indices: [Int], batchSize: Int, place: Int, to gradients: inout [Float]
  ) -> Double {
    fill(with: indices, of: data.training, isTraining: true)
    let chance = BatchLayout.Draw(
      seed: recipe.seed, update: optimizer.updates, firstPicture: place)
    let answers = Answers(indices.map { Int(data.training.labels[$0]) }, layout.head)
    return parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return 0 }
      layout.forward(indices.count, parameters: parameters, in: memory, chance: chance)
      let outputs = memory.outputs.last?.start ?? memory.input.start
      let judged = answers.judge(
        outputs, gradients: memory.outputGradients.start, weight: 1 / Float(batchSize))
      for answer in judged {
        runningConfusion[answer.label][answer.predicted] += 1
        if answer.label == answer.predicted { runningCorrect += 1 }
      }
      gradients.withUnsafeMutableBufferPointer { gradients in
        if place == 0 {
          layout.backward(
            indices.count, parameters: parameters, in: memory, chance: chance,
            to: gradients.start)
        } else {
          var piece = [Float](repeating: 0, count: layout.parameterCount)
          piece.withUnsafeMutableBufferPointer {
            layout.backward(
              indices.count, parameters: parameters, in: memory, chance: chance, to: $0.start)
          }
          for index in gradients.indices { gradients[index] += piece[index] }
        }
      }
      return judged.reduce(0) { $0 + Double($1.loss) }
    }
  }

  /// Changes all weights. What they were is kept until the next batch has a finite loss.
  private mutating func update(with gradients: [Float]) {
    optimizer.update(
      parameters, gradients: gradients,
      rateFactor: recipe.schedule.factor(epoch: epoch, of: recipe.epochs), into: &earlier,
      kernels: layout.kernels, workers: threads)
    swap(&parameters, &earlier)
  }

  mutating func endEpoch(validation: Evaluation?) {
    self.validation = validation
    let score = History.Score(
      loss: runningLoss / Double(history.batches.used),
      accuracy: Double(runningCorrect) / Double(history.batches.used))
    let rate = recipe.optimizer.rate * recipe.schedule.factor(epoch: epoch, of: recipe.epochs)
    history.epochs.append(
      History.Epoch(
        training: score, validation: validation?.score, rate: rate,
        seconds: seconds > 0 ? seconds : nil))
    epoch += 1
    guard epoch < recipe.epochs, !hasWaitedLongEnough else {
      phase = .testing
      return
    }
    phase = .training
    batch = 0
    seconds = 0
    (runningLoss, runningCorrect) = (0, 0)
    runningConfusion = Self.emptyConfusion(data.classes.count)
    order = Shuffle.order(count: trainingCount, seed: recipe.seed, epoch: epoch)
  }

  private var hasWaitedLongEnough: Bool {
    var watch = EarlyStop(patience: recipe.patience)
    return history.epochs.map { watch.observe($0.validation?.loss ?? .nan) }.last ?? false
  }

  /// What ends a training that has been tested.
  var ending: Ending { epoch < recipe.epochs ? .stoppedEarly : .allEpochs }

  static func emptyConfusion(_ classes: Int) -> [[Int]] {
    Array(repeating: Array(repeating: 0, count: classes), count: classes)
  }

  // MARK: Pictures

  /// Writes pictures to where the passes read them, channels last; those that are learned from as
  /// chance has them in this epoch.
  func fill(with indices: [Int], of examples: Examples, isTraining: Bool) {
    let shape = examples.shape
    let isByteNetwork = blueprint.takesBytes
    let augmentation = isTraining ? recipe.augmentation : .none
    let isMuch = indices.count * shape.count > (augmentation.isNone ? 1 << 18 : 1 << 14)
    memory.fill(indices.count, of: shape, isMuch: isMuch) { place, target in
      let index = indices[place]
      if augmentation.isNone {
        examples.write(index, scale: isByteNetwork ? 1 : 1 / 255, to: target)
      } else {
        let stream = Chance.augmentation.seed(from: recipe.seed, at: epoch, index)
        examples.write(
          index, changedBy: augmentation, RandomStream(seed: stream),
          white: isByteNetwork ? 255 : 1, to: target)
      }
    }
  }

  /// Looks at pictures with the present weights.
  func answers(
    about indices: [Int], of examples: Examples
  ) -> [Answers.Judged] {
    look(at: indices, of: examples)
    let answers = Answers(indices.map { Int(examples.labels[$0]) }, layout.head)
    return answers.judge(
      memory.outputs.last?.start ?? memory.input.start, gradients: nil, weight: 1)
  }

  /// Leaves in the memory what comes out of every stage, as it is outside of training.
  func look(at indices: [Int], of examples: Examples) {
    fill(with: indices, of: examples, isTraining: false)
    parameters.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else { return }
      layout.forward(indices.count, parameters: parameters, in: memory)
    }
  }

  /// The pictures of the batch that comes next, as chance has them, and what they show: to explain the
  /// update before it is made. Empty where no update comes next.
  package var nextBatch: [(picture: Tensor, label: Int)] {
    guard phase == .training else { return [] }
    let first = batch * recipe.batchSize
    let shape = blueprint.input
    let scratch = BatchMemory(for: layout, capacity: 1, workers: 1)
    return order[first..<min(first + recipe.batchSize, trainingCount)].map { index in
      var trainer = self
      trainer.memory = scratch
      trainer.fill(with: [index], of: data.training, isTraining: true)
      let elements = (0..<shape.count).map { scratch.input[shape.placeWithChannelsLast($0)] }
      do {
        return (
          try Tensor(shape: shape, elements: elements), Int(data.training.labels[index])
        )
      } catch {
        preconditionFailure("a picture has as many numbers as its shape: \(error)")
      }
    }
  }

  /// What the optimizer remembers of a weight, by its place in the tensor of a weight file.
  package func memories(of tensor: String, at index: Int) -> (first: Float?, second: Float?) {
    func value(_ numbers: [Float]) -> Float? {
      numbers.isEmpty ? nil : layout.tensors(from: numbers)[tensor]?[index]
    }
    return (value(optimizer.first), value(optimizer.second))
  }

  /// Pictures that are looked at in one go.
  package var blockSize: Int { memory.capacity }
}

extension Blueprint {
  /// Whether it wants pixels from 0 to 255, which it rescales itself.
  var takesBytes: Bool { if case .rescaling = nodes.first?.plan { true } else { false } }
}

extension Examples {
  /// Writes a picture with its channels side by side.
  func write(_ index: Int, scale: Float, to target: UnsafeMutablePointer<Float>) {
    let (area, channels) = (shape.extent.area, shape.channels)
    let start = index * shape.count
    switch numbers {
    case .bytes(let bytes):
      bytes.withUnsafeBufferPointer { bytes in
        for channel in 0..<channels {
          let plane = start + channel * area
          for place in 0..<area {
            target[place * channels + channel] = Float(bytes[plane + place]) * scale
          }
        }
      }
    case .floats(let floats):
      floats.withUnsafeBufferPointer { floats in
        for channel in 0..<channels {
          let plane = start + channel * area
          for place in 0..<area { target[place * channels + channel] = floats[plane + place] }
        }
      }
    case .selection(let selection): selection.write(index, scale: scale, to: target)
    }
  }
}
