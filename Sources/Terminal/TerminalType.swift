import Drawing

/// Which descriptions of terminals to try, best first.
///
/// Newer terminals are often unknown to the system that a program runs on, above all over SSH: most of
/// them understand everything that xterm does.
enum TerminalType {
  private static let relatives = [
    "xterm", "kitty", "ghostty", "foot", "alacritty", "wezterm", "tmux", "screen", "rxvt",
  ]

  /// - Parameters:
  ///   - name: `TERM` in the environment.
  ///   - request: 256 colors asked for by name need a description that has them.
  static func candidates(
    for name: String?, request: ColorRequest
  ) throws(TerminalError) -> [String] {
    guard let name, !name.isEmpty else { throw .typeIsMissing }
    guard name != "dumb" else { throw .typeIsUnusable(name) }
    var candidates = [name]
    if request == .extended, !name.hasSuffix("-256color") {
      candidates.insert("\(name)-256color", at: 0)
    }
    if relatives.contains(where: { name.hasPrefix($0) }) {
      candidates += ["xterm-256color", "vt100"]
    }
    return candidates
  }
}
