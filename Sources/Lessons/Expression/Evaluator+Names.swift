import Convolution
import Explorer
import Networks
import Training

/// What names stand for.
extension Evaluator {
  /// The names that always mean the same.
  private static let words = [
    "input", "output", "sum", "result", "bias", "window", "weight", "weights", "product",
    "products",
    "parameters", "multiplications", "steps", "size",
  ]

  func named(_ name: String, at offset: Int) throws(ExpressionError) -> Operand {
    let exploration = model.exploration
    switch name {
    case "input": return .table(table(at: .picture))
    case "output": return .table(table(at: .node(exploration.outputs.count - 1), name: name))
    case "sum": return .value(.number(Double(try sum(at: offset))))
    case "result":
      return .value(.number(Double(exploration.outputs[model.outputNode][model.cursor.element])))
    case "bias":
      guard case .weightedSum(_, let bias) = model.explanation.operation else {
        throw ExpressionError(offset: offset, message: "\(model.node.name) has no bias")
      }
      return .value(.number(Double(bias)))
    case "window": return .table(try windowTable(name, \.input, at: offset))
    case "weight", "weights": return .table(try windowTable("weight", \.weight, at: offset))
    case "product", "products": return .table(try windowTable("product", \.product, at: offset))
    case "parameters": return .value(.number(Double(exploration.parameters)))
    case "multiplications": return .value(.number(Double(try blueprint(at: offset).multiplyAdds)))
    case "steps": return .value(.number(Double(model.shape.count)))
    case "size": return .value(model.shape.value)
    default: break
    }
    if let operand = try trained(name, at: offset) { return operand }
    let nodes = exploration.network.nodes
    if let node = nodes.firstIndex(where: { $0.name == name }) {
      return .table(table(at: .node(node)))
    }
    let known = nodes.map(\.name) + Self.words
    throw ExpressionError(
      offset: offset,
      message: "there is no '\(name)' in the scene; "
        + (nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
          ?? "its layers are \(nodes.map(\.name).listed("and", most: 8))"))
  }

  private func table(at place: Explorer.Place, name: String? = nil) -> CellTable {
    let tensor = model.exploration.tensor(at: place)
    return CellTable(
      name: name ?? model.exploration.name(of: place), shape: tensor.shape,
      elements: tensor.elements, origin: .place(place))
  }

  /// What the terms of the cursor's cell have; some layers have no weights.
  private func windowTable(
    _ name: String, _ part: (Explanation.Term) -> Float?, at offset: Int
  ) throws(ExpressionError) -> CellTable {
    let window = CellWindow(model)
    try read(window.explanation.terms.count, at: offset)
    let numbers = window.explanation.terms.compactMap(part)
    guard numbers.count == window.explanation.terms.count else {
      throw ExpressionError(
        offset: offset, message: "\(model.node.name) has no weights; only window[…] is there")
    }
    return CellTable(name: name, shape: window.shape, elements: numbers, origin: .window(window))
  }

  /// The sum that the cursor's cell comes from, with its bias.
  private func sum(at offset: Int) throws(ExpressionError) -> Float {
    let explanation = model.explanation
    try read(explanation.terms.count, at: offset)
    switch explanation.operation {
    case .weightedSum, .addition: return explanation.result
    case .average(let sum, _): return sum
    case .softmax: return explanation.partialSum(of: explanation.terms.count)
    case .maximum, .rectification, .activation, .normalization, .rescaling, .copy:
      throw ExpressionError(
        offset: offset, message: "\(model.node.name) adds nothing up; 'result' is its number")
    }
  }

  /// The explored network without its numbers.
  private func blueprint(at offset: Int) throws(ExpressionError) -> Blueprint {
    try read(Self.networkCost, at: offset)
    do throws(BlueprintError) {
      return try Blueprint(
        of: model.exploration.network, over: model.exploration.subject.picture.shape)
    } catch {
      throw ExpressionError(offset: offset, message: error.description)
    }
  }
}

// MARK: - Members

extension Evaluator {
  private static let sizeMembers = ["height", "width", "channels", "count", "size"]
  private static let layerMembers = ["parameters", "multiplications", "field", "steps"]

