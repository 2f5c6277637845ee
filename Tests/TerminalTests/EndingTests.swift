import Foundation
import TestSupport
import Testing

/// However the program ends, the terminal is as it was.
///
/// What nobody can promise is not here: SIGKILL leaves no time for anything.
@Suite(.timeLimit(.minutes(1)))
struct EndingTests {
  /// One way to end the probe, and what its parent learns of it.
  struct Way: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let ending: PtyProcess.Ending
    let provoke: @Sendable (PtyProcess) -> Void

    static func key(_ key: String, _ name: String, _ ending: PtyProcess.Ending) -> Way {
      Way(testDescription: name, ending: ending) { $0.type(key) }
    }

    static func signal(_ number: Int32, _ name: String, _ ending: PtyProcess.Ending) -> Way {
      Way(testDescription: name, ending: ending) { $0.send(signal: number) }
    }
  }

  static let polite: [Way] = [
    .key("q", "a key", .exited(0)),
    .key("e", "an error that passes by", .exited(1)),
    .key("x\u{3}", "Ctrl-C", .exited(130)),
    .key("\u{1C}", "Ctrl-Backslash", .exited(131)),
    .signal(SIGINT, "SIGINT", .exited(130)),
    .signal(SIGTERM, "SIGTERM", .exited(143)),
    .signal(SIGHUP, "SIGHUP", .exited(129)),
    .signal(SIGQUIT, "SIGQUIT", .exited(131)),
  ]
  static let crashes: [Way] = [
    .signal(SIGSEGV, "SIGSEGV", .signaled(SIGSEGV)),
    .signal(SIGABRT, "SIGABRT", .signaled(SIGABRT)),
    .signal(SIGILL, "SIGILL", .signaled(SIGILL)),
    .signal(SIGTRAP, "SIGTRAP", .signaled(SIGTRAP)),
    .signal(SIGBUS, "SIGBUS", .signaled(SIGBUS)),
    .signal(SIGFPE, "SIGFPE", .signaled(SIGFPE)),
    .key("A", "abort", .signaled(SIGABRT)),
    .key("S", "a wild pointer", .signaled(SIGSEGV)),
    .key("R", "endless recursion", .signaled(SIGSEGV)),
    .key("B", "a raised SIGBUS", .signaled(SIGBUS)),
    .key("F", "a raised SIGFPE", .signaled(SIGFPE)),
  ]
  /// Swift's traps are illegal instructions on one architecture and breakpoints on the other.
  #if arch(x86_64)
    static let trap = Way.key("T", "an index out of range", .signaled(SIGILL))
  #else
    static let trap = Way.key("T", "an index out of range", .signaled(SIGTRAP))
  #endif

  static let types = [
    "xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100", "vt220",
    "xterm-mono",
  ]

  @Test(arguments: polite + crashes + [trap])
  func `the terminal is whole again`(after way: Way) throws {
    try end("xterm-256color", way)
  }

  @Test(arguments: types, [polite[0], polite[5], crashes[0], trap])
  func `every type of terminal is whole again`(type: String, after way: Way) throws {
    try end(type, way)
  }

  private func end(_ type: String, _ way: Way) throws {
    let process = try startProbe(type: type)
    #expect(process.settings != process.originalSettings)
    way.provoke(process)
    let clock = ContinuousClock.now
    #expect(process.waitForEnd() == way.ending)
    // Swift's backtracer would wait half a minute for a key.
    #expect(.now - clock < .seconds(5))
    #expect(process.settings == process.originalSettings)
    #expect(process.modesLeftOn == [])
    if type.hasPrefix("xterm-256") {
      #expect(String(decoding: process.output, as: UTF8.self).contains("\u{1B}[?1049l"))
    }
  }

  @Test func `a crash sends nothing that the type does not know`() throws {
    let process = try startProbe(type: "vt100")
    process.send(signal: SIGSEGV)
    #expect(process.waitForEnd() == .signaled(SIGSEGV))
    let sent = String(decoding: process.output, as: UTF8.self)
    for mode in ["1049", "1000", "1006", "25"] { #expect(!sent.contains("\u{1B}[?\(mode)")) }
  }

  @Test func `a closed window ends the program`() throws {
    let process = try startProbe()
    process.hangUp()
    #expect(process.waitForEnd() != nil)
  }

  @Test func `a second request ends a program that does not listen`() throws {
    let process = try startProbe()
    process.type("W")  // waits for the end of time, without looking at events
    #expect(process.wait(for: "waiting"))
    // Two that arrive at once count as one.
    var ending: PtyProcess.Ending?
    for _ in 0..<100 where ending == nil {
      process.send(signal: SIGTERM)
      ending = process.waitForEnd(seconds: 0.1)
    }
    #expect(ending == .signaled(SIGTERM))
    #expect(process.settings == process.originalSettings)
    #expect(process.modesLeftOn == [])
  }

  @Test func `a signal that the parent ignores stays ignored`() throws {
    let process = try PtyProcess(
      URL(filePath: "/bin/sh"),
      ["-c", "trap '' HUP; exec \"$0\"", builtProgram("TerminalProbe").path],
      environment: probeEnvironment(type: "xterm-256color"))
    #expect(process.wait(for: "event 0"))
    process.send(signal: SIGHUP)
    process.type("x")
    #expect(process.wait(for: "event 1: key(Drawing.Key.character(\"x\"))"))
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
  }

  @Test(arguments: [nil, "", "dumb", "nosuchterm"] as [String?])
  func `a terminal that cannot be drawn on is an error and is left alone`(type: String?) throws {
    var environment = probeEnvironment(type: "")
    environment["TERM"] = type
    let process = try PtyProcess(builtProgram("TerminalProbe"), environment: environment)
    #expect(process.waitForEnd() == .exited(1))
    #expect(process.settings == process.originalSettings)
    let text = String(decoding: process.output, as: UTF8.self)
    #expect(text.contains("TERM is") && !text.contains("\u{1B}"))
  }
}

/// What the probe gets to see of the world: nothing that depends on where the tests run.
func probeEnvironment(type: String) -> [String: String] {
  ["TERM": type, "LANG": "C.UTF-8", "PROBE_WHOLE": "1", "PATH": "/usr/bin:/bin"]
}

/// Starts the probe, and waits for its first frame.
func startProbe(
  type: String = "xterm-256color", arguments: [String] = [], environment: [String: String] = [:],
  columns: Int = 80, rows: Int = 24
) throws -> PtyProcess {
  let process = try PtyProcess(
    builtProgram("TerminalProbe"), arguments,
    environment: probeEnvironment(type: type).merging(environment) { $1 },
    columns: columns, rows: rows)
  #expect(process.wait(for: "event 0"))
  return process
}
