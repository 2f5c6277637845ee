package import Convolution

/// A network's architecture: its layers, their sizes and how they feed each other, without weights.
///
/// Everything that can be said without weights is worked out when a blueprint is made: shapes,
/// parameters, multiply-adds, receptive fields. A blueprint whose layers do not fit cannot be made.
package struct Blueprint: Hashable, Sendable {
  /// What one types: lower case, words joined by `-`.
  package let name: String
  /// One sentence for someone who meets the network for the first time.
  package let summary: String
  /// The shape of the pictures that it takes.
  package let input: Shape
  /// What the numbers of the output stand for, in their order. A single number has two labels, for
  /// a value near 0 and for one near 1. May be empty.
  package let labels: [String]
  /// What counts as a parameter.
  package let convention: ParameterConvention
  /// How torchvision has trained the network, if it has.
  package private(set) var pretraining: Pretraining?
  /// In an order in which they can be computed.
  package let nodes: [Node]

  /// A layer with its place in the network, and what follows from both.
  package struct Node: Hashable, Sendable {
    /// The layer's short name and a number, or a name of its own.
    package let name: String
    package let plan: LayerPlan
    /// What it takes: the picture, or nodes before it.
    package let inputs: [Network.Source]
    /// The shapes of what it takes.
    package let inputShapes: [Shape]
    package let output: Shape
    /// The numbers that it learns, in the order of weight files and of seeded weights.
    package let tensors: [WeightTensor]
    package let parameters: ParameterCount
    /// Products that are added up: those of convolutions and dense layers, as is usual. Biases,
    /// normalization, pooling and activations are not counted.
    package let multiplyAdds: Int
    /// What one element of the output depends on.
    package let receptiveField: FieldSize
  }

  /// A layer as someone writes it down.
  package struct Draft: Hashable, Sendable {
    /// nil for short name and number.
    package var name: String?
    package var plan: LayerPlan
    /// nil for the layer before it, or the picture.
    package var inputs: [Network.Source]?

    package init(
      _ plan: LayerPlan, name: String? = nil, inputs: [Network.Source]? = nil
    ) {
      self.name = name
      self.plan = plan
      self.inputs = inputs
    }
  }

  /// - Throws: `BlueprintError` for the first layer that does not fit.
  package init(
    name: String, summary: String = "", input: Shape, labels: [String] = [],
    convention: ParameterConvention = .pyTorch, layers: [Draft]
  ) throws(BlueprintError) {
    self.name = name
    self.summary = summary
    self.input = input
    self.labels = labels
    self.convention = convention
    let names = try Self.names(of: layers)
    var nodes: [Node] = []
    for (index, layer) in layers.enumerated() {
      nodes.append(
        try Node(
          layer, name: names[index], after: nodes, picture: input, convention: convention))
    }
    self.nodes = nodes
    try requireTotals()
    try requireLabels()
  }

  /// The same layers for pictures of another shape.
  ///
  /// - Throws: `BlueprintError` where they do not fit.
  package func replacingInput(by shape: Shape) throws(BlueprintError) -> Blueprint {
    try Blueprint(
      name: name, summary: summary, input: shape, labels: labels, convention: convention,
      layers: nodes.map { Draft($0.plan, name: $0.name, inputs: $0.inputs) }
    ).trained(pretraining)
  }

  /// The layers up to one of them, with the same names and, from the same source, the same weights.
  ///
  /// - Parameter node: The index of the last layer to keep.
  package func prefix(through node: Int) -> Blueprint {
    guard node + 1 < nodes.count else { return self }
    do {
      return try Blueprint(
        name: name, summary: summary, input: input, convention: convention,
        layers: nodes.prefix(node + 1).map { Draft($0.plan, name: $0.name, inputs: $0.inputs) }
      ).trained(pretraining)
    } catch {
      preconditionFailure("the first layers of \(name) fit together: \(error)")
    }
  }

  /// The same network with what is known of its training.
  func trained(_ pretraining: Pretraining?) -> Blueprint {
    var blueprint = self
    blueprint.pretraining = pretraining
    return blueprint
  }

  /// The shape of the last layer's output.
  package var output: Shape { nodes.last?.output ?? input }

  /// The name of what a node takes; the picture is `input`.
  package func name(of source: Network.Source) -> String {
    switch source {
    case .picture: "input"
    case .node(let index): nodes[index].name
    }
  }
}

// MARK: - Names

extension Blueprint {
  /// The names of all layers: their own, or short name and number.
  ///
  /// Numbers count layers of the same short name, named ones too, so that a name given to one layer
  /// does not change the others'.
  static func names(of layers: [Draft]) throws(BlueprintError) -> [String] {
    guard !layers.isEmpty else {
      throw BlueprintError(node: nil, layer: "", inputs: [], problem: .noLayers)
    }
    var counts: [String: Int] = [:]
    var names: [String] = []
    var indices: [String: Int] = [:]
    for (index, layer) in layers.enumerated() {
      let count = counts[layer.plan.shortName, default: 0] + 1
      counts[layer.plan.shortName] = count
      let name = layer.name ?? "\(layer.plan.shortName)\(count)"
      func failure(_ problem: BlueprintError.Problem) -> BlueprintError {
        BlueprintError(node: index, layer: name, inputs: [], problem: problem)
      }
      guard isUsable(name) else { throw failure(.unusableName) }
      if let first = indices[name] { throw failure(.duplicateName(first: first)) }
      indices[name] = index
      names.append(name)
    }
    return names
  }

