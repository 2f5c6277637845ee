package import Convolution
package import Drawing

/// A picture or a map at some size, two pixels to a character cell, for screens outside of the explorer.
package struct SmallPicture: Sendable {
  private let painting: Painting

  /// A single channel in the colors of a scale.
  ///
  /// - Parameters:
  ///   - size: In pixels of the screen: a row of characters has two of them.
  ///   - isPhotograph: Whether a pixel that stands for several shows their mean, rather than the one
  ///     farthest from 0.
  package init(
    _ tensor: Tensor, channel: Int = 0, size: Extent, scale: ColorScale, isPhotograph: Bool,
    glyphs: GlyphSet
  ) {
    painting = Painting(
      Thumbnail(
        tensor, channel: channel, size: size, summary: isPhotograph ? .mean : .strongest),
      scale: scale, glyphs: glyphs)
  }

  /// Red, green and blue together, as the eye sees them.
  ///
  /// - Parameter fullScale: The number of the brightest pixel there could be.
  package init(colors tensor: Tensor, size: Extent, fullScale: Float, glyphs: GlyphSet) {
    let planes = (0..<3).map { Thumbnail(tensor, channel: $0, size: size, summary: .mean) }
    painting = Painting(
      planes[0], scale: ColorScale(range: 0...fullScale, colors: []), glyphs: glyphs,
      colors: ColorPixels(planes, fullScale: fullScale))
  }

  /// Rows of characters that a picture of so many pixels takes.
  package static func rows(of size: Extent) -> Int { (size.height + 1) / 2 }

  /// The largest size at which a picture has room: a whole multiple of its own, or smaller than that.
  ///
  /// - Parameter pixels: Rows and columns of pixels that there is room for.
  package static func size(of original: Extent, in pixels: Extent) -> Extent {
    let factor = min(pixels.height / original.height, pixels.width / original.width)
    guard factor < 1 else {
      return Extent(height: original.height * factor, width: original.width * factor)
    }
    // Both sides by the same factor, the one with less room for it.
    let isTall = original.height * pixels.width > original.width * pixels.height
    let (numerator, denominator) =
      isTall ? (pixels.height, original.height) : (pixels.width, original.width)
    func scaled(_ length: Int) -> Int { max(1, length * numerator / denominator) }
    return Extent(height: scaled(original.height), width: scaled(original.width))
  }

  /// - Parameters:
  ///   - mark: What is marked, in pixels of the original.
  ///   - isRing: Whether there is a ring around it; else it is filled.
  package func draw(
    row: Int, column: Int, mark: TableGeometry.Frame? = nil, isRing: Bool = false,
    on canvas: inout Canvas
  ) {
    PictureView(
      titles: [], titleWidth: 0, painting: painting,
      region: Region(row: row, column: column, rows: painting.rows, columns: painting.columns),
      frame: mark, isRing: isRing, isClosed: true
    ).drawPicture(on: &canvas)
  }
}
