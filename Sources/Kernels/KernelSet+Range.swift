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
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * lanes) { ends in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: lanes) { fractions in
        ends[..<lanes].initialize(repeating: .infinity)
        ends[lanes...].initialize(repeating: -.infinity)
        fractions.initialize(repeating: 0)
        guard let minima = ends.baseAddress, let bits = fractions.baseAddress else { return nil }
        switch self {
        case .baseline:
          Loops.foldRange(
            elements, count: count, minima: minima, maxima: minima + lanes, fractions: bits)
        case .avx2:
          KernelsAVX2.Loops.foldRange(
            elements, count: count, minima: minima, maxima: minima + lanes, fractions: bits)
        }
        let minimum = ends[..<lanes].reduce(.infinity, Float.minimum)
        let maximum = ends[lanes...].reduce(-.infinity, Float.maximum)
        guard minimum <= maximum else { return nil }
        return (
          minimum, maximum,
          fractions.allSatisfy { $0 == 0 } && minimum > -0x1p24 && maximum < 0x1p24
        )
      }
    }
  }
}
