import Convolution
import Networks

// The same for other programs: every figure, whatever its width.

extension NetworkTable {
  // MARK: Markdown

  /// A table with all columns, and the totals below it.
  package var markdown: String {
    let totals = [
      "parameters: \(blueprint.parameterCount.grouped)",
      "multiply-adds: \(blueprint.multiplyAdds.grouped)",
      "memory: \(byteText(blueprint.weightBytes)) of weights, "
        + "\(byteText(blueprint.activationBytes)) of outputs",
      Self.seesNote,
    ]
    let lines =
      ["## \(blueprint.name)", ""] + (blueprint.summary.isEmpty ? [] : [blueprint.summary, ""])
      + completeTable.markdown + [""] + totals.map { "- \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: CSV

  /// A line of titles and a line for each layer.
  package var csv: String {
    let titles = [
      "layer", "type", "inputs", "filters", "kernel_height", "kernel_width", "stride_height",
      "stride_width", "padding_top", "padding_left", "padding_bottom", "padding_right",
      "output_channels", "output_height", "output_width", "arithmetic", "parameters", "trainable",
      "multiply_adds", "receptive_field_height", "receptive_field_width", "jump_height",
      "jump_width", "weight_bytes", "output_bytes",
    ]
    let rows = blueprint.nodes.map { node in
      let (window, edges) = (node.plan.window, edges(of: node))
      let numbers: [Int?] = [
        node.plan.filters, window?.kernel.height, window?.kernel.width, window?.stride.height,
        window?.stride.width, edges?.top, edges?.left, edges?.bottom, edges?.right,
        node.output.channels, node.output.height, node.output.width,
      ]
      let costs = [
        node.parameters.counted, node.parameters.trainable, node.multiplyAdds,
        node.receptiveField.size.height, node.receptiveField.size.width,
        node.receptiveField.jump.height, node.receptiveField.jump.width, node.weightBytes,
        node.activationBytes,
      ]
      return [node.name, node.plan.name, inputs(of: node).joined(separator: " ")]
        + numbers.map { $0.map(String.init) ?? "" } + [node.parameters.arithmetic]
        + costs.map(String.init)
    }
    // No cell has a comma or a quote in it.
    return ([titles] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  // MARK: JSON

  /// One object on one line; shapes are [channels, height, width], other sizes [height, width].
  package var json: String {
    let fields = [
      ("name", jsonText(blueprint.name)), ("summary", jsonText(blueprint.summary)),
      ("input", list(blueprint.input)), ("output", list(blueprint.output)),
      ("labels", list(blueprint.labels.map(jsonText))), ("preprocessing", preprocessing),
      ("counting", jsonText(blueprint.convention.rawValue)),
      ("parameters", "\(blueprint.parameterCount)"), ("trainable", "\(blueprint.trainableCount)"),
      ("multiplyAdds", "\(blueprint.multiplyAdds)"), ("weightBytes", "\(blueprint.weightBytes)"),
      ("outputBytes", "\(blueprint.activationBytes)"), ("layers", list(blueprint.nodes.map(json))),
    ]
    return object(fields) + "\n"
  }

  private var preprocessing: String {
    guard let preprocessing = blueprint.pretraining?.preprocessing else { return "null" }
    return object([
      ("shorterSide", "\(preprocessing.shorterSide)"),
      ("mean", list(preprocessing.mean.map(jsonNumber))),
      ("deviation", list(preprocessing.deviation.map(jsonNumber))),
    ])
  }

  private func json(of node: Blueprint.Node) -> String {
    var fields = [
      ("name", jsonText(node.name)), ("type", jsonText(node.plan.name)),
      ("inputs", list(inputs(of: node).map(jsonText))),
    ]
    if let filters = node.plan.filters { fields.append(("filters", "\(filters)")) }
    if let window = node.plan.window, let edges = edges(of: node) {
      fields += [
        ("kernel", list(window.kernel)), ("stride", list(window.stride)),
        ("dilation", list(window.dilation)),
        ("padding", "[\(edges.top),\(edges.left),\(edges.bottom),\(edges.right)]"),
      ]
    }
    if case .convolution(let plan) = node.plan { fields.append(("groups", "\(plan.groups)")) }
    fields += [
      ("output", list(node.output)), ("arithmetic", jsonText(node.parameters.arithmetic)),
      ("parameters", "\(node.parameters.counted)"), ("trainable", "\(node.parameters.trainable)"),
      ("multiplyAdds", "\(node.multiplyAdds)"),
      ("receptiveField", list(node.receptiveField.size)), ("jump", list(node.receptiveField.jump)),
      ("weightBytes", "\(node.weightBytes)"), ("outputBytes", "\(node.activationBytes)"),
    ]
    return object(fields)
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private func list(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
  private func list(_ extent: Extent) -> String { "[\(extent.height),\(extent.width)]" }
  private func list(_ shape: Shape) -> String {
    "[\(shape.channels),\(shape.height),\(shape.width)]"
  }

  // MARK: Facts

  private func inputs(of node: Blueprint.Node) -> [String] {
    node.inputs.map(blueprint.name(of:))
  }

  /// The padding as it lies around the layer's input.
  private func edges(of node: Blueprint.Node) -> Edges? {
    try? node.plan.window?.grid(over: node.inputShapes[0].extent).edges
  }
}

extension LayerPlan {
  /// Filters or units.
  fileprivate var filters: Int? {
    switch self {
    case .convolution(let plan): plan.filters
    case .dense(let units, _): units
    default: nil
    }
  }
}

/// A text as JSON has it.
func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\u{20}"...: result.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
  return result + "\""
}
