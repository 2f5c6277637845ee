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

  // The first 18 significant digits; later ones only move the point.
  var significand: UInt64 = 0
  var digits = 0
  var exponent = 0
  var isFraction = false
  while true {
    if let value = digit() {
      digits += 1
      if significand < 100_000_000_000_000_000 {
        significand = 10 * significand + value
        if isFraction { exponent -= 1 }
      } else if !isFraction {
        exponent += 1
      }
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

  let sign: Float = isNegative ? -1 : 1
  if significand == 0 || exponent < -80 { return sign * 0 }
  if exponent > 40 { return sign * .infinity }

  // The double from here is off by four units in its last place at most (significand, power and
  // quotient are rounded, digits are cut off). Rounded once more, to the shorter `Float`, it goes
  // wrong only next to the middle between two of those, unless it is exact. There the library
  // decides, five times slower.
  let power = powersOfTen[abs(exponent)]
  let whole = Double(significand)
  let value = exponent < 0 ? whole / power : whole * power
  guard isFarFromMiddle(value) || isExact(value, whole, power, exponent, significand) else {
    return Float(String(decoding: text, as: UTF8.self))
  }
  return sign * Float(value)
}

/// Whether a positive number lies clear of the middle between two neighbors of type `Float`.
private func isFarFromMiddle(_ value: Double) -> Bool {
  guard value >= 0x1p-126 else {
    // Below the normal numbers the neighbors are 2⁻¹⁴⁹ apart.
    let steps = value * 0x1p149
    return abs(steps - steps.rounded(.down) - 0.5) > 1e-6
  }
  let distance = Int(value.bitPattern & 0x1FFF_FFFF) - 0x1000_0000
  return abs(distance) > 4
}

/// Whether nothing was rounded on the way to `value`.
private func isExact(
  _ value: Double, _ whole: Double, _ power: Double, _ exponent: Int, _ significand: UInt64
) -> Bool {
  guard significand < 1 << 53, abs(exponent) <= 22 else { return false }
  return exponent < 0
    ? (-whole).addingProduct(value, power) == 0 : (-value).addingProduct(whole, power) == 0
}

private let powersOfTen: [Double] = (0...80).map { Double("1e\($0)") ?? .nan }
