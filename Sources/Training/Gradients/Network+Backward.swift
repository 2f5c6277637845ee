package import Convolution
package import Networks

/// A forward pass in training, with all that backward needs to know of it.
package struct TrainingPass: Hashable, Sendable {
  package let network: Network
  package let picture: Tensor
  /// What dropout layers multiplied each number by, in reading order; by the node's index.
  package let masks: [Int: [Float]]
  /// What every node computed.
  package let outputs: [Tensor]

  /// Computes all the outputs; a dropout layer without a mask does nothing, as after training.
  ///
  /// - Throws: `ShapeError` when the picture does not suit the network.
  package init(
    _ network: Network, over picture: Tensor, masks: [Int: [Float]] = [:]
  ) throws(ShapeError) {
    var outputs: [Tensor] = []
    for (index, node) in network.nodes.enumerated() {
      let inputs = node.inputs.map { $0.value(picture: picture, nodes: outputs) }
      var output = try node.layer.forward(inputs)
      if let mask = masks[index], case .dropout = node.layer {
        precondition(mask.count == output.shape.count, "a mask of \(mask.count) for \(node.name)")
        output = try Tensor(
          shape: output.shape, elements: zip(output.elements, mask).map { $0 * $1 })
      }
      outputs.append(output)
    }
    (self.network, self.picture) = (network, picture)
    (self.masks, self.outputs) = (masks, outputs)
  }

  /// What a node was computed from.
  package func inputs(of node: Int) -> [Tensor] {
    network.nodes[node].inputs.map { $0.value(picture: picture, nodes: outputs) }
  }
}

/// How the loss of one picture changes with every number of a network.
package struct NetworkGradient: Hashable, Sendable {
  /// With the outputs of each node; nil where nothing leads on to the loss.
  package fileprivate(set) var outputs: [Tensor?]
  /// With each pixel.
  package fileprivate(set) var picture: Tensor
  /// With the numbers that each node learns, in the engine's order; empty where nothing leads on to
  /// the loss, or nothing is learned.
  package fileprivate(set) var parameters: [[WeightTensor.Role: [Float]]]
}

extension TrainingPass {
  /// Goes back from the loss to the picture, from the last node to the first.
  ///
  /// Where a node feeds several others, what they hand back is added up, the last one's first.
  ///
  /// - Parameters:
  ///   - gradient: How the loss changes with the outputs of `node`.
  ///   - node: The node that the loss is taken of (`Objective`); nil for the last one.
  package func backward(
    _ gradient: [Float], from node: Int? = nil
  ) throws(ShapeError) -> NetworkGradient {
    let last = node ?? network.nodes.count - 1
    var result = NetworkGradient(
      outputs: Array(repeating: nil, count: outputs.count), picture: Tensor(shape: picture.shape),
      parameters: Array(repeating: [:], count: outputs.count))
    guard outputs.indices.contains(last) else { return result }
    result.outputs[last] = try Tensor(shape: outputs[last].shape, elements: gradient)
    for index in (0...last).reversed() {
      guard let outputGradient = result.outputs[index] else { continue }
      let node = network.nodes[index]
      let layer = try node.layer.backward(
        outputGradient, inputs: inputs(of: index), output: outputs[index], mask: masks[index])
      result.parameters[index] = layer.parameters
      for (source, gradient) in zip(node.inputs, layer.inputs) {
        result.add(gradient, at: source)
      }
    }
    return result
  }
}

extension NetworkGradient {
  /// How the loss changes with what lies there; nil where nothing leads on to it.
  package func value(at source: Network.Source) -> Tensor? {
    source.value(picture: picture, nodes: outputs)
  }

  fileprivate mutating func add(_ gradient: Tensor, at source: Network.Source) {
    switch source {
    case .picture: picture.add(gradient)
    case .node(let index):
      if outputs[index] == nil {
        outputs[index] = gradient
      } else {
        outputs[index]?.add(gradient)
      }
    }
  }
}

extension Tensor {
  fileprivate mutating func add(_ other: Tensor) {
    for index in 0..<shape.count {
      let element = shape.element(at: index)
      self[element] += other[element]
    }
  }
}
