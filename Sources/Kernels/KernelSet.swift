import CProcessor

/// One compilation of the inner loops, for one kind of processor.
///
/// All sets give the same results, bit for bit; they differ in speed only. A set is asked for
/// whole planes, so that choosing costs a branch per plane and nothing in the loops:
///
/// ```swift
/// let kernels = KernelSet.fastest
/// kernels.rectify(sums, into: activations, count: shape.count)
/// ```
///
/// The methods take pointers and believe them: every element that the parameters describe has to be
/// there, and where a method reads one plane and writes another, the two must not overlap.
package enum KernelSet: String, CaseIterable, Sendable {
  /// What every processor of the architecture can do.
  case baseline
  /// 256-bit vectors, on x86-64.
  case avx2

  /// Whether this processor can run the set.
  package var isAvailable: Bool {
    switch self {
    case .baseline: true
    case .avx2: processor_has_avx2()
    }
  }

  /// The set to use here. `EXPLORE_KERNELS=baseline` in the environment holds it back, to compare.
  package static let fastest: KernelSet =
    KernelSet.avx2.isAvailable && !processor_is_held_back() ? .avx2 : .baseline
}
