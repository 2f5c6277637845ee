import Convolution
import Explorer
import Networks

/// A network on its way to a stream of pictures: its weights are fetched in pieces that take a moment
/// each.
struct LiveNetwork {
  let blueprint: Blueprint
  private let source: NetworkSource
  private let weights: WeightsArgument?
  private let isUntrained: Bool
  private var assembly: NetworkAssembly

  /// - Throws: What keeps the weights from being used.
  init(_ source: NetworkSource, weights argument: WeightsArgument?) throws {
    (self.source, weights, blueprint) = (source, argument, source.blueprint)
    let weights = try source.weights(argument, for: source.blueprint)
    isUntrained = weights.areUntrained(for: source.blueprint)
    do throws(WeightsError) {
      assembly = try NetworkAssembly(of: source.blueprint, weights: weights)
    } catch {
      throw source.located(error, argument)
    }
  }

  var isDone: Bool { assembly.isDone }
  var fraction: Double { assembly.fraction }
  var caption: String { "\(blueprint.name): \(isUntrained ? "drawing" : "reading") the weights" }

  /// Fetches the next ones.
  mutating func advance() throws {
    do throws(WeightsError) {
      try assembly.advance()
    } catch {
      throw source.located(error, weights)
    }
  }

  /// The network, when it is done, with what its screens say about it.
  var named: NamedNetwork {
    precondition(isDone, "the network is not complete yet")
    let preprocessing = blueprint.pretraining?.preprocessing
    return NamedNetwork(
      title: blueprint.name,
      network: preprocessing.map { assembly.network.standardizing($0) } ?? assembly.network,
      parameters: (preprocessing == nil ? [] : [0]) + blueprint.nodes.map(\.parameters.counted),
      labels: blueprint.labels, isUntrained: isUntrained,
      arguments: ["--network", blueprint.name])
  }
}
