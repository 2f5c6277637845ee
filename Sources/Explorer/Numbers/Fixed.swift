/// A decimal with a fixed number of digits behind the point, as it stands on the screen.
///
/// Arithmetic on these is exact, so that a line can know whether the figures it shows really add
/// up: `=` may stand only where they do.
package struct Fixed: Hashable, Sendable {
  /// The number times ten to the power of `decimals`.
  package let units: Int
  package let decimals: Int

  /// - Returns: nil when the number is not finite or has too many digits to be counted in an `Int`.
  package init?(
    _ value: Float, decimals: Int, rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) {
    let scaled = (Double(value) * Double(Self.powersOfTen[decimals])).rounded(rule)
    guard scaled.magnitude < 1e15 else { return nil }
    units = Int(scaled)
    self.decimals = decimals
  }

  init(units: Int, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// The number as its shortest decimal, which reads back as the same `Float`: `description`'s.
  ///
  /// - Returns: nil when it is not finite or needs more than 18 digits behind the point.
  package init?(exactly value: Float) {
    for decimals in 0..<Self.powersOfTen.count {
      // `description` takes the even one of two shortest decimals that are equally near.
      guard let fixed = Fixed(value, decimals: decimals, rule: .toNearestOrEven) else { return nil }
      if fixed.stands(for: value) {
        self = fixed
        return
      }
    }
    return nil
  }

  private static let powersOfTen: [Int] = (0...18).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// `0.12`, `-3`, `12.50`.
  package var text: String {
    let sign = units < 0 ? "-" : ""
    var digits = String(units.magnitude)
    guard decimals > 0 else { return sign + digits }
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// Whether the text reads back as exactly this number.
  package func stands(for value: Float) -> Bool { Float(text) == value }

  /// The exact product; nil when it has too many digits.
  package static func * (first: Fixed, second: Fixed) -> Fixed? {
    let (units, overflows) = first.units.multipliedReportingOverflow(by: second.units)
    return overflows ? nil : Fixed(units: units, decimals: first.decimals + second.decimals)
  }

  /// Whether the numbers add up to exactly `total`.
  package static func adds(_ numbers: [Fixed?], upTo total: Fixed) -> Bool {
    let finest = max(numbers.map { $0?.decimals ?? 0 }.max() ?? 0, total.decimals)
    guard finest < powersOfTen.count, let goal = total.units(at: finest) else { return false }
    var sum = 0
    for number in numbers {
      guard let units = number?.units(at: finest) else { return false }
      let (next, overflows) = sum.addingReportingOverflow(units)
      guard !overflows else { return false }
      sum = next
    }
    return sum == goal
  }

  private func units(at decimals: Int) -> Int? {
    let factor = Self.powersOfTen[decimals - self.decimals]
    let (scaled, overflows) = units.multipliedReportingOverflow(by: factor)
    return overflows ? nil : scaled
  }
}

extension Fixed {
  /// The number with as many decimals as are needed to show it exactly, at most `most`.
  ///
  /// Whole numbers have none; `least` applies to all others.
  package static func shortest(_ value: Float, least: Int = 0, most: Int = 2) -> Fixed? {
    if value == value.rounded() { return Fixed(value, decimals: 0) }
    for decimals in least...most {
      if let fixed = Fixed(value, decimals: decimals), fixed.stands(for: value) { return fixed }
    }
    return Fixed(value, decimals: most)
  }

  /// The number with two decimals at most; with two significant digits where those would show 0.
  ///
  /// - Returns: nil for what has no such digits within eight decimals.
  package static func telling(_ value: Float) -> Fixed? {
    for most in 2...8 {
      guard let fixed = shortest(value, most: most) else { return nil }
      let least = most == 2 ? 1 : 10
      if fixed.units.magnitude >= least || fixed.stands(for: value) { return fixed }
    }
    return nil
  }
}
