extension Loops {
  /// How many elements go side by side: independent running results, so that they fit vectors of any
  /// size, and enough of them that none waits for the one before it.
  package static var laneCount: Int { 64 }

  /// Folds elements into running results, `laneCount` of each.
  ///
  /// - Parameters:
  ///   - minima: The smallest element of each lane so far; NaN is skipped.
  ///   - maxima: The largest element of each lane so far; NaN is skipped.
  ///   - fractions: Stays 0 in a lane while all its elements are whole numbers or at least 2²³.
  package static func foldRange(
    _ input: UnsafePointer<Float>, count: Int, minima: UnsafeMutablePointer<Float>,
    maxima: UnsafeMutablePointer<Float>, fractions: UnsafeMutablePointer<UInt32>
  ) {
    var start = 0
    while count &- start >= laneCount {
      foldGroup(
        input + start, count: laneCount, minima: minima, maxima: maxima, fractions: fractions)
      start &+= laneCount
    }
    foldGroup(
      input + start, count: count &- start, minima: minima, maxima: maxima, fractions: fractions)
  }

  @inline(__always)
  private static func foldGroup(
    _ values: UnsafePointer<Float>, count: Int, minima: UnsafeMutablePointer<Float>,
    maxima: UnsafeMutablePointer<Float>, fractions: UnsafeMutablePointer<UInt32>
  ) {
    for lane in 0..<count {
      let value = values[lane]
      minima[lane] = value < minima[lane] ? value : minima[lane]
      maxima[lane] = value > maxima[lane] ? value : maxima[lane]
      fractions[lane] |= fractionBits(of: value)
    }
  }

  /// 0 for a whole number and for any number from 2²³ on, where `Float` has no fractions.
  ///
  /// Adding 2²³ rounds a smaller number to a whole one; what that changes is the fraction.
  /// (`rounded()` would be a call into the mathematics library on processors without SSE4.1.)
  @inline(__always)
  private static func fractionBits(of value: Float) -> UInt32 {
    let magnitude = value.magnitude
    // NaN is not larger than anything, stays, and has bits that are set.
    let limited = magnitude > 0x1p23 ? 0x1p23 : magnitude
    return (((limited + 0x1p23) - 0x1p23) - limited).bitPattern
  }
}
