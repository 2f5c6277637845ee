import KernelsAVX2

/// What a color scale and a number format want to know about the numbers they show.
package struct ValueRange: Hashable, Sendable {
  package let minimum: Float
  package let maximum: Float

  /// Whether every number is whole and smaller than 2²⁴, below which `Float` has all of them.
  package let isWhole: Bool
}

extension KernelSet {
  /// The smallest and largest of the numbers, and whether all are whole, in one pass.
  ///
  /// NaN is neither small nor large: minimum and maximum are those of the other numbers. It is not
  /// whole either. Infinities count. The sign of a zero at either end is unspecified.
  ///
  /// - Returns: nil when there is no number, or nothing but NaN.
  package func range(of elements: UnsafePointer<Float>, count: Int) -> ValueRange? {
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
        return ValueRange(
          minimum: minimum, maximum: maximum,
          isWhole: fractions.allSatisfy { $0 == 0 } && minimum > -0x1p24 && maximum < 0x1p24)
      }
    }
  }
}
