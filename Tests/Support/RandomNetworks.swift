package import Convolution

/// A network with skip connections, a picture that suits it, and the seed that makes both again.
package struct NetworkCase: CustomStringConvertible {
  package let seed: UInt64
  package let network: Network
  package let picture: Tensor

  package var description: String {
    let nodes = network.nodes.map {
      "\($0.layer.name)(\($0.inputs.map(\.text).joined(separator: ",")))"
    }
    return "seed \(seed): \(nodes.joined(separator: " ")) over \(picture.shape)"
  }

  /// All places that a node can take its input from, the picture first.
  package var places: [Network.Source] { [.picture] + network.nodes.indices.map { .node($0) } }

  package func shape(of place: Network.Source) throws -> Shape {
    place.value(picture: picture.shape, nodes: try network.shapes(for: picture.shape))
  }
}

extension Network.Source {
  fileprivate var text: String {
    switch self {
    case .picture: "picture"
    case .node(let index): "\(index)"
    }
  }
}

extension NetworkCase {
  /// Networks of 2 to 8 nodes whose layers `make` makes; every addition has inputs of one shape.
  package static func random(
    _ count: Int, seed: UInt64,
    of make: (inout SeededGenerator, Shape, Bool) -> Layer? = Layer.randomOfAnyKind
  ) throws -> [NetworkCase] {
    try (seed..<seed + UInt64(count)).map { seed in
      var generator = SeededGenerator(seed: seed)
      let shape = try Shape.random(vector: false, using: &generator)
      var nodes: [Network.Node] = []
      var places: [(source: Network.Source, shape: Shape)] = [(.picture, shape)]
      let size = Int.random(in: 2...8, using: &generator)
      while nodes.count < size {
        // Mostly the last place, so that networks are deep; sometimes any, so that they branch.
        let place =
          Int.random(in: 0..<4, using: &generator) > 0
          ? places[places.count - 1] : places[Int.random(in: 0..<places.count, using: &generator)]
        let fitting = places.filter { $0.shape == place.shape }.map(\.source)
        // Where two paths meet they are added more often than by chance.
        let layer: Layer? =
          fitting.count > 1 && Int.random(in: 0..<3, using: &generator) == 0
          ? .addition(Addition()) : make(&generator, place.shape, false)
        guard let layer else { continue }
        let others = (1..<layer.randomInputCount(using: &generator)).compactMap { _ in
          fitting.randomElement(using: &generator)
        }
        let inputs = [place.source] + others
        guard let output = try? layer.outputShape(for: inputs.map { _ in place.shape }),
          output.count <= 300
        else { continue }
        nodes.append(Network.Node(name: "node\(nodes.count)", layer: layer, inputs: inputs))
        places.append((.node(nodes.count - 1), output))
      }
      return NetworkCase(
        seed: seed, network: Network(nodes: nodes),
        picture: Tensor.random(shape, using: &generator))
    }
  }
}
