import Convolution
package import Drawing

extension Color {
  /// The nearest of the 240 colors that look the same on every terminal.
  ///
  /// - Parameters: Light of each kind, 0…1; what lies outside is cut off.
  package static func nearest(red: Float, green: Float, blue: Float) -> Color {
    let levels = [red, green, blue].map { Int(min(max($0.isNaN ? 0 : $0, 0), 1) * 255) }
    // The levels of the cube are 0, 95, 135, 175, 215, 255.
    let steps = levels.map { $0 < 48 ? 0 : $0 < 115 ? 1 : ($0 - 35) / 40 }
    let inCube = Color(UInt8(16 + 36 * steps[0] + 6 * steps[1] + steps[2]))
    // The ramp of grays is finer than the cube's diagonal.
    let mean = levels.reduce(0, +) / 3
    let gray = Color(UInt8(232 + min(max((mean - 3) / 10, 0), 23)))
    func distance(_ color: Color) -> Int {
      zip(levels, [color.rgb.red, color.rgb.green, color.rgb.blue]).reduce(0) {
        $0 + ($1.0 - Int($1.1)) * ($1.0 - Int($1.1))
      }
    }
    return distance(gray) < distance(inCube) ? gray : inCube
  }
}

extension Model {
  /// Whether the whole picture is painted as the eye sees it, rather than one channel of it in the
  /// colors of a scale: where it has colors, the terminal has enough of them, and nobody has chosen
  /// another scale.
  var paintsRealColors: Bool {
    inputPlace == .picture && paintsRealColors(of: exploration.subject)
  }

  /// The same for a picture outside of any table.
  func paintsRealColors(of subject: Exploration.Subject) -> Bool {
    subject.isColored && palette == .automatic && display.colors == .extended
  }

  /// How a picture is painted outside of any table.
  func scale(of subject: Exploration.Subject) -> ColorScale {
    let range = subject.range
    if paintsRealColors(of: subject) {
      // Pictures are numbers up to 1, or up to 255.
      return ColorScale(
        range: 0...(subject.fullScale ?? (range.maximum > 1 ? 255 : 1)), colors: [])
    }
    return ColorScale(
      palette.forPicture(of: subject.picture.shape.extent), for: range, tier: display.colors)
  }

  /// How the whole picture is painted.
  func wholeInputScale(ofChannel channel: Int) -> ColorScale {
    if paintsRealColors { return scale(of: exploration.subject) }
    let photograph = inputPlace == .picture ? palette.forPicture(of: inputSheet.extent) : palette
    return photograph == palette
      ? inputScale(ofChannel: channel)
      : ColorScale(
        photograph, for: exploration.range(scope, at: inputPlace, channel: channel),
        tier: display.colors)
  }
}

/// The colors of a small picture.
struct ColorPixels: Sendable {
  private let colors: [Color]
  private let size: Extent

  /// - Parameter planes: Red, green and blue, of the same size.
  init(_ planes: [Thumbnail], fullScale: Float) {
    let size = planes[0].size
    self.size = size
    colors = (0..<size.height).flatMap { row in
      (0..<size.width).map { column in
        let light = planes.map { ($0[row, column] ?? 0) / fullScale }
        return Color.nearest(red: light[0], green: light[1], blue: light[2])
      }
    }
  }

  subscript(row: Int, column: Int) -> Color? {
    row < size.height ? colors[row * size.width + column] : nil
  }
}

extension HalfBlocks {
  /// The ring's color in a picture that has colors: the sky is blue, but hardly anything is this.
  static let markInColors = Color(201)

  /// Two pixels of any colors.
  static func cell(
    upper: Color?, lower: Color?, marks: (upper: Bool, lower: Bool), glyphs: GlyphSet
  ) -> Cell {
    let upper = marks.upper ? markInColors : upper
    let lower = marks.lower ? markInColors : lower
    guard glyphs == .unicode, upper != lower else {
      // Without half blocks the mark decides, then the upper pixel.
      let color = marks.lower ? lower : upper
      return color.map { Cell(" ", Style(.sheet, background: $0)) } ?? Cell()
    }
    guard let upper else { return Cell("▄", Style(.text, foreground: lower)) }
    // Where there is no lower pixel, the terminal's own background shows.
    return Cell("▀", Style(.text, foreground: upper, background: lower))
  }
}
