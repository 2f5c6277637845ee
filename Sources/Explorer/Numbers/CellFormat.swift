package import Convolution

/// How the numbers of one table are written into its cells: all with the same decimals and width.
///
/// Cells may round. A zero is a plain `0`, so that `.00`, `-.00` and `0.` say "very small, but not
/// nothing"; a zero before the point is left out, as in the lecture's spreadsheet.
package struct CellFormat: Hashable, Sendable {
  package let decimals: Int
  /// Columns that a cell takes, including one blank that keeps it apart from its neighbor.
  package let width: Int
  private let style: Style

  private enum Style: Hashable {
    case decimal
    /// Numbers in 0…1, where `1.0` stands for 1.00 and keeps the cells at four columns.
    case unit
    case scientific
  }

  /// The format that suits numbers in a range.
  ///
  /// - Parameter minimumWidth: The narrowest cell wanted, in columns.
  package init(_ range: ValueRange, minimumWidth: Int = 4) {
    let largest = max(abs(range.minimum), abs(range.maximum))
    let isUnit = range.minimum >= 0 && range.maximum <= 1
    if !largest.isFinite || largest >= 99_999.5 || (largest > 0 && largest < 0.001) {
      (decimals, style) = (0, .scientific)
      width = max(minimumWidth, range.minimum < 0 ? 7 : 6)
      return
    }
    if range.isWhole {
      (decimals, style) = (0, .decimal)
    } else if isUnit && largest >= 0.1 {
      (decimals, style) = (2, .unit)
    } else {
      decimals =
        switch largest {
        case ..<0.01: 4
        case ..<0.1: 3
        case ..<10: 2
        case ..<1000: 1
        default: 0
        }
      style = .decimal
    }
    let format = CellFormat(decimals: decimals, width: 0, style: style)
    let longest = max(format.text(range.minimum).count, format.text(range.maximum).count)
    width = max(minimumWidth, longest + 1)
  }

  private init(decimals: Int, width: Int, style: Style) {
    (self.decimals, self.width, self.style) = (decimals, width, style)
  }

  /// The number as the cell shows it, without the blanks around it.
  package func text(_ value: Float) -> String {
    if value == 0 { return "0" }
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-∞" : "∞" }
    switch style {
    case .scientific:
      let isPlain = value == value.rounded() && abs(value) < 10
      return isPlain ? String(Int(value)) : Self.scientific(value)
    case .unit where value >= 0.995: return "1.0"
    case .unit, .decimal:
      guard let fixed = Fixed(value, decimals: decimals) else { return Self.scientific(value) }
      let text = fixed.units == 0 ? nearlyZero(value) : fixed.text
      guard decimals > 0 else { return text }
      if text.hasPrefix("0.") { return String(text.dropFirst()) }
      if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
      return text
    }
  }

  /// As `text`, but where that would only say "very small", with its order of magnitude: `9e-5`.
  func tellingText(_ value: Float) -> String {
    let text = text(value)
    let isTelling = value == 0 || !value.isFinite || text.contains { "123456789".contains($0) }
    return isTelling ? text : Self.scientific(value)
  }

  /// A number that rounds to nothing, with its sign and its point.
  private func nearlyZero(_ value: Float) -> String {
    (value < 0 ? "-0." : "0.") + String(repeating: "0", count: decimals)
  }

  /// One digit, and the power of ten: `3e7`, `-2e-5`.
  private static func scientific(_ value: Float) -> String {
    var exponent = 0
    var mantissa = Double(value).magnitude
    while mantissa >= 9.5 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 0.95 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    return "\(value < 0 ? "-" : "")\(Int(mantissa.rounded()))e\(exponent)"
  }
}
