import Convolution
import ImageFiles

/// Pictures of one size in rows, with white between them.
struct ContactSheet {
  let picture: Tensor

  private static let gap = 4
  /// Small pictures are enlarged to about this height.
  private static let height = 112
  private static let mostNumbers = 1 << 28

  /// - Throws: `Failure` for more than fits into a picture.
  init(_ pictures: [Tensor], white: Float) throws {
    let shape = pictures[0].shape
    let enlarged = max(1, Self.height / max(shape.height, shape.width))
    let extent = Extent(height: enlarged * shape.height, width: enlarged * shape.width)
    // About as wide as high, rather wider.
    var columns = 1
    while columns * columns * extent.width < pictures.count * extent.height { columns += 1 }
    columns = min(columns + 1, pictures.count)
    let rows = (pictures.count + columns - 1) / columns
    let (height, width) = (
      rows * (extent.height + Self.gap) + Self.gap,
      columns * (extent.width + Self.gap) + Self.gap
    )
    guard height * width * shape.channels <= Self.mostNumbers else {
      throw Failure(
        .usage,
        "\(pictures.count) pictures of \(extent) are too much for one sheet; choose a smaller --count "
          + "or --resize")
    }
    let sheet = try Shape(channels: shape.channels, height: height, width: width)
    var elements = [Float](repeating: white, count: sheet.count)
    for (index, picture) in pictures.enumerated() {
      let tile = try picture.resized(to: extent)
      let top = Self.gap + index / columns * (extent.height + Self.gap)
      let left = Self.gap + index % columns * (extent.width + Self.gap)
      for channel in 0..<shape.channels {
        for row in 0..<extent.height {
          let source = (channel * extent.height + row) * extent.width
          let target = (channel * height + top + row) * width + left
          elements.replaceSubrange(
            target..<target + extent.width, with: tile.elements[source..<source + extent.width])
        }
      }
    }
    picture = try Tensor(shape: sheet, elements: elements)
  }
}
