import Convolution
import Explorer
import Networks
import Training
import Workbench

/// How a scene's filter is learned: from which numbers, in which steps, and how many of them.
struct LearnSettings: Sendable {
  var start = FilterSetup.Start.seed(1)
  var optimizer = OptimizerKind.gradientDescent
  /// nil: one that suits the picture.
  var rate: Float?
  /// Updates that are made already.
  var steps = 0
  var hasBias = false
  var curve = FilterCurve.loss
  /// Whether the target's own numbers show.
  var showsGoal = true

  private static let keys = ["from", "optimizer", "rate", "steps", "bias", "curve", "goal"]
  /// A lesson opens at once.
  private static let mostSteps = 10_000

  mutating func change(_ keys: YAMLMapping) throws(LocatedError) {
    if let unknown = keys.unknownKeys(besides: Self.keys).first { throw unknown }
    if let text = try keys.text("from") { start = try Self.start(text, keys) }
    if let kind = try keys.choice("optimizer", among: OptimizerKind.allCases, \.rawValue) {
      optimizer = kind
    }
    if keys.value("rate") != nil {
      let number = try keys.number("rate")
      guard number > 0, number.isFinite else {
        throw keys.wrong("rate", expected: "a number above 0, such as 0.05")
      }
      rate = number
    }
    if let text = try keys.text("steps") {
      guard let count = Int(text), 0...Self.mostSteps ~= count else {
        throw keys.wrong("steps", expected: "a whole number from 0 to \(Self.mostSteps.grouped)")
      }
      steps = count
    }
    hasBias = try keys.flag("bias", default: hasBias)
    if let choice = try keys.choice("curve", among: FilterCurve.allCases, \.word) { curve = choice }
    if let word = try keys.choice("goal", among: ["shown", "hidden"], \.self) {
      showsGoal = word == "shown"
    }
  }

  private static func start(
    _ text: String, _ keys: YAMLMapping
  ) throws(LocatedError) -> FilterSetup.Start {
    if text == "zeros" { return .zeros }
    if let seed = WeightsArgument(argument: text), case .seed(let seed) = seed {
      return .seed(seed)
    }
    do throws(KernelTextError) {
      return .numbers(try KernelText.parse(text).elements, bias: 0)
    } catch {
      throw keys.wrong(
        "from", expected: "seed:1, zeros, or numbers such as '0 0 0; 0 1 0; 0 0 0'")
    }
  }

  // MARK: The model

  /// The filter that the scene explores is what should come out.
  func model(over exploration: Exploration) throws(SceneProblem) -> FilterModel {
    let settings = exploration.settings
    guard let filter = settings.filters.first, settings == Self.plain(settings)
    else {
      throw SceneProblem(
        ["learn"],
        "one filter is learned at a time, over a whole picture; name a 'filter' or a 'kernel', without "
          + "pooling, stride, padding and the like")
    }
    var setup = FilterSetup(target: FilterTarget(.filter(filter)), start: start)
    setup.hasBias = hasBias
    do {
      var model = try FilterModel(
        exploration.subject, setup: setup,
        optimizer: { curvature in
          var chosen = optimizer.optimizer(rate: 1)
          chosen.rate = rate ?? curvature.sensibleRate(for: chosen)
          return chosen
        }, display: BenchSettings.placeholder)
      if case .numbers(let numbers, _) = start, numbers.count != model.task.filterShape.count {
        throw SceneProblem(
          ["learn"],
          "there are \(numbers.count) numbers to begin with, but the filter has "
            + "\(model.task.filterShape.count)")
      }
      // Forwards and backwards.
      let cost = 2.0 * Double(model.task.positions) * Double(model.task.count) * Double(steps + 1)
      guard cost <= Double(SceneContent.mostMultiplications) else {
        throw SceneProblem(
          ["learn"],
          "\(steps.grouped) steps over this picture take \(Int(cost).grouped) multiplications; the most "
            + "is \(SceneContent.mostMultiplications.grouped); take fewer steps or a smaller picture"
        )
      }
      try SceneProblem.spend(Int(cost), on: .multiplications, keys: ["learn"])
      model.computeSteps(to: steps, changes: [])
      (model.curve, model.showsGoal) = (curve, showsGoal)
      return model
    } catch let problem as SceneProblem {
      throw problem
    } catch {
      throw SceneProblem(["learn"], "\(error)")
    }
  }

  /// The same filter without anything else; a ReLU behind it does not change what it is.
  private static func plain(_ settings: ChainSettings) -> ChainSettings {
    var plain = ChainSettings()
    plain.filters = Array(settings.filters.prefix(1))
    plain.hasReLU = settings.hasReLU
    return plain
  }
}

extension FilterCurve {
  /// As lessons write it.
  fileprivate var word: String {
    switch self {
    case .loss: "loss"
    case .logarithmicLoss: "logarithmic"
    case .numbers: "numbers"
    }
  }
}
