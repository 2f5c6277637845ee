package import Drawing

/// How many colors the user asks for.
package enum ColorRequest: String, CaseIterable, Sendable {
  /// As many as the terminal has, none under `NO_COLOR`.
  case automatic = "auto"
  case never
  /// Whatever `NO_COLOR` says.
  case always
  case basic = "16"
  case extended = "256"

  /// The colors to use on a terminal that has `count` of them.
  ///
  /// - Parameter noColor: `NO_COLOR` in the environment; it counts when it is present and not empty.
  /// Source: no-color.org.
  package func tier(terminalColors count: Int, noColor: String?) -> ColorTier {
    let available: ColorTier = count >= 256 ? .extended : count >= 8 ? .basic : .monochrome
    switch self {
    case .automatic: return noColor?.isEmpty == false ? .monochrome : available
    case .always, .extended: return available
    case .basic: return available == .extended ? .basic : available
    case .never: return .monochrome
    }
  }
}

extension Background {
  /// What `COLORFGBG` says, as some terminals set it: "15;0" is white on black, "0;15" the reverse.
  package init?(colorFGBG value: String) {
    guard let last = value.split(separator: ";", omittingEmptySubsequences: false).last,
      let index = UInt8(last), index < 16
    else {
      return nil
    }
    self = index == 7 || index >= 9 ? .light : .dark
  }
}
