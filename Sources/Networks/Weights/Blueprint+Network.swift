package import Convolution

extension Blueprint {
  /// The network itself: this blueprint filled with weights.
  ///
  /// Tensors are made or read one by one, so that memory holds each number once.
  ///
  /// - Throws: `WeightsError` for weights that are missing, have another shape, or are too many.
  package func network(weights: Weights) throws(WeightsError) -> Network {
    let stored = nodes.map(\.parameters.stored).reduce(0, +)
    guard stored <= Weights.mostNumbers else { throw .tooMany(count: stored) }
    if case .file(let file) = weights { try requireTensors(in: file) }
    var position = 0
    var built: [Network.Node] = []
    for (index, node) in nodes.enumerated() {
      var numbers: [WeightTensor.Role: [Float]] = [:]
      for tensor in node.tensors {
        numbers[tensor.role] = try values(of: tensor, position: position, from: weights)
        position += 1
      }
      do throws(ShapeError) {
        built.append(
          Network.Node(
            name: node.name, layer: try node.layer(taking: &numbers), inputs: node.inputs))
      } catch {
        throw .shape(error, node: index, layer: node.name)
      }
    }
    return Network(nodes: built)
  }

  /// Checks all tensors of a file before the first of them is read.
  private func requireTensors(in file: SafetensorsFile) throws(WeightsError) {
    for (index, node) in nodes.enumerated() {
      for tensor in node.tensors {
        guard let entry = file.entries[tensor.name] else {
          throw .missing(
            tensor.name, node: index, layer: node.name, file: file.path,
            known: file.entries.keys.sorted())
        }
        guard entry.sizes == tensor.sizes else {
          throw .otherShape(
            tensor.name, node: index, layer: node.name, file: file.path, found: entry.sizes,
            expected: tensor.sizes)
        }
      }
    }
  }

  private func values(
    of tensor: WeightTensor, position: Int, from weights: Weights
  ) throws(WeightsError) -> [Float] {
    switch weights {
    case .seeded(let seed): return tensor.seeded(position: position, seed: seed)
    case .file(let file):
      do throws(SafetensorsError) {
        // Files have (units, inputs), the engine (input, unit).
        return tensor.isDense
          ? try file.transposed(tensor.name) : try file.numbers(tensor.name)
      } catch {
        throw .unreadable(error)
      }
    }
  }
}

extension WeightTensor {
  /// Whether these are the weights of a dense layer.
  fileprivate var isDense: Bool { role == .weight && sizes.count == 2 }
}

extension Blueprint.Node {
  /// The engine's layer; takes the numbers out of the dictionary, so that none is held twice.
  fileprivate func layer(
    taking numbers: inout [WeightTensor.Role: [Float]]
  ) throws(ShapeError) -> Layer {
    func take(_ role: WeightTensor.Role) -> [Float] { numbers.removeValue(forKey: role) ?? [] }
    switch plan {
    case .convolution(let plan):
      let window = plan.window
      let bank = try FilterBank(
        filters: plan.filters, channels: plan.filterChannels(of: inputShapes[0]),
        kernel: window.kernel, weights: take(.weight), biases: take(.bias))
      return .convolution(
        try Convolution2D(
          bank: bank, stride: window.stride, padding: window.padding, dilation: window.dilation,
          groups: plan.groups))
    case .relu: return .rectification(ReLU())
    case .leakyReLU(let slope): return .activation(.leakyReLU(slope: slope))
    case .sigmoid: return .activation(.sigmoid)
    case .tanh: return .activation(.tanh)
    case .pooling(let pooling): return .pooling(pooling)
    case .globalPooling(let kind): return .globalPooling(GlobalPooling2D(kind))
    case .batchNormalization(let epsilon):
      return .normalization(
        try BatchNormalization(
          scale: take(.scale), shift: take(.shift), mean: take(.mean), variance: take(.variance),
          epsilon: epsilon))
    case .flatten: return .flatten(Flatten())
    case .dense(let units, _):
      return .dense(
        try Dense(
          inputs: inputShapes[0].channels, units: units, weights: take(.weight),
          biases: take(.bias)))
    case .dropout(let rate): return .dropout(Dropout(rate: rate))
    case .softmax: return .softmax(Softmax())
    case .rescaling(let scale, let offset):
      return .rescaling(Rescaling(scale: scale, offset: offset))
    case .addition: return .addition(Addition())
    }
  }
}
