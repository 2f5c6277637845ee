import Convolution
import Drawing
import Explorer
import TestSupport

/// Explorers of whole networks with weights from a seed.
extension Model {
  static func exploring(
    _ layers: TestLayers, over picture: Tensor, labels: [String] = [], isUntrained: Bool = false,
    columns: Int = 80, rows: Int = 24
  ) throws -> Model {
    let network = layers.network
    let exploration = Exploration(
      Exploration.Subject(picture: picture, title: "card", arguments: ["card.pgm"]),
      named: NamedNetwork(
        title: "small", network: network, parameters: layers.parameters, labels: labels,
        isUntrained: isUntrained, arguments: ["--network", "small"]),
      outputs: try network.forward(picture))
    return Model(
      exploration,
      display: DisplayProperties(
        columns: columns, rows: rows, colors: .extended, glyphs: .unicode))
  }

  /// The lecture's network for ten kinds of clothing.
  static func clothing(
    isUntrained: Bool = false, columns: Int = 80, rows: Int = 24
  ) throws -> Model {
    var layers = TestLayers()
    for channels in [1, 32] {
      try layers.convolution(32, of: channels, kernel: 2)
      layers.add(.rectification(ReLU()))
      layers.add(.pooling(Pooling2D(.maximum, kernel: Extent(2))))
    }
    layers.add(.flatten(Flatten()))
    try layers.dense(256, of: 1152)
    layers.add(.rectification(ReLU()))
    try layers.dense(10, of: 256)
    layers.add(.softmax(Softmax()))
    return try exploring(
      layers, over: .stroke(height: 28, width: 28),
      labels: [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot",
      ],
      isUntrained: isUntrained, columns: columns, rows: rows)
  }

  /// Residual blocks, as many as wanted: each adds what two convolutions made to what went in.
  static func residual(
    blocks: Int = 1, picture: Tensor? = nil, columns: Int = 80, rows: Int = 24
  ) throws -> Model {
    let picture = try picture ?? .card(height: 8, width: 9)
    var layers = TestLayers()
    try layers.convolution(4, of: picture.shape.channels, kernel: 3, padding: .same)
    layers.add(.rectification(ReLU()))
    for _ in 0..<blocks {
      let input = layers.last
      try layers.convolution(4, of: 4, kernel: 3, padding: .same)
      layers.add(.rectification(ReLU()))
      try layers.convolution(4, of: 4, kernel: 3, padding: .same)
      layers.add(.addition(Addition()), inputs: [layers.last, input])
      layers.add(.rectification(ReLU()))
    }
    layers.add(.pooling(Pooling2D(.maximum, kernel: Extent(2))))
    layers.add(.flatten(Flatten()))
    let extent = picture.shape.extent
    try layers.dense(3, of: 4 * (extent.height / 2) * (extent.width / 2))
    layers.add(.softmax(Softmax()))
    return try exploring(
      layers, over: picture, labels: ["hat", "shoe", "bag"], columns: columns, rows: rows)
  }
}

/// Layers one after the other, named as in a chain, with weights that follow from their places.
struct TestLayers {
  private var nodes: [Network.Node] = []
  private(set) var parameters: [Int] = []

  var network: Network { Network(nodes: nodes) }
  var last: Network.Source { nodes.isEmpty ? .picture : .node(nodes.count - 1) }

  /// - Parameter inputs: The layer before, unless said otherwise.
  mutating func add(_ layer: Layer, inputs: [Network.Source]? = nil, parameters: Int = 0) {
    let number = nodes.count { $0.layer.shortName == layer.shortName } + 1
    nodes.append(
      Network.Node(name: "\(layer.shortName)\(number)", layer: layer, inputs: inputs ?? [last]))
    self.parameters.append(parameters)
  }

  mutating func convolution(
    _ filters: Int, of channels: Int, kernel: Int, padding: Padding = .valid,
    inputs: [Network.Source]? = nil
  ) throws {
    let count = filters * channels * kernel * kernel
    let bank = try FilterBank(
      filters: filters, channels: channels, kernel: Extent(kernel),
      weights: weights(count, inputs: channels * kernel * kernel))
    add(
      .convolution(try Convolution2D(bank: bank, padding: padding)), inputs: inputs,
      parameters: count + filters)
  }

  mutating func dense(_ units: Int, of inputs: Int) throws {
    let dense = try Dense(
      inputs: inputs, units: units, weights: weights(inputs * units, inputs: inputs))
    add(.dense(dense), parameters: (inputs + 1) * units)
  }

  /// As large as keeps the outputs about as large as the inputs.
  private func weights(_ count: Int, inputs: Int) -> [Float] {
    SeededNumbers.uniform(
      count: count, seed: UInt64(nodes.count + 1), bound: 2.5 / Float(inputs).squareRoot())
  }
}
