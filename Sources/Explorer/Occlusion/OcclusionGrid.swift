package import Convolution

/// The places at which a square hides part of a picture, in reading order.
package struct OcclusionGrid: Hashable, Sendable {
  /// The picture's size.
  package let picture: Extent
  /// The square's side, in pixels.
  package let side: Int
  /// From one place to the next. The last of a row or column may be nearer, so that the squares reach
  /// every pixel.
  package let stride: Int

  /// Places in a row or column: enough to see where, few enough to wait for.
  private static let mostPlaces = 28

  /// A square of a quarter of the picture, in steps of a third of it.
  init(_ picture: Extent) {
    self.init(picture, side: (2 * min(picture.height, picture.width) + 4) / 8)
  }

  init(_ picture: Extent, side: Int) {
    self.picture = picture
    self.side = min(max(side, 1), min(picture.height, picture.width))
    let longest = max(picture.height, picture.width) - self.side
    let least = (longest + Self.mostPlaces - 2) / (Self.mostPlaces - 1)
    stride = max(1, self.side / 3, least)
  }

  /// The next larger square, or the next smaller one.
  func changed(by steps: Int) -> OcclusionGrid {
    OcclusionGrid(picture, side: side + steps * max(1, side / 8))
  }

  package var rows: Int { Self.count(picture.height - side, stride) }
  package var columns: Int { Self.count(picture.width - side, stride) }
  package var count: Int { rows * columns }

  private static func count(_ room: Int, _ stride: Int) -> Int { (room + stride - 1) / stride + 1 }

  /// The square's first row and column.
  package func origin(of place: Int) -> (row: Int, column: Int) {
    (
      min(place / columns * stride, picture.height - side),
      min(place % columns * stride, picture.width - side)
    )
  }

  /// What the square hides.
  package func frame(of place: Int) -> TableGeometry.Frame {
    let (row, column) = origin(of: place)
    return TableGeometry.Frame(rows: row..<row + side, columns: column..<column + side)
  }

  /// The place whose middle is nearest to a pixel.
  func place(nearest row: Int, _ column: Int) -> Int {
    func index(_ pixel: Int, _ count: Int) -> Int {
      min(max((2 * pixel + 1 - side + stride) / (2 * stride), 0), count - 1)
    }
    return index(row, rows) * columns + index(column, columns)
  }

  /// The picture with a square of one number at a place, in every channel.
  package func covered(_ tensor: Tensor, at place: Int, with value: Float) -> Tensor {
    var tensor = tensor
    let frame = frame(of: place)
    for channel in 0..<tensor.shape.channels {
      for row in frame.rows {
        for column in frame.columns { tensor[channel, row, column] = value }
      }
    }
    return tensor
  }
}
