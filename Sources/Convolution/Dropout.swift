/// Drops numbers at random while a network is trained; afterwards, as here, it does nothing.
///
/// Source: Srivastava and others, *Dropout: A Simple Way to Prevent Neural Networks from Overfitting*
/// (2014), in its inverted form, which leaves nothing to do after training.
public struct Dropout: Hashable, Sendable {
  /// The share of the numbers that training drops: 0…1.
  public let rate: Float

  /// - Parameter rate: 0…1.
  public init(rate: Float) { self.rate = rate }
}

extension Dropout: ElementwiseLayer {
  /// The layer's name in traces and errors.
  public var elementwiseName: String { "dropout" }

  /// What becomes of a number.
  public func value(of input: Float, channel: Int) -> Float { input }

  /// The same as an explanation says it.
  public func operation(channel: Int) -> Explanation.Operation { .copy }
}
