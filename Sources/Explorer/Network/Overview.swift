import Convolution

/// The network screen: what its keys have chosen beside the cursor.
package struct Overview: Hashable, Sendable {
  /// The first column that showed beside the picture; more are passed over where the chosen one has to
  /// be seen.
  package internal(set) var firstColumn = 0
  /// Whether earlier columns show how often the present cell uses their numbers, in place of these.
  package internal(set) var showsUses = false
}

/// One column of the network screen: a node, or a convolution and the ReLU that is shown with it.
package struct OverviewColumn: Hashable, Sendable {
  package let nodes: ClosedRange<Int>

  /// The node that the cursor goes to.
  package var node: Int { nodes.lowerBound }
  /// The place whose numbers show.
  package var place: Place { .node(nodes.upperBound) }
}

extension Model {
  /// The columns behind the picture, in the order of the network.
  package var overviewColumns: [OverviewColumn] {
    var columns: [OverviewColumn] = []
    var node = 0
    while node < exploration.network.nodes.count {
      let last = joinsReLU ? exploration.joinedReLU(after: node) ?? node : node
      columns.append(OverviewColumn(nodes: node...last))
      node = last + 1
    }
    return columns
  }

  /// The column that the cursor is in, from 0.
  package var overviewIndex: Int {
    overviewColumns.firstIndex { $0.nodes.contains(cursor.node) } ?? 0
  }

  /// `conv1 + relu1`; where the input is not what stands to the left, where it comes from:
  /// `conv5 ← relu3`.
  package func overviewName(of column: OverviewColumn, isShort: Bool) -> String {
    let nodes = exploration.network.nodes
    let name = column.nodes.map { nodes[$0].name }.joined(separator: isShort ? "+" : " + ")
    let sources = nodes[column.node].inputs
    let isNext = sources == [column.node == 0 ? .picture : .node(column.node - 1)]
    return isNext || sources.count > 1
      ? name : "\(name) ← \(exploration.name(of: sources[0]))"
  }

  /// `4,128 par`; for an addition, what it adds: `= norm9 + relu6`.
  package func overviewCost(of column: OverviewColumn) -> String {
    let sources = exploration.network.nodes[column.node].inputs
    if sources.count > 1 {
      return "= " + sources.map { exploration.name(of: $0) }.joined(separator: " + ")
    }
    return "\(overviewParameters(of: column).grouped) par"
  }

  package func overviewParameters(of column: OverviewColumn) -> Int {
    column.nodes.reduce(0) { $0 + exploration.parameters(ofNode: $1) }
  }

  /// The first of the largest outputs, where the network ends in shares of several classes.
  package var answer: Int? {
    guard let last = exploration.network.nodes.last, let output = exploration.outputs.last,
      output.shape.isVector, case .softmax = last.layer
    else { return nil }
    let numbers = output.elements
    return numbers.indices.max { numbers[$0] < numbers[$1] }
  }

  /// What the network takes the picture for, and how sure it is; nil where it does not end in classes.
  package var verdict: (title: String, share: Float)? {
    guard let output = exploration.outputs.last else { return nil }
    if let answer {
      let place = Place.node(exploration.outputs.count - 1)
      return (exploration.outputName(ofChannel: answer, at: place), output[answer, 0, 0])
    }
    // A single number between two classes: near 0 the first, near 1 the second.
    guard output.elements.count == 1, let labels = exploration.named?.labels, labels.count == 2,
      case .activation(.sigmoid) = exploration.network.nodes.last?.layer
    else { return nil }
    let share = output.elements[0]
    return share < 0.5 ? (labels[0], 1 - share) : (labels[1], share)
  }
}

extension Exploration {
  /// The numbers to learn in a node.
  package func parameters(ofNode node: Int) -> Int {
    if let named { return named.parameters[node] }
    switch network.nodes[node].layer {
    case .convolution(let layer): return layer.bank.weights.count + layer.bank.biases.count
    case .dense(let layer): return layer.weights.count + layer.biases.count
    case .normalization(let layer): return 2 * layer.channels.count
    case .rectification, .activation, .pooling, .globalPooling, .rescaling, .dropout, .flatten,
      .softmax, .addition:
      return 0
    }
  }

  package var parameters: Int {
    network.nodes.indices.reduce(0) { $0 + parameters(ofNode: $1) }
  }

  /// What an output stands for: its label, or its address.
  package func outputName(ofChannel channel: Int, at place: Place) -> String {
    label(ofChannel: channel, at: place) ?? "[\(channel)]"
  }
}

extension Int {
  /// With a comma between thousands: `302,026`.
  var grouped: String {
    guard magnitude >= 1000 else { return String(self) }
    let rest = String((magnitude % 1000))
    return (self / 1000).grouped + "," + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
