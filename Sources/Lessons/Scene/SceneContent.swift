import Convolution
import Explorer
import Networks

/// What a scene computes: a picture, and what is done to it.
struct SceneContent: Sendable {
  var picture: Source?
  /// The names of the pictures in which it is looked for what lights a filter up.
  var album: [String] = []
  var work = Work.chain(ChainSettings())
  /// nil: those of the network file, or seeded ones.
  var weights: WeightsArgument?

  enum Source {
    case picture(PictureQuery)
    case grid(Tensor)
  }

  enum Work {
    case chain(ChainSettings)
    case network(NetworkSource)
    case layers(LayerList)

    var isChain: Bool { if case .chain = self { true } else { false } }
  }

  /// The largest picture, in rows and in columns: more numbers than that help nobody to understand.
  static let largestSide = 512
  /// What a scene may take to compute, so that a lesson opens at once.
  static let mostMultiplications = 200_000_000
  static let mostNumbers = 16_000_000
}

/// Why a scene cannot be shown, and which keys could be to blame, the likeliest first.
struct SceneProblem: Error {
  let keys: [String]
  let message: String
  /// Where the mistake stands, if it is certain; then the keys do not count.
  private(set) var place: Networks.Place?
  /// The mistake itself, if it was found elsewhere; then nothing else counts.
  private(set) var located: LocatedError?

  init(_ keys: [String], _ message: String) { (self.keys, self.message) = (keys, message) }

  init(at place: Networks.Place, _ message: String) {
    (keys, self.message, self.place) = ([], message, place)
  }

  init(_ error: LocatedError) { (keys, message, located) = ([], error.message, error) }

  /// Takes from what the lesson may take in all.
  static func spend(
    _ amount: Int, on item: LessonBudget.Item, keys: [String] = []
  ) throws(SceneProblem) {
    do throws(LessonExcess) {
      try LessonBudget.spend(amount, on: item)
    } catch {
      throw SceneProblem(keys, error.description)
    }
  }

  static let pictureKeys = ["picture", "grid", "crop", "resize", "scale", "gray", "colors"]
  static let chainKeys = [
    "kernel", "filter", "pool", "padding", "stride", "dilation", "groups", "depthwise", "border",
    "bias", "flip", "relu",
  ]
}

// MARK: - Computing

extension SceneContent {
  /// Everything that is to be explored, computed.
  func exploration(
    pictures: PictureLoader, lessonPath: String
  ) throws(SceneProblem) -> Exploration {
    switch work {
    case .chain(let settings):
      return try chain(settings, over: try subject(pictures))
    case .network(let source):
      let subject = try subject(pictures, for: source.blueprint)
        .withChannels(source.blueprint.input.channels)
      let picture = subject.picture.shape
      do {
        let blueprint =
          picture == source.blueprint.input
          ? source.blueprint : try source.blueprint.replacingInput(by: picture)
        try Self.requireModest(blueprint)
        let arguments = weightsArgument(lessonPath: lessonPath)
        let weights = try source.weights(arguments, for: blueprint)
        return try Self.network(
          blueprint, weights: weights, over: subject,
          arguments: Self.arguments(source, weights: arguments))
      } catch let problem as SceneProblem {
        throw problem
      } catch let error as LocatedError {
        throw SceneProblem(error)
      } catch let error as BlueprintError {
        throw SceneProblem(SceneProblem.pictureKeys + ["network"], error.description)
      } catch {
        throw SceneProblem(["weights", "network"], "\(error)")
      }
    case .layers(let list):
      let subject = try subject(pictures)
      do {
        let blueprint = try list.blueprint(named: "own layers", input: subject.picture.shape)
        try Self.requireModest(blueprint)
        let rest: Weights =
          switch weightsArgument(lessonPath: lessonPath) {
          case .file(let path): .file(try SafetensorsFile(path: path))
          case .seed(let seed): .seeded(seed)
          case nil: .seeded(NetworkSource.standardSeed)
          }
        // No command line makes these layers: they are in the lesson alone.
        return try Self.network(
          blueprint, weights: try list.weights(for: blueprint, rest: rest), over: subject,
          arguments: [])
      } catch let problem as SceneProblem {
        throw problem
      } catch let error as LocatedError {
        throw SceneProblem(error)
      } catch {
        throw SceneProblem(["weights", "layers"], "\(error)")
      }
    }
  }

