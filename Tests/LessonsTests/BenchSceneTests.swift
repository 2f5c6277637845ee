import Convolution
import Drawing
import Explorer
import Lessons
import Networks
import Testing
import Training
import Workbench

@Suite struct `Scenes that train` {
  private static let display = DisplayProperties(
    columns: 80, rows: 24, colors: .extended, glyphs: .unicode)
  private static let start = "picture: stairs\nfilter: horizontal\nlearn: {rate: 0.001}"

  /// The scene after these blocks, which must be free of mistakes.
  private static func stage(_ blocks: String...) throws -> Stage {
    var builder = SceneBuilder.testing()
    var stage: Stage?
    for block in blocks {
      let (scene, errors) = builder.build(block)
      guard errors.isEmpty, let scene else { throw SceneBuilder.Mistakes(errors: errors) }
      stage = scene.stage(display: display)
    }
    return try #require(stage)
  }

  private static func filter(_ stage: Stage) throws -> FilterModel {
    guard case .filter(let model) = stage.bench else {
      throw SceneBuilder.Mistakes(errors: ["no filter"])
    }
    return model
  }

  private static func number(_ source: String, _ stage: Stage) throws -> Double {
    guard case .number(let number) = try Expression(source).value(in: stage) else {
      throw SceneBuilder.Mistakes(errors: ["\(source) is no number"])
    }
    return number
  }

  // MARK: A filter that learns

  @Test func `what is learned is the scene's own filter, over its picture`() throws {
    let model = try Self.filter(try Self.stage(Self.start))
    #expect(model.goal == [1, 1, 1, 0, 0, 0, -1, -1, -1])
    #expect(model.task.picture == model.subject.picture)
    #expect(model.learning.position == 0)
    #expect(model.learning.optimizer == .gradientDescent(rate: 0.001))
  }

