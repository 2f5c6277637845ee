import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program in a tmux of its own: a real terminal, with a screen that can be read.
package final class TmuxSession {
  private let socket = "explore-tests-\(UUID().uuidString.prefix(8))"

  /// Whether tmux is installed; without it there is nothing to test against.
  package static let isAvailable = (try? run(["-V"])) != nil

  /// - Parameter command: What the shell of the first window runs.
  package init(_ command: String, columns: Int = 100, rows: Int = 30) throws {
    // The last program's end must not take its screen away before it has been read.
    try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "/bin/sh", ";",
      "set", "-g", "remain-on-exit", "on", ";", "set", "-g", "mouse", "on", ";",
      "set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0", ";",
      "set", "-g", "window-size", "manual", ";",
      "resize-window", "-x", "\(columns)", "-y", "\(rows)",
    ])
    try type(command + "\n")
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// What to run in another terminal to look at this one.
  package var attachArguments: [String] { ["-L", socket, "-f", "/dev/null", "attach"] }

  /// Types keys by tmux's names, such as "Right", "F5" or "C-z".
  package func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  package func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

  package func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The lines of the screen, without the blanks at their ends.
  package func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

  /// The screen with its blanks and the escape sequences that set its colors and attributes.
  package func paintedScreen() throws -> String { try tmux(["capture-pane", "-p", "-e", "-N"]) }

  /// Looks at the screen until it shows `text`; returns it, or nil at the deadline.
  package func wait(for text: String, seconds: Double = 10) throws -> String? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      let screen = try screen()
      if screen.contains(text) { return screen }
    }
    return nil
  }

  /// A property of the window, by tmux's name, such as "alternate_on" or "mouse_any_flag".
  package func property(_ name: String) throws -> String {
    try tmux(["display", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    try Self.run(["-L", socket] + arguments)
  }

  /// Runs tmux and returns what it prints. (Foundation's `Process` would wait for the server too, which
  /// goes on in the background.)
  @discardableResult
  private static func run(_ arguments: [String]) throws -> String {
    let words = (["tmux"] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    guard let stream = popen(words.joined(separator: " ") + " 2>/dev/null", "r") else {
      throw POSIXError(.EIO)
    }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      text += buffer[..<count]
    }
    guard pclose(stream) == 0 else { throw POSIXError(.EIO) }
    return String(decoding: text, as: UTF8.self)
  }
}
