/// input · scale + offset, the same for every number: pixels of 0…255 become 0…1 with 1/255 and 0.
///
/// Shape in = shape out.
public struct Rescaling: Hashable, Sendable {
  /// What every number is multiplied by.
  public let scale: Float
  /// What is added then.
  public let offset: Float

  /// Any two numbers.
  public init(scale: Float, offset: Float = 0) {
    (self.scale, self.offset) = (scale, offset)
  }

  /// What becomes of a number; product and sum round.
  public func callAsFunction(_ value: Float) -> Float { value * scale + offset }
}

extension Rescaling: ElementwiseLayer {
  /// The layer's name in traces and errors.
  public var elementwiseName: String { "rescaling" }

  /// What becomes of a number.
  public func value(of input: Float, channel: Int) -> Float { self(input) }

  /// The same as an explanation says it.
  public func operation(channel: Int) -> Explanation.Operation { .rescaling(self) }
}
