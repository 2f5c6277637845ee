import KernelsAVX2

extension KernelSet {
  /// Fills memory with numbers of -`bound`..<`bound` that look random and follow from the seed.
  ///
  /// For the weights of layers that nobody has trained. Element *i* comes from output *i* + 1 of
  /// SplitMix64 alone, so that pieces can be made on their own and in any order; its upper 24 bits, all
  /// that `Float` can hold, are a fraction *u* of 0..<1, and the element is (2*u* − 1) · `bound`.
  ///
  /// Source: Steele, Lea and Flood, *Fast splittable pseudorandom number generators* (2014).
  package func fillUniform(
    _ output: UnsafeMutablePointer<Float>, count: Int, seed: UInt64, bound: Float
  ) {
    switch self {
    case .baseline: Loops.fillUniform(output, count: count, seed: seed, bound: bound)
    case .avx2: KernelsAVX2.Loops.fillUniform(output, count: count, seed: seed, bound: bound)
    }
  }
}
