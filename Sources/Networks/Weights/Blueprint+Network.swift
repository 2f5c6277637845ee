package import Convolution

extension Blueprint {
  /// The network itself: this blueprint filled with weights.
  ///
  /// - Throws: `WeightsError` for weights that are missing, have another shape, or are too many.
  package func network(weights: Weights) throws(WeightsError) -> Network {
    var assembly = try NetworkAssembly(of: self, weights: weights)
    while !assembly.isDone { try assembly.advance() }
    return assembly.network
  }
}

/// A blueprint on its way to a network, layer by layer, for whoever wants to show how far it is.
///
/// Tensors are made or read one by one, so that memory holds each number once.
package struct NetworkAssembly: Sendable {
  private let blueprint: Blueprint
  private let weights: Weights
  private let names: TensorNames
  private var built: [Network.Node] = []
  private var numbersDone = 0
  private var tensorsDone = 0

  /// Reads no numbers yet, but makes sure that all of them are there.
  ///
  /// - Throws: `WeightsError` for weights that are missing, have another shape, or are too many.
  package init(of blueprint: Blueprint, weights: Weights) throws(WeightsError) {
    (self.blueprint, self.weights) = (blueprint, weights)
    names = TensorNames(of: blueprint, in: weights.file)
    let stored = blueprint.nodes.map(\.parameters.stored).reduce(0, +)
    guard stored <= Weights.mostNumbers else { throw .tooMany(count: stored) }
    let outputs = blueprint.nodes.map(\.output.count).reduce(0, +)
    guard outputs <= Weights.mostOutputs else { throw .tooManyOutputs(count: outputs) }
    if let file = weights.file {
      try blueprint.requireTensors(in: file, names, besides: weights.handmade)
    }
  }

  /// Whether every layer has its weights.
  package var isDone: Bool { built.count == blueprint.nodes.count }

  /// The share of the numbers that are there: 0…1.
  package var fraction: Double {
    let all = blueprint.nodes.map(\.parameters.stored).reduce(0, +)
    return all == 0 ? 1 : Double(numbersDone) / Double(all)
  }

  /// The layers that have their weights; the whole network once it is done.
  package var network: Network { Network(nodes: built) }

  /// Fills the next layer; does nothing when all are filled.
  package mutating func advance() throws(WeightsError) {
    guard !isDone else { return }
    let node = blueprint.nodes[built.count]
    var numbers: [WeightTensor.Role: [Float]] = [:]
    for tensor in node.tensors {
      numbers[tensor.role] = try tensor.values(position: tensorsDone, from: weights, names)
      tensorsDone += 1
    }
    do throws(ShapeError) {
      built.append(
        Network.Node(
          name: node.name, layer: try node.layer(taking: &numbers), inputs: node.inputs))
    } catch {
      throw .shape(error, node: built.count, layer: node.name)
    }
    numbersDone += node.parameters.stored
  }
}

extension Blueprint {
  /// Checks all tensors of a file before the first of them is read.
  fileprivate func requireTensors(
    in file: SafetensorsFile, _ names: TensorNames, besides handmade: [String: [Float]]
  ) throws(WeightsError) {
    for (index, node) in nodes.enumerated() {
      for tensor in node.tensors where handmade[tensor.name] == nil {
        let name = names.name(of: tensor)
        guard let entry = file.entries[name] else {
          throw .missing(
            names.candidates(for: tensor), node: index, layer: node.name, file: file.path,
            known: file.entries.keys.sorted())
        }
        guard entry.sizes == tensor.sizes else {
          throw .otherShape(
            name, node: index, layer: node.name, file: file.path, found: entry.sizes,
            expected: tensor.sizes)
        }
      }
    }
  }
}

extension WeightTensor {
  /// The numbers in the engine's order.
  ///
  /// - Parameter position: The tensor's place among all of the network, from 0.
  fileprivate func values(
    position: Int, from weights: Weights, _ names: TensorNames
  ) throws(WeightsError) -> [Float] {
    switch weights {
    case .seeded(let seed): return seeded(position: position, seed: seed)
    case .handmade(let numbers, let rest):
      if let numbers = numbers[name] { return numbers }
      return try values(position: position, from: rest, names)
    case .file(let file):
      do throws(SafetensorsError) {
        // Files have (units, inputs), the engine (input, unit).
        let name = names.name(of: self)
        return isDense ? try file.transposed(name) : try file.numbers(name)
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
