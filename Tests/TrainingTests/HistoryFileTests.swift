import TestSupport
import Testing
import Training

struct HistoryFileTests {
  /// With numbers of every kind that a training can leave behind.
  private static func random(_ seed: Int) -> History {
    var generator = SeededGenerator(seed: UInt64(seed))
    var recipe = Recipe()
    recipe.epochs = .random(in: 1...12, using: &generator)
    recipe.seed = generator.next()
    recipe.optimizer =
      Bool.random(using: &generator)
      ? .adam(rate: .random(in: 0...1, using: &generator))
      : .gradientDescent(rate: 0.1, momentum: .random(in: 0...1, using: &generator))
    recipe.schedule =
      [.constant, .cosine, .steps(epochs: 3, factor: 0.3)].randomElement(using: &generator)
      ?? .constant
    recipe.patience = [nil, 3].randomElement(using: &generator) ?? nil
    var history = History(
      network: "lecture \"ä\"\n", data: "Fashion-MNIST", recipe: recipe, trainingExamples: 48_000,
      validationExamples: 12_000)
    func score() -> History.Score {
      let losses: [Double] = [
        .random(in: 0...3, using: &generator), .leastNonzeroMagnitude, 1.0 / 3, .infinity, 1e300,
      ]
      return History.Score(
        loss: losses.randomElement(using: &generator) ?? 0,
        accuracy: .random(in: 0...1, using: &generator))
    }
    for _ in 0..<Int.random(in: 0...recipe.epochs, using: &generator) {
      history.epochs.append(
        History.Epoch(
          training: score(), validation: Bool.random(using: &generator) ? score() : nil,
          rate: .random(in: 0...1, using: &generator),
          seconds: Bool.random(using: &generator) ? 3.25 : nil))
    }
    history.test = Bool.random(using: &generator) ? score() : nil
    return history
  }

  @Test(arguments: 1...40)
  func `what was written is read again, bit for bit`(seed: Int) throws {
    let history = Self.random(seed)
    let again = try History(json: history.json, path: "history.json")
    #expect(again == history, "seed \(seed)")
    #expect(again.json == history.json, "seed \(seed)")
  }

  @Test func `a loss that is no number comes back as one`() throws {
    var history = Self.random(1)
    history.test = History.Score(loss: .nan, accuracy: 0.1)
    let again = try History(json: history.json, path: "history.json")
    #expect(again.test?.loss.isNaN == true)
  }

  @Test func `the file says its format`() {
    #expect(String(decoding: Self.random(1).json, as: UTF8.self).contains("\"format\" : 1"))
  }

  /// A whole file, with one thing in it changed.
  private static func damaged(_ old: String, _ new: String) -> [UInt8] {
    var history = History(
      network: "dense", data: "Fashion-MNIST", recipe: Recipe(), trainingExamples: 48_000,
      validationExamples: 12_000)
    let score = History.Score(loss: 0.5, accuracy: 0.75)
    history.epochs = [History.Epoch(training: score, validation: nil, rate: 0.001)]
    let text = String(decoding: history.json, as: UTF8.self)
    precondition(text.contains(old), "there is no \(old) in \(text)")
    return Array(text.replacing(old, with: new).utf8)
  }

  @Test(arguments: [
    ("\"format\" : 1", "\"format\" : 2", "has format 2, and this program knows format 1"),
    ("\"format\" : 1,", "", "has no 'format', which every history has"),
    (
      "\"accuracy\"", "\"akkuracy\"",
      "has no 'epochs[0].training.accuracy', which every history has"
    ),
    ("\"network\" : \"dense\"", "\"network\" : null", "has no 'network', which every history has"),
    (
      "0.75", "\"many\"",
      "has something in 'epochs[0].training.accuracy' that does not belong there"
    ),
    ("0.75", "1.5", "has 1.5 in 'epochs[0].training.accuracy', and 0 to 1 is possible there"),
    (
      "\"batchSize\" : 64", "\"batchSize\" : 0",
      "has 0 in 'recipe.batchSize', and 1 or more is possible there"
    ),
    (
      "\"epochs\" : 10", "\"epochs\" : 0",
      "has 1 of them in 'epochs', and at most recipe.epochs, 0 is possible there"
    ),
    ("48000", "-1", "has -1 in 'trainingExamples', and 0 or more is possible there"),
    ("\"network\"", "network", "is no JSON text"),
  ])
  func `a damaged file is refused with what is wrong in it`(
    old: String, new: String, sentence: String
  ) {
    let json = Self.damaged(old, new)
    let error = #expect(throws: HistoryFileError.self) { try History(json: json, path: "h.json") }
    #expect(
      error?.description == "h.json: \(sentence); write it with 'explore train … --history'")
  }

  @Test func `a file that was cut anywhere says so`() {
    let json = Self.random(3).json
    for length in stride(from: 0, to: json.count - 2, by: 7) {
      let cut = Array(json[..<length])
      #expect(throws: HistoryFileError.self) { try History(json: cut, path: "h.json") }
    }
    let error = #expect(throws: HistoryFileError.self) {
      try History(json: Array(json[..<40]), path: "h.json")
    }
    #expect(error?.problem == .notJSON(isCut: true))
  }
}
