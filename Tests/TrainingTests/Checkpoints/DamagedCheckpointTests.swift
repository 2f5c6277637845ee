import Networks
import TestSupport
import Testing
import Training

@Suite struct `A checkpoint that cannot be used` {
  /// The sentence that refuses it; nil where it is taken.
  private func refusal(_ file: SafetensorsWriter, data: DataSet? = nil) throws -> String? {
    let read = try SafetensorsFile(bytes: file.bytes, path: "kept.safetensors")
    let data = try data ?? TinyTraining.data()
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(read)
    } catch {
      return error.description
    }
    do {
      _ = try Trainer(resuming: checkpoint, data: data, threads: 1)
      return nil
    } catch {
      return error.description
    }
  }

  private func kept() throws -> Checkpoint {
    var trainer = try TinyTraining.trainer(seed: 3)
    trainer.advance(by: 3)
    return trainer.checkpoint
  }

  @Test func `holds weights alone`() throws {
    let weights = try SafetensorsWriter(
      TinyTraining.blueprint(), numbers: TinyTraining.trainer().tensors)
    #expect(
      try refusal(weights)
        == "kept.safetensors: holds weights, but nothing of a training to go on with; take a file "
        + "that 'explore train … --save' wrote")
  }

  @Test func `belongs to other pictures`() throws {
    #expect(
      try refusal(kept().file, data: TinyTraining.data(seed: 9))
        == "this was saved with another data set: sides, not sides; use the same one to go on")
  }

  @Test func `lacks a tensor`() throws {
    var checkpoint = try kept()
    checkpoint.earlier["conv1.bias"] = nil
    #expect(
      try refusal(checkpoint.file)
        == "the tensor 'conv1.bias' with 3 numbers is missing; take weights of the same network")
  }

  @Test func `lacks what the optimizer remembers`() throws {
    var checkpoint = try kept()
    checkpoint.state.history.recipe.optimizer = .adam()
    (checkpoint.first, checkpoint.second) = ([:], [:])
    #expect(try refusal(checkpoint.file)?.contains("is missing") == true)
  }

  @Test func `is nowhere in its training`() throws {
    var checkpoint = try kept()
    checkpoint.state.batch = 1_000
    #expect(
      try refusal(checkpoint.file)?.hasPrefix(
        "what was saved of the training is damaged: the batch is 1000, where only 0 to ") == true)
  }

  /// Numbers that are wrong anywhere, and some that are wrong everywhere.
  private static let strange: [String] = [
    "-1", "0", "1", "7", "2147483648", "9223372036854775807", "-9223372036854775808", "1e300",
    "18446744073709551615", "0.5", "\"nan\"", "\"infinity\"", "null", "[]", "{}", "\"\"", "true",
  ]

  @Test(arguments: 0..<60)
  func `is refused, or goes on, whatever has become of its numbers`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var trainer = try TinyTraining.trainer(seed: seed % 6)
    trainer.advance(by: .random(in: 0...12, using: &generator))
    let file = try SafetensorsFile(
      bytes: trainer.checkpoint.file.bytes, path: "kept.safetensors")
    let key = "explore.training.state"
    var state = try #require(file.metadata[key])
    let numbers = state.matches(of: /-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?/)
    let place = try #require(numbers.randomElement(using: &generator))
    state.replaceSubrange(
      place.range, with: Self.strange.randomElement(using: &generator) ?? "-1")
    var metadata = file.metadata
    metadata[key] = state
    let tensors = try file.entries.map { name, entry in
      (name, SafetensorsWriter.Tensor(sizes: entry.sizes, numbers: try file.numbers(name)))
    }
    let damaged = SafetensorsWriter(
      Dictionary(uniqueKeysWithValues: tensors), metadata: metadata)
    guard
      let checkpoint = try? Checkpoint(
        SafetensorsFile(bytes: damaged.bytes, path: "damaged.safetensors")),
      var resumed = try? Trainer(resuming: checkpoint, data: trainer.data, threads: 1)
    else { return }
    resumed.advance(by: 8)
    #expect(resumed.history.epochs.count <= resumed.recipe.epochs)
  }

  @Test func `has a recipe that nothing can be trained with`() throws {
    var checkpoint = try kept()
    checkpoint.state.history.recipe.epochs = 0
    #expect(
      try refusal(checkpoint.file) == "the number of epochs is 0; possible is 1 to 1,000,000")
    checkpoint = try kept()
    checkpoint.state.history.recipe.batchSize = -64
    #expect(
      try refusal(checkpoint.file) == "the batch size is -64; possible is 1 to 16,777,216")
  }

  @Test(arguments: [Double.nan, 1, -0.5, .infinity])
  func `has a share that is none`(share: Double) throws {
    var checkpoint = try kept()
    checkpoint.state.history.recipe.validationShare = share
    #expect(try refusal(checkpoint.file)?.hasPrefix("the validation share is") == true)
  }
}
