import Foundation
import TestSupport
import Testing

/// The probe in a terminal with a screen: what a person would see.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(1)))
struct TmuxTests {
  private func command() throws -> String {
    "PS1='$ '; unset NO_COLOR COLORFGBG; LANG=C.UTF-8 '\(try builtProgram("TerminalProbe").path)'"
  }

  @Test func `keys, sizes and leaving look right on the screen`() throws {
    let session = try TmuxSession("echo before; " + command())
    let first = try #require(try session.wait(for: "event 0: nothing."))
    #expect(first.hasPrefix("probe 100x30 extended unicode"))
    #expect(first.contains("▀▀▀▀"))
    #expect(first.hasSuffix(String(repeating: " ", count: 99) + "$\n"), "the last cell of all")
    for (index, (key, event)) in [
      ("Right", "right"), ("F5", "function(5)"), ("BTab", "backTab"), ("PPage", "pageUp"),
      ("Home", "home"), ("End", "end"), ("Escape", "escape"), ("BSpace", "backspace"),
    ].enumerated() {
      try session.press(key)
      #expect(try session.wait(for: "event \(index + 1): key(Drawing.Key.\(event)).") != nil)
    }
    try session.resize(columns: 60, rows: 20)
    let smaller = try #require(try session.wait(for: "probe 60x20"))
    #expect(smaller.contains("sheetStrong -1.25"))
    try session.resize(columns: 20, rows: 5)
    #expect(try session.wait(for: "probe 20x5") != nil)
    try session.resize(columns: 100, rows: 30)
    #expect(try session.wait(for: "probe 100x30") != nil)
    #expect(try session.property("alternate_on") == "1")
    #expect(try session.property("mouse_standard_flag") == "1")

    try session.press("q")
    let after = try #require(try session.wait(for: "before"))
    #expect(!after.contains("event"))
    #expect(try session.property("alternate_on") == "0")
    #expect(try session.property("mouse_any_flag") == "0")
    #expect(try session.property("cursor_flag") == "1")
  }

  @Test func `Ctrl-Z gives the shell its terminal, and fg takes it back`() throws {
    let session = try TmuxSession(command())
    #expect(try session.wait(for: "event 0") != nil)
    for count in 1...2 {
      try session.press("C-z")
      try session.type("stty -a | grep -c ' icanon'; echo back\(count)\n")
      let shell = try #require(try session.wait(for: "\nback\(count)"))
      #expect(!shell.contains("event"))
      #expect(try session.property("alternate_on") == "0")
      #expect(try session.property("mouse_any_flag") == "0")
      try session.type("fg\n")
      let back = try #require(try session.wait(for: "event \(count): resumed."))
      #expect(back.contains("sheetDim -1.25"))
      #expect(try session.property("mouse_standard_flag") == "1")
    }
    try session.press("q")
    #expect(try session.wait(for: "$ ") != nil)
  }

  @Test func `in tmux, the mouse reaches beyond column 223`() throws {
    let session = try TmuxSession(command(), columns: 240, rows: 30)
    #expect(try session.wait(for: "event 0") != nil)
    let viewer = try PtyProcess(
      URL(filePath: "/usr/bin/env"), ["tmux"] + session.attachArguments,
      environment: [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin",
      ],
      columns: 240, rows: 30)
    #expect(viewer.wait(for: "probe 240x30"))
    viewer.type("\u{1B}[<0;231;8M\u{1B}[<0;231;8m")
    #expect(try session.wait(for: "event 1: click(row: 7, column: 230).") != nil)
    viewer.type("\u{1B}[<65;10;8M")
    #expect(try session.wait(for: "event 2: wheel(up: false, row: 7, column: 9).") != nil)
  }

  @Test func `a trap leaves the shell usable`() throws {
    let session = try TmuxSession(command())
    #expect(try session.wait(for: "event 0") != nil)
    try session.type("T")
    try session.type("echo status $?\n")
    let after = try #require(try session.wait(for: "status 1"))
    #expect(after.contains("status 132") || after.contains("status 133"))
    #expect(try session.property("alternate_on") == "0")
    #expect(try session.property("mouse_any_flag") == "0")
  }
}
