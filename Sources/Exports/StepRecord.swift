package import Convolution
package import Explorer

/// One step of a network as data: the output element, the window, the numbers under it, the result.
package struct StepRecord: Sendable {
  /// Counts from 1 over the whole trace.
  package let number: Int
  package let node: Network.Node
  package let output: Element
  package let window: Window
  package let explanation: Explanation

  /// Where the taps lie, in coordinates of the node's input; negative in the padding.
  package struct Window: Hashable, Sendable {
    package let row: Int
    package let column: Int
    package let extent: Extent
    package let dilation: Extent
  }

  /// - Parameter number: The step's position in the trace, plus 1.
  /// - Throws: `ShapeError` when the step is not one of the exploration's.
  package init(
    _ number: Int, _ step: Trace.Step, of exploration: Exploration
  ) throws(ShapeError) {
    self.number = number
    node = exploration.network.nodes[step.node]
    output = step.element
    explanation = try exploration.explanation(of: step.element, node: step.node)
    window = Window(of: output, on: exploration.grid(ofNode: step.node))
  }
}

extension StepRecord.Window {
  /// - Parameter grid: nil where an element is its own window.
  init(of output: Element, on grid: WindowGrid?) {
    row = grid?.rows.start(of: output.row) ?? output.row
    column = grid?.columns.start(of: output.column) ?? output.column
    extent = grid.map { Extent(height: $0.rows.kernel, width: $0.columns.kernel) } ?? Extent(1)
    dilation =
      grid.map { Extent(height: $0.rows.dilation, width: $0.columns.dilation) } ?? Extent(1)
  }
}

// MARK: - JSON

extension StepRecord {
  /// One JSON object, without an end of line.
  ///
  /// Numbers read back as the same `Float`; what is not finite, as the padding of max pooling, is
  /// `null`. Layers without weights have neither `weight` nor `product`.
  package var json: String {
    var text = "{\"step\":\(number),\"node\":\"\(node.name)\",\"layer\":\"\(node.layer.name)\""
    text += ",\"output\":{\(Self.place(output))}"
    text += ",\"window\":{\"row\":\(window.row),\"column\":\(window.column)"
    text += ",\"height\":\(window.extent.height),\"width\":\(window.extent.width)"
    text += ",\"dilation\":[\(window.dilation.height),\(window.dilation.width)]},\"terms\":["
    let winner: Int? = if case .maximum(let winner) = explanation.operation { winner } else { nil }
    for (index, term) in explanation.terms.enumerated() {
      if index > 0 { text += "," }
      text += object(index, term, isWinner: index == winner)
    }
    text += "]"
    switch explanation.operation {
    case .weightedSum(let sum, let bias):
      text += ",\"bias\":\(jsonNumber(bias)),\"sum\":\(jsonNumber(sum))"
    case .average(let sum, let count):
      text += ",\"sum\":\(jsonNumber(sum)),\"count\":\(count)"
    case .softmax(let shares):
      text += ",\"largest\":\(jsonNumber(shares.largest)),\"sum\":\(jsonNumber(shares.sum))"
    case .normalization(let channel):
      text += ",\"mean\":\(jsonNumber(channel.mean)),\"variance\":\(jsonNumber(channel.variance))"
      text += ",\"epsilon\":\(jsonNumber(channel.epsilon)),\"scale\":\(jsonNumber(channel.scale))"
      text += ",\"shift\":\(jsonNumber(channel.shift))"
    case .rescaling(let rescaling):
      text += ",\"scale\":\(jsonNumber(rescaling.scale))"
      text += ",\"offset\":\(jsonNumber(rescaling.offset))"
    case .activation(.leakyReLU(let slope)): text += ",\"slope\":\(jsonNumber(slope))"
    case .maximum, .rectification, .activation, .copy, .addition: break
    }
    return text + ",\"result\":\(jsonNumber(explanation.result))}"
  }

  private func object(_ index: Int, _ term: Explanation.Term, isWinner: Bool) -> String {
    var text = "{"
    if case .addition = explanation.operation { text += "\"from\":\(term.inputIndex)," }
    text += "\(Self.place(term.element)),\"input\":\(jsonNumber(term.input))"
    if case .softmax(let shares) = explanation.operation {
      text += ",\"exponential\":\(jsonNumber(shares.exponentials[index]))"
    }
    if let weight = term.weight, let product = term.product {
      text += ",\"weight\":\(jsonNumber(weight)),\"product\":\(jsonNumber(product))"
    }
    text += ",\"padding\":\(term.isPadding)"
    if term.isPadding, let source = term.source { text += ",\"source\":{\(Self.place(source))}" }
    return text + (isWinner ? ",\"winner\":true}" : "}")
  }

  private static func place(_ element: Element) -> String {
    "\"channel\":\(element.channel),\"row\":\(element.row),\"column\":\(element.column)"
  }
}
