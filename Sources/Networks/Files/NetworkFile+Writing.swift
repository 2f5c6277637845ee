import Convolution

extension Blueprint {
  /// The network as a file in YAML, which reads back as the same.
  ///
  /// - Parameter weights: The path of a file of weights; nil where none is named.
  package func networkFile(weights: String? = nil) -> String {
    var lines = ["name: \(Self.quoted(name))"]
    if !summary.isEmpty { lines.append("summary: \(Self.quoted(summary))") }
    lines.append(
      "input: {channels: \(input.channels), height: \(input.height), width: \(input.width)}")
    if !labels.isEmpty {
      lines.append("labels: [\(labels.map(Self.quoted).joined(separator: ", "))]")
    }
    if let weights { lines.append("weights: \(Self.quoted(weights))") }
    if convention != .pyTorch { lines.append("counting: \(convention.rawValue)") }
    lines.append("layers:")
    lines += zip(nodes.indices, usualNames).map { index, usualName in
      "  - " + entry(nodes[index], at: index, usualName: usualName)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the layers would be called if none had a name of its own.
  private var usualNames: [String] {
    do {
      return try Self.names(of: nodes.map { Draft($0.plan) })
    } catch {
      preconditionFailure("short names and numbers differ: \(error)")
    }
  }

  /// One layer: its type alone, or with all that is not usual.
  private func entry(_ node: Node, at index: Int, usualName: String) -> String {
    var keys = node.plan.keys
    if node.name != usualName { keys.append(("name", Self.quoted(node.name))) }
    if node.inputs != [index == 0 ? .picture : .node(index - 1)] {
      let names = node.inputs.map { Self.quoted(name(of: $0)) }
      keys.append(("from", "[\(names.joined(separator: ", "))]"))
    }
    guard !keys.isEmpty else { return node.plan.name }
    let texts = ([("type", node.plan.name)] + keys).map { "\($0): \($1)" }
    return "{\(texts.joined(separator: ", "))}"
  }

  /// A text in double quotes, so that nothing in it means something else, nor ends the line.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: return scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension LayerPlan {
  /// The keys of the layer in a network file; those that are as usual are left out.
  fileprivate var keys: [(String, String)] {
    switch self {
    case .convolution(let plan):
      [("filters", "\(plan.filters)"), ("kernel", plan.window.kernel.text)]
        + plan.window.keys(usualStride: Extent(1))
        + (plan.groups == 1 ? [] : [("groups", "\(plan.groups)")])
        + (plan.hasBias ? [] : [("bias", "false")])
    case .pooling(let pooling):
      [("kernel", pooling.window.kernel.text)]
        + pooling.window.keys(usualStride: pooling.window.kernel)
        + (pooling.kind == .average(countingPadding: false) ? [("countsPadding", "false")] : [])
    case .dense(let units, let hasBias):
      [("units", "\(units)")] + (hasBias ? [] : [("bias", "false")])
    case .batchNormalization(let epsilon): [("epsilon", "\(epsilon)")]
    case .leakyReLU(let slope): [("slope", "\(slope)")]
    case .dropout(let rate): [("rate", "\(rate)")]
    case .rescaling(let scale, let offset):
      [("scale", "\(scale)")] + (offset == 0 ? [] : [("offset", "\(offset)")])
    case .relu, .sigmoid, .tanh, .globalPooling, .flatten, .softmax, .addition: []
    }
  }
}

extension SlidingWindow {
  /// The keys besides the kernel's.
  fileprivate func keys(usualStride: Extent) -> [(String, String)] {
    var keys: [(String, String)] = []
    if stride != usualStride { keys.append(("stride", stride.text)) }
    switch padding {
    case .valid: break
    case .same: keys.append(("padding", "same"))
    case .sameLower: keys.append(("padding", "same-lower"))
    case .explicit(let edges):
      let sides = [edges.top, edges.left, edges.bottom, edges.right].map(String.init)
      keys.append(("padding", "\"\(sides.joined(separator: ","))\""))
    }
    if dilation != Extent(1) { keys.append(("dilation", dilation.text)) }
    if rounding == .up { keys.append(("rounding", "up")) }
    return keys
  }
}

extension Extent {
  /// `3`, or `3x5`, height first.
  fileprivate var text: String { height == width ? "\(height)" : "\(height)x\(width)" }
}