  private func chain(
    _ settings: ChainSettings, over subject: Exploration.Subject
  ) throws(SceneProblem) -> Exploration {
    guard !settings.filters.isEmpty || settings.pooling != nil else {
      throw SceneProblem(
        ["filter", "pool", "picture", "grid"],
        "nothing is done to the picture; add 'filter', 'kernel', 'pool', 'network' or 'layers'")
    }
    func problem(_ error: ShapeError) -> SceneProblem {
      SceneProblem(SceneProblem.chainKeys + SceneProblem.pictureKeys, error.description)
    }
    let cost: (multiplications: Double, numbers: Int)
    do throws(ShapeError) {
      cost = try Self.cost(of: settings, over: subject.picture.shape)
    } catch {
      throw problem(error)
    }
    // What makes many numbers of few is the padding, if there is any.
    try Self.requireModest(
      multiplications: cost.multiplications, numbers: cost.numbers,
      keys: ["padding"] + SceneProblem.chainKeys + SceneProblem.pictureKeys)
    do throws(ShapeError) {
      return try Exploration(subject, settings: settings)
    } catch {
      throw problem(error)
    }
  }

  /// What it takes to compute a chain, known before anything is computed.
  private static func cost(
    of settings: ChainSettings, over picture: Shape
  ) throws(ShapeError) -> (multiplications: Double, numbers: Int) {
    let network = try settings.network(inputChannels: picture.channels)
    let outputs = try network.shapes(for: picture)
    var multiplications = 0.0
    for (node, (input, output)) in zip(network.nodes, zip([picture] + outputs, outputs)) {
      multiplications += node.layer.operations(input: input, output: output)
    }
    return (multiplications, outputs.map(\.count).reduce(0, +))
  }

  private static func network(
    _ blueprint: Blueprint, weights: Weights, over subject: Exploration.Subject,
    arguments: [String]
  ) throws -> Exploration {
    var network = try blueprint.network(weights: weights)
    var parameters = blueprint.nodes.map(\.parameters.counted)
    // As on the command line, where another scale says that the numbers are meant as they are.
    if let preprocessing = blueprint.pretraining?.preprocessing, subject.fullScale != 255 {
      network = network.standardizing(preprocessing)
      parameters.insert(0, at: 0)
    }
    let named = NamedNetwork(
      title: blueprint.name, network: network, parameters: parameters, labels: blueprint.labels,
      isUntrained: weights.areUntrained(for: blueprint), arguments: arguments)
    return Exploration(subject, named: named, outputs: try network.forward(subject.picture))
  }

  // MARK: Limits

  private static func requireModest(_ blueprint: Blueprint) throws(SceneProblem) {
    let keys = ["network", "layers"] + SceneProblem.pictureKeys
    let weights = blueprint.nodes.map(\.parameters.stored).reduce(0, +)
    guard weights <= mostNumbers else {
      throw SceneProblem(
        keys,
        "\(blueprint.name) has \(blueprint.parameterCount.grouped) weights; the most in a scene is "
          + "\(mostNumbers.grouped); expressions such as \"\(blueprint.name)\".parameters work without them"
      )
    }
    try SceneProblem.spend(weights, on: .numbers, keys: keys)
    try requireModest(
      multiplications: Double(blueprint.multiplyAdds),
      numbers: blueprint.nodes.map(\.output.count).reduce(0, +), keys: keys)
  }

  private static func requireModest(
    multiplications: Double, numbers: Int, keys: [String]
  ) throws(SceneProblem) {
    guard multiplications <= Double(mostMultiplications) else {
      throw SceneProblem(
        keys,
        "the scene takes \(Int(min(multiplications, 1e15)).grouped) multiplications; the most is "
          + "\(mostMultiplications.grouped); take a smaller picture or fewer filters")
    }
    guard numbers <= mostNumbers else {
      throw SceneProblem(
        keys,
        "the layers make \(numbers.grouped) numbers; the most in a scene is \(mostNumbers.grouped); "
          + "take a smaller picture or fewer filters")
    }
    try SceneProblem.spend(Int(multiplications), on: .multiplications, keys: keys)
    try SceneProblem.spend(numbers, on: .numbers, keys: keys)
  }

