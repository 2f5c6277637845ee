/// What a picture's samples become.
package enum ValueScale: String, CaseIterable, Hashable, Sendable {
  /// 0…1: sample / maxval.
  case unit
  /// 0…255: sample · 255 / maxval, not rounded.
  case byte

  /// The value of the brightest sample.
  package var fullScale: Float { self == .unit ? 1 : 255 }
}

/// Which channels a colored picture becomes; a gray one always has one.
package enum ColorChannels: Hashable, Sendable {
  /// One, by the weights of BT.601.
  case gray
  /// Red, green, blue.
  case rgb
}

/// Turns samples of 0…`maxval` into numbers.
struct SampleScale {
  let maxval: UInt32
  let scale: ValueScale

  /// `value(of:)` of every sample of a byte.
  let table: [Float]

  init(maxval: Int, scale: ValueScale) {
    let largest = UInt32(maxval)
    self.maxval = largest
    self.scale = scale
    table = (0...255).map { Self.value(of: $0, maxval: largest, scale: scale) }
  }

  /// The correctly rounded quotient: with samples of up to 16 bits, 255 times one is exact.
  func value(of sample: UInt32) -> Float { Self.value(of: sample, maxval: maxval, scale: scale) }

  private static func value(of sample: UInt32, maxval: UInt32, scale: ValueScale) -> Float {
    Float(sample) * scale.fullScale / Float(maxval)
  }

  /// The gray of a color: BT.601 on the samples as they are stored, with Pillow's integers,
  /// 0.299 R + 0.587 G + 0.114 B in 65536ths, rounded to a whole sample.
  ///
  /// A gray color (R = G = B) keeps its value, as the weights add up to 65536. Below a maxval of 255
  /// a whole sample is so coarse a step that rounding to it would show: there `exactGray` stands in.
  @inline(__always)
  func roundedGray(_ color: (red: UInt32, green: UInt32, blue: UInt32)) -> UInt32 {
    (weightedSum(color) &+ 0x8000) >> 16
  }

  /// The gray of a color of few samples, not rounded to one of them.
  @inline(__always)
  func exactGray(_ color: (red: UInt32, green: UInt32, blue: UInt32)) -> Float {
    Float(Double(weightedSum(color)) * Double(scale.fullScale) / (65536 * Double(maxval)))
  }

  /// At most 65535 · 65536, which 32 bits hold.
  @inline(__always)
  private func weightedSum(_ color: (red: UInt32, green: UInt32, blue: UInt32)) -> UInt32 {
    19595 &* color.red &+ 38470 &* color.green &+ 7471 &* color.blue
  }

  /// A sample of which a part shows, on white; rounded to a whole sample.
  @inline(__always)
  func overWhite(_ sample: UInt32, alpha: UInt32) -> UInt32 {
    // At most 65535² + 65535 / 2, which 32 bits hold.
    (sample &* alpha &+ maxval &* (maxval &- alpha) &+ maxval / 2) / maxval
  }
}
