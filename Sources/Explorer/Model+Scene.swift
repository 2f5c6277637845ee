package import Convolution

/// What the screen shows of the exploration, derived from where the cursor stands.
extension Model {
  /// Where the numbers under the window lie.
  package var inputPlace: Place { exploration.input(ofNode: cursor.node) }

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
    switch mode {
    case .why(let term): return channel(ofTerm: term, in: explanation)
    case .editing(let edit) where choice?.filter.shape.channels != 1: return edit.cell.channel
    default: break
    }
    if focus == .input { return inputCell.channel - channels.lowerBound }
    return presentTerm(of: explanation).map { channel(ofTerm: $0, in: explanation) }
      ?? slice % channels.count
  }

  private func channel(ofTerm term: Int, in explanation: Explanation) -> Int {
    explanation.terms[min(term, explanation.terms.count - 1)].element.channel
      - seenChannels.lowerBound
  }

  /// The input channels that the present element depends on.
  package var seenChannels: Range<Int> {
    if let layer = convolution {
      let first = layer.firstInputChannel(of: cursor.element.channel)
      return first..<first + layer.bank.channels
    }
    return cursor.element.channel..<cursor.element.channel + 1
  }

  /// The filter that is being shown or edited, as the user typed it.
  package var choice: FilterChoice? {
    let filters = exploration.settings.filters
    guard cursor.node == 0, !filters.isEmpty else { return nil }
    return filters[min(cursor.element.channel, filters.count - 1)]
  }

  /// The outputs that the chosen input cell goes into.
  package var usesOfInputCell: [Use] {
    let shape = exploration.tensor(at: inputPlace).shape
    return (try? node.layer.uses(of: inputCell, in: shape)) ?? []
  }

  /// Whether everything that makes the present element has been added.
  var isComplete: Bool {
    guard let stage = cursor.stage else { return true }
    return stage == stages(of: explanation).count
  }
}