  @Test(arguments: [0, 1, 7])
  func `after so many steps, expressions have the engine's numbers`(steps: Int) throws {
    let stage = try Self.stage(Self.start, "learn: {steps: \(steps)}")
    let first = try Self.filter(try Self.stage(Self.start))
    var learning = first.learning
    learning.compute(to: steps)
    for index in 0..<9 {
      let cell = "[\(index / 3),\(index % 3)]"
      #expect(try Self.number("learned" + cell, stage) == Double(learning.numbers[index]))
      #expect(
        try Self.number("gradient" + cell, stage) == Double(learning.evaluation.gradient[index]))
      #expect(
        try Self.number("updated" + cell, stage) == Double(learning.updates[index].newWeight))
    }
    #expect(try Self.number("learning.loss", stage) == learning.loss)
    #expect(try Self.number("learning.step", stage) == Double(steps))
    #expect(try Self.number("learning.losses[\(steps)]", stage) == learning.loss)
    #expect(try Self.number("learning.losses.count", stage) == Double(steps + 1))
    #expect(
      try Self.number("learning.limit", stage)
        == learning.curvature.largestRate(for: learning.optimizer))
  }

  @Test func `what is updated is what the next step has`() throws {
    let before = try Self.stage(Self.start, "learn: {steps: 3}")
    let after = try Self.stage(Self.start, "learn: {steps: 4}")
    for cell in ["[0,0]", "[1,2]", "[2,1]"] {
      #expect(try Self.number("updated" + cell, before) == Self.number("learned" + cell, after))
    }
  }

  @Test func `a scene that names some keys of learning keeps the others`() throws {
    let model = try Self.filter(
      try Self.stage(
        Self.start, "learn: {from: \"seed:7\", optimizer: adam}",
        "learn: {steps: 2, curve: numbers, goal: hidden}"))
    #expect(model.setup.start == .seed(7))
    #expect(model.learning.optimizer == .adam(rate: 0.001))
    #expect(model.learning.position == 2)
    #expect(model.curve == .numbers)
    #expect(!model.showsGoal)
  }

  @Test func `a rate that nobody names suits the picture`() throws {
    let model = try Self.filter(
      try Self.stage("picture: stairs\nfilter: vertical\nlearn: {steps: 5}"))
    let losses = model.learning.steps.map(\.loss)
    #expect(!model.learning.exceedsLargestRate)
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `tables are kept back until the question is answered`() throws {
    let stage = try Self.stage(Self.start + "\nhide: [gradient, updated]")
    var bench = try #require(stage.bench)
    #expect(try Self.filter(stage).hidden == [.gradient, .next])
    var view = BenchView()
    bench.arrange(Self.display, chrome: .scene)
    let hidden = view.canvas(for: bench).text
    #expect(hidden.split(separator: "?").count == 2 * 9 + 1)
    let before = bench
    bench.reveal()
    #expect(!view.canvas(for: bench).text.contains("?"))
    bench.hide(as: before)
    #expect(view.canvas(for: bench).text == hidden)
  }

  // MARK: How long it stays

  @Test(arguments: ["cursor: output[0,0]", "filter: vertical", "picture: colors", "view: maps"])
  func `a scene that explores clears the bench`(block: String) throws {
    #expect(try Self.stage(Self.start, block).bench == nil)
  }

  @Test(arguments: ["learn: {steps: 1}", "hide: gradient", "play: true"])
  func `a scene about what learns keeps it`(block: String) throws {
    #expect(try Self.filter(try Self.stage(Self.start, block)).setup.start == .seed(1))
  }

  @Test func `below the bench, expressions still see what is explored`() throws {
    let stage = try Self.stage(Self.start)
    #expect(try Self.number("output.count", stage) == 12)
    #expect(try Self.number("weights.count", stage) == 9)
  }

  // MARK: Records

  @Test func `a recorded training has the numbers of its file`() throws {
    let stage = try Self.stage(
      "picture: clothes\nfilter: horizontal\ntraining: fashion-mnist\ncompare: fashion-mnist-dense")
    let history = try #require(History.recorded(named: "fashion-mnist"))
    let other = try #require(History.recorded(named: "fashion-mnist-dense"))
    guard case .training(let training) = stage.bench else {
      Issue.record("there is no training")
      return
    }
    #expect(training.history == history)
    #expect(training.comparison == other)
    for (index, epoch) in history.epochs.enumerated() {
      #expect(try Self.number("history.training.loss[\(index)]", stage) == epoch.training.loss)
      #expect(
        try Self.number("history.validation.accuracy[\(index)]", stage)
          == epoch.validation?.accuracy)
    }
    #expect(try Self.number("history.test.accuracy", stage) == history.test?.accuracy)
    #expect(
      try Self.number("\"fashion-mnist-dense\".history.test.loss", stage) == other.test?.loss)
    #expect(try Self.number("history.best", stage) == Double((history.bestEpoch ?? 0) + 1))
    #expect(
      try Self.number("history.batches", stage)
        == (try Self.number("ceil(history.examples / history.batchsize)", stage)))
  }

  @Test func `a recorded study has the means and differences of its runs`() throws {
    let stage = try Self.stage("picture: clothes\nfilter: horizontal\nstudy: sandal-sneaker-16")
    let study = try #require(StudyResult.recorded(named: "sandal-sneaker-16"))
    for way in StudyWay.allCases {
      let word = way == .fineTuning ? "finetuning" : way.rawValue
      let spread = try #require(study.spread(way))
      #expect(try Self.number("study.\(word).mean", stage) == spread.mean)
      #expect(try Self.number("study.\(word).spread", stage) == spread.deviation)
      #expect(try Self.number("\"sandal-sneaker-16\".\(word).lowest", stage) == spread.lowest)
    }
    // The mean of the differences is the difference of the means.
    let difference = try Self.number("study.transfer.minus.scratch.mean", stage)
    let means = try Self.number("study.transfer.mean - study.scratch.mean", stage)
    #expect(abs(difference - means) < 1e-12)
    #expect(
      try Self.number("study.transfer.minus.scratch.ahead", stage)
        + Self.number("study.transfer.minus.scratch.behind", stage)
        <= Self.number("study.seeds", stage))
  }

  @Test func `pages of a study are kept back until the question is answered`() throws {
    var builder = SceneBuilder.testing()
    let block = "picture: clothes\nfilter: horizontal\nstudy: sandal-sneaker-16\nhide: differences"
    var bench = try #require(builder.build(block).scene?.bench)
    var view = BenchView()
    let display = DisplayProperties(
      columns: 90, rows: 40, colors: .extended, glyphs: .unicode)
    bench.arrange(display, chrome: .scene)
    let hidden = view.canvas(for: bench).text
    #expect(hidden.contains("spread") && !hidden.contains("seed by seed"))
    let before = bench
    bench.reveal()
    #expect(view.canvas(for: bench).text.contains("seed by seed"))
    bench.hide(as: before)
    for _ in 0..<3 {
      #expect(!view.canvas(for: bench).text.contains("seed by seed"))
      _ = bench.perform(.study(.turnPage))
    }
  }

  @Test func `weights that are only tested have answered every picture of the sample`() throws {
    let stage = try Self.stage(
      "picture: clothes\nnetwork: fashion-mnist\n"
        + "train: {network: fashion-mnist, weights: trained, epochs: 0}\npage: confusion")
    #expect(try Self.number("sum(confusion)", stage) == 200)
    for row in 0..<10 { #expect(try Self.number("sum(confusion[\(row),0..9])", stage) == 20) }
    #expect(try Self.number("confusion[0,0] + confusion[5,5]", stage) > 30)
  }
}
