import Convolution
import Drawing
import Explorer
import TestSupport
import Testing
import Training
import Workbench

/// Why a weight is about to change.
struct WeightQuestionTests {
  private static func asking(
    _ training: inout NetworkTraining, filter: Int = 0, weight: Int = 0
  ) throws -> WeightQuestion {
    training.press("2")
    for _ in 0..<filter { training.press(.down) }
    training.press(.enter)
    for _ in 0..<weight { training.press(.right) }
    training.work()
    guard case .weight(let question) = training.screen else {
      throw Trouble.notOpen("\(String(describing: training.message))")
    }
    return question
  }

  private enum Trouble: Error { case notOpen(String) }

  @Test(arguments: [(0, 0), (0, 8), (3, 4), (5, 2)])
  func `what is said about a weight is what the next batch does to it`(
    filter: Int, weight: Int
  ) throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 8)
    training.press(" ")
    for _ in 0..<3 {
      let question = try Self.asking(&training, filter: filter, weight: weight)
      let update = try #require(question.update)
      let place = filter * 9 + weight
      #expect(training.trainer?.tensors["conv1.weight"]?[place] == update.weight)
      training.press("n")
      let after = try #require(training.trainer?.tensors["conv1.weight"]?[place])
      #expect(abs(after - update.newWeight) < 1e-6)
      #expect(after != update.weight)
      training.press(.escape, "2")
      for _ in 0..<filter { training.press(.up) }
      for _ in 0..<weight { training.perform(.ask); training.press(.left, .escape) }
    }
  }

  @Test(arguments: 0..<3, [(0, 0), (2, 5), (7, 1)])
  func `weights of all layers can be asked about`(
    layer: Int, place: (filter: Int, weight: Int)
  ) throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 8)
    training.press(" ")
    let layers = try #require(training.probe).weightLayers
    let asked = layers[layer % layers.count]
    training.press("2", .enter)
    for _ in 0..<layer { training.press("m") }
    for _ in 0..<place.filter { training.press(.tab) }
    for _ in 0..<place.weight { training.press(.right) }
    training.work()
    guard case .weight(let question) = training.screen else { throw Trouble.notOpen("") }
    #expect(question.name == asked.name)
    let update = try #require(question.update)
    let filter = place.filter % asked.count
    #expect(question.filter == filter)
    #expect(question.element == asked.shape.element(at: place.weight % asked.shape.count))
    let index = filter * asked.shape.count + place.weight % asked.shape.count
    let tensor = "\(asked.name).weight"
    #expect(training.trainer?.tensors[tensor]?[index] == update.weight)
    training.press("n")
    let after = try #require(training.trainer?.tensors[tensor]?[index])
    #expect(abs(after - update.newWeight) < 1e-6)
  }

  @Test func `every picture of the batch has its say, the strongest first`() throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 2)
    training.press(" ")
    let question = try Self.asking(&training)
    #expect(question.parts.count == 16)
    let sizes = question.parts.map { abs($0.explanation.gradient) }
    #expect(sizes == sizes.sorted(by: >))
    let sum = question.parts.reduce(Float(0)) { $0 + $1.explanation.gradient }
    let gradient = try #require(question.gradient)
    #expect(abs(sum / 16 - gradient.gradient) < 1e-6)
    // 8 × 8 places where the filter lies.
    #expect(question.parts.allSatisfy { $0.explanation.terms.count == 64 })
  }

  @Test func `pictures are gone through one by one, and the rest of the screen waits`() throws {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 2)
    training.press("2", .enter)
    #expect(!training.isRunning)
    for count in 1...15 {
      training.perform(.advance)
      guard case .weight(let question) = training.screen else { throw Trouble.notOpen("") }
      #expect(question.parts.count == count)
      #expect(question.update == nil)
      #expect(training.trainer?.batch == 2)
    }
    training.press(.escape)
    #expect(!training.hasWork)
  }

  @Test func `where no update follows, that is said`() throws {
    var training = try NetworkTraining.stripes(epochs: 1)
    training.work()
    training.press("2", .enter)
    #expect(
      training.message
        == .note("no update follows here to be asked about; N opens the network on the picture"))
  }

  @Test func `while held-out pictures are looked at, the question waits for the next batch`() throws
  {
    var training = try NetworkTraining.stripes()
    training.work(pieces: 5)
    #expect(training.trainer?.phase == .validating)
    training.press("2", .enter)
    training.work()
    guard case .weight(let question) = training.screen else { throw Trouble.notOpen("") }
    #expect(question.isDone)
    #expect((question.epoch, question.batch) == (1, 0))
    #expect(training.trainer?.batchLosses.count == 5)
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `the page`(columns: Int, rows: Int) throws {
    var training = try NetworkTraining.stripes(display: .terminal(columns, rows))
    training.work(pieces: 7)
    training.press(" ")
    _ = try Self.asking(&training, filter: 3, weight: 2)
    training.press(.down)
    let difference = try snapshotDifference(
      training.frame.text, named: "training-weight-\(columns)x\(rows)")
    #expect(difference == nil)
  }
}
