import Convolution
import Drawing

/// Paintings of parts of pictures, which need not be the present one.
extension Thumbnails {
  /// What makes one painting of a part different from another.
  struct PatchKey: Hashable {
    /// The arguments that load the picture.
    let subject: [String]
    let field: TableGeometry.Frame
    /// In pixels of the screen.
    let size: Extent
    let scale: ColorScale
    let glyphs: GlyphSet
    /// Whether red, green and blue are shown together.
    let isInColor: Bool
  }

  /// A part of a picture, of its first channel or in its colors.
  ///
  /// - Complexity: One pass over the part when it is new, else O(1).
  mutating func painting(_ key: PatchKey, of picture: Tensor) -> Painting {
    if let painting = keptPatches[key] { return painting }
    let planes = (0..<(key.isInColor ? picture.shape.channels : 1)).map { channel in
      Thumbnail(
        picture.part(key.field, ofChannel: channel), channel: 0, size: key.size, summary: .mean)
    }
    let painting = Painting(
      planes[0], scale: key.scale, glyphs: key.glyphs,
      colors: key.isInColor ? ColorPixels(planes, fullScale: key.scale.range.upperBound) : nil)
    keptPatches[key] = painting
    keptCells += painting.cells.count
    return painting
  }
}

extension Tensor {
  /// Some rows and columns of one channel.
  fileprivate func part(_ frame: TableGeometry.Frame, ofChannel channel: Int) -> Tensor {
    let rows = frame.rows.map { row in
      let start = (channel * shape.height + row) * shape.width
      return Array(elements[start + frame.columns.lowerBound..<start + frame.columns.upperBound])
    }
    guard let part = try? Tensor(rows: rows) else {
      preconditionFailure("no part \(frame) in a picture of \(shape)")
    }
    return part
  }
}
