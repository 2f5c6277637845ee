import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program in a terminal, with a stream that the test writes.
@Suite(.timeLimit(.minutes(2))) final class `Live, on the screen` {
  private let folder: URL
  private var writer: FileHandle?

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(mkfifo(pipe.path, 0o600) == 0)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var pipe: URL { folder.appending(path: "pipe") }

  /// Starts the program at the end of a pipe; its first frame says that it waits.
  private func start(_ arguments: String = "fashion-mnist") throws -> PtyProcess {
    let process = try PtyProcess(
      URL(filePath: "/bin/sh"),
      ["-c", "exec \"$explore\" live \(arguments) < \"$pipe\""],
      environment: screenEnvironment().merging([
        "explore": try builtProgram("explore").path, "pipe": pipe.path,
      ]) { $1 })
    // Were it inherited by what other tests start, the stream would not end.
    let file = open(pipe.path, O_WRONLY | O_CLOEXEC)
    try #require(file >= 0)
    writer = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try #require(process.wait(for: "waiting for the first frame", seconds: 30))
    return process
  }

  /// Sends gray pictures that get brighter.
  private func send(_ brightness: Range<Int>) throws {
    for level in brightness {
      var bytes = Data("P5\n40 30\n255\n".utf8)
      bytes.append(contentsOf: [UInt8](repeating: UInt8(level), count: 1200))
      try writer?.write(contentsOf: bytes)
    }
  }

  /// Whether the screen comes to show a text: asked for whole, as a terminal is sent only what changes.
  private func shows(_ text: String, on process: PtyProcess) -> Bool {
    for _ in 0..<20 {
      let start = process.output.count
      process.type("\u{C}")
      let isShown = process.wait(seconds: 1) {
        String(decoding: process.output[start...], as: UTF8.self)
          .replacing(/\u{1B}(\[[0-9;?]*[A-Za-z]|\([A-Z0-9])/, with: "").contains(text)
      }
      if isShown { return true }
    }
    return false
  }

  private func closeStream() throws {
    try writer?.close()
    writer = nil
  }

  @Test func `frames show as they come, and the end keeps the last`() throws {
    let process = try start()
    for number in 1...3 {
      try send(number..<number + 1)
      #expect(shows("frame \(number)", on: process))
    }
    try closeStream()
    #expect(shows("the stream ended after 3 frames", on: process))
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.isWhole)
    #expect(process.lastLine == "… | explore live fashion-mnist")
  }

  @Test func `frames that come too fast are skipped, and the last one shows`() throws {
    let process = try start()
    // A writer would wait here if nobody read, and the test with it.
    for _ in 0..<20 { try send(0..<250) }
    try closeStream()
    #expect(shows("the stream ended after 5,000 frames", on: process))
    #expect(process.text.contains(" skipped"))
    process.type("\u{3}")
    #expect(process.waitForEnd() == .exited(130))
    #expect(process.isWhole)
  }

  @Test func `a frame freezes while the stream goes on, and space goes back to it`() throws {
    let process = try start()
    try send(7..<8)
    #expect(shows("frame 1", on: process))
    process.type(" ")
    #expect(shows("goes back to the stream", on: process))
    try send(0..<200)
    process.type(" ")
    #expect(shows("frame 201", on: process))
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.isWhole)
  }

  @Test func `while no frame comes, it does nothing at all`() throws {
    let process = try start()
    try send(7..<8)
    #expect(shows("no frame for 2 seconds", on: process))
    let before = processorTime(of: process.pid)
    // What shows that time has passed is another program's end.
    _ = try runShell("sleep 2")
    #expect(processorTime(of: process.pid) - before <= 2, "in hundredths of a second")
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
  }

  @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a request ends it in the middle of a stream`(signal: Int32, status: Int32) throws {
    let process = try start()
    try send(0..<50)
    #expect(process.wait(for: "frame "))
    process.send(signal: signal)
    #expect(process.waitForEnd() == .exited(status))
    #expect(process.isWhole)
  }

  @Test func `a closed window ends it`() throws {
    let process = try start()
    try send(0..<5)
    process.hangUp()
    #expect(process.waitForEnd() != nil)
  }

  @Test func `a stream of another kind gives the terminal back and says what it is`() throws {
    let process = try start()
    try writer?.write(
      contentsOf: Data([0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 1, count: 60)))
    #expect(process.waitForEnd() == .exited(65))
    #expect(process.isWhole)
    #expect(process.lastLine.hasPrefix("explore: standard input: is a stream of JPEG pictures"))
  }

  @Test func `settings are part of the line that it leaves`() throws {
    let process = try start("fashion-mnist --mirror --weights seed:3")
    try send(9..<10)
    #expect(process.wait(for: "frame 1"))
    for key in ["i", "c", "f", "+", ";"] { process.answer(to: key) }
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(
      process.lastLine
        == "… | explore live fashion-mnist --weights seed:3 --fit stretch --invert --contrast --mirror "
        + "--sure 0.55 --smooth 4")
  }

  /// What a process has used of the processor, in hundredths of a second; 0 where `/proc` is not there.
  private func processorTime(of pid: pid_t) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return 0 }
    let fields = text[end...].split(separator: " ").dropFirst()
    return fields.dropFirst(11).prefix(2).compactMap { Int($0) }.reduce(0, +)
  }
}

/// The program in tmux, as a student without a camera meets it first.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(2)))
struct `Live, in a terminal` {
  @Test
  func `pictures from files pass by, one is asked why, and the shell is told how to come back`()
    throws
  {
    let session = try TmuxSession(
      "PS1='$ '; unset NO_COLOR COLORFGBG; export LANG=C.UTF-8; clear\ncat '\(asset("fashion"))'/*.pgm | "
        + "'\(try builtProgram("explore").path)' live fashion-mnist --rate 3",
      columns: 120, rows: 36)
    #expect(try session.wait(for: "frame 3", seconds: 20) != nil)
    #expect(try session.wait(for: "what the network sees, 28×28") != nil)
    try session.press("Space")
    #expect(try session.wait(for: "space or esc goes back to the stream") != nil)
    try session.press("Enter")
    #expect(try session.wait(for: "esc goes back to the stream") != nil)
    try session.press("Enter")
    #expect(try session.wait(for: "× weight") != nil || session.screen().contains("why"))
    try session.press("Escape")
    try session.press("Escape")
    #expect(try session.wait(for: "the stream ended after 12 frames", seconds: 20) != nil)
    try session.press("q")
    #expect(try session.wait(for: "… | explore live fashion-mnist") != nil)
    #expect(try session.property("alternate_on") == "0")
  }
}
