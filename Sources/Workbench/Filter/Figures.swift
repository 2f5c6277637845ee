import Convolution
package import Explorer
package import Training

/// How numbers of a training are written.
package enum Figures {
  /// With so many significant digits, as a power of ten where that would be long.
  package static func significant(_ value: Double, _ digits: Int, trims: Bool = false) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    var (mantissa, exponent) = (value.magnitude, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let isPlain = (trims ? -6 : -4)...6 ~= exponent
    let decimals = isPlain ? max(0, digits - 1 - exponent) : min(digits, 2) - 1
    let shown = isPlain ? value : value < 0 ? -mantissa : mantissa
    guard let fixed = Fixed(Float(shown), decimals: decimals) else { return "∞" }
    var text = fixed.text
    if trims, text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return (isPlain ? text : "\(text)e\(exponent)").minus
  }

  /// A rate or a momentum: `0.5`, `0.00002`.
  package static func short(_ value: Double) -> String { significant(value, 3, trims: true) }

  /// A rate that stands in an equation: rounded only where that is the same number.
  package static func exact(_ rate: Float) -> String {
    let text = short(Double(rate))
    return Float(text) == rate ? text : numeral(rate)
  }

  /// A limit that a rate may not reach, rounded down so that nothing below it is called safe by mistake.
  package static func limit(_ value: Double) -> String {
    var step = 1.0
    while value / step >= 1000 { step *= 10 }
    while value / step < 100, step > 1e-12 { step /= 10 }
    return short((value / step).rounded(.down) * step)
  }

  package static func loss(_ value: Double) -> String { significant(value, 4) }

  /// A number for a cell of a table: as many decimals as wanted and as there is room for.
  ///
  /// A zero is a plain `0`; what is too small or too large to be told is written as a power of ten.
  package static func cell(_ value: Float, decimals: Int, columns: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-∞" : "∞" }
    if value == 0 { return "0" }
    for decimals in stride(from: decimals, through: 0, by: -1) {
      guard let fixed = Fixed(value, decimals: decimals) else { break }
      if fixed.units == 0 { break }
      if fixed.text.unicodeScalars.count <= columns { return fixed.text }
    }
    return power(value)
  }

  private static func power(_ value: Float) -> String {
    var (mantissa, exponent) = (Double(value.magnitude), 0)
    while mantissa >= 9.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.95 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return "\(value < 0 ? "-" : "")\(Int(mantissa.rounded()))e\(exponent)"
  }

  /// A number in a line of text: four decimals, or more digits where those say nothing.
  package static func term(_ value: Double) -> Term {
    for decimals in 3...9 {
      guard let fixed = Fixed(Float(value), decimals: decimals) else { break }
      if fixed.units.magnitude >= 10 || fixed.stands(for: Float(value)) {
        return Term(text: fixed.text.minus, fixed: fixed)
      }
    }
    return Term(text: significant(value, 3), fixed: nil)
  }

  /// A number as it is written, for lines that have to add up.
  package struct Term: Hashable, Sendable {
    package let text: String
    package let fixed: Fixed?

    /// In parentheses where a sign would stand behind another.
    package var enclosed: String { text.hasPrefix("−") ? "(\(text))" : text }
  }

  /// `gradient descent at rate 0.5`, `momentum 0.9 at rate 0.2`.
  package static func name(of optimizer: Optimizer) -> String {
    let rate = "at rate \(short(Double(optimizer.rate)))"
    let kind = OptimizerKind(optimizer)
    guard let momentum = optimizer.momentum, momentum > 0 else { return "\(kind.title) \(rate)" }
    return "\(kind.title) \(short(Double(momentum))) \(rate)"
  }
}
