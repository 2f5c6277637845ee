import Convolution
import Drawing
import Explorer
import Networks
import TestSupport
import Workbench

extension LiveModel {
  /// The lecture's network with seeded weights, before a stream.
  static func fashion(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    smoothing: Int = 3, sureness: Float = 0.5
  ) throws -> LiveModel {
    let blueprint = try NetworkCatalog.blueprint(named: "fashion-mnist")
    return LiveModel(
      try named(blueprint), fullScale: 1, smoothing: smoothing, sureness: sureness,
      display: DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs))
  }

  static func named(_ blueprint: Blueprint) throws -> NamedNetwork {
    NamedNetwork(
      title: blueprint.name, network: try blueprint.network(weights: .seeded(1)),
      parameters: blueprint.nodes.map(\.parameters.counted), labels: blueprint.labels,
      isUntrained: true, arguments: ["--network", blueprint.name])
  }

  /// A network that says what its picture says: three numbers, and their softmax.
  static func echo(sureness: Float = 0.5, smoothing: Int = 1) -> LiveModel {
    let network = Network(chain: [.flatten(Flatten()), .softmax(Softmax())])
    return LiveModel(
      NamedNetwork(
        title: "echo", network: network, parameters: [0, 0], labels: ["bag", "shoe", "hat"],
        isUntrained: false, arguments: []),
      fullScale: 1, smoothing: smoothing, sureness: sureness,
      display: DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .unicode))
  }

  /// Does what the loop does, ticks included, until nothing is left to be computed.
  mutating func perform(_ action: LiveAction) {
    var effects = update(&self, action)
    while effects.contains(.scheduleTick(after: 0)) { effects = update(&self, .tick) }
  }

  mutating func press(_ key: Key) {
    guard let action = LiveKeyTable.action(for: key, in: self) else { return }
    perform(action)
  }

  var canvas: Canvas {
    var view = LiveView()
    return view.canvas(for: self)
  }
}

extension LiveFrame {
  /// A frame at 25 a second that shows a disk.
  static func disk(_ number: Int, arrival: Int? = nil, isColored: Bool = true) throws -> LiveFrame {
    func tensor(_ channels: Int, _ size: Int, _ value: (Int, Float) -> Float) throws -> Tensor {
      let shape = try Shape(channels: channels, height: size, width: size)
      var elements: [Float] = []
      for channel in 0..<channels {
        for row in 0..<size {
          for column in 0..<size {
            let (y, x) = (Float(row) / Float(size) - 0.5, Float(column) / Float(size) - 0.5)
            elements.append(value(channel, (y * y + x * x).squareRoot()))
          }
        }
      }
      return try Tensor(shape: shape, elements: elements)
    }
    return LiveFrame(
      number: number, arrival: arrival ?? 40 * number,
      picture: try tensor(isColored ? 3 : 1, 96) { $1 < 0.4 ? [0.8, 0.5, 0.1][$0] : 0.25 },
      input: try tensor(1, 28) { $1 < 0.4 ? 0.8 : 0.1 })
  }

  /// A frame for the network that says what its picture says.
  static func scores(_ scores: [Float], number: Int) throws -> LiveFrame {
    let tensor = try Tensor(
      shape: try Shape(channels: 1, height: 1, width: scores.count), elements: scores)
    return LiveFrame(number: number, arrival: 40 * number, picture: tensor, input: tensor)
  }
}
