package import Convolution
internal import Drawing
internal import Explorer
internal import ImageFiles

/// A small picture in characters: what a line of text can show of it.
package struct TextPicture: Hashable, Sendable {
  /// How pixels become characters.
  package enum Ink: Hashable, Sendable {
    /// Two pixels in each character, one above the other, in the 256 colors of a terminal.
    case colors
    /// Two pixels in each character, as their mean: blocks from light to dark.
    case shades
    /// The same in ASCII.
    case ascii
  }

  /// The lines, all equally wide on the screen.
  package let lines: [String]
  /// Columns on the screen.
  package let width: Int

  /// - Parameters:
  ///   - picture: Gray or red, green and blue, from 0 (black) to `fullScale`; what lies outside is cut off.
  ///   - mostWidth: The most columns; a larger picture is made smaller.
  package init(_ picture: Tensor, fullScale: Float = 1, mostWidth: Int, ink: Ink) {
    let shown = Self.shrunk(picture, to: mostWidth)
    width = shown.shape.width
    lines = stride(from: 0, to: shown.shape.height, by: 2).map { row in
      Self.line(shown, row: row, fullScale: fullScale, ink: ink)
    }
  }

  /// A picture no wider than so many columns, with its proportions.
  private static func shrunk(_ picture: Tensor, to mostWidth: Int) -> Tensor {
    let extent = picture.shape.extent
    guard extent.width > mostWidth else { return picture }
    let height = max(1, (2 * extent.height * mostWidth + extent.width) / (2 * extent.width))
    do {
      return try picture.resized(to: Extent(height: height, width: mostWidth))
    } catch {
      preconditionFailure("a smaller picture fits where the larger one did: \(error)")
    }
  }

  private static func line(
    _ picture: Tensor, row: Int, fullScale: Float, ink: Ink
  ) -> String {
    func samples(_ row: Int, _ column: Int) -> [Float] {
      (0..<picture.shape.channels).map { channel in
        let value = picture[Element(channel: channel, row: row, column: column)] / fullScale
        return value > 0 ? min(1, value) : 0
      }
    }
    let hasLower = row + 1 < picture.shape.height
    let pairs = (0..<picture.shape.width).map { column in
      (samples(row, column), hasLower ? samples(row + 1, column) : nil)
    }
    switch ink {
    case .colors:
      return pairs.map { upper, lower in
        "\u{1B}[38;5;\(color(upper))m"
          + (lower.map { "\u{1B}[48;5;\(color($0))m" } ?? "\u{1B}[49m") + "▀"
      }.joined() + "\u{1B}[0m"
    case .shades, .ascii:
      let scale = Array(ink == .shades ? " ░▒▓█" : " .:-=+*#%@")
      return String(
        pairs.map { upper, lower in
          // Below the last row there is nothing, as there is around the picture.
          let mean = (brightness(upper) + (lower.map(brightness) ?? 0)) / 2
          return scale[min(scale.count - 1, Int(mean * Float(scale.count)))]
        })
    }
  }

  /// BT.601, as everywhere.
  private static func brightness(_ samples: [Float]) -> Float {
    samples.count == 3
      ? 0.299 * samples[0] + 0.587 * samples[1] + 0.114 * samples[2] : samples[0]
  }

  private static func color(_ samples: [Float]) -> UInt8 {
    let isColored = samples.count == 3
    return Color.nearest(
      red: samples[0], green: samples[isColored ? 1 : 0], blue: samples[isColored ? 2 : 0]
    ).index
  }
}
