internal import Convolution

/// Which value becomes which of the 256 levels: (value - origin) · factor.
struct Levels {
  var origin: Float = 0
  var factor: Float = 1

  init(of tensor: Tensor, _ writer: PictureWriter) {
    guard writer.normalizes else {
      factor = 255 / (writer.fullScale ?? 255)
      return
    }
    var least = Float.infinity
    var greatest = -Float.infinity
    for value in tensor.elements where value.isFinite {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    // Halves do not overflow where the values themselves lie too far apart.
    let halfRange = greatest / 2 - least / 2
    origin = least.isFinite ? least : 0
    // A picture of one value has nothing to stretch; it becomes black.
    factor = halfRange > 0 ? 127.5 / halfRange : 0
  }

  /// The level, rounded half up and kept inside 0…255; not a number becomes 0.
  @inline(__always)
  func level(of value: Float) -> UInt8 {
    let level = (value - origin) * factor
    let bounded = level > 0 ? (level < 255 ? level : 255) : 0
    let whole = bounded.rounded(.down)
    return UInt8(whole) + (bounded - whole >= 0.5 ? 1 : 0)
  }
}

/// The rows of a tensor as samples, the channels of a pixel side by side.
struct SampleRows {
  let tensor: Tensor
  let levels: Levels

  subscript(row: Int) -> [UInt8] {
    let shape = tensor.shape
    return [UInt8](unsafeUninitializedCapacity: shape.width * shape.channels) { samples, count in
      tensor.elements.withUnsafeBufferPointer { elements in
        for channel in 0..<shape.channels {
          let start = (channel * shape.height + row) * shape.width
          for column in 0..<shape.width {
            samples[column * shape.channels + channel] = levels.level(of: elements[start + column])
          }
        }
      }
      count = shape.width * shape.channels
    }
  }
}