  func member(_ name: String, of base: Formula) throws(ExpressionError) -> Operand {
    let unknown = { (known: [String], subject: String) in
      ExpressionError(
        offset: base.offset,
        message: "\(subject) has no '.\(name)'; "
          + (nearestName(to: name, among: known).map { "did you mean '.\($0)'?" }
            ?? "it has \(Self.listed(known))"))
    }
    switch try operand(base) {
    case .table(let table):
      if let value = Self.member(name, of: table.shape) { return .value(value) }
      guard case .place(.node(let node)) = table.origin else {
        throw unknown(Self.sizeMembers, table.name)
      }
      // Loaded networks say themselves what counts as a parameter.
      if name == "parameters" {
        return .value(.number(Double(model.exploration.parameters(ofNode: node))))
      }
      guard let value = Self.member(name, of: try blueprint(at: base.offset).nodes[node]) else {
        throw unknown(Self.sizeMembers + Self.layerMembers, table.name)
      }
      return .value(value)
    case .layer(let node, let blueprint):
      let layer = blueprint.nodes[node]
      guard let value = Self.member(name, of: layer.output) ?? Self.member(name, of: layer) else {
        throw unknown(Self.sizeMembers + Self.layerMembers, layer.name)
      }
      return .value(value)
    case .blueprint(let blueprint):
      switch name {
      case "parameters": return .value(.number(Double(blueprint.parameterCount)))
      case "multiplications": return .value(.number(Double(blueprint.multiplyAdds)))
      case "input": return .picture(blueprint.input)
      case "output": return .layer(blueprint.nodes.count - 1, of: blueprint)
      case "history":
        guard let history = History.recorded(named: blueprint.name) else { break }
        return .training(.history(history))
      default: break
      }
      if let node = blueprint.nodes.firstIndex(where: { $0.name == name }) {
        return .layer(node, of: blueprint)
      }
      throw unknown(
        ["parameters", "multiplications", "input", "output"] + blueprint.nodes.map(\.name),
        blueprint.name)
    case .picture(let shape):
      guard let value = Self.member(name, of: shape) else {
        throw unknown(Self.sizeMembers, "input")
      }
      return .value(value)
    case .training(let operand):
      guard let part = operand.part(name) else { throw unknown(operand.members, operand.name) }
      return part
    case .series(let series):
      guard name == "count" else { throw unknown(["count"], series.name) }
      return .value(.number(Double(series.numbers.count)))
    case .value(let value):
      if case .size(let sizes) = value, let member = Self.member(name, of: sizes) {
        return .value(member)
      }
      throw ExpressionError(
        offset: base.offset, message: "\(value.found) has no '.\(name)'; only tables and sizes do")
    }
  }

  /// `.height, .width and .size`; of many only the first.
  private static func listed(_ names: [String]) -> String {
    let most = 12
    let shown = names.prefix(most).map { "." + $0 }
    return (names.count > most ? shown + ["\(names.count - most) others"] : shown).listed("and")
  }

  private static func member(_ name: String, of shape: Shape) -> Value? {
    switch name {
    case "height": .number(Double(shape.height))
    case "width": .number(Double(shape.width))
    case "channels": .number(Double(shape.channels))
    case "count": .number(Double(shape.count))
    case "size": shape.value
    default: nil
    }
  }

  private static func member(_ name: String, of node: Blueprint.Node) -> Value? {
    switch name {
    case "parameters": .number(Double(node.parameters.counted))
    case "multiplications": .number(Double(node.multiplyAdds))
    case "steps": .number(Double(node.output.count))
    case "field": .size([node.receptiveField.size.height, node.receptiveField.size.width])
    default: nil
    }
  }

  private static func member(_ name: String, of sizes: [Int]) -> Value? {
    switch name {
    case "height" where sizes.count > 1: .number(Double(sizes[sizes.count - 2]))
    case "width" where sizes.count > 1: .number(Double(sizes[sizes.count - 1]))
    case "channels": .number(Double(sizes.count > 2 ? sizes[0] : 1))
    default: nil
    }
  }
}
