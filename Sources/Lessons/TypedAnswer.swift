/// A number as people type it: `2.62`, `.5`, `−3`, `1/9`, `27,433,728`.
struct TypedNumber: Hashable {
  let value: Double
  /// Half of the last digit that was typed; 0 for a fraction, which is exact.
  let precision: Double

  /// What a typed number may be off where nothing else is said.
  private static let mostPrecision = 0.05

  /// - Returns: nil where it is no number. A comma stands between thousands only: what `2,62` means
  ///   depends on who typed it.
  init?(_ typed: String) {
    var text = typed.trimmedEnds.replacing("−", with: "-")
    var sign = 1.0
    if let first = text.first, first == "-" || first == "+" {
      text = String(text.dropFirst()).trimmedEnds
      if first == "-" { sign = -1 }
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard let number = Self.decimal(parts[0]) else { return nil }
      value = sign * number.value
      precision = number.precision
    case 2:
      guard let over = Self.decimal(parts[0]), let under = Self.decimal(parts[1]),
        under.value != 0
      else { return nil }
      value = sign * over.value / under.value
      precision = 0
    default: return nil
    }
    guard value.isFinite else { return nil }
  }

  /// Digits without a sign, perhaps with a point.
  private static func decimal(_ text: Substring) -> (value: Double, precision: Double)? {
    let text = String(text).trimmedEnds
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let whole = ungrouped(parts[0]) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.allSatisfy(\.isDigit), !(whole + fraction).isEmpty,
      let value = Double("\(whole.isEmpty ? "0" : whole).\(fraction.isEmpty ? "0" : fraction)")
    else { return nil }
    var precision = 0.5
    for _ in fraction { precision /= 10 }
    return (value, precision)
  }

  /// The digits without the commas or blanks between thousands.
  private static func ungrouped(_ text: Substring) -> String? {
    if text.allSatisfy(\.isDigit) { return String(text) }
    guard let separator = text.first(where: { !$0.isDigit }), separator == "," || separator == " "
    else { return nil }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard 1...3 ~= groups[0].count, groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(\.isDigit) })
    else { return nil }
    return groups.joined()
  }

  /// Whether this is a right answer where `right` is the answer.
  func isNear(_ right: Double, tolerance: Double?) -> Bool {
    abs(value - right) <= (tolerance ?? min(precision, Self.mostPrecision)) + Self.slack(of: right)
  }

  /// What the engine's numbers of 32 bits are off themselves; whole ones are exact.
  static func slack(of number: Double) -> Double {
    number == number.rounded() ? 1e-9 : 1e-6 * max(1, abs(number))
  }
}

/// A size as people type it: `26x26`, `26 × 26`, `10x26x26`.
struct TypedSize: Hashable {
  let extents: [Int]

  /// - Parameter isVector: Whether a single number is a size as well.
  init?(_ typed: String, isVector: Bool) {
    let words = typed.lowercased().replacing(" by ", with: "x")
      .split(omittingEmptySubsequences: false) { "x×*".contains($0) }
    var extents: [Int] = []
    for word in words {
      guard let number = TypedNumber(String(word)), number.precision == 0.5,
        let extent = Int(exactly: number.value), extent > 0
      else { return nil }
      extents.append(extent)
    }
    guard (isVector ? 1 : 2)...3 ~= extents.count else { return nil }
    self.extents = extents
  }
}

extension Character {
  fileprivate var isDigit: Bool { "0"..."9" ~= self }
}
