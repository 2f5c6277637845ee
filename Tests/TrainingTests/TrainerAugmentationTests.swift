import Convolution
import Kernels
import Networks
import TestSupport
import Testing

@testable import Training

/// A few small random pictures of two kinds, and a network for them.
private struct SmallTask {
  let data: DataSet
  let blueprint: Blueprint

  init(count: Int = 11, channels: Int = 2) throws {
    let shape = try Shape(channels: channels, height: 8, width: 7)
    var generator = SeededGenerator(seed: 4)
    func examples(_ count: Int) -> Examples {
      let bytes = (0..<count * shape.count).map { _ in UInt8.random(in: 0...255, using: &generator)
      }
      return Examples(
        shape: shape, numbers: .bytes(bytes), labels: (0..<count).map { UInt8($0 % 2) })
    }
    data = DataSet(
      name: "noise", classes: ["even", "odd"], training: examples(count), test: examples(5))
    var net = BlueprintBuilder()
    net.convolution(3, kernel: 2)
    net.add(.relu)
    net.maxPool(2)
    net.add(.flatten)
    net.dense(1)
    net.add(.sigmoid)
    blueprint = try net.blueprint(name: "small", summary: "", input: shape)
  }

  func trainer(
    threads: Int = 1, _ change: (inout Recipe) -> Void = { _ in }
  ) throws -> Trainer {
    var recipe = Recipe()
    (recipe.epochs, recipe.batchSize, recipe.validationShare, recipe.seed) = (3, 4, 0, 6)
    change(&recipe)
    return try Trainer(blueprint, data: data, recipe: recipe, threads: threads)
  }
}

extension Trainer {
  fileprivate func finished() -> Trainer {
    var trainer = self
    while !trainer.isFinished { trainer.advance() }
    return trainer
  }
}

@Suite struct `Learning from pictures that chance has changed` {
  private static let all: Augmentation = {
    do {
      return try Augmentation(flips: true, rotation: 0.1, zoom: 0.2, shift: 2, noise: 0.1)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  @Test func `an augmentation that does nothing changes no bit`() throws {
    let task = try SmallTask()
    let plain = try task.trainer()
    var same = plain
    same.history.recipe.augmentation = try Augmentation(border: .black)
    #expect(plain.finished().tensors == same.finished().tensors)
    let changed = try task.trainer { $0.augmentation = Self.all }
    #expect(plain.finished().tensors != changed.finished().tensors)
  }

  @Test(arguments: [2, 3, 8])
  func `the number of threads changes no bit`(threads: Int) throws {
    // Large enough for more than one thread.
    let task = try SmallTask(count: 300, channels: 3)
    func tensors(_ threads: Int) throws -> [String: [Float]] {
      try task.trainer(threads: threads) {
        ($0.augmentation, $0.batchSize, $0.epochs) = (Self.all, 128, 1)
      }.finished().tensors
    }
    #expect(try tensors(1) == tensors(threads))
  }

  @Test(arguments: [1, 2, 3, 5, 7])
  func `a training that is resumed goes on with the same changes`(stop: Int) throws {
    let task = try SmallTask()
    var trainer = try task.trainer { $0.augmentation = Self.all }
    for _ in 0..<stop { trainer.advance() }
    let resumed = try Trainer(resuming: trainer.checkpoint, data: task.data, threads: 1)
    #expect(trainer.finished().tensors == resumed.finished().tensors)
  }

  @Test func `pictures change from epoch to epoch, and only where they are learned from`() throws {
    let task = try SmallTask()
    let (changing, plain) = (try task.trainer { $0.augmentation = Self.all }, try task.trainer())
    #expect(changing.evaluate(task.data.test) == plain.evaluate(task.data.test))
    // Without updates, only the changes differ between the epochs.
    let still = try task.trainer {
      ($0.augmentation, $0.optimizer) = (Self.all, .gradientDescent(rate: 0))
    }.finished()
    let losses = still.history.epochs.map(\.training.loss)
    #expect(Set(losses).count == losses.count)
  }

  @Test func `one picture gets what its seed, epoch and place say`() throws {
    let task = try SmallTask()
    let examples = task.data.training
    let stream = RandomStream(seed: Chance.augmentation.seed(from: 6, at: 1, 3))
    var random = stream
    var expected = examples.picture(3).elements
    Self.all.apply(to: &expected, shape: examples.shape, random: &random)
    var found = [Float](repeating: 0, count: examples.shape.count)
    found.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      examples.write(3, changedBy: Self.all, stream, white: 255, to: start)
    }
    let area = examples.shape.extent.area
    for index in expected.indices {
      let (channel, place) = index.quotientAndRemainder(dividingBy: area)
      #expect(abs(found[place * 2 + channel] - 255 * expected[index]) < 1e-3)
    }
  }

  @Test func `pictures that are changed once have a stream for each place`() throws {
    let task = try SmallTask()
    let examples = task.data.training
    let changed = examples.selecting([5, 2, 5], changedBy: Self.all, seed: 9)
    #expect(changed.labels == [1, 0, 1])
    var random = RandomStream(seed: Chance.augmentation.seed(from: 9, at: 0, 1))
    var expected = examples.picture(2).elements
    Self.all.apply(to: &expected, shape: examples.shape, random: &random)
    let found = changed.picture(1).elements
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(changed.picture(0) != changed.picture(2))
    #expect(examples.selecting([5, 2], changedBy: .none, seed: 9) == examples.selecting([5, 2]))
  }
}

@Suite struct `Epochs of whole batches` {
  @Test(arguments: [(98, 16, 6), (98, 49, 2), (32, 16, 2), (4, 16, 1), (0, 16, 0)])
  func `the incomplete batch is left out, unless it is the only one`(
    examples: Int, size: Int, count: Int
  ) {
    let batches = MiniBatches(examples: examples, size: size, dropsIncomplete: true)
    #expect(batches.count == count)
    #expect(batches.used == (0..<count).reduce(0) { $0 + batches.range(of: $1).count })
  }

  @Test func `an epoch's score is the mean over what it has seen`() throws {
    let task = try SmallTask()
    var trainer = try task.trainer { $0.dropsIncompleteBatch = true }
    #expect(trainer.history.batchesPerEpoch == 2)
    while trainer.epoch == 0 { trainer.advance() }
    #expect(trainer.batchLosses.count == 2)
    let mean = Double(trainer.batchLosses[0] + trainer.batchLosses[1]) / 2
    #expect(abs(trainer.history.epochs[0].training.loss - mean) < 1e-6)
  }
}
