/// Reads a decimal number with the nearest `Float` as its value, fast where the number is short.
///
/// Takes an optional sign, digits with at most one point, and an optional exponent; no words, no
/// hexadecimal. Independent of the locale.
///
/// - Returns: nil for anything else; infinity for a number beyond `Float`.
func decimalNumber(_ text: UnsafeBufferPointer<UInt8>) -> Float? {
  var index = 0
  func digit() -> UInt64? {
    index < text.count && 0x30...0x39 ~= text[index] ? UInt64(text[index] & 15) : nil
  }
  let isNegative = text.first == UInt8(ascii: "-")
  if isNegative || text.first == UInt8(ascii: "+") { index = 1 }

  var significand: UInt64 = 0
  var digits = 0
  var significantDigits = 0
  var exponent = 0
  var isFraction = false
  while true {
    if let value = digit() {
      digits += 1
      if significand > 0 || value > 0 { significantDigits += 1 }
      if significantDigits <= 18 { significand = 10 * significand + value }
      if isFraction { exponent -= 1 }
    } else if index < text.count, text[index] == UInt8(ascii: "."), !isFraction {
      isFraction = true
    } else {
      break
    }
    index += 1
  }
  guard digits > 0 else { return nil }
  if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
    index += 1
    let isSmall = index < text.count && text[index] == UInt8(ascii: "-")
    if isSmall || (index < text.count && text[index] == UInt8(ascii: "+")) { index += 1 }
    guard digit() != nil else { return nil }
    var stated = 0
    while let value = digit() {
      stated = min(100_000, 10 * stated + Int(value))
      index += 1
    }
    exponent += isSmall ? -stated : stated
  }
  guard index == text.count else { return nil }

  // Two exact doubles make a correctly rounded quotient or product. Rounding it once more, to
  // `Float`, goes wrong only where it lies exactly between two of them: then the library decides.
  if significantDigits <= 15, -22...22 ~= exponent {
    let power = powersOfTen[abs(exponent)]
    let value = exponent < 0 ? Double(significand) / power : Double(significand) * power
    if value == 0 || (value >= 1e-30 && value.bitPattern & 0x1FFF_FFFF != 0x1000_0000) {
      return Float(isNegative ? -value : value)
    }
  }
  return Float(String(decoding: text, as: UTF8.self))
}

private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
