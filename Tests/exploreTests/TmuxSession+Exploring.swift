import Foundation
import TestSupport
import Testing

/// The explorer in a tmux, in the folder of the built-in pictures.
extension TmuxSession {
  static func exploringCommand(_ arguments: String = "three") throws -> String {
    "PS1='$ '; unset NO_COLOR COLORFGBG; export LANG=C.UTF-8; alias explore="
      + "'\(try builtProgram("explore").path)'; cd '\(asset(""))'; stty -a > /dev/null; clear\n"
      + "explore \(arguments)"
  }

  static func exploring(
    _ arguments: String = "three.pgm", columns: Int = 100, rows: Int = 30
  ) throws -> TmuxSession {
    let session = try TmuxSession(exploringCommand(arguments), columns: columns, rows: rows)
    try #require(try session.wait(for: "q quit", seconds: 20) != nil)
    return session
  }

  /// Waits for a text; without it, shows the screen that there is instead.
  func expect(_ text: String) throws {
    let painting = try painting { $0.contains(text) }
    try #require(painting.contains(text), "\(painting)")
  }

  /// Waits for the very screen that was there before.
  func expect(_ wanted: Painting) throws {
    let painting = try painting { $0 == wanted }
    try #require(painting == wanted, "\(painting)\ninstead of\n\(wanted)")
  }

  /// The screen that shows a text, once it has come to rest.
  func painting(showing text: String) throws -> Painting {
    try expect(text)
    // A frame is one write, but a part of it may still be on its way.
    var last: Painting?
    return try painting { painting in
      defer { last = painting }
      return painting == last
    }
  }
}
