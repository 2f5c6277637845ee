import Convolution
import Explorer
import Networks

/// A network on its way to the screen: its weights are fetched, then it is computed over a picture.
///
/// In pieces that take a moment each, so that a user can be shown how far it is, and can stop it.
struct NetworkLoading {
  private let source: NetworkSource
  private let options: NetworkOptions
  private let blueprint: Blueprint
  private let subject: Exploration.Subject
  private let isUntrained: Bool
  /// What is done to the picture before the network's first layer.
  private let preprocessing: Preprocessing?
  private var stage: Stage

  private enum Stage {
    case weights(NetworkAssembly)
    case pass(ForwardPass)
  }

  /// - Throws: What keeps the weights from being used, or `BlueprintError` for a picture that does not
  ///   suit the network.
  ///
  /// - Parameters:
  ///   - preprocessing: A layer that is put before the network's own; nil for none.
  ///   - last: The name of the last node that is wanted: what lies behind it is left out. nil for the
  ///     whole network.
  init(
    _ source: NetworkSource, options: NetworkOptions, over subject: Exploration.Subject,
    preprocessing: Preprocessing?, through last: String? = nil
  ) throws {
    (self.source, self.options, self.preprocessing) = (source, options, preprocessing)
    // A gray picture is a color picture whose three channels are the same.
    self.subject = subject.withChannels(source.blueprint.input.channels)
    let picture = self.subject.picture.shape
    let whole =
      picture == source.blueprint.input
      ? source.blueprint : try source.blueprint.replacingInput(by: picture)
    if let last, last != "output" {
      let own = preprocessing == nil ? [] : [Preprocessing.nodeName]
      // A network has to have a layer of its own.
      guard
        let index = own.contains(last) ? 0 : whole.nodes.firstIndex(where: { $0.name == last })
      else {
        throw ShapeError.unknownNode(last, known: own + whole.nodes.map(\.name) + ["output"])
      }
      blueprint = whole.prefix(through: index)
    } else {
      blueprint = whole
    }
    let weights = try source.weights(options.weights, for: blueprint)
    isUntrained = weights.areUntrained(for: blueprint)
    do throws(WeightsError) {
      stage = .weights(try NetworkAssembly(of: blueprint, weights: weights))
    } catch {
      throw source.located(error, options.weights)
    }
  }

  /// What is being done, for the line above the progress bar.
  var caption: String {
    switch stage {
    case .weights: "\(blueprint.name): \(isUntrained ? "drawing" : "reading") the weights"
    case .pass: "\(blueprint.name): computing \(blueprint.nodes.count) layers over \(subject.title)"
    }
  }

  /// How much of that is done: 0…1.
  var fraction: Double {
    switch stage {
    case .weights(let assembly): assembly.fraction
    case .pass(let pass): pass.fraction
    }
  }

  var isDone: Bool { if case .pass(let pass) = stage { pass.isDone } else { false } }

  /// Does the next piece.
  mutating func advance() throws {
    switch stage {
    case .weights(var assembly):
      do throws(WeightsError) {
        try assembly.advance()
      } catch {
        throw source.located(error, options.weights)
      }
      stage =
        assembly.isDone
        ? .pass(try ForwardPass(completed(assembly.network), over: subject.picture))
        : .weights(assembly)
    case .pass(var pass):
      try pass.advance()
      stage = .pass(pass)
    }
  }

  private func completed(_ network: Network) -> Network {
    preprocessing.map { network.standardizing($0) } ?? network
  }

  /// All of it at once.
  mutating func finish() throws -> Exploration {
    while !isDone { try advance() }
    return exploration
  }

  /// What there is to explore, when it is done.
  var exploration: Exploration {
    guard case .pass(let pass) = stage, pass.isDone else {
      preconditionFailure("the network is not computed yet")
    }
    let named = NamedNetwork(
      title: blueprint.name, network: pass.network,
      parameters: (preprocessing == nil ? [] : [0]) + blueprint.nodes.map(\.parameters.counted),
      labels: blueprint.labels,
      isUntrained: isUntrained, arguments: options.arguments)
    return Exploration(subject, named: named, outputs: pass.outputs)
  }
}
