import Convolution
import Drawing
import Explorer
import TestSupport

/// Explorers of pictures with several channels.
extension Model {
  /// - Parameter names: What the channels are called.
  static func exploring(
    _ picture: Tensor, names: [String], columns: Int = 80, rows: Int = 24,
    colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    _ set: (inout ChainSettings) throws -> Void
  ) throws -> Model {
    var settings = ChainSettings()
    try set(&settings)
    let subject = Exploration.Subject(
      picture: picture, title: "colors", arguments: ["--rgb", "colors.ppm"], channelNames: names)
    let display = DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    return Model(try Exploration(subject, settings: settings), display: display)
  }

  /// A small color picture under two cubes: 27 products for each number.
  static func cube(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended,
    glyphs: GlyphSet = .unicode
  ) throws -> Model {
    try exploring(
      .colorCard(height: 6, width: 8), names: PrimaryColor.names, columns: columns, rows: rows,
      colors: colors, glyphs: glyphs
    ) {
      $0.filters = [
        FilterChoice(
          try KernelText.parse(
            "1 1 1; 0 0 0; -1 -1 -1 | 0 0 0; 0 1 0; 0 0 0 | -1 0 1; -1 0 1; -1 0 1"),
          label: "mixed"),
        try .named("vertical"),
      ]
      $0.bias = 0.5
    }
  }

  /// A stack of maps under a filter that reaches through all of them.
  static func deep(
    channels: Int, kernel: Extent = Extent(3), columns: Int = 80, rows: Int = 24
  ) throws -> Model {
    var generator = SeededGenerator(seed: 7)
    // Activations behind a ReLU, and weights as small as those of a deep layer.
    let picture = try Tensor.random(
      try Shape(channels: channels, height: 9, width: 9), using: &generator
    ).mapped { max(0, $0) }
    let filter = try Tensor.random(
      try Shape(channels: channels, height: kernel.height, width: kernel.width), using: &generator
    ).mapped { $0 / 8 }
    return try exploring(picture, names: [], columns: columns, rows: rows) {
      $0.filters = [FilterChoice(filter)]
    }
  }

  /// A picture of two to nine channels under filters that see several of them, anything else as it
  /// comes.
  static func randomCube(using generator: inout SeededGenerator) throws -> Model {
    while true {
      let channels = Int.random(in: 2...9, using: &generator)
      let shape = try Shape(
        channels: channels, height: .random(in: 3...9, using: &generator),
        width: .random(in: 3...9, using: &generator))
      let picture = Tensor.random(shape, whole: .random(using: &generator), using: &generator)
      var settings = try ChainSettings.random(for: shape, using: &generator)
      if settings.filters.isEmpty { continue }
      if channels.isMultiple(of: 2), Bool.random(using: &generator) {
        settings.filters = try (0..<2).map { _ in
          FilterChoice(
            .random(
              try Shape(channels: channels / 2, height: 2, width: 3), whole: false,
              using: &generator))
        }
        settings.grouping = .groups(2)
      }
      let names = channels == 3 ? PrimaryColor.names : []
      let size = (
        columns: Int.random(in: 80...200, using: &generator),
        rows: Int.random(in: 24...60, using: &generator)
      )
      let model = try? exploring(
        picture, names: names, columns: size.columns, rows: size.rows, { $0 = settings })
      if let model, model.isCube { return model }
    }
  }
}

extension Tensor {
  fileprivate func mapped(_ transform: (Float) -> Float) throws -> Tensor {
    try Tensor(shape: shape, elements: elements.map(transform))
  }

  /// Hundredths that follow from their places, different in each of three channels.
  static func colorCard(height: Int, width: Int) throws -> Tensor {
    let shape = try Shape(channels: 3, height: height, width: width)
    return try Tensor(
      shape: shape,
      elements: (0..<shape.count).map { index in
        let element = shape.element(at: index)
        let number = 37 * element.row + 11 * element.column + 29 * element.channel
        return Float(number % 101) / 100
      })
  }
}
