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

  /// Where the network's numbers come from.
  ///
  /// - Throws: `SafetensorsError` or `LocatedError` for a file that cannot be used.
  func weights(_ argument: WeightsArgument?) throws -> Weights {
    switch (self, argument) {
    case (_, .file(let path)): .file(try SafetensorsFile(path: path))
    case (_, .seed(let seed)): .seeded(seed)
    case (.file(let file), nil): try file.weights(seed: Self.standardSeed)
    case (.catalog, nil): .seeded(Self.standardSeed)
    }
  }

  /// An error of weights as the user should read it: those that a network file names are at fault
  /// there.
  func located(_ error: WeightsError, _ argument: WeightsArgument?) -> any Error {
    if case .file(let file) = self, argument == nil { return file.located(error) }
    return error
  }
}