  // MARK: Pictures

  private func subject(
    _ pictures: PictureLoader, for blueprint: Blueprint? = nil
  ) throws(SceneProblem) -> Exploration.Subject {
    let subject: Exploration.Subject
    switch picture {
    case nil:
      throw SceneProblem([], "the scene has no picture; add 'picture: three' or a 'grid'")
    case .grid(let grid):
      subject = Exploration.Subject(picture: grid, title: "grid", arguments: [])
    case .picture(var query):
      if let blueprint { query.suit(blueprint) }
      do {
        subject = try pictures(query)
      } catch {
        throw SceneProblem(SceneProblem.pictureKeys, "\(error)")
      }
    }
    let extent = subject.picture.shape.extent
    guard max(extent.height, extent.width) <= Self.largestSide else {
      throw SceneProblem(
        SceneProblem.pictureKeys,
        "the picture is \(extent); the largest in a scene is \(Extent(Self.largestSide)); use 'crop' "
          + "or 'resize'")
    }
    try SceneProblem.spend(
      subject.picture.shape.count, on: .numbers, keys: SceneProblem.pictureKeys)
    return subject
  }

  /// The pictures in which it is looked for what lights a filter up, made as large as the scene's own.
  func album(
    besides subject: Exploration.Subject, pictures: PictureLoader, lessonPath: String
  ) throws(SceneProblem) -> [Exploration.Subject] {
    let shape = subject.picture.shape
    var found: [Exploration.Subject] = []
    for name in album {
      var query = PictureQuery(name: name, lessonPath: lessonPath)
      query.resize = "\(shape.height)x\(shape.width)"
      query.hasColors = shape.channels == 3
      query.hasByteScale = subject.fullScale == 255
      do {
        found.append(try pictures(query))
      } catch {
        throw SceneProblem(["pictures"], "\(error)")
      }
      try SceneProblem.spend(shape.count, on: .numbers, keys: ["pictures"])
    }
    return found
  }

  // MARK: Files

  private func weightsArgument(lessonPath: String) -> WeightsArgument? {
    guard case .file(let path) = weights, !path.hasPrefix("/") else { return weights }
    return .file(lessonPath.folder + path)
  }

  /// What loads the network again on a command line.
  private static func arguments(
    _ source: NetworkSource, weights: WeightsArgument?
  ) -> [String] {
    let name =
      switch source {
      case .catalog(let blueprint): blueprint.name
      case .file(let file): file.path
      }
    return ["--network", name] + (weights.map { ["--weights", $0.argument] } ?? [])
  }
}

extension PictureQuery {
  /// Asks for the channels and, unless the lesson says otherwise, the size that a network takes.
  fileprivate mutating func suit(_ blueprint: Blueprint) {
    if blueprint.input.channels == 3, hasColors == nil { hasColors = true }
    if resize == nil { resize = "\(blueprint.input.height)x\(blueprint.input.width)" }
    // A network that begins by rescaling bytes has to be given bytes.
    if case .rescaling = blueprint.nodes.first?.plan { hasByteScale = true }
  }
}

extension Layer {
  /// The products or comparisons that make an output, as far as they matter for how long it takes.
  fileprivate func operations(input: Shape, output: Shape) -> Double {
    let each: Double =
      switch self {
      case .convolution(let layer): Double(layer.bank.filterShape.count)
      case .dense(let layer): Double(layer.inputs)
      case .pooling(let layer):
        Double(layer.window.kernel.height) * Double(layer.window.kernel.width)
      case .globalPooling: Double(input.count)
      case .rectification, .activation, .normalization, .rescaling, .dropout, .flatten, .softmax,
        .addition:
        1
      }
    return each * Double(output.count)
  }
}

extension String {
  /// The folder of a path with its slash; empty for the current one.
  var folder: String { lastIndex(of: "/").map { String(self[...$0]) } ?? "" }
}
