import Convolution

/// The networks that people ask for by name.
package enum NetworkCatalog {
  /// All of them, from small to large in the order in which they are best met.
  package static let names = builders.map(\.name)

  /// A name with what builds the network; nothing is built before it is asked for.
  private static let builders: [(name: String, build: @Sendable () throws -> Blueprint)] = [
    ("fashion-mnist", fashionMNIST), ("fashion-mnist-dense", denseFashionMNIST),
    ("handbags", handbags), ("lenet5", leNet5), ("alexnet", alexNet), ("vgg16", vgg16),
    ("resnet18", resNet18), ("resnet50", resNet50), ("resnet50-headless", headlessResNet50),
  ]

  /// All the blueprints.
  package static var blueprints: [Blueprint] {
    builders.map { built($0.build, name: $0.name) }
  }

  /// The blueprint with this name.
  ///
  /// - Throws: `UnknownNetwork`, with the nearest name if one is near.
  package static func blueprint(named name: String) throws(UnknownNetwork) -> Blueprint {
    guard let entry = builders.first(where: { $0.name == name }) else {
      throw UnknownNetwork(name: name, nearest: nearestName(to: name, among: names))
    }
    return built(entry.build, name: name)
  }

  private static func built(_ build: () throws -> Blueprint, name: String) -> Blueprint {
    do {
      return try build()
    } catch {
      preconditionFailure("the catalogue's \(name): \(error)")
    }
  }
}

/// A network's name that is not in the catalogue.
package struct UnknownNetwork: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was typed.
  package let name: String
  /// The name that was probably meant.
  package let nearest: String?

  /// One sentence, with the nearest name if there is one.
  package var description: String {
    "there is no network '\(name)'"
      + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'explore network' lists them")
  }
}
