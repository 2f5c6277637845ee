import Convolution
import Drawing
import Networks
import TestSupport
import Testing
import Training

@testable import Workbench

/// What the screen of a training says, and leaves out.
@Suite struct `The words of a training` {
  /// A training on little pictures in color, whose network begins with their pixels' scale.
  private static func colors(display: DisplayProperties) throws -> NetworkTraining {
    var generator = SeededGenerator(seed: 5)
    let shape = try Shape(channels: 3, height: 12, width: 12)
    let bytes = (0..<30 * shape.count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let examples = Examples(
      shape: shape, numbers: .bytes(bytes), labels: (0..<30).map { UInt8($0 % 2) })
    let data = DataSet(
      name: "noise", classes: ["one", "other"], training: examples, test: examples)
    let blueprint = try Blueprint.pictures(named: "colors", of: shape, classes: data.classes)
    return NetworkTraining(
      try Trainer(blueprint, data: data, recipe: Recipe(), threads: 1), isRunning: false,
      display: display)
  }

  @Test func `a stop within an epoch counts the batches behind the last whole one`() throws {
    var training = try NetworkTraining.stripes()
    training.work(untilEpoch: 1)
    training.perform(.advance)
    training.perform(.advance)
    training.perform(.pause)
    training.press("x", "x")
    #expect(training.isOver)
    #expect(training.placeText(isShort: false) == "stopped: 1 epoch and 2 batches")
    training = try NetworkTraining.stripes(epochs: 2)
    training.work()
    #expect(training.placeText(isShort: true) == "finished: 2 epochs")
  }

  @Test func `what was skipped is said until the first key`() throws {
    var training = NetworkTraining(
      try Stripes.trainer(), note: "2 pictures skipped, the first: a.png",
      display: .terminal(80, 24))
    training.work(pieces: 3)
    #expect(training.frame.text.contains("2 pictures skipped, the first: a.png"))
    training.press("2")
    #expect(!training.frame.text.contains("skipped"))
  }

  @Test func `maps begin with those of the first layer that learns`() throws {
    let training = try Self.colors(display: .terminal(80, 24))
    let node = try #require(training.choice.node)
    let nodes = try #require(training.trainer).blueprint.nodes
    #expect(nodes[0].tensors.isEmpty)
    #expect(nodes[...node].contains { !$0.tensors.isEmpty })
    #expect(training.hasSeveralMaps)
  }

  @Test func `a key that changes nothing has no hint`() throws {
    var training = try Self.colors(display: .terminal(200, 40))
    training.page = .maps
    #expect(training.frame.text.contains("m layer"))
    var net = BlueprintBuilder()
    net.add(.flatten)
    net.dense(3)
    net.add(.softmax)
    let dense = try net.blueprint(
      name: "dense", summary: "No maps.", input: Stripes.shape, labels: Stripes.classes)
    let flat = NetworkTraining(
      try Trainer(dense, data: Stripes.data(), recipe: Recipe(), threads: 1),
      display: .terminal(200, 40))
    #expect(!flat.frame.text.contains("m layer"))
  }

  @Test func `a filter over colors shows a number for each of them`() throws {
    var training = try Self.colors(display: .terminal(150, 36))
    training.page = .filters
    let layer = try #require(training.probe?.firstLayer)
    let text = training.frame.text
    for name in ["filter 0", "red", "green", "blue"] { #expect(text.contains(name)) }
    let count = text.split(whereSeparator: \.isWhitespace)
      .count { $0.contains("0.") && $0.split(separator: ".").last?.count == 3 }
    #expect(count >= layer.shape.count)
  }

  @Test func `filters that nothing has changed are shown once`() throws {
    var training = try NetworkTraining.stripes(display: .terminal(120, 36))
    training.page = .filters
    #expect(!training.frame.text.contains("at first"))
    training.work()
    #expect(training.frame.text.contains("at first"))
  }

  @Test func `the curve behind the others has a name`() throws {
    var training = try NetworkTraining.stripes(display: .terminal(120, 36))
    training.work(untilEpoch: 1)
    #expect(training.frame.text.contains("⠒ each batch"))
  }

  @Test func `mistakes come in the order of what the right class got`() throws {
    var training = try NetworkTraining.stripes(epochs: 1)
    training.work()
    let worst = try #require(training.answers?.worst)
    #expect(worst.count > 1)
    for (one, next) in zip(worst, worst.dropFirst()) { #expect(one.rightShare <= next.rightShare) }
    for answer in worst {
      #expect(answer.rightShare <= answer.confidence + 1e-5)
      #expect(answer.rightShare + answer.confidence <= 1 + 1e-5)
    }
  }
}
