/// The smallest and the largest of some numbers, and whether all of them are whole.
public struct ValueRange: Hashable, Sendable {
  public var minimum: Float
  public var maximum: Float
  public var isWhole: Bool

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

extension Tensor {
  /// The range of one channel, or of all of them. NaN is passed over.
  ///
  /// - Complexity: One pass over the numbers.
  public func valueRange(ofChannel channel: Int? = nil) -> ValueRange {
    let area = shape.height * shape.width
    let chosen = channel.map { elements[$0 * area..<($0 + 1) * area] } ?? elements[...]
    var range = ValueRange(minimum: .infinity, maximum: -.infinity, isWhole: true)
    for value in chosen {
      range.minimum = min(range.minimum, value)
      range.maximum = max(range.maximum, value)
      range.isWhole = range.isWhole && value == value.rounded()
    }
    return range
  }
}
