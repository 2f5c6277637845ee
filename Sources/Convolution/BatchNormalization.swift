/// Batch normalization as it acts after training: each channel is moved and stretched by numbers that
/// no longer change.
///
///     output = (input − mean) / √(variance + epsilon) · scale + shift
///
/// Shape in = shape out.
///
/// Source: Ioffe and Szegedy, *Batch Normalization* (2015), algorithm 2.
public struct BatchNormalization: Hashable, Sendable {
  /// What is done to each channel.
  public let channels: [Channel]

  /// The numbers of one channel.
  public struct Channel: Hashable, Sendable {
    /// γ, learned.
    public let scale: Float
    /// β, learned.
    public let shift: Float
    /// The channel's average while training.
    public let mean: Float
    /// The channel's variance while training.
    public let variance: Float
    /// Keeps the root away from 0.
    public let epsilon: Float
    /// √(variance + epsilon).
    public let deviation: Float

    /// - Parameter variance: Not negative; with epsilon, above 0.
    public init(scale: Float, shift: Float, mean: Float, variance: Float, epsilon: Float) {
      (self.scale, self.shift) = (scale, shift)
      (self.mean, self.variance, self.epsilon) = (mean, variance, epsilon)
      deviation = (variance + epsilon).squareRoot()
    }

    /// What becomes of a number; each of the four operations rounds.
    public func callAsFunction(_ value: Float) -> Float {
      (value - mean) / deviation * scale + shift
    }
  }

  /// - Throws: `ShapeError` unless all of the lists have a number for each channel.
  public init(
    scale: [Float], shift: [Float], mean: [Float], variance: [Float], epsilon: Float = 1e-5
  ) throws(ShapeError) {
    guard !scale.isEmpty else { throw .sizeNotPositive("the number of channels", found: 0) }
    for (label, numbers) in [("shifts", shift), ("means", mean), ("variances", variance)]
    where numbers.count != scale.count {
      throw .unequalLists(
        layer: "batchNormalization", label, expected: scale.count, found: numbers.count)
    }
    channels = scale.indices.map { index in
      Channel(
        scale: scale[index], shift: shift[index], mean: mean[index], variance: variance[index],
        epsilon: epsilon)
    }
  }
}

extension BatchNormalization: ElementwiseLayer {
  /// The layer's name in traces and errors.
  public var elementwiseName: String { "batchNormalization" }

  /// One set of numbers for each channel.
  public var channelCount: Int? { channels.count }

  /// What becomes of a number.
  public func value(of input: Float, channel: Int) -> Float { channels[channel](input) }

  /// The same as an explanation says it.
  public func operation(channel: Int) -> Explanation.Operation { .normalization(channels[channel]) }
}
