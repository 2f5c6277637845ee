package import Convolution

/// A picture, what is done to it, and every number that came out.
package struct Exploration: Sendable {
  package let subject: Subject
  /// What is done to the picture; nothing where a whole network was loaded.
  package private(set) var settings: ChainSettings
  /// The network that was loaded; nil where the settings make it.
  package let named: NamedNetwork?
  package private(set) var network: Network
  /// The output of each node.
  package private(set) var outputs: [Tensor]
  /// For the picture, then for each node: the range of each of its channels.
  private var ranges: [[ValueRange]]
  /// The same for all the channels of a place together.
  private var layerRanges: [ValueRange]
  /// The range of each convolution's weights.
  private var weightRanges: [ValueRange?]
  /// Counts the settings that were applied; who keeps pictures of tensors can tell old from new.
  package private(set) var generation = 0

  /// What is looked at: a picture and how to ask for it again.
  package struct Subject: Hashable, Sendable {
    package let picture: Tensor
    /// Its name as people say it: `three.pgm`.
    package let title: String
    /// The command-line arguments that load it.
    package let arguments: [String]
    /// What its channels are called; empty where they only have numbers.
    package let channelNames: [String]

    /// The number of the brightest pixel there could be, the darkest being 0; nil where there is no
    /// such number.
    package let fullScale: Float?

    /// The range of all its numbers.
    let range: ValueRange

    package init(
      picture: Tensor, title: String, arguments: [String], fullScale: Float? = nil,
      channelNames: [String] = []
    ) {
      (self.picture, self.title, self.arguments) = (picture, title, arguments)
      (self.fullScale, self.channelNames) = (fullScale, channelNames)
      range = picture.valueRange()
    }
  }

  /// What all the numbers follow from. Where it is the same, so are they.
  ///
  /// Comparing it costs next to nothing for explorations that are copies of each other.
  struct Origin: Hashable, Sendable {
    let subject: Subject
    let network: Network
    let generation: Int
  }

  var origin: Origin { Origin(subject: subject, network: network, generation: generation) }

  /// - Throws: `ShapeError` when the settings do not suit the picture, or do nothing to it.
  package init(_ subject: Subject, settings: ChainSettings) throws(ShapeError) {
    let network = try Self.network(settings, for: subject)
    self.init(
      subject, settings: settings, named: nil, network: network,
      outputs: try network.forward(subject.picture))
  }

  /// A loaded network over a picture.
  ///
  /// - Parameter outputs: What the forward pass over the picture made of it.
  package init(_ subject: Subject, named: NamedNetwork, outputs: [Tensor]) {
    precondition(outputs.count == named.network.nodes.count, "a forward pass is not complete")
    self.init(
      subject, settings: ChainSettings(), named: named, network: named.network, outputs: outputs)
  }

  private init(
    _ subject: Subject, settings: ChainSettings, named: NamedNetwork?, network: Network,
    outputs: [Tensor]
  ) {
    (self.subject, self.settings, self.named) = (subject, settings, named)
    (self.network, self.outputs) = (network, outputs)
    ranges = ([subject.picture] + outputs).map(Self.channelRanges)
    layerRanges = ranges.map(Self.union)
    weightRanges = network.nodes.map(Self.weightRange)
  }

  /// Does something else to the same picture. On an error everything stays as it was.
  package mutating func apply(_ settings: ChainSettings) throws(ShapeError) {
    let network = try Self.network(settings, for: subject)
    // Memory is used again: a fresh tensor for a photograph costs more than its numbers.
    try network.forward(subject.picture, reusing: &outputs)
    ranges[1...] = outputs.map(Self.channelRanges)[...]
    layerRanges = ranges.map(Self.union)
    weightRanges = network.nodes.map(Self.weightRange)
    (self.settings, self.network) = (settings, network)
    generation += 1
  }

  private static func network(
    _ settings: ChainSettings, for subject: Subject
  ) throws(ShapeError) -> Network {
    let network = try settings.network(inputChannels: subject.picture.shape.channels)
    guard !network.nodes.isEmpty else { throw .emptyNetwork }
    return network
  }

  private static func channelRanges(_ tensor: Tensor) -> [ValueRange] {
    (0..<tensor.shape.channels).map { tensor.valueRange(ofChannel: $0) }
  }

  private static func union(_ ranges: [ValueRange]) -> ValueRange {
    ranges.dropFirst().reduce(ranges[0]) { $0.union($1) }
  }

  private static func weightRange(_ node: Network.Node) -> ValueRange? {
    if case .convolution(let layer) = node.layer { layer.bank.weights.valueRange } else { nil }
  }
}

// MARK: - Places

/// The picture or the output of a node.
package typealias Place = Network.Source

extension Exploration {
  /// The numbers at a place.
  package func tensor(at place: Place) -> Tensor {
    place.value(picture: subject.picture, nodes: outputs)
  }

  /// `input` for the picture, the node's name otherwise.
  package func name(of place: Place) -> String {
    switch place {
    case .picture: "input"
    case .node(let index): network.nodes[index].name
    }
  }

  /// The address of an element: `conv1[7,15]`; the last node is also called `output`.
  package func address(_ element: Element, at place: Place) -> String {
    let isOutput = place == .node(outputs.count - 1)
    return (isOutput ? "output" : name(of: place))
      + element.address(in: tensor(at: place).shape)
  }

  /// Where a node's input lies: additions have several.
  package func input(ofNode node: Int, index: Int = 0) -> Place {
    network.nodes[node].inputs[index]
  }

  /// Why an element of a node has its value.
  package func explanation(of element: Element, node: Int) throws(ShapeError) -> Explanation {
    try network.explain(
      element, ofNode: node, picture: subject.picture, outputs: outputs)
  }

  /// How the numbers at a place lie on a table.
  package func sheet(at place: Place) -> Sheet {
    var source: Shape?
    if case .node(let index) = place, case .flatten = network.nodes[index].layer {
      source = tensor(at: input(ofNode: index)).shape
    }
    return Sheet(tensor(at: place).shape, flattenedFrom: source)
  }

  /// What a channel of the output stands for, where that is known.
  package func label(ofChannel channel: Int, at place: Place) -> String? {
    guard let named, place == .node(outputs.count - 1), named.labels.indices ~= channel
    else { return nil }
    // A single number says how much it is the second of two things.
    if outputs[outputs.count - 1].shape.count == 1, named.labels.count == 2 {
      return named.labels[1]
    }
    return named.labels[channel]
  }

  /// The range of a convolution's weights.
  func weightRange(ofNode node: Int) -> ValueRange? { weightRanges[node] }

  /// How a node's window lies over its input; nil where a single element is its own window.
  package func grid(ofNode node: Int) -> WindowGrid? {
    let input = tensor(at: input(ofNode: node)).shape
    return (try? network.nodes[node].layer.grid(over: input)) ?? nil
  }

  /// The range of one channel, of all channels at a place, or of everything.
  package func range(_ scope: ColorScope, at place: Place, channel: Int) -> ValueRange {
    let index =
      switch place {
      case .picture: 0
      case .node(let node): node + 1
      }
    switch scope {
    // The numbers of a vector are one table.
    case .map where tensor(at: place).shape.isVector: return layerRanges[index]
    case .map: return ranges[index][channel]
    case .layer: return layerRanges[index]
    case .all: return Self.union(layerRanges)
    }
  }
}

/// Which numbers a color scale spans.
package enum ColorScope: String, CaseIterable, Hashable, Sendable {
  case map, layer, all

  package var title: String {
    switch self {
    case .map: "this map"
    case .layer: "this layer"
    case .all: "all layers"
    }
  }
}
