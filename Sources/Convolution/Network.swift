/// Layers that feed each other: a graph of nodes, each after the ones that it takes its input from.
///
/// A hand-made edge detector is a network of one convolution; a trained one is longer.
public struct Network: Hashable, Sendable {
  /// In an order in which they can be computed.
  public let nodes: [Node]

  /// A layer with its name and its place in the graph.
  public struct Node: Hashable, Sendable {
    /// The layer's short name and a number: `conv1`, `relu1`, `pool1`.
    public let name: String
    /// What the node does.
    public let layer: Layer
    /// What it does it to, as many as the layer takes.
    public let inputs: [Source]

    /// - Parameter name: Other than that of every other node of the network.
    public init(name: String, layer: Layer, inputs: [Source]) {
      (self.name, self.layer, self.inputs) = (name, layer, inputs)
    }
  }

  /// Where a node's input comes from.
  public enum Source: Hashable, Sendable {
    case picture
    /// A node by its index, which is smaller than that of the node that asks.
    case node(Int)
  }

  /// Any graph without cycles.
  ///
  /// - Parameter nodes: Each behind those that it takes its input from.
  public init(nodes: [Node]) {
    for (index, node) in nodes.enumerated() {
      for case .node(let source) in node.inputs {
        precondition(
          0..<index ~= source, "\(node.name), node \(index), takes its input from \(source)")
      }
    }
    self.nodes = nodes
  }

  /// A plain chain: the first layer takes the picture, each other one the layer before it.
  public init(chain layers: [Layer]) {
    var counts: [String: Int] = [:]
    nodes = layers.enumerated().map { index, layer in
      counts[layer.shortName, default: 0] += 1
      return Node(
        name: "\(layer.shortName)\(counts[layer.shortName, default: 0])", layer: layer,
        inputs: [index == 0 ? .picture : .node(index - 1)])
    }
  }

  /// The index of the node with this name; `output` is the last one.
  ///
  /// - Throws: `ShapeError.unknownNode`.
  public func index(named name: String) throws(ShapeError) -> Int {
    if let index = nodes.firstIndex(where: { $0.name == name }) { return index }
    if name == "output", !nodes.isEmpty { return nodes.count - 1 }
    throw .unknownNode(name, known: nodes.map(\.name) + ["output"])
  }

  /// The output shape of every node.
  public func shapes(for picture: Shape) throws(ShapeError) -> [Shape] {
    var shapes: [Shape] = []
    for node in nodes {
      let inputs = node.inputs.map { $0.value(picture: picture, nodes: shapes) }
      shapes.append(try node.layer.outputShape(for: inputs))
    }
    return shapes
  }

  /// The output of every node.
  public func forward(_ picture: Tensor) throws(ShapeError) -> [Tensor] {
    var pass = try ForwardPass(self, over: picture)
    while !pass.isDone { try pass.advance() }
    return pass.outputs
  }

  /// As `forward(_:)`, written over the outputs of an earlier call, of this network or another.
  ///
  /// Tensors whose shape still fits keep their memory, so that computing again on each key press
  /// allocates nothing. Nobody else should hold them meanwhile, else they are copied first.
  ///
  /// - Throws: `ShapeError`; `outputs` are as they were then.
  public func forward(
    _ picture: Tensor, reusing outputs: inout [Tensor]
  ) throws(ShapeError) {
    // Nothing is overwritten before it is certain that everything can be.
    _ = try shapes(for: picture.shape)
    outputs.removeLast(max(0, outputs.count - nodes.count))
    for (index, node) in nodes.enumerated() {
      let inputs = node.inputs.map { $0.value(picture: picture, nodes: outputs) }
      if index < outputs.count {
        try node.layer.forward(inputs, into: &outputs[index])
      } else {
        outputs.append(try node.layer.forward(inputs))
      }
    }
  }

  /// Replaces a picture by the output of the last node; without nodes it stays what it is.
  ///
  /// A chain gives up each tensor as soon as the next is made, and works in its memory where it can.
  ///
  /// - Throws: `ShapeError`; the picture is as it was then.
  public func apply(to picture: inout Tensor) throws(ShapeError) {
    guard isChain else {
      picture = try forward(picture).last ?? picture
      return
    }
    // Nothing is overwritten before it is certain that everything can be.
    _ = try shapes(for: picture.shape)
    for node in nodes {
      switch node.layer {
      case .convolution(let layer): try layer.apply(to: &picture)
      case .rectification(let layer): layer.rectify(&picture)
      default: picture = try node.layer.forward([picture])
      }
    }
  }

  private var isChain: Bool {
    nodes.indices.allSatisfy { nodes[$0].inputs == [$0 == 0 ? .picture : .node($0 - 1)] }
  }

  /// Why one element of one node has its value.
  ///
  /// - Parameters:
  ///   - outputs: What `forward` returned for the picture.
  /// - Complexity: That of the one element, whatever the size of the picture.
  public func explain(
    _ element: Element, ofNode node: Int, picture: Tensor, outputs: [Tensor]
  ) throws(ShapeError) -> Explanation {
    let inputs = nodes[node].inputs.map { $0.value(picture: picture, nodes: outputs) }
    return try nodes[node].layer.explain(element, of: inputs)
  }
}

extension Network.Source {
  /// What lies there: the picture's, or a node's.
  public func value<Value>(picture: Value, nodes: [Value]) -> Value {
    switch self {
    case .picture: picture
    case .node(let index): nodes[index]
    }
  }
}
