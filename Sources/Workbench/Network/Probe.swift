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
}

extension Tensor {
  /// All numbers times the same.
  func scaled(by scale: Float) -> Tensor {
    guard scale != 1, let tensor = try? Tensor(shape: shape, elements: elements.map { $0 * scale })
    else { return self }
    return tensor
  }
}
