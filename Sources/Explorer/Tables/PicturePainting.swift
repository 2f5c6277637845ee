package import Convolution
package import Drawing

/// A picture on its own, painted as on the explorer's screens: two pixels to a character cell, in
/// colors where it has some and the terminal can show them, else in grays or shades.
package struct PicturePainting: Sendable {
  private let painting: Painting

  /// - Parameters:
  ///   - picture: One channel, or red, green and blue, from 0 to `fullScale`.
  ///   - size: In pixels of the screen.
  package init(
    _ picture: Tensor, fullScale: Float, size: Extent, on display: DisplayProperties
  ) {
    let hasColors = picture.shape.channels == PrimaryColor.allCases.count
    let range = ValueRange(minimum: 0, maximum: fullScale, isWhole: false)
    let scale = ColorScale(.gray, for: range, tier: display.colors)
    func thumbnail(_ picture: Tensor, _ channel: Int) -> Thumbnail {
      Thumbnail(picture, channel: channel, size: size, summary: .mean)
    }
    guard hasColors else {
      painting = Painting(thumbnail(picture, 0), scale: scale, glyphs: display.glyphs)
      return
    }
    guard display.colors == .extended else {
      painting = Painting(thumbnail(picture.gray, 0), scale: scale, glyphs: display.glyphs)
      return
    }
    let planes = PrimaryColor.allCases.indices.map { thumbnail(picture, $0) }
    painting = Painting(
      planes[0], scale: scale, glyphs: display.glyphs,
      colors: ColorPixels(planes, fullScale: fullScale))
  }

  package func draw(row: Int, column: Int, on canvas: inout Canvas) {
    for place in painting.cells.indices {
      canvas[row + place / painting.columns, column + place % painting.columns] =
        painting.cells[place]
    }
  }
}

extension Extent {
  /// The largest size in the picture's own proportions that fits into a region, in pixels of half a
  /// row: a smaller picture grows by whole numbers only, so that its pixels stay equal squares.
  package func fitted(into region: Region) -> Extent {
    let (rows, columns) = (2 * region.rows, region.columns)
    let factor = min(rows / height, columns / width)
    if factor >= 1 { return Extent(height: factor * height, width: factor * width) }
    let isHigh = height * columns > width * rows
    return Extent(
      height: max(1, isHigh ? rows : height * columns / width),
      width: max(1, isHigh ? width * rows / height : columns))
  }
}

extension Tensor {
  /// The brightness of red, green and blue, by the weights of BT.601.
  fileprivate var gray: Tensor {
    let area = shape.extent.area
    guard let plane = try? Shape(channels: 1, height: shape.height, width: shape.width) else {
      preconditionFailure("a part of \(shape) has no shape")
    }
    return Tensor(shape: plane) { target in
      for index in 0..<area {
        target[index] =
          0.299 * elements[index] + 0.587 * elements[area + index]
          + 0.114 * elements[2 * area + index]
      }
    }
  }
}
