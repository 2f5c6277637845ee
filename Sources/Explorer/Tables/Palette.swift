package import Convolution
package import Drawing

/// The color scales that a user can choose from.
package enum PaletteChoice: String, CaseIterable, Hashable, Sendable {
  /// White to red for magnitudes, blue–white–orange where there are negative numbers.
  case automatic
  case whiteToRed = "white-red"
  case diverging = "blue-orange"
  case gray
  /// Dark blue to yellow: equally ordered for every kind of color vision, and in print.
  case cividis
  case none

  /// The one after this; after the last, the first.
  package var following: PaletteChoice {
    let all = Self.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + 1) % all.count]
  }

  package var title: String {
    switch self {
    case .automatic: "automatic"
    case .whiteToRed: "white to red"
    case .diverging: "blue, white, orange"
    case .gray: "gray"
    case .cividis: "blue to yellow (color-blind safe)"
    case .none: "no colors"
    }
  }
}

/// A scale from numbers to colors, as the legend shows it.
package struct ColorScale: Hashable, Sendable {
  package let range: ClosedRange<Float>
  /// From the smallest number to the largest; empty without colors.
  package let colors: [Color]

  /// - Parameter range: The numbers that the scale has to span. Magnitudes start at 0, signed
  ///   numbers reach equally far to both sides of it, so that white always means nothing.
  package init(_ choice: PaletteChoice, for range: ValueRange, tier: ColorTier) {
    let (low, high) =
      range.minimum <= range.maximum && range.minimum.isFinite && range.maximum.isFinite
      ? (range.minimum, range.maximum) : (0, 1)
    let isSigned = low < 0
    let kind: PaletteChoice =
      choice == .automatic ? (isSigned ? .diverging : .whiteToRed) : choice
    if kind == .diverging {
      let reach = max(abs(low), abs(high))
      self.range = reach > 0 ? -reach...reach : -1...1
    } else {
      let bottom = min(low, 0)
      self.range = bottom...(high > bottom ? high : bottom + 1)
    }
    colors = tier == .monochrome ? [] : Self.colors(kind, tier: tier).map { Color($0) }
  }

  init(range: ClosedRange<Float>, colors: [Color]) { (self.range, self.colors) = (range, colors) }

  /// Palette indices in the order of the numbers they stand for.
  private static func colors(_ choice: PaletteChoice, tier: ColorTier) -> [UInt8] {
    let isBasic = tier == .basic
    return switch choice {
    // The spreadsheet's #FCFCFF to #F8696B in five even steps.
    case .automatic, .whiteToRed: isBasic ? [7, 3, 1] : [231, 224, 217, 210, 203]
    case .diverging:
      isBasic ? [3, 7, 6] : [208, 215, 223, 231, 153, 117, 75]
    case .gray: isBasic ? [0, 7] : [16] + Array(233...255) + [231]
    case .cividis: isBasic ? [4, 6, 7, 3] : [17, 18, 60, 59, 102, 144, 143, 185, 220, 227]
    case .none: []
    }
  }

  /// The color of a number; numbers outside the range get the nearest end's.
  package func color(of value: Float) -> Color? {
    guard !colors.isEmpty, !value.isNaN else { return nil }
    let position = fraction(of: value) * Float(colors.count)
    return colors[min(colors.count - 1, Int(position))]
  }

  /// Where a number lies between the ends: 0…1.
  package func fraction(of value: Float) -> Float {
    let fraction = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return fraction.isNaN ? 0 : min(max(fraction, 0), 1)
  }
}
