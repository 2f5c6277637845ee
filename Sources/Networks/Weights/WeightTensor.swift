import Convolution

/// One tensor of numbers that a layer learns: how it is called in weight files, and how large it is.
package struct WeightTensor: Hashable, Sendable {
  /// The node's name and the role: `conv1.weight`.
  package let name: String
  package let role: Role
  /// As PyTorch lays it out: (filters, channels, height, width), (units, inputs) or (channels).
  package let sizes: [Int]
  /// How many inputs go into one output; 1 for normalization.
  package let fanIn: Int

  /// What the numbers are for.
  package enum Role: String, Hashable, Sendable {
    case weight, bias
    /// The factor and the summand that normalization learns.
    case scale, shift
    /// Statistics that normalization gathers while training, by averaging, not by gradients.
    case mean, variance

    /// The last part of the name in weight files.
    var suffix: String {
      switch self {
      case .weight, .scale: "weight"
      case .bias, .shift: "bias"
      case .mean: "running_mean"
      case .variance: "running_var"
      }
    }

    /// Whether training follows a gradient to it.
    var isTrained: Bool { self != .mean && self != .variance }
  }

  init(_ role: Role, ofNode node: String, sizes: [Int], fanIn: Int) {
    name = "\(node).\(role.suffix)"
    self.role = role
    self.sizes = sizes
    self.fanIn = fanIn
  }

  /// The number of elements; nil when that is more than an `Int` holds.
  package var count: Int? { product(sizes) }
}

extension LayerPlan {
  /// The tensors that the layer needs for an input; in the order of seeded weights.
  func tensors(ofNode node: String, for input: Shape) -> [WeightTensor] {
    switch self {
    case .convolution(let plan):
      let channels = plan.filterChannels(of: input)
      let kernel = plan.window.kernel
      let fanIn = product([channels, kernel.height, kernel.width]) ?? .max
      return weights(
        [plan.filters, channels, kernel.height, kernel.width], biases: plan.filters,
        fanIn: fanIn, hasBias: plan.hasBias, ofNode: node)
    case .dense(let units, let hasBias):
      return weights(
        [units, input.count], biases: units, fanIn: input.count, hasBias: hasBias, ofNode: node)
    case .batchNormalization:
      return [.scale, .shift, .mean, .variance].map {
        WeightTensor($0, ofNode: node, sizes: [input.channels], fanIn: 1)
      }
    case .relu, .leakyReLU, .sigmoid, .tanh, .pooling, .globalPooling, .flatten, .dropout,
      .softmax, .rescaling, .addition:
      return []
    }
  }

  private func weights(
    _ sizes: [Int], biases: Int, fanIn: Int, hasBias: Bool, ofNode node: String
  ) -> [WeightTensor] {
    let weight = WeightTensor(.weight, ofNode: node, sizes: sizes, fanIn: fanIn)
    let bias = WeightTensor(.bias, ofNode: node, sizes: [biases], fanIn: fanIn)
    return hasBias ? [weight, bias] : [weight]
  }
}

/// The product of sizes; nil when it overflows.
func product(_ factors: [Int]) -> Int? {
  var result = 1
  for factor in factors {
    let (next, overflows) = result.multipliedReportingOverflow(by: factor)
    guard !overflows else { return nil }
    result = next
  }
  return result
}
