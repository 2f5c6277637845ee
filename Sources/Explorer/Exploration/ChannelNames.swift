package import Convolution
import Drawing

/// What channels are called: a picture's by their colors, maps by the filter that made them.
extension Exploration {
  /// `green`, or the name of the filter that makes a map; nil where there is only a number.
  package func name(ofChannel channel: Int, at place: Place) -> String? {
    switch place {
    case .picture:
      subject.channelNames.indices ~= channel ? subject.channelNames[channel] : nil
    // What follows the filters of a chain keeps their maps apart.
    case .node: named == nil ? settings.name(ofMap: channel, in: subject) : nil
    }
  }

  /// Which of several channels it is, the fullest wording first: `green, channel 1 of 3`,
  /// `map 1 of 3: vertical`, `channel 1 of 32`.
  package func titles(ofChannel channel: Int, at place: Place) -> [String] {
    let count = tensor(at: place).shape.channels
    // A vector shows all of its channels.
    guard count > 1, !tensor(at: place).shape.isVector else { return [] }
    guard let name = name(ofChannel: channel, at: place) else {
      return ["channel \(channel) of \(count)"]
    }
    return place == .picture
      ? ["\(name), channel \(channel) of \(count)", name]
      : ["map \(channel) of \(count): \(name)", "map \(channel) of \(count)"]
  }

  /// `green`, or else `channel 3`, and what is shorter.
  func labels(ofChannel channel: Int, at place: Place) -> [String] {
    guard let name = name(ofChannel: channel, at: place) else {
      return ["channel \(channel)", "[\(channel)]", "\(channel)"]
    }
    return place == .picture
      ? [name, String(name.prefix(1)).uppercased()]
      : [
        "\(channel): \(name)", "[\(channel)]", "\(channel)",
      ]
  }

  /// The color that a channel holds, if it holds one.
  func primary(ofChannel channel: Int, at place: Place) -> PrimaryColor? {
    guard place == .picture else { return nil }
    return name(ofChannel: channel, at: place).flatMap(PrimaryColor.init)
  }

  /// Whether the picture holds the three colors that make up what the eye sees.
  var isColored: Bool { subject.isColored }
}

extension Exploration.Subject {
  /// Whether it holds red, green and blue.
  var isColored: Bool { channelNames == PrimaryColor.names }

  /// The same picture with its only channel repeated, as a gray picture is a color picture whose three
  /// channels are the same; itself where it has several or none are wanted.
  package func withChannels(_ channels: Int) -> Exploration.Subject {
    let shape = picture.shape
    guard shape.channels == 1, channels > 1,
      let wanted = try? Shape(channels: channels, height: shape.height, width: shape.width),
      let repeated = try? Tensor(
        shape: wanted,
        elements: Array(repeatElement(picture.elements, count: channels).joined()))
    else { return self }
    return Exploration.Subject(
      picture: repeated, title: title, arguments: arguments, fullScale: fullScale,
      channelNames: channels == PrimaryColor.allCases.count ? PrimaryColor.names : [])
  }
}

extension ChainSettings {
  /// The filter behind a map; with a filter for each channel of its own, the channel as well.
  fileprivate func name(ofMap map: Int, in subject: Exploration.Subject) -> String? {
    guard !filters.isEmpty else { return nil }
    let filter = filters[filterIndex(ofMap: map)].shortTitle
    guard isDepthwise else { return filter }
    let channel = map / filters.count
    let names = subject.channelNames
    return "\(filter) of \(names.indices ~= channel ? names[channel] : "channel \(channel)")"
  }
}

extension Shape {
  /// `2×26×26 or 26×26×2`: channels first, as everywhere in this program, and channels last.
  package var inBothConventions: String {
    "\(channels)×\(height)×\(width) or \(height)×\(width)×\(channels)"
  }
}

/// A color that a channel of a picture holds.
package enum PrimaryColor: String, CaseIterable, Hashable, Sendable {
  case red, green, blue

  /// What the channels of a color picture are called.
  package static let names = allCases.map(\.rawValue)

  /// For words: dark enough for light terminals, light enough for dark ones. The word says it too.
  var ink: Color {
    switch self {
    case .red: Color(167)
    case .green: Color(34)
    case .blue: Color(33)
    }
  }

  /// From white to the color, as light as the sheet's own ramp, so that black digits stay readable.
  fileprivate func ramp(_ tier: ColorTier) -> [UInt8] {
    switch (self, tier) {
    case (_, .monochrome): []
    case (.red, .basic): [7, 3, 1]
    case (.green, .basic): [7, 3, 2]
    case (.blue, .basic): [7, 6, 4]
    case (.red, .extended): [231, 224, 217, 210, 203]
    case (.green, .extended): [231, 194, 157, 120, 83]
    case (.blue, .extended): [231, 189, 147, 111, 69]
    }
  }
}

extension ColorScale {
  /// The scale of a channel that may hold a color: it is that color's, unless the user wants another.
  init(
    _ choice: PaletteChoice, primary: PrimaryColor?, for range: ValueRange, tier: ColorTier
  ) {
    let plain = ColorScale(choice, for: range, tier: tier)
    guard let primary, choice == .automatic, range.minimum >= 0 else {
      self = plain
      return
    }
    self.init(range: plain.range, colors: primary.ramp(tier).map { Color($0) })
  }
}

extension Model {
  /// The color scale of the present output.
  var outputScale: ColorScale {
    ColorScale(
      palette, for: exploration.range(scope, at: outputPlace, channel: cursor.element.channel),
      tier: display.colors)
  }

  /// The color scale of a channel of the present input.
  func inputScale(ofChannel channel: Int) -> ColorScale {
    ColorScale(
      palette, primary: exploration.primary(ofChannel: channel, at: inputPlace),
      for: exploration.range(scope, at: inputPlace, channel: channel), tier: display.colors)
  }
}
