package import Convolution

/// Where the explorer stands: an output element of a node, and how much of it is done.
package struct Cursor: Hashable, Sendable {
  package var node: Int
  package var element: Element
  /// With sub-steps: how many terms, and then bias and activation, have been added. nil without.
  package var stage: Int?

  package init(node: Int, element: Element, stage: Int? = nil) {
    (self.node, self.element, self.stage) = (node, element, stage)
  }
}

/// What the sub-steps of one output element are, in order.
package struct Stages: Hashable, Sendable {
  /// Each adds one term, from the first.
  package let terms: Int
  package let hasBias: Bool
  package let hasDivision: Bool
  package let hasReLU: Bool

  package var count: Int {
    terms + (hasBias ? 1 : 0) + (hasDivision ? 1 : 0) + (hasReLU ? 1 : 0)
  }

  /// Whether the bias is part of what stands there at a stage; nil means everything is done.
  package func includesBias(at stage: Int?) -> Bool { hasBias && (stage ?? count) > terms }
  package func includesDivision(at stage: Int?) -> Bool { hasDivision && (stage ?? count) > terms }
  package func includesReLU(at stage: Int?) -> Bool { hasReLU && (stage ?? count) == count }
  /// How many terms have been added.
  package func includedTerms(at stage: Int?) -> Int { min(stage ?? count, terms) }
}

extension Exploration {
  /// The stages of every element of a node.
  ///
  /// - Parameter isJoined: Whether the ReLU behind a convolution is shown with it.
  package func stages(of explanation: Explanation, node: Int, isJoined: Bool) -> Stages {
    let count = explanation.terms.count
    return switch explanation.operation {
    case .weightedSum:
      Stages(
        terms: count, hasBias: true, hasDivision: false,
        hasReLU: isJoined && joinedReLU(after: node) != nil)
    case .average: Stages(terms: count, hasBias: false, hasDivision: true, hasReLU: false)
    case .softmax: Stages(terms: count, hasBias: false, hasDivision: true, hasReLU: false)
    case .maximum, .rectification, .activation, .normalization, .rescaling, .copy, .addition:
      Stages(terms: count, hasBias: false, hasDivision: false, hasReLU: false)
    }
  }

  /// The node of the ReLU that directly follows a convolution or a dense layer.
  package func joinedReLU(after node: Int) -> Int? {
    guard node + 1 < network.nodes.count, network.nodes[node + 1].inputs == [.node(node)],
      case .rectification = network.nodes[node + 1].layer
    else { return nil }
    switch network.nodes[node].layer {
    case .convolution, .dense: return node + 1
    default: return nil
    }
  }
}