  /// Whether a layer may be called so: letters, digits, `-`, `_` and `.`, and nothing that means
  /// something else in addresses.
  package static func isUsable(_ name: String) -> Bool {
    !name.isEmpty && name.count <= 64 && name != "input" && name != "output"
      && name.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic || "0"..."9" ~= $0 || "-_.".unicodeScalars.contains($0))
      }
  }
}

// MARK: - Checks

extension Blueprint.Node {
  fileprivate init(
    _ draft: Blueprint.Draft, name: String, after nodes: [Blueprint.Node], picture: Shape,
    convention: ParameterConvention
  ) throws(BlueprintError) {
    let previous: Network.Source = nodes.isEmpty ? .picture : .node(nodes.count - 1)
    let sources = draft.inputs ?? [previous]
    for case .node(let index) in sources where !nodes.indices.contains(index) {
      throw BlueprintError(
        node: nodes.count, layer: name, inputs: [],
        problem: .sourceNotEarlier("layer \(index + 1)", position: nil))
    }
    let given = sources.map { source in
      switch source {
      case .picture: BlueprintError.Input(name: "input", shape: picture)
      case .node(let index):
        BlueprintError.Input(name: nodes[index].name, shape: nodes[index].output)
      }
    }
    do throws(BlueprintError.Problem) {
      let inputShapes = given.map(\.shape)
      try draft.plan.validate(for: inputShapes)
      let output = try draft.plan.outputShape(for: inputShapes)
      let tensors = draft.plan.tensors(ofNode: name, for: inputShapes[0])
      let fields = sources.map { source in
        switch source {
        case .picture: FieldSize(ofPicture: picture)
        case .node(let index): nodes[index].receptiveField
        }
      }
      self.name = name
      plan = draft.plan
      inputs = sources
      self.inputShapes = inputShapes
      self.output = output
      self.tensors = tensors
      parameters = try ParameterCount(
        of: draft.plan, with: tensors, input: inputShapes[0], convention: convention)
      multiplyAdds = try draft.plan.multiplyAdds(input: inputShapes[0], output: output)
      receptiveField = try FieldSize(
        of: draft.plan, over: FieldSize.union(fields), input: inputShapes[0])
    } catch {
      throw BlueprintError(node: nodes.count, layer: name, inputs: given, problem: error)
    }
  }
}

extension LayerPlan {
  /// Checks what the shape arithmetic takes for granted.
  fileprivate func validate(for inputs: [Shape]) throws(BlueprintError.Problem) {
    switch self {
    case .convolution(let plan):
      if plan.groups >= 1, let input = inputs.first, input.channels % plan.groups != 0 {
        throw .groupsDoNotDivideChannels(groups: plan.groups)
      }
    case .leakyReLU(let slope): try requireFinite("slope", slope)
    case .batchNormalization(let epsilon):
      guard epsilon >= 0, epsilon.isFinite else {
        throw .outOfRange("epsilon", found: epsilon, range: "0 or more")
      }
    case .dropout(let rate):
      guard rate >= 0, rate < 1 else {
        throw .outOfRange("rate", found: rate, range: "at least 0 and less than 1")
      }
    case .rescaling(let scale, let offset):
      try requireFinite("scale", scale)
      try requireFinite("offset", offset)
    case .dense(let units, _):
      guard units >= 1 else {
        throw .shape(.sizeNotPositive("the number of units", found: units))
      }
    case .relu, .sigmoid, .tanh, .pooling, .globalPooling, .flatten, .softmax, .addition: break
    }
    if needsVector, inputs.contains(where: { !$0.isFlat }) { throw .needsVector }
  }

  private func requireFinite(
    _ label: String, _ value: Float
  ) throws(BlueprintError.Problem) {
    guard value.isFinite else { throw .notFinite(label, found: value) }
  }
}

extension Blueprint {
  /// Checks that sums over all layers can be counted, so that nobody has to check again.
  private func requireTotals() throws(BlueprintError) {
    var (stored, operations, outputs) = (0, 0, input.count)
    for (index, node) in nodes.enumerated() {
      func failure(_ problem: BlueprintError.Problem) -> BlueprintError {
        BlueprintError(
          node: index, layer: node.name,
          inputs: zip(node.inputs, node.inputShapes).map {
            BlueprintError.Input(name: name(of: $0), shape: $1)
          }, problem: problem)
      }
      let (nextStored, storedOverflows) = stored.addingReportingOverflow(node.parameters.stored)
      // Bytes are counted too.
      guard !storedOverflows, nextStored <= Int.max / 8 else { throw failure(.tooManyParameters) }
      let (nextOperations, overflows) = operations.addingReportingOverflow(node.multiplyAdds)
      let (nextOutputs, outputsOverflow) = outputs.addingReportingOverflow(node.output.count)
      guard !overflows, !outputsOverflow, nextOutputs <= Int.max / 8 else {
        throw failure(.tooManyOperations)
      }
      (stored, operations, outputs) = (nextStored, nextOperations, nextOutputs)
    }
  }

  private func requireLabels() throws(BlueprintError) {
    // A single number says how much it is the one thing and not the other.
    let expected = output.count == 1 ? 2 : output.count
    guard labels.isEmpty || labels.count == expected else {
      throw BlueprintError(
        node: nil, layer: nodes.last?.name ?? "", inputs: [],
        problem: .labelCount(labels: labels.count, outputs: output.count))
    }
  }
}
