import Convolution
import ImageFiles
import Networks

/// Where a network's architecture comes from: the catalogue, or a file of the user's.
enum NetworkSource: Sendable {
  case catalog(Blueprint)
  case file(NetworkFile)

  /// Takes a name of the catalogue, or the path of a network file.
  ///
  /// - Throws: `UnknownNetwork`, `LocatedError`, or `Failure` for a file that cannot be read.
  init(argument: String) throws {
    do throws(UnknownNetwork) {
      self = .catalog(try NetworkCatalog.blueprint(named: argument))
    } catch {
      // What looks like a path is one; a mistyped name is told so.
      guard argument.contains(where: { "./".contains($0) }) else { throw error }
      self = .file(
        try NetworkFile(text: try readText(ofFile: argument, kind: .network), path: argument))
    }
  }

  var blueprint: Blueprint {
    switch self {
    case .catalog(let blueprint): blueprint
    case .file(let file): file.blueprint
    }
  }

  /// Whether it names its own weights.
  var hasWeights: Bool {
    if case .file(let file) = self { file.weightsPath != nil } else { false }
  }
}

/// What `--weights` asks for: a file of a trained network, or the seed of an untrained one.
enum WeightsArgument: Hashable, Sendable {
  case file(String)
  case seed(UInt64)

  /// Reads `seed:N`, or else takes the path of a file.
  init(argument text: String) throws(ArgumentError) {
    guard text.hasPrefix("seed:") else {
      self = .file(text)
      return
    }
    guard let seed = UInt64(text.dropFirst("seed:".count)) else {
      throw .expected("seed:N with a whole number from 0, such as seed:1, or a .safetensors file")
    }
    self = .seed(seed)
  }

  var argument: String {
    switch self {
    case .file(let path): path
    case .seed(let seed): "seed:\(seed)"
    }
  }
}

extension NetworkSource {
  /// The seed of weights that nobody asked for otherwise.
  static let standardSeed: UInt64 = 1

  /// The network filled with weights, and whether anybody has trained them.
  ///
  /// - Throws: `SafetensorsError`, `WeightsError` or `LocatedError`.
  func network(_ weights: WeightsArgument?) throws -> (network: Network, isUntrained: Bool) {
    switch (self, weights) {
    case (_, .file(let path)):
      (try blueprint.network(weights: .file(try SafetensorsFile(path: path))), false)
    case (_, .seed(let seed)): (try blueprint.network(weights: .seeded(seed)), true)
    case (.file(let file), nil):
      (try file.network(seed: Self.standardSeed), file.weightsPath == nil)
    case (.catalog(let blueprint), nil):
      (try blueprint.network(weights: .seeded(Self.standardSeed)), true)
    }
  }
}
