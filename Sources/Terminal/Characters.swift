import Drawing

/// Which characters a terminal can be trusted to show.
enum Characters {
  /// What to call `setlocale` with, best first: what the environment says, then UTF-8 by other names
  /// where the environment says nothing, or names a UTF-8 locale that is not installed.
  static func locales(variable: (String) -> String?) -> [String] {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(variable).first { !$0.isEmpty }
    let universal = ["C.UTF-8", "en_US.UTF-8", "UTF-8"]
    guard let named else { return universal + [""] }
    let isUniversal = named.uppercased().filter { $0 != "-" }.hasSuffix("UTF8")
    return [""] + (isUniversal ? universal : [])
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
