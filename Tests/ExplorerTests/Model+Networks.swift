import Convolution
import Drawing
import Explorer

/// Explorers of whole networks, with weights that follow from a seed.
extension Model {
  static func exploring(
    _ named: NamedNetwork, over picture: Tensor, columns: Int = 80, rows: Int = 24,
    colors: ColorTier = .extended, glyphs: GlyphSet = .unicode
  ) throws -> Model {
    let subject = Exploration.Subject(picture: picture, title: "card", arguments: ["card.pgm"])
    return Model(
      Exploration(subject, named: named, outputs: try named.network.forward(picture)),
      display: DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs))
  }

  /// The lecture's network over a picture of a stroke.
  static func clothes(columns: Int = 80, rows: Int = 24) throws -> Model {
    try exploring(.clothes(), over: .stroke(height: 28, width: 28), columns: columns, rows: rows)
  }

  mutating func go(to node: String, _ element: Element = Element(row: 0, column: 0)) throws {
    try go(to: element, ofNode: exploration.network.index(named: node))
  }
}

extension NamedNetwork {
  /// The lecture's network for pieces of clothing.
  static func clothes() throws -> NamedNetwork {
    try NamedNetwork(
      title: "clothes",
      chain: [
        .convolution(filters: 32, channels: 1, kernel: 2), .rectification(ReLU()),
        .pooling(Pooling2D(.maximum, kernel: Extent(2))),
        .convolution(filters: 32, channels: 32, kernel: 2), .rectification(ReLU()),
        .pooling(Pooling2D(.maximum, kernel: Extent(2))), .flatten(Flatten()),
        .dense(inputs: 1152, units: 256), .rectification(ReLU()), .dense(inputs: 256, units: 10),
        .softmax(Softmax()),
      ],
      labels: [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot",
      ])
  }

  /// A network that is small enough to walk about in.
  static func small() throws -> NamedNetwork {
    try NamedNetwork(
      title: "small",
      chain: [
        .convolution(filters: 4, channels: 1, kernel: 2), .rectification(ReLU()),
        .pooling(Pooling2D(.maximum, kernel: Extent(2))), .flatten(Flatten()),
        .dense(inputs: 36, units: 20), .rectification(ReLU()), .dense(inputs: 20, units: 3),
        .softmax(Softmax()),
      ],
      labels: ["sock", "shoe", "boot"])
  }

  /// A single convolution with very many maps of one pixel in nine each.
  static func manyMaps(_ count: Int, kernel: Int = 3) throws -> NamedNetwork {
    try NamedNetwork(
      title: "many", chain: [.convolution(filters: count, channels: 1, kernel: kernel)])
  }

  /// A long vector, with labels.
  static func longVector(_ count: Int, inputs: Int) throws -> NamedNetwork {
    try NamedNetwork(
      title: "long", chain: [.flatten(Flatten()), .dense(inputs: inputs, units: count)],
      labels: (0..<count).map { "thing \($0 * 7919 % count)" })
  }

  init(title: String, chain: [Layer], labels: [String] = []) throws {
    self.init(
      title: title, network: Network(chain: chain),
      parameters: Array(repeating: 0, count: chain.count), labels: labels, isUntrained: true,
      arguments: ["--network", title])
  }
}

extension Layer {
  static func convolution(filters: Int, channels: Int, kernel: Int) throws -> Layer {
    let count = filters * channels * kernel * kernel
    return .convolution(
      try Convolution2D(
        bank: try FilterBank(
          filters: filters, channels: channels, kernel: Extent(kernel),
          weights: SeededNumbers.uniform(
            count: count, seed: UInt64(filters), bound: 1 / Float(channels * kernel).squareRoot())))
    )
  }

  static func dense(inputs: Int, units: Int) throws -> Layer {
    .dense(
      try Dense(
        inputs: inputs, units: units,
        weights: SeededNumbers.uniform(
          count: inputs * units, seed: UInt64(units), bound: 2 / Float(inputs).squareRoot())))
  }
}
