import Convolution
import Explorer
import Networks

/// A network on its way: its weights are fetched in pieces that take a moment each.
struct WeightsLoading {
  let blueprint: Blueprint
  private let source: NetworkSource
  private let weights: WeightsArgument?
  /// What is done to a picture before the network's first layer.
  private let preprocessing: Preprocessing?
  private let arguments: [String]
  private let isUntrained: Bool
  private var assembly: NetworkAssembly

  /// - Throws: What keeps the weights from being used.
  ///
  /// - Parameters:
  ///   - blueprint: The source's own, or what is wanted of it.
  ///   - preprocessing: A layer that is put before the network's own; nil for none.
  ///   - arguments: What asks for the network on a command line.
  init(
    _ source: NetworkSource, weights argument: WeightsArgument?, for blueprint: Blueprint,
    preprocessing: Preprocessing?, arguments: [String]
  ) throws {
    (self.source, self.blueprint, self.preprocessing) = (source, blueprint, preprocessing)
    (weights, self.arguments) = (argument, arguments)
    let weights = try source.weights(argument, for: blueprint)
    isUntrained = weights.areUntrained(for: blueprint)
    do throws(WeightsError) {
      assembly = try NetworkAssembly(of: blueprint, weights: weights)
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
    return NamedNetwork(
      title: blueprint.name,
      network: preprocessing.map { assembly.network.standardizing($0) } ?? assembly.network,
      parameters: (preprocessing == nil ? [] : [0]) + blueprint.nodes.map(\.parameters.counted),
      labels: blueprint.labels, isUntrained: isUntrained, arguments: arguments)
  }
}
