/// Red, green and blue of a palette color, 0…255 each.
package struct RGB: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The square of the distance between two colors, in the space of their coded values.
  func squaredDistance(to other: RGB) -> Int {
    func square(_ one: UInt8, _ two: UInt8) -> Int {
      let difference = Int(one) - Int(two)
      return difference * difference
    }
    return square(red, other.red) + square(green, other.green) + square(blue, other.blue)
  }
}

extension Color {
  package static let black = Color(16)
  package static let white = Color(231)

  /// What xterm shows for this index.
  ///
  /// 16…231 is a cube of 6 × 6 × 6 levels and 232…255 a ramp of grays, both fixed; 0…15 are xterm's
  /// own choice, which a user may have changed.
  package var rgb: RGB {
    switch index {
    case 0..<16:
      return Self.userColors[Int(index)]
    case 16..<232:
      let place = index - 16
      func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }
      return RGB(level(place / 36), level(place / 6 % 6), level(place % 6))
    default:
      let gray = 8 + 10 * (index - 232)
      return RGB(gray, gray, gray)
    }
  }

  private static let userColors = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  /// How bright the color is to the eye, 0 (black) … 1 (white).
  ///
  /// Source: *Web Content Accessibility Guidelines* 2.1, relative luminance.
  package var luminance: Double { Self.luminances[Int(index)] }

  private static let luminances = (0...255).map { index in
    let rgb = Color(UInt8(index)).rgb
    return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue)
  }

  /// The light that a coded value stands for: ((v + 0.055) / 1.055)^2.4, and a line near black.
  private static func linear(_ coded: UInt8) -> Double {
    let value = Double(coded) / 255
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    // base^2.4 = base² · root², with the fifth root by Newton's method from above.
    var root = 1.0
    for _ in 0..<12 {
      let fourth = root * root * root * root
      root -= (fourth * root - base) / (5 * fourth)
    }
    return base * base * root * root
  }

  /// The contrast ratio between two colors, 1 (equal) … 21 (black on white). Text wants 4.5.
  package func contrast(with other: Color) -> Double {
    let lighter = max(luminance, other.luminance)
    let darker = min(luminance, other.luminance)
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// Black or white, whichever is easier to read on this color: at least 4.5 : 1 on every color.
  package var readableInk: Color {
    contrast(with: .black) >= contrast(with: .white) ? .black : .white
  }

  /// The nearest of the eight colors that nearly every terminal has.
  package var nearestBasic: Color {
    let rgb = rgb
    let nearest = (0..<8).min { one, two in
      Self.userColors[one].squaredDistance(to: rgb) < Self.userColors[two].squaredDistance(to: rgb)
    }
    return Color(UInt8(nearest ?? 0))
  }
}
