import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// What keys do to a training that is watched.
struct NetworkTrainingTests {
  // MARK: Going on

  @Test func `watching changes nothing: the record is that of the trainer alone`() throws {
    var trainer = try Stripes.trainer()
    while !trainer.isFinished { trainer.advance() }
    var training = try NetworkTraining.stripes()
    training.press("2", .down, "t", "m", "v", "y", "c")
    training.work(pieces: 7)
    training.press(" ", .left, .left, .right, "n", " ")
    training.work()
    #expect(training.isFinished)
    let epochs = training.history.epochs
    #expect(epochs.map(\.training) == trainer.history.epochs.map(\.training))
    #expect(epochs.map(\.validation) == trainer.history.epochs.map(\.validation))
    #expect(training.history.test == trainer.history.test)
    #expect(training.trainer?.tensors == trainer.tensors)
  }

  @Test func `while it is paused nothing happens by itself, and n does one batch`() throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 3)
    training.press(" ")
    #expect(!training.hasWork)
    training.perform(.advance)
    #expect(training.trainer?.batch == 3)
    training.press("n")
    #expect(training.trainer?.batch == 4)
    #expect(training.press(" ") == [.scheduleTick(after: 0)])
    training.press("n")
    #expect(training.trainer?.batch == 4)
    #expect(training.message == .note("space pauses; then n trains one batch at a time"))
  }

  @Test func `work asks for more as long as there is some`() throws {
    var training = try NetworkTraining.stripes(epochs: 1)
    #expect(training.perform(.resized(.terminal(80, 24))) == [.scheduleTick(after: 0)])
    #expect(training.perform(.tick) == [.scheduleTick(after: 0)])
    training.work()
    #expect(training.perform(.tick) == [])
  }

  @Test func `a rate that is too large ends with the reason and the last good weights`() throws {
    var training = NetworkTraining(
      try Stripes.trainer(rate: 1e30), display: .terminal(80, 24))
    training.work()
    guard case .problem(let text)? = training.message else {
      Issue.record("there is no message: \(String(describing: training.message))")
      return
    }
    #expect(text.hasPrefix("the loss is no number in epoch 1, batch "))
    #expect(text.hasSuffix("kept; try a smaller learning rate"))
    let weights = try #require(training.trainer?.tensors.values.flatMap { $0 })
    #expect(weights.allSatisfy { $0.isFinite })
  }

  // MARK: Both ways

  @Test func `walking back shows the weights and answers that each epoch ended with`() throws {
    var trainer = try Stripes.trainer()
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 3)
    training.press(" ")
    var ends = [(tensors: trainer.tensors, validation: trainer.validation)]
    for epoch in 1...3 {
      while trainer.history.epochs.count < epoch { trainer.advance() }
      ends.append((trainer.tensors, trainer.validation))
    }
    // The present is the end of the third epoch's updates, before the test.
    for epoch in [3, 2, 1, 0] {
      training.press(.left)
      #expect(training.shownEpoch == epoch)
      #expect(training.shownMoment?.tensors == ends[epoch].tensors)
      if epoch > 0 { #expect(training.answers?.worst == ends[epoch].validation?.worst) }
    }
  }

  @Test func `there and back again shows the same`() throws {
    for keys in [1, 2, 3, 9] {
      var training = try NetworkTraining.stripes(display: .terminal(200, 60))
      training.work()
      training.perform(.redraw)
      training.press("t", "t")
      let before = training.frame
      for _ in 0..<keys { training.press(.left) }
      #expect(training.frame != before)
      for _ in 0..<keys { training.press(.right) }
      #expect(training.frame == before, "after \(keys) steps")
      training.press(.home, .end)
      #expect(training.frame == before)
      training.press(.left, .escape)
      #expect(training.frame == before)
    }
  }

  @Test func `what nobody has looked at is looked at in pieces, with the same outcome as at once`()
    throws
  {
    let fresh = try Stripes.trainer()
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 1)
    training.press(" ", .home)
    #expect(training.shownEpoch == 0)
    #expect(training.answers == nil)
    training.work()
    let answers = try #require(training.answers)
    let held = fresh.heldOut
    let expected = fresh.evaluate(held.examples.selecting(held.range))
    #expect(answers.confusion == expected.confusion)
    #expect(answers.source == .heldOut(epoch: 0))
    #expect(answers.worst?.map(\.loss) == expected.worst.map(\.loss))
    #expect(answers.worst?.allSatisfy { held.range.contains($0.example) } == true)
  }

  @Test func `while batches go on, ← and → say what to do`() throws {
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 1)
    training.press(.left)
    #expect(training.shownEpoch == nil)
    #expect(
      training.message == .note("space pauses; then ← → walk through the epochs that are past"))
  }

  @Test func `going on leaves the past`() throws {
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 2)
    training.press(" ", .left, .left, " ")
    #expect(training.shownEpoch == nil)
    #expect(training.isRunning)
  }

  // MARK: Ending

  @Test func `stopping asks once more, keeps the weights and tests them`() throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 8)
    training.press("x")
    #expect(!training.isOver)
    training.press("t", "x")
    #expect(!training.isOver, "another key between has taken it back")
    training.press("x")
    #expect(training.isOver)
    let trainer = try #require(training.trainer)
    training.work()
    #expect(training.test?.confusion == trainer.evaluate(trainer.data.test).confusion)
    #expect(training.trainer?.tensors == trainer.tensors)
  }

  @Test func `leaving saves what would be lost, and only that`() throws {
    var training = try NetworkTraining.stripes()
    #expect(training.press("q") == [.quit])
    training.work(pieces: 2)
    #expect(training.press("q") == [.save, .quit])
    #expect(training.press("w") == [.save])
    training.perform(.saved(path: "small.safetensors"))
    #expect(training.message == .note("saved as small.safetensors"))
    #expect(training.press("q") == [.quit])
    training.work(pieces: 1)
    #expect(training.press("q") == [.save, .quit])
  }

  @Test func `a record alone shows its curves and says why there is no more`() {
    var training = NetworkTraining(record: Stripes.comparison(), display: .terminal(80, 24))
    for page in NetworkPage.allCases {
      training.perform(.page(page))
      training.press(" ", "n", "x", .left, "t", "m", .enter, .up)
      #expect(training.frame.columns == 80)
    }
    #expect(!training.hasWork)
    #expect(training.press("w") == [])
    #expect(training.press("q") == [.quit])
  }

  // MARK: Asking why

  @Test func `the explorer opens on the picture with the weights that show, and comes back`() throws
  {
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 2)
    training.press(" ", .left, "t", "t", .enter)
    guard case .explorer(let model) = training.screen else {
      Issue.record("the explorer is not open")
      return
    }
    let moment = try #require(training.moments[1])
    let data = Stripes.data()
    #expect(training.shownEpoch == 1)
    #expect(model.exploration.subject.picture == data.test.picture(2))
    let trainer = try Trainer(
      Stripes.blueprint(), data: data, recipe: Recipe(), weights: moment.tensors, threads: 1)
    #expect(model.exploration.network == trainer.network())
    training.press(.escape)
    guard case .training = training.screen else {
      Issue.record("Esc does not come back")
      return
    }
  }

  @Test func `a mistake opens as the picture that it is`() throws {
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 1)
    training.press(" ", "5")
    let worst = try #require(training.answers?.worst)
    try #require(worst.count > 1, "the first epoch makes mistakes")
    training.press(.down, .enter)
    guard case .explorer(let model) = training.screen else {
      Issue.record("the explorer is not open")
      return
    }
    let picture = Stripes.data().training.picture(worst[1].example)
    #expect(model.exploration.subject.picture == picture)
    // What the explorer computes is what the answer said.
    let outputs = model.exploration.tensor(at: .node(model.exploration.network.nodes.count - 1))
    let share = try #require(outputs.elements.max())
    #expect(abs(share - worst[1].confidence) < 1e-4)
  }

  @Test func `quitting from within the explorer saves too`() throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 3)
    training.press(" ", .enter)
    #expect(training.press("q") == [.save, .quit])
  }
}
