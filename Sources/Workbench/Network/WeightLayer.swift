package import Convolution

/// The weights of a layer: the filters of a convolution, or the units of a dense layer.
package struct WeightLayer: Sendable {
  package let node: Int
  package let name: String
  /// What each filter or unit has a weight for.
  package private(set) var shape: Shape
  /// Filters or units.
  package let count: Int
  package let isDense: Bool
  let weights: [Float]
  /// What its input is called, and how large it is.
  private(set) var input: (name: String, shape: Shape)
  /// From a weight of a filter to the next one; filters lie one behind the other, units side by side.
  private let stride: Int

  fileprivate init?(_ index: Int, of probe: Probe) {
    let node = probe.network.nodes[index]
    switch node.inputs.first {
    case .picture: input = ("input", probe.picture.shape)
    case .node(let before): input = (probe.network.nodes[before].name, probe.outputs[before].shape)
    case nil: return nil
    }
    switch node.layer {
    case .convolution(let layer):
      (shape, count) = (layer.bank.filterShape, layer.bank.filters)
      (weights, isDense, stride) = (layer.bank.weights, false, 1)
    case .dense(let layer):
      (shape, count) = (input.shape, layer.units)
      (weights, isDense, stride) = (layer.weights, true, layer.units)
    case .rectification, .activation, .pooling, .globalPooling, .normalization, .flatten,
      .dropout, .softmax, .rescaling, .addition:
      return nil
    }
    (self.node, name) = (index, node.name)
  }

  /// One filter, or the weights of one unit as a picture of what they are weights for.
  package func filter(_ index: Int) -> Tensor {
    let elements: [Float] =
      isDense
      ? (0..<shape.count).map { weights[$0 * stride + index] }
      : Array(weights[index * shape.count..<(index + 1) * shape.count])
    guard let tensor = try? Tensor(shape: shape, elements: elements) else {
      preconditionFailure("filter \(index) of \(name) has the shape \(shape)")
    }
    return tensor
  }

  /// A weight's place in the engine's order: (filter, channel, row, column) or (input, unit).
  func engineIndex(filter: Int, index: Int) -> Int {
    isDense ? index * stride + filter : filter * shape.count + index
  }
}

extension Probe {
  /// All layers that have weights, in their order.
  package var weightLayers: [WeightLayer] {
    network.nodes.indices.compactMap { WeightLayer($0, of: self) }
  }

  /// The first of them, if its weights can be looked at as pictures: filters, or weights for pixels.
  package var firstLayer: WeightLayer? {
    let first = network.nodes.indices.lazy.compactMap { WeightLayer($0, of: self) }.first
    guard let layer = first, layer.isDense else { return first }
    return layer.shape.count == picture.shape.count ? layer.over(picture.shape) : nil
  }
}

extension WeightLayer {
  /// The same weights for pixels instead of a flattened picture.
  fileprivate func over(_ picture: Shape) -> WeightLayer {
    var layer = self
    (layer.shape, layer.input) = (picture, ("input", picture))
    return layer
  }
}
