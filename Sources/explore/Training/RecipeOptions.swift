import ArgumentParser
import Convolution
import Explorer
import Kernels
import Networks
import Training

/// How a network is to be trained; what is not said is as in the lecture.
struct RecipeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often every picture is seen. (default: 10, or those of --resume)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What all chance follows from. (default: 1)", valueName: "number"),
    transform: seed(argument:))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many threads compute; the numbers do not depend on it. (default: all)", valueName: "N"),
    transform: threadCount(argument:))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Pictures between two updates. (default: 64)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var batch: Int?

  @Option(help: "What turns gradients into updates. (default: adam)")
  var optimizer: Method?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The learning rate. (default: 0.001 for adam, else 0.01)", valueName: "number"),
    transform: { text in
      let rate = try number(argument: text)
      guard rate > 0 else { throw ArgumentError.expected("a number above 0, such as 0.001") }
      return rate
    })
  var rate: Float?

  @Option(
    help: ArgumentHelp(
      """
      How the rate changes: constant, cosine, or steps:N:F, times F after every N epochs. \
      (default: constant)
      """, valueName: "schedule"),
    transform: Schedule.init(argument:))
  var schedule: Schedule?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop when the validation loss has not fallen for so many epochs. (default: never)",
      valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var patience: Int?

  /// What turns gradients into updates, by the names that people know.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case adam, sgd, momentum

    func optimizer(rate: Float?) -> Optimizer {
      switch self {
      case .adam: .adam(rate: rate ?? 1e-3)
      case .sgd: .gradientDescent(rate: rate ?? 0.01)
      case .momentum: .gradientDescent(rate: rate ?? 0.01, momentum: 0.9)
      }
    }
  }
}

extension RecipeOptions {
  /// - Parameter standard: What is not said is as there.
  func recipe(standard: Recipe = Recipe()) -> Recipe {
    var recipe = standard
    recipe.epochs = epochs ?? recipe.epochs
    recipe.seed = seed ?? recipe.seed
    recipe.batchSize = batch ?? recipe.batchSize
    if optimizer != nil || rate != nil {
      recipe.optimizer = (optimizer ?? .adam).optimizer(rate: rate)
    }
    recipe.schedule = schedule ?? recipe.schedule
    recipe.patience = patience ?? recipe.patience
    return recipe
  }

  /// The options given that a training which goes on has settled already.
  var settled: [String] {
    [
      (seed != nil, "--seed"), (batch != nil, "--batch"), (optimizer != nil, "--optimizer"),
      (rate != nil, "--rate"), (schedule != nil, "--schedule"), (patience != nil, "--patience"),
    ].filter(\.0).map(\.1)
  }

  /// What a training goes on from, with the epochs that are asked for; nil for a new one.
  ///
  /// - Parameter others: More options that were given and are settled already.
  /// - Throws: `Failure` for options that a training which goes on has settled already, or
  ///   `CheckpointError` or `SafetensorsError` for a file that cannot be gone on from.
  func checkpoint(_ files: TrainingFileOptions, besides others: [String]) throws -> Checkpoint? {
    guard let path = files.resume else { return nil }
    if let option = (settled + others).first {
      throw Failure(
        .usage,
        "--resume goes on as the training began; leave \(option) out, or begin a new training")
    }
    var checkpoint = try Checkpoint(SafetensorsFile(path: path))
    guard let epochs else { return checkpoint }
    do throws(TrainingError) {
      try checkpoint.setEpochs(epochs)
    } catch {
      throw CheckpointError(path: path, problem: .training(error))
    }
    return checkpoint
  }
}

/// Reads how many threads shall compute. More than there are processors would only take memory, and change
/// no number: so many are as many as there are processors.
func threadCount(argument text: String) throws(ArgumentError) -> Int {
  min(try wholeNumber(argument: text, atLeast: 1), workerCount)
}

extension Schedule {
  /// Reads `constant`, `cosine` or `steps:N:F`.
  init(argument text: String) throws(ArgumentError) {
    let words = text.split(separator: ":", omittingEmptySubsequences: false)
    switch (words[0], words.count) {
    case ("constant", 1): self = .constant
    case ("cosine", 1): self = .cosine
    case ("steps", 3):
      let epochs = try wholeNumber(argument: String(words[1]), atLeast: 1)
      let factor = try number(argument: String(words[2]))
      guard factor > 0 else { fallthrough }
      self = .steps(epochs: epochs, factor: factor)
    default:
      throw .expected("constant, cosine or steps:EPOCHS:FACTOR, such as steps:5:0.1")
    }
  }
}
