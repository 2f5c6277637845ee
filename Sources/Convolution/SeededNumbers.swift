import Kernels

/// Numbers that look random and follow from a seed, the same in every program that makes them so.
///
/// Output *n* of SplitMix64 (*n* from 1) mixes the bits of seed + *n* · 0x9E3779B97F4A7C15, so that
/// any of them can be had alone.
///
/// Source: Steele, Lea and Flood, *Fast splittable pseudorandom number generators* (2014).
package enum SeededNumbers {
  /// One output of the generator, from 1.
  package static func output(_ number: Int, seed: UInt64) -> UInt64 {
    var mixed = seed &+ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Numbers of -`bound`..<`bound`; element *i* comes from output *i* + 1.
  ///
  /// The upper 24 bits are a fraction *u* of 0..<1, and the element is (2*u* − 1) · `bound`, computed
  /// in `Float`.
  ///
  /// - Complexity: One pass, at the speed of memory.
  package static func uniform(count: Int, seed: UInt64, bound: Float) -> [Float] {
    unsafe [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      let elements = unsafe UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
      unsafe populate(elements)
      if let start = elements.baseAddress {
        unsafe KernelSet.fastest.fillUniform(start, count: count, seed: seed, bound: bound)
      }
      initialized = count
    }
  }
}
