import Convolution

extension LayerPlan {
  /// The products that are added up for all the output elements.
  func multiplyAdds(input: Shape, output: Shape) throws(BlueprintError.Problem) -> Int {
    let factors: [Int]
    switch self {
    case .convolution(let plan):
      let kernel = plan.window.kernel
      factors = [output.count, plan.filterChannels(of: input), kernel.height, kernel.width]
    case .dense(let units, _): factors = [units, input.count]
    case .relu, .leakyReLU, .sigmoid, .tanh, .pooling, .globalPooling, .batchNormalization,
      .flatten, .dropout, .softmax, .rescaling, .addition:
      return 0
    }
    guard let count = product(factors) else { throw .tooManyOperations }
    return count
  }
}

// Sums over all layers; a blueprint whose sums overflow cannot be made.
extension Blueprint {
  /// As the network's convention counts them.
  package var parameterCount: Int { nodes.map(\.parameters.counted).reduce(0, +) }

  /// Those that training changes by gradients.
  package var trainableCount: Int { nodes.map(\.parameters.trainable).reduce(0, +) }

  package var multiplyAdds: Int { nodes.map(\.multiplyAdds).reduce(0, +) }

  /// The bytes of all weights, statistics included.
  package var weightBytes: Int { nodes.map(\.weightBytes).reduce(0, +) }

  /// The bytes of all outputs kept at once, as an explorer needs them; without the picture.
  package var activationBytes: Int { nodes.map(\.activationBytes).reduce(0, +) }

  /// All tensors of weights, in the order of seeded weights.
  package var tensors: [WeightTensor] { Array(nodes.map(\.tensors).joined()) }
}

extension Blueprint.Node {
  /// The bytes of the weights, statistics included.
  package var weightBytes: Int { parameters.stored * MemoryLayout<Float>.stride }

  /// The bytes of the output.
  package var activationBytes: Int { output.count * MemoryLayout<Float>.stride }
}
