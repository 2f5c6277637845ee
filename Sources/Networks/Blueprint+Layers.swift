package import Convolution

extension Blueprint {
  /// What can be said of a network without its weights: shapes, counts, receptive fields.
  ///
  /// - Throws: `BlueprintError` where the network does not suit the picture.
  package init(
    of network: Network, named name: String = "network", over picture: Shape
  ) throws(BlueprintError) {
    try self.init(
      name: name, input: picture,
      layers: network.nodes.map { Draft(LayerPlan(of: $0.layer), name: $0.name, inputs: $0.inputs) }
    )
  }
}

extension LayerPlan {
  /// The plan that a layer was made by. All convolutions and dense layers of the engine have biases.
  init(of layer: Layer) {
    switch layer {
    case .convolution(let layer):
      self = .convolution(
        ConvolutionPlan(
          filters: layer.bank.filters, kernel: layer.bank.kernel, stride: layer.window.stride,
          padding: layer.window.padding, dilation: layer.window.dilation, groups: layer.groups))
    case .rectification: self = .relu
    case .activation(.leakyReLU(let slope)): self = .leakyReLU(slope: slope)
    case .activation(.sigmoid): self = .sigmoid
    case .activation(.tanh): self = .tanh
    case .pooling(let pooling): self = .pooling(pooling)
    case .globalPooling(let pooling): self = .globalPooling(pooling.kind)
    case .normalization(let layer):
      self = .batchNormalization(epsilon: layer.channels.first?.epsilon ?? 0)
    case .rescaling(let layer): self = .rescaling(scale: layer.scale, offset: layer.offset)
    case .dropout(let layer): self = .dropout(rate: layer.rate)
    case .flatten: self = .flatten
    case .dense(let layer): self = .dense(units: layer.units, hasBias: true)
    case .softmax: self = .softmax
    case .addition: self = .addition
    }
  }
}
