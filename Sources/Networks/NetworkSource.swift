/// Where a network's architecture comes from: the catalogue, or a file of the user's.
package enum NetworkSource: Sendable {
  case catalog(Blueprint)
  case file(NetworkFile)

  /// Takes a name of the catalogue, or the path of a network file.
  ///
  /// - Parameters:
  ///   - folder: Where a file is looked for, with its slash; empty for the current one.
  ///   - mustBeRegular: Pipes and devices are refused.
  /// - Throws: `UnknownNetwork`, `LocatedError`, or `TextFileError` for a file that cannot be read.
  package init(argument: String, folder: String = "", mustBeRegular: Bool = false) throws {
    do throws(UnknownNetwork) {
      self = .catalog(try NetworkCatalog.blueprint(named: argument))
    } catch {
      // What looks like a path is one; a mistyped name is told so.
      guard argument.contains(where: { "./".contains($0) }) else { throw error }
      let path = argument.hasPrefix("/") ? argument : folder + argument
      let text = try TextFile.read(
        path, mustBeRegular: mustBeRegular,
        advice: "write a network in YAML, as 'explore network --help' says")
      self = .file(try NetworkFile(text: text, path: path))
    }
  }

  package var blueprint: Blueprint {
    switch self {
    case .catalog(let blueprint): blueprint
    case .file(let file): file.blueprint
    }
  }
}

/// What a user asks for as weights: a file of a trained network, or the seed of an untrained one.
package enum WeightsArgument: Hashable, Sendable {
  case file(String)
  case seed(UInt64)

  /// Reads `seed:N`, or else takes the path of a file; nil for a seed that is none.
  package init?(argument text: String) {
    guard text.hasPrefix("seed:") else {
      self = .file(text)
      return
    }
    guard let seed = UInt64(text.dropFirst("seed:".count)) else { return nil }
    self = .seed(seed)
  }

  /// What is expected where it cannot be read.
  package static let form =
    "seed:N with a whole number from 0, such as seed:1, or a .safetensors file"

  /// As it is typed.
  package var argument: String {
    switch self {
    case .file(let path): path
    case .seed(let seed): "seed:\(seed)"
    }
  }
}

extension NetworkSource {
  /// The seed of weights that nobody asked for otherwise.
  package static let standardSeed: UInt64 = 1

  /// Where the network's numbers come from.
  ///
  /// A network of the catalogue has the weights that the program carries for it, where it does; layers
  /// that they do not fit, because the picture has another size, are left with a seed's.
  ///
  /// - Throws: `SafetensorsError`, `WeightsError` or `LocatedError` for a file that cannot be used.
  package func weights(_ argument: WeightsArgument?, for blueprint: Blueprint) throws -> Weights {
    switch (self, argument) {
    case (_, .file(let path)): .file(try file(path))
    case (.file(let file), .seed(let seed)): file.completing(.seeded(seed))
    case (.catalog, .seed(let seed)): .seeded(seed)
    case (.file(let file), nil): try file.weights(seed: Self.standardSeed)
    case (.catalog, nil):
      SafetensorsFile.builtIn(for: blueprint.name).flatMap { $0.fits(blueprint) ? .file($0) : nil }
        ?? .seeded(Self.standardSeed)
    }
  }

  /// A file of weights that are no other network's.
  private func file(_ path: String) throws -> SafetensorsFile {
    let file = try SafetensorsFile(path: path)
    if let tensor = TensorNames(of: blueprint, in: file).surplus(in: file) {
      throw WeightsError.surplus(tensor, network: blueprint.name, file: path)
    }
    return file
  }

  /// An error of weights as the user should read it: those that a network file names are at fault
  /// there.
  package func located(_ error: WeightsError, _ argument: WeightsArgument?) -> any Error {
    if case .file(let file) = self, argument == nil { return file.located(error) }
    return error
  }
}
