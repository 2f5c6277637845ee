import Foundation
import TestSupport
import Testing

/// The probe on a real line: what it finds, what it is told, what it sends.
@Suite(.timeLimit(.minutes(1)))
struct ScreenTests {
  @Test(arguments: [
    ("xterm-256color", "extended unicode xterm-256color"), ("xterm", "basic unicode xterm"),
    ("tmux-256color", "extended unicode tmux-256color"), ("linux", "basic ascii linux"),
    ("vt100", "monochrome unicode vt100"), ("xterm-mono", "monochrome unicode xterm-mono"),
    ("xterm-ghostty", "extended unicode xterm-256color"),
  ])
  func `the type of the terminal decides what it can show`(type: String, found: String) throws {
    let process = try startProbe(type: type)
    #expect(process.wait(for: "probe 80x24 \(found)"))
  }

  @Test(
    arguments: [
      (["NO_COLOR": "1"], [], "monochrome unicode"), (["NO_COLOR": ""], [], "extended unicode"),
      (["NO_COLOR": "1"], ["always"], "extended unicode"), ([:], ["never"], "monochrome unicode"),
      ([:], ["16"], "basic unicode"), (["TERM": "xterm"], ["256"], "extended unicode"),
      (["LANG": "C"], [], "extended ascii"), (["LANG": ""], [], "extended unicode"),
      (["LINES": "5", "COLUMNS": "20"], [], "probe 80x24"),
    ] as [([String: String], [String], String)])
  func `the environment is obeyed`(
    environment: [String: String], arguments: [String], found: String
  ) throws {
    let process = try startProbe(arguments: arguments, environment: environment)
    #expect(process.wait(for: found))
  }

  @Test func `without colors no color is sent`() throws {
    let process = try startProbe(environment: ["NO_COLOR": "1"])
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    let sent = String(decoding: process.output, as: UTF8.self)
    #expect(sent.matches(of: /\u{1B}\[[0-9;]*(3[0-9]|4[0-9])[0-9;]*m/).isEmpty)
  }

  @Test(arguments: [
    ("\u{1B}OC", "key(Drawing.Key.right)"), ("\u{1B}[C", "key(Drawing.Key.right)"),
    ("\u{1B}[5~", "key(Drawing.Key.pageUp)"), ("\u{1B}[15~", "key(Drawing.Key.function(5))"),
    ("\u{1B}OP", "key(Drawing.Key.function(1))"), ("\u{1B}[11~", "key(Drawing.Key.function(1))"),
    ("\u{1B}[Z", "key(Drawing.Key.backTab)"), ("\u{1B}[1~", "key(Drawing.Key.home)"),
    ("\u{1B}", "key(Drawing.Key.escape)"), ("\r", "key(Drawing.Key.enter)"),
    ("\u{7F}", "key(Drawing.Key.backspace)"), ("\u{13}", "key(Drawing.Key.control(\"s\"))"),
    ("\u{1B}[<0;8;4M", "click(row: 3, column: 7)"),
    ("\u{1B}[<65;8;4M", "wheel(up: false, row: 3, column: 7)"),
    ("\u{1B}[M ($", "click(row: 3, column: 7)"),
    ("\u{1B}[99;5u\u{1B}[1;5D\u{1B}[<0;1;1mx", "key(Drawing.Key.character(\"x\"))"),
  ])
  func `keys and the mouse arrive`(bytes: String, event: String) throws {
    let process = try startProbe()
    process.type(bytes)
    #expect(process.wait(for: "event 1: \(event)"))
  }

  @Test func `Escape alone answers at once`() throws {
    let process = try startProbe()
    let start = ContinuousClock.now
    process.type("\u{1B}")
    #expect(process.wait(for: "Key.escape"))
    // 25 ms on an idle machine; the limit allows for a busy one, and 1000 would be curses' default.
    #expect(.now - start < .milliseconds(500))
  }

  @Test func `garbage is survived`() throws {
    let process = try startProbe()
    var generator = SeededGenerator(seed: 7)
    // No letters, some of which end the probe, and no control characters, some of which are signals.
    let bytes = (0..<400).map { _ in UInt8.random(in: 0x80...0xFF, using: &generator) }
    process.type(bytes: Array(bytes) + Array("\u{1B}[?!;;;;\u{1B}[<;;M".utf8))
    process.type("\u{1B}[<0;8;4M")
    #expect(process.wait(for: "click(row: 3, column: 7)"))
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
  }

  @Test func `every size is survived`() throws {
    let process = try startProbe()
    for (columns, rows) in [(200, 60), (20, 5), (1, 1), (3, 2), (300, 80), (80, 24)] {
      let start = process.output.count
      process.resize(columns: columns, rows: rows)
      // The probe marks its last cell.
      let expected = rows == 1 ? "$" : String("probe \(columns)x\(rows)".prefix(columns))
      #expect(process.wait(for: expected, from: start), "\(columns)x\(rows)")
    }
    #expect(process.wait(for: "resized"))
  }

  @Test func `a program that was stopped unawares takes the terminal again`() throws {
    let process = try startProbe()
    let inside = process.settings
    process.send(signal: SIGSTOP)
    process.waitForStop()
    process.resetSettings()
    process.resize(columns: 90, rows: 30)
    let start = process.output.count
    process.send(signal: SIGCONT)
    #expect(process.wait(for: "probe 90x30", from: start))
    // The change of size may be heard before the signal to go on.
    #expect(process.wait { process.settings == inside })
    #expect(process.modesLeftOn.isSuperset(of: [1000, 1006, 1049]))
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.settings == process.originalSettings && process.modesLeftOn == [])
  }

  @Test func `waiting costs no processor time`() throws {
    let process = try startProbe()
    let file = URL(filePath: "/proc/\(process.pid)/status")
    try #require(FileManager.default.fileExists(atPath: file.path), "needs /proc")
    // Two events apart, the process has slept exactly as often as it was woken.
    func switches() throws -> Int {
      let text = try String(contentsOf: file, encoding: .utf8)
      let line = text.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
      return line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0
    }
    let before = try switches()
    process.wait(seconds: 0.5) { false }
    #expect(try switches() - before <= 1)
  }
}
