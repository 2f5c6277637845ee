import Drawing
import Explorer

/// A color scale in one short line, with the numbers at its ends.
struct ScaleStrip {
  let scale: ColorScale
  let low: String
  let high: String
  let glyphs: GlyphSet

  private static let swatches = 7

  private var width: Int {
    low.unicodeScalars.count + high.unicodeScalars.count + Self.swatches + 2
  }

  /// Draws it at the right end of a panel's first line, where there is room behind the title.
  func draw(behind title: String, in region: Region, on canvas: inout Canvas) {
    let start = region.endColumn - width
    guard start >= region.column + title.unicodeScalars.count + 2 else { return }
    var column = canvas.write(low + " ", row: region.row, column: start, style: Style(.dim))
    let (bottom, top) = (scale.range.lowerBound, scale.range.upperBound)
    for swatch in 0..<Self.swatches {
      let fraction = (Float(swatch) + 0.5) / Float(Self.swatches)
      let color = scale.color(of: bottom + fraction * (top - bottom))
      canvas[region.row, column] =
        color.map { Cell(" ", Style(.sheet, background: $0)) } ?? Cell(shade(fraction))
      column += 1
    }
    canvas.write(" " + high, row: region.row, column: column, style: Style(.dim))
  }

  /// The characters that small pictures are made of where there are no colors.
  private func shade(_ fraction: Float) -> Unicode.Scalar {
    let ramp = Array((glyphs == .ascii ? " .:-=+*#%@" : " ░▒▓█").unicodeScalars)
    return ramp[min(ramp.count - 1, Int(fraction * Float(ramp.count)))]
  }
}
