internal import Convolution
package import Networks

extension Initializer {
  /// What all tensors of a network begin with, by their names and in the layout of PyTorch: weights of a
  /// dense layer are (units, inputs).
  ///
  /// Tensor *t* has a stream of its own, `Chance.weights` at place *t* in the order of the blueprint, so
  /// that layers added behind it change nothing. Normalization begins by doing nothing: scale 1,
  /// shift 0, mean 0, variance 1.
  ///
  /// - Precondition: The network has at most `Weights.mostNumbers` weights.
  package func tensors(for blueprint: Blueprint, seed: UInt64) -> [String: [Float]] {
    var tensors: [String: [Float]] = [:]
    for (position, tensor) in blueprint.nodes.flatMap(\.tensors).enumerated() {
      guard let count = tensor.count, count <= Weights.mostNumbers else {
        preconditionFailure("\(tensor.name) has \(tensor.sizes) numbers")
      }
      func constant(_ value: Float) -> [Float] { Array(repeating: value, count: count) }
      func uniform() -> [Float] {
        SeededNumbers.uniform(
          count: count, seed: Chance.weights.seed(from: seed, at: position),
          bound: bound(of: tensor))
      }
      tensors[tensor.name] =
        switch tensor.role {
        case .weight: uniform()
        case .bias: self == .pyTorch ? uniform() : constant(0)
        case .scale, .variance: constant(1)
        case .shift, .mean: constant(0)
        }
    }
    return tensors
  }

  /// Weights lie within ± this.
  package func bound(of tensor: WeightTensor) -> Float {
    let fanIn = Float(tensor.fanIn)
    return switch self {
    case .glorot: (6 / (fanIn + Float(tensor.fanOut))).squareRoot()
    case .he: (6 / fanIn).squareRoot()
    case .pyTorch: 1 / fanIn.squareRoot()
    }
  }
}

extension WeightTensor {
  /// How many outputs each input goes into, strides and edges aside: units, or filters · kernel area.
  package var fanOut: Int { sizes[0] * sizes.dropFirst(2).reduce(1, *) }
}
