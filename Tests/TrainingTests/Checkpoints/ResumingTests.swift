import Convolution
import Networks
import TestSupport
import Testing
import Training

@Suite struct `A training that was kept` {
  @Test(arguments: 0..<24)
  func `goes on from anywhere as if it had never stopped`(seed: UInt64) throws {
    var whole = try TinyTraining.trainer(seed: seed)
    var pieces = 0
    while !whole.isFinished {
      whole.advance()
      pieces += 1
    }
    var generator = SeededGenerator(seed: seed)
    var parted = try TinyTraining.trainer(seed: seed)
    let stop = Int.random(in: 0...pieces, using: &generator)
    parted.advance(by: stop)
    parted = try parted.resumed()
    parted.advance()
    // Once more, in the middle of something else.
    parted = try parted.resumed()
    parted.advance(by: .max)
    #expect(parted.tensors == whole.tensors)
    #expect(parted.history == whole.history)
    #expect(parted.batchLosses == whole.batchLosses)
    #expect(parted.phase == whole.phase)
    #expect(parted.checkpoint == whole.checkpoint)
  }

  @Test func `comes out of its file bit for bit`() throws {
    var trainer = try TinyTraining.trainer(seed: 3)
    trainer.seconds = 1 / 3
    trainer.advance(by: 4)
    let bytes = trainer.checkpoint.file.bytes
    let read = try Checkpoint(SafetensorsFile(bytes: bytes, path: "kept.safetensors"))
    #expect(read == trainer.checkpoint)
    #expect(read.file.bytes == bytes)
  }

  @Test func `is a file of weights for whoever wants only these`() throws {
    var trainer = try TinyTraining.trainer()
    trainer.advance(by: 3)
    let file = try SafetensorsFile(bytes: trainer.checkpoint.file.bytes, path: "kept.safetensors")
    let network = try trainer.blueprint.network(weights: .file(file))
    let picture = trainer.data.test.picture(0)
    #expect(try network.forward(picture).last == trainer.network().forward(picture).last)
  }

  @Test(arguments: [Optimizer.adam(), .gradientDescent(rate: 0.1, momentum: 0.9)])
  func `with more epochs is one that had them from the beginning`(optimizer: Optimizer) throws {
    func trainer(epochs: Int) throws -> Trainer {
      var recipe = Recipe()
      (recipe.epochs, recipe.batchSize, recipe.optimizer) = (epochs, 8, optimizer)
      var trainer = try Trainer(
        TinyTraining.blueprint(), data: TinyTraining.data(), recipe: recipe, threads: 1)
      trainer.advance(by: .max)
      return trainer
    }
    var checkpoint = try trainer(epochs: 2).checkpoint
    try checkpoint.setEpochs(4)
    var longer = try Trainer(resuming: checkpoint, data: TinyTraining.data(), threads: 1)
    longer.advance(by: .max)
    #expect(try longer.checkpoint == trainer(epochs: 4).checkpoint)
  }

  @Test func `cannot have fewer epochs than it had`() throws {
    var trainer = try TinyTraining.trainer(seed: 5)
    trainer.advance(by: .max)
    var checkpoint = trainer.checkpoint
    let done = checkpoint.state.epoch
    try checkpoint.setEpochs(done)
    #expect(checkpoint.state.phase == trainer.phase)
    if done > 1 {
      #expect(throws: TrainingError.self) { try checkpoint.setEpochs(done - 1) }
    }
  }

  @Test func `keeps the last good weights when the loss is no number`() throws {
    var recipe = Recipe()
    recipe.optimizer = .gradientDescent(rate: 1e38)
    recipe.batchSize = 4
    // Without a ReLU, behind which numbers could stay 0 for ever.
    let blueprint = try Blueprint(
      name: "linear", input: TinyTraining.shape(),
      layers: [.init(.flatten), .init(.dense(units: 3, hasBias: true)), .init(.softmax)])
    var trainer = try Trainer(
      blueprint, data: TinyTraining.data(), recipe: recipe, threads: 1)
    trainer.advance(by: .max)
    guard case .finished(.diverged) = trainer.phase else {
      Issue.record("a rate of 1e38 should be too large: \(trainer.phase)")
      return
    }
    #expect(trainer.batchLosses.last?.isFinite == false)
    #expect(trainer.batchLosses.dropLast().allSatisfy { $0.isFinite })
    #expect(trainer.tensors.values.joined().allSatisfy { $0.isFinite })
    let resumed = try trainer.resumed()
    #expect(resumed.isFinished)
    #expect(resumed.tensors == trainer.tensors)
  }
}
