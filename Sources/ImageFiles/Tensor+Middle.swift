package import Convolution

// The goal: the very samples that Pillow's `Image.resize(…, BILINEAR)` and torchvision's `Resize` and
// `CenterCrop` make of a picture of 8 bits, so that a network sees what it was trained with.
//
// Pillow enlarges and shrinks along one axis after the other, rows first. A new pixel is a mean of old
// ones, whose weights fall off in a straight line from its middle: to nothing one old pixel away, or, on
// an axis that shrinks, one new pixel. Weights are whole numbers of 2⁻²² and results whole samples; both
// are exact in a `Double`.

extension Tensor {
  /// The middle of the picture, after its shorter side was given so many pixels and the other one in
  /// proportion.
  ///
  /// - Parameters:
  ///   - extent: At most as high and as wide as `shorterSide`.
  ///   - fullScale: The brightest sample, of which results are a whole number of 255ths; nil for
  ///     numbers that are none of samples.
  /// - Complexity: O(old pixels · new columns / old columns + new pixels), whatever lies outside the middle.
  package func middle(_ extent: Extent, shorterSide: Int, fullScale: Float?) -> Tensor {
    precondition(
      1...shorterSide ~= extent.height && 1...shorterSide ~= extent.width,
      "\(extent) does not lie inside a picture whose shorter side is \(shorterSide)")
    let shorter = min(shape.height, shape.width)
    let rows = MiddleAxis(of: shape.height, shorter: shorter, becoming: shorterSide, extent.height)
    let columns = MiddleAxis(of: shape.width, shorter: shorter, becoming: shorterSide, extent.width)
    guard
      let target = try? Shape(
        channels: shape.channels, height: extent.height, width: extent.width)
    else { preconditionFailure("\(extent) is too large for \(shape.channels) channels") }
    let rounding = SampleRounding(fullScale: fullScale)
    return Tensor(shape: target) { result in
      var wide = [Double](repeating: 0, count: columns.sources.count)
      var narrow = [Double](repeating: 0, count: rows.sources.count * extent.width)
      for channel in 0..<shape.channels {
        for (index, row) in rows.sources.enumerated() {
          let start =
            (channel * shape.height + row) * shape.width + columns.sources.lowerBound
          for offset in wide.indices {
            wide[offset] = rounding.sample(of: elements[start + offset])
          }
          for (column, taps) in columns.taps.enumerated() {
            narrow[index * extent.width + column] = rounding.rounded(
              taps.sum { wide[$0 - columns.sources.lowerBound] })
          }
        }
        for (row, taps) in rows.taps.enumerated() {
          for column in 0..<extent.width {
            let sample = rounding.rounded(
              taps.sum { narrow[($0 - rows.sources.lowerBound) * extent.width + column] })
            result[(channel * extent.height + row) * extent.width + column] = rounding.value(
              of: sample)
          }
        }
      }
    }
  }
}

/// The new pixels in the middle of an axis, and the old ones that they are means of.
private struct MiddleAxis {
  let taps: [Taps]
  /// The old pixels that any of the new ones needs.
  let sources: Range<Int>

  /// - Parameters:
  ///   - old: The number of old pixels.
  ///   - shorter: The number of old pixels on the shorter axis.
  ///   - shorterSide: The number that these become.
  ///   - count: The number of new pixels to keep.
  init(of old: Int, shorter: Int, becoming shorterSide: Int, _ count: Int) {
    // The division as torchvision has it, rounded down.
    let new = old == shorter ? shorterSide : Int(Double(shorterSide * old) / Double(shorter))
    let first = Int((Double(new - count) / 2).rounded(.toNearestOrEven))
    let taps = (first..<first + count).map { Taps(of: $0, old: old, new: new) }
    let last = taps[count - 1]
    (self.taps, sources) = (taps, taps[0].first..<last.first + last.weights.count)
  }
}

/// What one new pixel is made of.
private struct Taps {
  /// The first old pixel.
  let first: Int
  /// The weights of the old pixels from there on.
  let weights: [Double]

  init(of position: Int, old: Int, new: Int) {
    let scale = Double(old) / Double(new)
    let reach = max(1, scale)
    let center = (Double(position) + 0.5) * scale
    let start = max(0, Int(center - reach + 0.5))
    let end = min(old, Int(center + reach + 0.5))
    let heights = (start..<end).map { max(0, 1 - abs(Double($0) - center + 0.5) / reach) }
    let sum = heights.reduce(0, +)
    first = start
    weights = heights.map { ($0 / sum * 0x1p22 + 0.5).rounded(.down) * 0x1p-22 }
  }

  @inline(__always)
  func sum(_ value: (Int) -> Double) -> Double {
    var sum = 0.0
    for (offset, weight) in weights.enumerated() { sum += weight * value(first + offset) }
    return sum
  }
}

/// Whole samples of a picture, or numbers as they are.
private struct SampleRounding {
  let fullScale: Float?

  func sample(of value: Float) -> Double {
    guard let fullScale else { return Double(value) }
    return Double(value * 255 / fullScale).rounded()
  }

  func rounded(_ sample: Double) -> Double {
    fullScale == nil ? sample : min(max(0, (sample + 0.5).rounded(.down)), 255)
  }

  func value(of sample: Double) -> Float {
    guard let fullScale else { return Float(sample) }
    return Float(sample) * fullScale / 255
  }
}
