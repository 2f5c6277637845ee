import Convolution
import Explorer
import Networks

/// A network on its way to the screen: its weights are fetched, then it is computed over a picture.
///
/// In pieces that take a moment each, so that a user can be shown how far it is, and can stop it.
struct NetworkLoading {
  private let subject: Exploration.Subject
  private var weights: WeightsLoading
  /// Begins when the weights are there.
  private var pass: ForwardPass?

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
    // A gray picture is a color picture whose three channels are the same.
    self.subject = subject.withChannels(source.blueprint.input.channels)
    let picture = self.subject.picture.shape
    let whole =
      picture == source.blueprint.input
      ? source.blueprint : try source.blueprint.replacingInput(by: picture)
    let blueprint: Blueprint
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
    weights = try WeightsLoading(
      source, weights: options.weights, for: blueprint, preprocessing: preprocessing,
      arguments: options.arguments)
  }

  /// What is being done, for the line above the progress bar.
  var caption: String {
    let blueprint = weights.blueprint
    return pass == nil
      ? weights.caption
      : "\(blueprint.name): computing \(blueprint.nodes.count) layers over \(subject.title)"
  }

  /// How much of that is done: 0…1.
  var fraction: Double { pass?.fraction ?? weights.fraction }

  var isDone: Bool { pass?.isDone ?? false }

  /// Does the next piece.
  mutating func advance() throws {
    guard pass == nil else {
      try pass?.advance()
      return
    }
    try weights.advance()
    if weights.isDone { pass = try ForwardPass(weights.named.network, over: subject.picture) }
  }

  /// All of it at once.
  mutating func finish() throws -> Exploration {
    while !isDone { try advance() }
    return exploration
  }

  /// What there is to explore, when it is done.
  var exploration: Exploration {
    guard let pass, pass.isDone else {
      preconditionFailure("the network is not computed yet")
    }
    return Exploration(subject, named: weights.named, outputs: pass.outputs)
  }
}
