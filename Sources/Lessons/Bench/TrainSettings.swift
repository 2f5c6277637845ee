import Convolution
import Drawing
import Networks
import Training
import Workbench

/// A network that is trained in the scene, on the sample of Fashion-MNIST that the program carries.
struct TrainSettings: Sendable {
  let source: NetworkSource
  /// Whether it begins with the network's own weights instead of random ones.
  var isTrained = false
  /// 0: nothing is trained; the weights are tested, that is all.
  var recipe = Recipe()
  var epochs = 10

  private static let keys = ["network", "weights", "epochs", "batch", "rate", "seed"]
  private static let mostEpochs = 1_000

  /// - Parameter folder: Where a network file is looked for.
  init(_ keys: YAMLMapping, folder: String) throws(LocatedError) {
    if let unknown = keys.unknownKeys(besides: Self.keys).first { throw unknown }
    _ = try keys.require("network", example: "fashion-mnist")
    let name = try keys.text("network") ?? ""
    do {
      source = try NetworkSource(argument: name, folder: folder, mustBeRegular: true)
    } catch let error as LocatedError {
      throw error
    } catch {
      throw keys.failure(at: "network", "\(error)")
    }
    if let word = try keys.choice("weights", among: ["random", "trained"], \.self) {
      isTrained = word == "trained"
    }
    if let text = try keys.text("epochs") {
      guard let count = Int(text), 0...Self.mostEpochs ~= count else {
        throw keys.wrong("epochs", expected: "a whole number from 0 to \(Self.mostEpochs.grouped)")
      }
      epochs = count
    }
    recipe.epochs = max(1, epochs)
    recipe.batchSize = try keys.wholeNumber("batch", default: recipe.batchSize, example: 64)
    if keys.value("rate") != nil { recipe.optimizer.rate = try keys.number("rate") }
    if let text = try keys.text("seed") {
      guard let seed = UInt64(text) else {
        throw keys.wrong("seed", expected: "a whole number from 0")
      }
      recipe.seed = seed
    }
  }

  /// The training before its first batch or, without epochs, with its test done.
  func training(
    comparison: History?, display: DisplayProperties
  ) throws(SceneProblem) -> NetworkTraining {
    do {
      let blueprint = source.blueprint
      let weights = blueprint.nodes.map(\.parameters.stored).reduce(0, +)
      guard weights <= Self.mostWeights else {
        throw SceneProblem(
          ["train"],
          "\(blueprint.name) has \(weights.grouped) weights; the most to be trained in a scene is "
            + "\(Self.mostWeights.grouped)")
      }
      // Weights, those before them, their gradients, and what the optimizer remembers.
      try SceneProblem.spend(5 * weights, on: .numbers, keys: ["train"])
      let trainer = try Trainer(
        blueprint, data: try FashionMNIST.builtInSample(), recipe: recipe,
        weights: isTrained
          ? try blueprint.tensors(from: try source.weights(nil, for: blueprint)) : nil)
      var training = NetworkTraining(
        trainer, comparison: comparison, isRunning: false, display: display)
      if epochs == 0 { training.testNow() }
      return training
    } catch let problem as SceneProblem {
      throw problem
    } catch let error as LocatedError {
      throw SceneProblem(error)
    } catch {
      throw SceneProblem(["train"], "\(error)")
    }
  }

  private static let mostWeights = 1_000_000
}

extension YAMLMapping {
  /// One of some words; nil where the key is missing.
  func choice<Choice>(
    _ key: String, among choices: [Choice], _ word: (Choice) -> String
  ) throws(LocatedError) -> Choice? {
    guard let text = try text(key) else { return nil }
    if let choice = choices.first(where: { word($0) == text }) { return choice }
    let words = choices.map(word)
    throw failure(
      at: key,
      "\(key) is '\(text)'; "
        + (nearestName(to: text, among: words).map { "did you mean '\($0)'?" }
          ?? "expected \(words.listed("or"))"))
  }
}
