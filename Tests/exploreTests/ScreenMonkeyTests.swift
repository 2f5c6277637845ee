import Foundation
import TestSupport
import Testing

/// Whatever comes in, the explorer lives, answers, and gives the terminal back.
@Suite(.timeLimit(.minutes(2))) struct `The screen and a monkey` {
  /// Keys that do something, as a terminal sends them, without those that end the program.
  static let keys = [
    "l", "h", "j", "k", "g", "G", "n", "p", " ", ",", ";", "s", "m", "M", "w", "u", "v", "f", "e",
    "o", "z", "Z", "+", "-", "c", "C", "a", "?", "r", "R", "0", "1", "2", "3", "7", "9", ".", "/",
    "\r", "\t", "\u{C}", "\u{7F}", "\u{1B}", "\u{1B}[Z", "\u{1B}OA", "\u{1B}OB", "\u{1B}OC",
    "\u{1B}OD", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H", "\u{1B}[F",
    "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[3~", "\u{1B}OP", "\u{1B}[15~", "−", "b",
  ].map { Array($0.utf8) }

  /// q, and what the line makes signals of: Ctrl-C, Ctrl-Z, Ctrl-Backslash.
  static let deadly: Set<UInt8> = [UInt8(ascii: "q"), 3, 26, 28]

  static let pictures = [
    ["three", "--pool", "max"],
    ["corner", "--kernel", "1 0; 0 -1", "--padding", "2", "--stride", "2x1"],
    ["gradient", "--filter", "gaussian-5,box-5", "--pool", "average:3x3/2"],
    ["three", "--pool", "average"],
    [asset("camera.png")],
  ]

  /// Some input: mostly keys, now and then the mouse, or noise.
  private func input(using generator: inout SeededGenerator) -> [UInt8] {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<14: return Self.keys.randomElement(using: &generator) ?? []
    case 14..<17:
      let button = [0, 0, 1, 2, 35, 64, 65].randomElement(using: &generator) ?? 0
      let (column, row) = (
        Int.random(in: 0...310, using: &generator), Int.random(in: 0...90, using: &generator)
      )
      return Array(
        "\u{1B}[<\(button);\(column);\(row)\(Bool.random(using: &generator) ? "M" : "m")".utf8)
    case 17:
      let bytes = (0..<3).map { _ in UInt8.random(in: 32...255, using: &generator) }
      return Array("\u{1B}[M".utf8) + bytes.filter { !Self.deadly.contains($0) }
    default:
      let length = Int.random(in: 1...12, using: &generator)
      return (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        .filter { !Self.deadly.contains($0) }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the explorer survives it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let process = try startExplore(Self.pictures[Int(seed) % Self.pictures.count])
    for _ in 0..<40 {
      if Int.random(in: 0..<4, using: &generator) == 0 {
        let isSmall = Bool.random(using: &generator)
        process.resize(
          columns: Int.random(in: 1...(isSmall ? 90 : 300), using: &generator),
          rows: Int.random(in: 1...(isSmall ? 30 : 80), using: &generator))
      }
      process.type(bytes: (0..<8).flatMap { _ in input(using: &generator) })
      process.wait(seconds: 0.02) { false }
    }
    // It still answers: noise may have begun a sequence, so q is typed until it is heard.
    var ending: PtyProcess.Ending?
    for _ in 0..<60 where ending == nil {
      process.type("q")
      ending = process.waitForEnd(seconds: 0.25)
    }
    #expect(ending == .exited(0), "seed \(seed)")
    #expect(process.isWhole, "seed \(seed)")
    // What it prints on leaving brings back what a monkey has made.
    let line = process.lastLine
    try #require(line.hasPrefix("explore "), "seed \(seed)")
    let again = try runShell("\"$explore\" --plain \(line.dropFirst("explore ".count))")
    #expect(again.status == 0, "seed \(seed): \(line)\n\(again.output.prefix(200))")
  }
}

/// What the explorer costs while nobody touches it.
@Suite(.timeLimit(.minutes(1))) struct `The screen at rest` {
  /// Ticks of processor time, a hundredth of a second each, and how often the process has slept.
  private func costs(of process: PtyProcess) throws -> (ticks: Int, sleeps: Int) {
    let folder = URL(filePath: "/proc/\(process.pid)")
    let stat = try String(contentsOf: folder.appending(path: "stat"), encoding: .utf8)
    // The name, in parentheses, may hold blanks; user and system time are fields 14 and 15.
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    let ticks = fields[11...12].compactMap { Int($0) }.reduce(0, +)
    let status = try String(contentsOf: folder.appending(path: "status"), encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
    return (ticks, line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"),
    arguments: ["", " ", "f", "e", "\r"])
  func `paused, it takes no processor time`(place: String) throws {
    let process = try startExplore()
    // Playing and pausing must leave nothing behind either.
    process.answer(to: place == " " ? ";;" : "l")
    if place == " " {
      let start = process.output.count
      process.type(" ")
      #expect(process.wait { process.output.count > start + 300 })
    }
    if !place.isEmpty { process.answer(to: place) }
    process.wait(seconds: 0.2) { false }
    let before = try costs(of: process)
    process.wait(seconds: 1.5) { false }
    let after = try costs(of: process)
    #expect(after.ticks == before.ticks)
    #expect(after.sleeps - before.sleeps <= 1)
    process.answer(to: "\u{1B}")
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
  }
}
