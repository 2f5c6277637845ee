import Networks

/// What an expression comes to.
package enum Value: Hashable, Sendable {
  case number(Double)
  /// Several numbers, in reading order.
  case numbers([Double])
  /// Height and width, before them the channels where it is a stack: `26×26`, `32×27×27`.
  case size([Int])
  case truth(Bool)
}

// MARK: - In words

extension Value {
  /// As it stands in a text.
  ///
  /// - Parameter digits: How many digits stand behind the point; nil: none for whole numbers, two for
  ///   others, and more only where a small number would look like nothing.
  package func text(digits: Int?) -> String {
    switch self {
    case .number(let number): Self.text(number, digits: digits)
    case .numbers(let numbers):
      numbers.map { Self.text($0, digits: digits) }.joined(separator: ", ")
    case .size(let size): size.map(\.grouped).joined(separator: "×")
    case .truth(let isTrue): isTrue ? "true" : "false"
    }
  }

  /// The most digits behind the point that a text can ask for.
  package static let mostDigits = 9

  private static func text(_ number: Double, digits: Int?) -> String {
    guard number.isFinite else { return number.isNaN ? "not a number" : number < 0 ? "−∞" : "∞" }
    if let digits { return decimal(number, digits: min(max(digits, 0), mostDigits)) }
    if number == number.rounded() { return decimal(number, digits: 0) }
    for digits in 2..<mostDigits {
      let text = decimal(number, digits: digits)
      if text.contains(where: { "123456789".contains($0) }) { return text.withoutLastZeros }
    }
    return scientific(number)
  }

  /// A fixed number of digits behind the point, commas between the thousands.
  private static func decimal(_ number: Double, digits: Int) -> String {
    let factor = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let scaled = (number.magnitude * factor).rounded()
    guard scaled < 9e15 else { return scientific(number) }
    let units = Int(scaled)
    let sign = number < 0 && units > 0 ? "−" : ""
    let (whole, fraction) = units.quotientAndRemainder(dividingBy: Int(factor))
    guard digits > 0 else { return sign + whole.grouped }
    let text = String(fraction)
    return sign + whole.grouped + "." + String(repeating: "0", count: digits - text.count) + text
  }

  /// The shortest decimal that reads back as the same number: `1.5e-12`.
  private static func scientific(_ number: Double) -> String {
    number.description.split(separator: "-", omittingEmptySubsequences: false)
      .joined(separator: "−")
  }
}

extension String {
  /// Without the zeros at the end of a decimal.
  fileprivate var withoutLastZeros: String {
    var text = self[...]
    while text.last == "0" { text = text.dropLast() }
    return String(text.last == "." ? text.dropLast() : text)
  }
}
