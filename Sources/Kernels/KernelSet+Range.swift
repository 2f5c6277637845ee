import KernelsAVX2

extension KernelSet {
  /// The smallest and largest of the numbers, and whether all are whole, in one pass: what a color
  /// scale and a number format want to know.
  ///
  /// Whole means smaller than 2²⁴ as well, below which `Float` has all whole numbers.
  ///
  /// NaN is neither small nor large: minimum and maximum are those of the other numbers. It is not
  /// whole either. Infinities count. The sign of a zero at either end is unspecified.
  ///
  /// - Returns: nil when there is no number, or nothing but NaN.
  package func range(
    of elements: UnsafePointer<Float>, count: Int
  ) -> (minimum: Float, maximum: Float, isWhole: Bool)? {
    let lanes = Loops.laneCount
    let laneBytes = lanes * MemoryLayout<Float>.stride
    // Aligned to cache lines, so that no vector of running results straddles two.
    return withUnsafeTemporaryAllocation(byteCount: 3 * laneBytes, alignment: 64) { memory in
      guard let start = memory.baseAddress else { return nil }
      let minima = start.initializeMemory(as: Float.self, repeating: .infinity, count: lanes)
      let maxima = (start + laneBytes)
        .initializeMemory(as: Float.self, repeating: -.infinity, count: lanes)
      let fractions = (start + 2 * laneBytes)
        .initializeMemory(as: UInt32.self, repeating: 0, count: lanes)
      switch self {
      case .baseline:
        Loops.foldRange(
          elements, count: count, minima: minima, maxima: maxima, fractions: fractions)
      case .avx2:
        KernelsAVX2.Loops.foldRange(
          elements, count: count, minima: minima, maxima: maxima, fractions: fractions)
      }
      var (minimum, maximum, fraction) = (minima[0], maxima[0], fractions[0])
      for lane in 1..<lanes {
        minimum = min(minimum, minima[lane])
        maximum = max(maximum, maxima[lane])
        fraction |= fractions[lane]
      }
      guard minimum <= maximum else { return nil }
      return (minimum, maximum, fraction == 0 && minimum > -0x1p24 && maximum < 0x1p24)
    }
  }
}
