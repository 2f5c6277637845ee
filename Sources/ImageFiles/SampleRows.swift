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
    // Beside 2²³ there is no room for a fraction: the addition rounds to a whole number, halves to
    // the even one. Where that went down by a half, half up is one more. Unlike a conversion, which
    // checks its range, this becomes vector instructions.
    let shifted = bounded + 0x1p23
    let isHalfLost = bounded - (shifted - 0x1p23) == 0.5
    return UInt8(truncatingIfNeeded: shifted.bitPattern) &+ (isHalfLost ? 1 : 0)
  }
}

/// The rows of a tensor as samples, the channels of a pixel side by side.
struct SampleRows {
  let tensor: Tensor
  let levels: Levels

  /// The number of samples in a row.
  var count: Int { tensor.shape.width * tensor.shape.channels }

  /// Writes a row of `count` samples.
  func copy(row: Int, to samples: UnsafeMutableBufferPointer<UInt8>) {
    let shape = tensor.shape
    precondition(samples.count == count && 0..<shape.height ~= row)
    tensor.elements.withUnsafeBufferPointer { elements in
      guard let elements = elements.baseAddress, let samples = samples.baseAddress else { return }
      for channel in 0..<shape.channels {
        let values = elements + (channel * shape.height + row) * shape.width
        if shape.channels == 1 {
          for column in 0..<shape.width { samples[column] = levels.level(of: values[column]) }
        } else {
          for column in 0..<shape.width {
            samples[column &* shape.channels &+ channel] = levels.level(of: values[column])
          }
        }
      }
    }
  }
}
