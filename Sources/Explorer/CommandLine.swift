package import Convolution

/// The command line that brings back what is on the screen.
extension Model {
  /// The arguments behind `explore`, each quoted for a shell where it has to be.
  package var commandLine: String {
    commandLine(of: exploration.subject, at: cursor.element, ofNode: cursor.node, on: screen)
  }

  /// Whether a command line brings it back: a lesson's own numbers and layers are in the lesson alone.
  package var hasCommandLine: Bool {
    !exploration.subject.arguments.isEmpty && exploration.named?.arguments.isEmpty != true
  }

  /// The one that shows an element of another picture.
  func commandLine(
    of subject: Exploration.Subject, at element: Element, ofNode node: Int,
    on screen: Screen = .layer
  ) -> String {
    var arguments = exploration.named?.arguments ?? exploration.settings.arguments
    let place = exploration.network.nodes[node].name
    arguments += ["--at", place + element.address(in: exploration.outputs[node].shape)]
    if screen != .layer { arguments += ["--view", screen.rawValue] }
    if isPresenting { arguments.append("--present") }
    let all = arguments + subject.arguments + albumArguments
    return (["explore"] + all.map(\.quotedForShell))
      .joined(separator: " ")
  }

  /// Goes to an element of a node, as `--at` asks.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  package mutating func go(to element: Element, ofNode node: Int) throws(ShapeError) {
    let shape = exploration.outputs[node].shape
    guard shape.contains(element) else { throw .noSuchElement(element, shape: shape) }
    cursor = Cursor(node: node, element: element)
  }

  /// Chooses a pixel of the picture, at a cell of the first node that it goes into.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  package mutating func goToPixel(_ pixel: Element) throws(ShapeError) {
    let shape = exploration.subject.picture.shape
    guard shape.contains(pixel) else { throw .noSuchElement(pixel, shape: shape) }
    let user = exploration.network.nodes.firstIndex { $0.inputs.contains(.picture) } ?? 0
    let layer = exploration.network.nodes[user].layer
    let use = try layer.uses(of: pixel, in: shape).first
    try go(to: use?.output ?? Element(row: 0, column: 0), ofNode: user)
    focus = .input
    inputCell = pixel
  }
}

extension ChainSettings {
  /// The options that set these settings; defaults are left out.
  package var arguments: [String] {
    var arguments: [String] = []
    func add(_ option: String, _ value: String) { arguments += [option, value] }
    // A bank whose filters have been changed since goes by its numbers.
    let bank = bank.flatMap {
      filters.suffix($0.filters.count).elementsEqual($0.filters) ? $0 : nil
    }
    for (index, choice) in filters.dropLast(bank?.filters.count ?? 0).enumerated() {
      // The parser takes named filters first: behind one's own, they go by their numbers.
      if let name = choice.name, filters[..<index].allSatisfy({ $0.name != nil }) {
        add("--filter", name)
      } else {
        add("--kernel", KernelText.describe(choice.filter))
      }
    }
    if let bank { add("--bank", bank.path) }
    if bias != 0 { add("--bias", numeral(bias)) }
    if stride != Extent(1) { add("--stride", stride.argument) }
    if padding != .valid { add("--padding", padding.argument) }
    if border != .zero { add("--border", border.rawValue) }
    if dilation != Extent(1) { add("--dilation", dilation.argument) }
    switch grouping {
    case .none: break
    case .depthwise: arguments.append("--depthwise")
    case .groups(let count): add("--groups", String(count))
    }
    if isFlipped { arguments.append("--flip") }
    if !hasReLU { arguments.append("--no-relu") }
    if let pooling { add("--pool", pooling.argument) }
    return arguments
  }
}

extension Extent {
  /// `2`, or `1x2`: rows and columns.
  fileprivate var argument: String { height == width ? String(height) : "\(height)x\(width)" }
}

extension Edges {
  fileprivate var argument: String {
    guard top == bottom, left == right else { return "\(top),\(left),\(bottom),\(right)" }
    return top == left ? String(top) : "\(top)x\(left)"
  }
}

extension Padding {
  fileprivate var argument: String {
    if case .explicit(let edges) = self { return edges.argument }
    return title
  }
}

extension PoolingChoice {
  fileprivate var argument: String {
    var text =
      switch kind {
      case .maximum: "max"
      case .average(countingPadding: true): "average"
      case .average(countingPadding: false): "average-of-pixels"
      }
    text += ":\(kernel.height)x\(kernel.width)"
    if let stride { text += "/\(stride.argument)" }
    if padding != Edges(0) { text += "+\(padding.argument)" }
    return text
  }
}

extension String {
  /// As it has to be typed into a shell.
  package var quotedForShell: String {
    let isPlain =
      !isEmpty
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./,:=+@%".contains($0)) }
    return isPlain
      ? self
      : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
