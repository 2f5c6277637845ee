#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An activation other than `ReLU`: a function applied to every number on its own.
public enum Activation: Hashable, Sendable {
  /// x where x is positive, slope · x elsewhere.
  case leakyReLU(slope: Float)
  /// 1 / (1 + e^−x): between 0 and 1.
  case sigmoid
  /// Between −1 and 1.
  case tanh

  /// What becomes of a number. Exponentials are rounded once, from `Double`.
  public func callAsFunction(_ value: Float) -> Float {
    switch self {
    case .leakyReLU(let slope): value > 0 ? value : slope * value
    case .sigmoid: 1 / (1 + exponential(of: -value))
    case .tanh: Float(hyperbolicTangent(Double(value)))
    }
  }
}

/// e to a power, calculated in `Double` and rounded once, so that every caller gets the same bits.
func exponential(of power: Float) -> Float { Float(exp(Double(power))) }

private func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }

extension Activation: ElementwiseLayer {
  /// The layer's name in traces and errors.
  public var elementwiseName: String {
    switch self {
    case .leakyReLU: "leakyReLU"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    }
  }

  /// What becomes of a number.
  public func value(of input: Float, channel: Int) -> Float { self(input) }

  /// The same as an explanation says it.
  public func operation(channel: Int) -> Explanation.Operation { .activation(self) }
}
