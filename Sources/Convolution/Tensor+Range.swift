import Kernels

/// The smallest and the largest of some numbers, and whether all of them are whole.
public struct ValueRange: Hashable, Sendable {
  /// The smallest of them.
  public var minimum: Float
  /// The largest of them.
  public var maximum: Float
  /// Whether none has a fraction.
  public var isWhole: Bool

  /// A range from its ends, `minimum` first.
  public init(minimum: Float, maximum: Float, isWhole: Bool) {
    self.minimum = minimum
    self.maximum = maximum
    self.isWhole = isWhole
  }

  /// What holds for both.
  public func union(_ other: ValueRange) -> ValueRange {
    ValueRange(
      minimum: min(minimum, other.minimum), maximum: max(maximum, other.maximum),
      isWhole: isWhole && other.isWhole)
  }
}

extension ValueRange {
  /// The range where all is NaN: its ends give way to any number's in a union.
  static let nothing = ValueRange(minimum: .infinity, maximum: -.infinity, isWhole: false)

  /// The range of a single number.
  init(of value: Float) {
    self =
      value.isNaN
      ? .nothing
      : ValueRange(
        minimum: value, maximum: value,
        isWhole: value.magnitude < 0x1p24 && value == value.rounded())
  }
}

extension Tensor {
  /// The range of one channel, or of all of them.
  ///
  /// NaN is passed over, though it is not whole; where there is nothing else, the minimum is ∞ and the
  /// maximum −∞. Numbers from 2²⁴ on, where `Float` begins to skip some, do not count as whole.
  ///
  /// - Complexity: One pass over the numbers, at the speed of memory.
  public func valueRange(ofChannel channel: Int? = nil) -> ValueRange {
    let area = shape.extent.area
    // A long vector has many channels of a single number each.
    if let channel, area == 1 { return ValueRange(of: elements[channel]) }
    let chosen = channel.map { $0 * area..<($0 + 1) * area } ?? elements.indices
    return unsafe elements.withUnsafeBufferPointer { elements in
      let chosen = unsafe elements[chosen]
      guard let start = unsafe UnsafeBufferPointer(rebasing: chosen).baseAddress,
        let range = unsafe KernelSet.fastest.range(of: start, count: chosen.count)
      else { return .nothing }
      return ValueRange(
        minimum: range.minimum, maximum: range.maximum, isWhole: range.isWhole)
    }
  }
}
