package import Convolution
internal import Training

/// A picture's way through the network with some weights: what filters and maps are drawn from.
package struct Probe: Sendable {
  package let network: Network
  /// The test picture's place.
  package let example: Int
  package let picture: Tensor
  /// What it shows.
  package let label: Int
  /// Every node's output.
  package let outputs: [Tensor]
  /// Counts the probes; who keeps pictures of them can tell old from new.
  package let generation: Int

  /// - Returns: nil where the picture does not suit the network, which a trainer never lets happen.
  init?(_ network: Network, of example: Int, in examples: Examples, scale: Float, generation: Int) {
    guard 0..<examples.count ~= example else { return nil }
    let picture = examples.picture(example).scaled(by: scale)
    guard let outputs = try? network.forward(picture) else { return nil }
    (self.network, self.example, self.picture) = (network, example, picture)
    (self.outputs, self.generation) = (outputs, generation)
    label = Int(examples.labels[example])
  }

  /// The first layer that has weights, with the shape of what each of its filters lies over.
  package var firstLayer: FirstLayer? {
    for (index, node) in network.nodes.enumerated() {
      switch node.layer {
      case .convolution(let layer):
        let bank = layer.bank
        return FirstLayer(
          node: index, name: node.name, shape: bank.filterShape, count: bank.filters,
          weights: bank.weights, stride: 1)
      case .dense(let layer):
        // A dense layer right behind the picture: each unit has a weight for every pixel.
        guard layer.inputs == picture.shape.count else { return nil }
        return FirstLayer(
          node: index, name: node.name, shape: picture.shape, count: layer.units,
          weights: layer.weights, stride: layer.units)
      case .rectification, .activation, .pooling, .globalPooling, .normalization, .flatten,
        .dropout, .softmax, .rescaling, .addition:
        continue
      }
    }
    return nil
  }

  /// The filters of a convolution, or the units of a dense layer as pictures of their weights.
  package struct FirstLayer: Sendable {
    package let node: Int
    package let name: String
    package let shape: Shape
    package let count: Int
    let weights: [Float]
    /// From a weight of a filter to the next one; filters lie one behind the other, or side by side.
    let stride: Int

    package func filter(_ index: Int) -> Tensor {
      let elements: [Float] =
        stride == 1
        ? Array(weights[index * shape.count..<(index + 1) * shape.count])
        : (0..<shape.count).map { weights[$0 * stride + index] }
      guard let tensor = try? Tensor(shape: shape, elements: elements) else {
        preconditionFailure("filter \(index) of \(name) has the shape \(shape)")
      }
      return tensor
    }
  }
}

extension Tensor {
  /// All numbers times the same.
  func scaled(by scale: Float) -> Tensor {
    guard scale != 1, let tensor = try? Tensor(shape: shape, elements: elements.map { $0 * scale })
    else { return self }
    return tensor
  }
}
