package import Convolution

/// What the screen shows of the exploration, derived from where the cursor stands.
extension Model {
  /// Where the numbers under the window lie; of an addition's inputs, the one that shows.
  package var inputPlace: Place { exploration.input(ofNode: cursor.node, index: shownInput) }

  /// Which of the node's inputs shows.
  package var shownInput: Int {
    let count = node.inputs.count
    guard count > 1 else { return 0 }
    if case .why(let term) = mode { return min(term, count - 1) }
    guard let stage = cursor.stage, focus != .input else { return slice % count }
    return min(stage, count) - 1
  }

  /// How the numbers of the input lie on their table.
  package var inputSheet: Sheet { exploration.sheet(at: inputPlace) }

  /// How the numbers of the output lie on their table.
  package var outputSheet: Sheet { exploration.sheet(at: outputPlace) }

  /// The node whose numbers the output table shows: the ReLU's where it is joined.
  package var outputNode: Int { joinedReLU ?? cursor.node }

  package var outputPlace: Place { .node(outputNode) }

  /// The ReLU node that is shown as part of the present convolution.
  package var joinedReLU: Int? {
    joinsReLU ? exploration.joinedReLU(after: cursor.node) : nil
  }

  package var node: Network.Node { exploration.network.nodes[cursor.node] }

  /// The steps of the present node.
  package var shape: Shape { exploration.outputs[cursor.node].shape }

  /// The number of the present step in its node, from 1.
  package var step: Int { shape.index(of: cursor.element) + 1 }

  package var explanation: Explanation {
    do {
      return try exploration.explanation(of: cursor.element, node: cursor.node)
    } catch {
      // Every move keeps the cursor inside the node's output.
      preconditionFailure("\(node.name)\(cursor.element) of \(shape): \(error)")
    }
  }

  package func stages(of explanation: Explanation) -> Stages {
    exploration.stages(of: explanation, node: cursor.node, isJoined: joinsReLU)
  }

  /// The convolution of the present node, if it is one.
  package var convolution: Convolution2D? {
    if case .convolution(let layer) = node.layer { layer } else { nil }
  }

  /// The term that the last sub-step added; nil when all are there.
  package func presentTerm(of explanation: Explanation) -> Int? {
    if case .why(let term) = mode { return min(term, explanation.terms.count - 1) }
    guard let stage = cursor.stage, stage <= explanation.terms.count else { return nil }
    return stage - 1
  }

  /// The input channel on the screen: that of the chosen input cell or weight or of the present term,
  /// else the chosen slice of those that the node's element sees.
  package func shownChannel(of explanation: Explanation) -> Int {
    seenChannels.lowerBound + shownSlice(of: explanation)
  }

  /// The same, counted from the first channel that the node's element sees.
  package func shownSlice(of explanation: Explanation) -> Int {
    let channels = seenChannels
    if channels.count == 1 { return 0 }
    switch mode {
    case .why(let term): return channel(ofTerm: term, in: explanation)
    case .editing(let edit) where choice?.filter.shape.channels != 1: return edit.cell.channel
    default: break
    }
    if focus == .input { return inputCell.channel - channels.lowerBound }
    if focus == .filter { return slice % channels.count }
    return presentTerm(of: explanation).map { channel(ofTerm: $0, in: explanation) }
      ?? slice % channels.count
  }

  private func channel(ofTerm term: Int, in explanation: Explanation) -> Int {
    explanation.terms[min(term, explanation.terms.count - 1)].element.channel
      - seenChannels.lowerBound
  }

  /// The input channels that the present element depends on, of which the table shows one. A vector
  /// shows whole, as if it were a single one.
  package var seenChannels: Range<Int> {
    let input = exploration.tensor(at: inputPlace).shape
    if input.isVector { return 0..<1 }
    let channel = cursor.element.channel
    switch node.layer {
    case .convolution(let layer):
      let first = layer.firstInputChannel(of: channel)
      return first..<first + layer.bank.channels
    case .flatten:
      let source = input.element(at: channel).channel
      return source..<source + 1
    case .softmax, .dense: return 0..<input.channels
    case .rectification, .activation, .pooling, .globalPooling, .normalization, .rescaling,
      .dropout, .addition:
      return channel..<channel + 1
    }
  }

  /// The filter that is being shown or edited, as the user typed it.
  package var choice: FilterChoice? {
    let filters = exploration.settings.filters
    guard cursor.node == 0, !filters.isEmpty else { return nil }
    return filters[exploration.settings.filterIndex(ofMap: cursor.element.channel)]
  }

  /// Where the first number under the window comes from, if it is the only one.
  var firstSource: Element {
    guard case .flatten = node.layer else { return cursor.element }
    return exploration.tensor(at: inputPlace).shape.element(at: cursor.element.channel)
  }

  /// Where the present term comes from, or else the one that says most.
  var mainSource: Element {
    let explanation = explanation
    let term = presentTerm(of: explanation) ?? mostTelling(in: explanation)
    return explanation.terms[term].element
  }

  /// The outputs that the chosen input cell goes into.
  package var usesOfInputCell: [Use] {
    let shape = exploration.tensor(at: inputPlace).shape
    return (try? node.layer.uses(of: inputCell, in: shape, inputIndex: shownInput)) ?? []
  }

  /// Whether everything that makes the present element has been added.
  var isComplete: Bool {
    guard let stage = cursor.stage else { return true }
    return stage == stages(of: explanation).count
  }
}
