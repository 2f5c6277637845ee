package import Convolution

/// Where the numbers of a network come from.
package enum Weights: Sendable {
  /// From a seed: numbers that nobody has trained, the same whenever and wherever they are made.
  ///
  /// The network's tensors are numbered from 0 in the order of `Blueprint.tensors`, and tensor *t* has
  /// a stream of its own, whose seed is output *t* + 1 of the main seed (`SeededNumbers`). With *n*
  /// inputs for each output, weights lie within ±√(6 / n), which keeps the size of numbers through a
  /// ReLU, and biases within ±1 / √n. Normalization's scale lies within 0.75 ± 0.25, so that sums in
  /// residual networks hardly grow, its variance within 1 ± 0.5, its shift and mean within ±0.1.
  /// Weights of a dense layer are drawn in the engine's order, (input, unit).
  ///
  /// Source of the first bound: He, Zhang, Ren and Sun, *Delving deep into rectifiers* (2015).
  case seeded(UInt64)
  /// From a file of a trained network.
  case file(SafetensorsFile)
  /// Some tensors are written out, by their names; the others come from elsewhere.
  indirect case handmade([String: [Float]], rest: Weights)

  /// The most numbers of all tensors together: 4 GiB.
  package static let mostNumbers = 1 << 30
  /// The most numbers of all outputs together: 4 GiB.
  package static let mostOutputs = 1 << 30
}

extension Weights {
  /// The tensors that are written out.
  var handmade: [String: [Float]] {
    if case .handmade(let numbers, _) = self { numbers } else { [:] }
  }

  /// The file that tensors come from, if one does.
  var file: SafetensorsFile? {
    switch self {
    case .seeded: nil
    case .file(let file): file
    case .handmade(_, let rest): rest.file
    }
  }

  /// Whether some of the network's numbers are drawn at random, so that its outputs mean nothing.
  package func areUntrained(for blueprint: Blueprint) -> Bool {
    switch self {
    case .seeded: !blueprint.tensors.isEmpty
    case .file: false
    case .handmade(let numbers, .seeded): blueprint.tensors.contains { numbers[$0.name] == nil }
    case .handmade(_, let rest): rest.areUntrained(for: blueprint)
    }
  }
}

/// Weights that a network cannot be built from.
package enum WeightsError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooMany(count: Int)
  /// The outputs of all layers would not fit, though the weights do.
  case tooManyOutputs(count: Int)
  /// `node` is the index of the layer that needs the tensor.
  /// The tensor goes by any of the names.
  case missing(_ names: [String], node: Int, layer: String, file: String, known: [String])
  case otherShape(
    _ tensor: String, node: Int, layer: String, file: String, found: [Int], expected: [Int])
  /// A file has more weights than the network.
  case surplus(_ tensor: String, network: String, file: String)
  case unreadable(SafetensorsError)
  /// The engine refuses what the blueprint allows.
  case shape(ShapeError, node: Int, layer: String)

  /// The layer at fault.
  package var node: Int? {
    switch self {
    case .tooMany, .tooManyOutputs, .surplus, .unreadable: nil
    case .missing(_, let node, _, _, _), .otherShape(_, let node, _, _, _, _),
      .shape(_, let node, _):
      node
    }
  }

  /// One sentence: what was found, what is needed, what to do.
  package var description: String {
    switch self {
    case .tooMany(let count):
      "the network has \(count.grouped) weights; the most that are loaded is "
        + "\(Weights.mostNumbers.grouped); 'explore network' works without them"
    case .tooManyOutputs(let count):
      "the layers make \(count.grouped) numbers; the most that are kept is "
        + "\(Weights.mostOutputs.grouped); use a smaller picture or fewer filters"
    case .missing(let names, _, let layer, let file, let known):
      "\(layer) needs the tensor \(Self.alternatives(names)), which \(file) does not have; "
        + Self.hint(names, known)
    case .otherShape(let tensor, _, let layer, let file, let found, let expected):
      "\(layer) needs '\(tensor)' with the shape \(expected), found \(found) in \(file); correct the "
        + "layer's sizes or take weights that were made for them"
    case .surplus(let tensor, let network, let file):
      "\(file) has the tensor '\(tensor)', for which \(network) has no place; take the weights of this "
        + "network, not those of another"
    case .unreadable(let error): error.description
    case .shape(let error, _, let layer): "\(layer): \(error)"
    }
  }

  private static func alternatives(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    return quoted.count < 2 ? quoted.joined() : "\(quoted[0]) (in torchvision \(quoted[1]))"
  }

  private static func hint(_ names: [String], _ known: [String]) -> String {
    if known.isEmpty { return "it has no tensors" }
    for name in names {
      if let nearest = nearestName(to: name, among: known) { return "did you mean '\(nearest)'?" }
    }
    let shown = known.prefix(4).joined(separator: ", ")
    return "it has \(shown)" + (known.count > 4 ? " and \(known.count - 4) more" : "")
      + "; rename them or the layer"
  }
}

extension WeightTensor {
  /// The seeded numbers of the tensor in the engine's order.
  ///
  /// - Parameters:
  ///   - position: The tensor's place among all of the network, from 0.
  ///   - seed: The main seed.
  package func seeded(position: Int, seed: UInt64) -> [Float] {
    let seed = SeededNumbers.output(position + 1, seed: seed)
    func numbers(bound: Float) -> [Float] {
      SeededNumbers.uniform(count: count ?? 0, seed: seed, bound: bound)
    }
    return switch role {
    case .weight: numbers(bound: (6 / Float(fanIn)).squareRoot())
    case .bias: numbers(bound: 1 / Float(fanIn).squareRoot())
    case .scale: numbers(bound: 0.25).map { 0.75 + $0 }
    case .variance: numbers(bound: 0.5).map { 1 + $0 }
    case .shift, .mean: numbers(bound: 0.1)
    }
  }
}
