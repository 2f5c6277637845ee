import Drawing

/// Which characters a terminal can be trusted to show.
package enum Characters {
  /// Whether text may have characters beyond ASCII, as far as the environment says; where it says nothing
  /// it may.
  package static func isUniversal(variable: (String) -> String?) -> Bool {
    named(variable).map(isUniversal) ?? true
  }

  private static func named(_ variable: (String) -> String?) -> String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(variable).first { !$0.isEmpty }
  }

  private static func isUniversal(_ locale: String) -> Bool {
    // A modifier may follow: `de_DE.UTF-8@euro`.
    let name = locale.split(separator: "@").first ?? ""
    return name.uppercased().filter { $0 != "-" }.hasSuffix("UTF8")
  }

  /// What to call `setlocale` with, best first: what the environment says, then UTF-8 by other names
  /// where the environment says nothing, or names a UTF-8 locale that is not installed.
  static func locales(variable: (String) -> String?) -> [String] {
    let universal = ["C.UTF-8", "en_US.UTF-8", "UTF-8"]
    guard let named = named(variable) else { return universal + [""] }
    return [""] + (isUniversal(named) ? universal : [])
  }

  /// Characters of each kind that the drawings use: frames, blocks, arithmetic, arrows.
  static let samples: [Unicode.Scalar] = [
    "━", "┃", "┏", "─", "│", "▀", "▄", "█", "·", "×", "−", "⌊", "≈", "←", "↑", "❚",
  ]

  /// - Parameters:
  ///   - codeset: How the locale codes characters.
  ///   - width: The columns that a character takes there; some locales make frames two columns wide.
  ///   - type: `TERM`. The Linux console has a font of 256 or 512 characters without heavy frames.
  static func glyphs(
    codeset: String, type: String, width: (Unicode.Scalar) -> Int
  ) -> GlyphSet {
    guard codeset.uppercased() == "UTF-8", type != "linux", !type.hasPrefix("linux-"),
      samples.allSatisfy({ width($0) == 1 })
    else { return .ascii }
    return .unicode
  }
}
