import Convolution
import Drawing
import Explorer
import TestSupport

/// Explorers without a terminal.
extension Model {
  /// - Parameter set: Changes the settings, which start from nothing but a ReLU.
  static func exploring(
    _ picture: Tensor, columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended,
    glyphs: GlyphSet = .unicode, _ set: (inout ChainSettings) throws -> Void
  ) throws -> Model {
    var settings = ChainSettings()
    try set(&settings)
    let subject = Exploration.Subject(picture: picture, title: "card", arguments: ["card.pgm"])
    let display = DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    return Model(try Exploration(subject, settings: settings), display: display)
  }

  /// A picture of whole numbers that follow from their places, under `horizontal`.
  static func exploring(
    height: Int, width: Int, columns: Int = 80, rows: Int = 24
  ) throws -> Model {
    try exploring(.card(height: height, width: width), columns: columns, rows: rows) {
      $0.filters = [try .named("horizontal")]
    }
  }

  @discardableResult
  mutating func perform(_ actions: Action...) -> [Effect] {
    actions.flatMap { update(&self, $0) }
  }

  mutating func perform(_ action: Action, times: Int) {
    for _ in 0..<times { perform(action) }
  }

  /// Presses keys as the program would, through the key table.
  mutating func press(_ keys: Key...) {
    for key in keys {
      if let action = KeyTable.action(for: key, in: mode) { perform(action) }
    }
  }

  /// Types a text, a key for each character.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  var output: Tensor { exploration.outputs[exploration.outputs.count - 1] }

  /// The frame that the model stands for.
  var canvas: Canvas {
    var view = ScreenView()
    return view.canvas(for: self)
  }

  /// What the last message says; empty without one.
  var messageText: String {
    switch message {
    case .note(let text), .problem(let text): text
    case nil: ""
    }
  }

  var hasProblem: Bool {
    if case .problem = message { true } else { false }
  }
}

extension Tensor {
  /// Whole numbers that follow from their places: 7·row + 3·column + 5·channel, modulo 10.
  static func card(channels: Int = 1, height: Int, width: Int) throws -> Tensor {
    let shape = try Shape(channels: channels, height: height, width: width)
    return try Tensor(
      shape: shape,
      elements: (0..<shape.count).map { index in
        let element = shape.element(at: index)
        return Float((7 * element.row + 3 * element.column + 5 * element.channel) % 10)
      })
  }
}

extension FilterChoice {
  static func named(_ name: String) throws -> FilterChoice {
    FilterChoice(try FilterCatalog.entry(named: name))
  }

  static func rows(_ rows: [[Float]]) throws -> FilterChoice {
    FilterChoice(try Tensor(rows: rows))
  }
}

// MARK: - Chance

extension Model {
  /// A small picture with anything done to it that suits it: kernels as large as the picture, strides
  /// wider than kernels, dilation, every border and padding, one to three filters, gray or RGB.
  static func random(using generator: inout SeededGenerator) throws -> Model {
    let channels = Bool.random(using: &generator) ? 1 : 3
    while true {
      let shape = try Shape(
        channels: channels, height: .random(in: 1...9, using: &generator),
        width: .random(in: 1...9, using: &generator))
      let picture = Tensor.random(shape, whole: .random(using: &generator), using: &generator)
      let settings = try ChainSettings.random(for: shape, using: &generator)
      // Not everything goes together; what does not is refused by the engine, and tried anew here.
      if let model = try? exploring(picture, { $0 = settings }) { return model }
    }
  }
}

extension ChainSettings {
  static func random(
    for picture: Shape, using generator: inout SeededGenerator
  ) throws -> ChainSettings {
    var settings = ChainSettings()
    func size(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    let kernel = try Shape(
      channels: picture.channels, height: size(1...picture.height), width: size(1...picture.width))
    for _ in 0..<size(0...3) {
      let isFlat = Bool.random(using: &generator)
      settings.filters.append(
        FilterChoice(
          Tensor.random(
            isFlat ? kernel.plane : kernel, whole: .random(using: &generator), using: &generator)))
    }
    settings.bias = Float(size(-2...2)) / 2
    settings.stride = Extent(height: size(1...3), width: size(1...3))
    settings.dilation = Extent(height: size(1...2), width: size(1...2))
    settings.padding =
      [
        Padding.valid, .same, .sameLower, .all(size(0...2)),
        .explicit(Edges(top: size(0...2), left: size(0...2), bottom: size(0...2), right: 1)),
      ].randomElement(using: &generator) ?? .valid
    settings.border = Border.allCases.randomElement(using: &generator) ?? .zero
    settings.isFlipped = .random(using: &generator)
    settings.hasReLU = .random(using: &generator)
    if settings.filters.isEmpty || Bool.random(using: &generator) {
      let kinds: [Pooling2D.Kind] = [
        .maximum, .average(countingPadding: true), .average(countingPadding: false),
      ]
      settings.pooling = PoolingChoice(
        kinds.randomElement(using: &generator) ?? .maximum,
        kernel: Extent(height: size(1...3), width: size(1...3)),
        stride: Bool.random(using: &generator) ? Extent(size(1...3)) : nil,
        padding: Edges(size(0...1)))
    }
    return settings
  }
}

extension Model {
  /// Lets the clock tick until nothing is left to compute.
  mutating func finishWork() {
    var effects: [Effect] = [.scheduleTick(after: 0)]
    while effects.contains(.scheduleTick(after: 0)) { effects = perform(.tick) }
  }
}
