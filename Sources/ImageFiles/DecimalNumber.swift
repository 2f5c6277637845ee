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

  guard -60...60 ~= exponent else { return Float(String(decoding: text, as: UTF8.self)) }

  // A double from here is off by four units in its last place at most (significand, power and
  // quotient are rounded, digits are cut off). Rounded once more, to the 29 bits shorter `Float`, it
  // goes wrong only next to the middle between two of those, unless it is exact; and where `Float`
  // has fewer bits. There the library decides, five times slower.
  let power = powersOfTen[abs(exponent)]
  let whole = Double(significand)
  let value = exponent < 0 ? whole / power : whole * power
  let distance = Int(value.bitPattern & 0x1FFF_FFFF) - 0x1000_0000
  let isExact =
    significand < 1 << 53 && abs(exponent) <= 22
    && (exponent < 0 ? (-whole).addingProduct(value, power) : (-value).addingProduct(whole, power))
      == 0
  guard significand == 0 || (value > 0x1p-126 && (abs(distance) > 4 || isExact)) else {
    return Float(String(decoding: text, as: UTF8.self))
  }
  return Float(isNegative ? -value : value)
}

private let powersOfTen: [Double] = (0...60).map { Double("1e\($0)") ?? .nan }
