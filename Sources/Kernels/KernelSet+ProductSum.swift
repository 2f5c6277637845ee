import KernelsAVX2

extension KernelSet {
  /// The sum of the products of two rows of numbers.
  ///
  /// A product of two `Float` has room in a `Double`, so that only the additions round; eight sums run
  /// side by side and are added at the end.
  package func productSum(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int
  ) -> Double {
    switch self {
    case .baseline: Loops.productSum(first, second, count: count)
    case .avx2: KernelsAVX2.Loops.productSum(first, second, count: count)
    }
  }
}
