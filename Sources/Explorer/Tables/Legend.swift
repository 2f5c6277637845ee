package import Drawing

/// A color scale with the numbers at its ends and what it spans.
package struct Legend {
  let scale: ColorScale
  let title: String
  let glyphs: GlyphSet
  /// What stands at the ends, where that is not the numbers of the scale.
  var ends: (low: String, high: String)?

  private static let swatches = 10

  package init(
    scale: ColorScale, title: String, glyphs: GlyphSet, ends: (low: String, high: String)? = nil
  ) {
    (self.scale, self.title, self.glyphs, self.ends) = (scale, title, glyphs, ends)
  }

  package func draw(row: Int, column: Int, columns: Int, on canvas: inout Canvas) {
    var place = canvas.write(
      (ends?.low ?? end(scale.range.lowerBound)) + " ", row: row, column: column, style: Style(.dim)
    )
    for swatch in 0..<Self.swatches {
      let fraction = (Float(swatch) + 0.5) / Float(Self.swatches)
      let value =
        scale.range.lowerBound + fraction * (scale.range.upperBound - scale.range.lowerBound)
      canvas[row, place] =
        scale.color(of: value).map { Cell(" ", Style(.sheet, background: $0)) }
        ?? Cell(Shade.glyph(fraction, glyphs), Style(.text))
      place += 1
    }
    let high = " \(ends?.high ?? end(scale.range.upperBound))"
    let words = ["\(high)  \(title)", high]
    let fitting = words.first { place + $0.unicodeScalars.count <= column + columns } ?? ""
    canvas.write(fitting, row: row, column: place, style: Style(.dim))
  }

  private func end(_ value: Float) -> String {
    let fixed =
      switch abs(value) {
      case ..<0.001: Fixed.telling(value)
      case ..<0.1: Fixed.shortest(value, most: 3)
      default: Fixed.shortest(value, most: 1)
      }
    return (fixed?.text ?? value.description).minus
  }
}
