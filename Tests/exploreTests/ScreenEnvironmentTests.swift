import Foundation
import TestSupport
import Testing

/// Whatever the environment says: a screen, or text and status 0; never a signal.
@Suite(.timeLimit(.minutes(1))) struct `The screen's environment` {
  static let types = [
    "xterm-256color", "tmux-256color", "screen-256color", "xterm", "linux", "vt100", "vt220",
    "xterm-mono",
  ]

  @Test(arguments: types)
  func `every type of terminal shows the screen`(type: String) throws {
    let process = try startExplore(type: type)
    #expect(process.text.contains("three.pgm"))
    process.answer(to: "\u{1B}OC")
    for keys in ["f", "\u{1B}", "o", "\u{1B}", "?", "\u{1B}", "+", "c", "\r", "\u{1B}"] {
      process.answer(to: keys, seconds: 1)
    }
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.isWhole)
    #expect(process.lastLine.contains("--at 'conv1[0,1]'"))
  }

  @Test(arguments: [nil, "", "dumb", "nosuchterm"] as [String?])
  func `where nothing can be drawn, it prints text`(type: String?) throws {
    let process = try PtyProcess(
      builtProgram("explore"), [asset("three.pgm")], environment: screenEnvironment(type: type))
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.settings == process.originalSettings)
    let text = process.text
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("horizontal") && text.contains("why"))
    // One sentence on why there is no screen, but none where that is plain to see.
    #expect(text.hasPrefix("explore: ") == (type != "dumb"))
  }

  @Test func `without a locale there are still lines and numbers`() throws {
    for environment in [["LANG": ""], ["LC_ALL": "POSIX"], ["LC_ALL": "xx_YY.UTF-8"]] {
      let process = try startExplore(environment: environment)
      #expect(process.text.contains("┏") == (environment["LC_ALL"] != "POSIX"))
      process.type("q")
      #expect(process.waitForEnd() == .exited(0))
    }
  }

  @Test func `decimal points stay points`() throws {
    // Where the locale is not installed, this is one more locale that cannot be had.
    let environment = ["LC_ALL": "de_DE.UTF-8", "LOCPATH": "/usr/lib/locale"]
    let process = try startExplore(environment: environment)
    process.answer(to: "3,9g")
    process.type("e0.5\r")
    #expect(process.wait { process.text.contains("0.5") })
    process.answer(to: "\u{1B}\u{1B}")
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.lastLine.contains("--kernel '0.5 1 1; 0 0 0; -1 -1 -1' --at 'conv1[3,9]'"))
    let plain = try runShell(
      "\"$explore\" \"$three\" --at 3,9",
      environment: screenEnvironment().merging(environment) { $1 })
    #expect(plain.status == 0)
    #expect(plain.output == (try runShell("\"$explore\" \"$three\" --at 3,9")).output)
  }

  @Test func `NO_COLOR is obeyed, and a request comes before it`() throws {
    func colors(_ arguments: [String]) throws -> Int {
      let process = try startExplore(
        [asset("three.pgm")] + arguments, environment: ["NO_COLOR": "1"])
      process.type("q")
      #expect(process.waitForEnd() == .exited(0))
      return process.text.matches(of: /\u{1B}\[[0-9;]*(3[0-7]|[34]8;5;[0-9]+)[0-9;]*m/).count
    }
    #expect(try colors([]) == 0)
    #expect(try colors(["--color", "always"]) > 0)
  }

  @Test(arguments: ["| cat", "> \"$out\"; cat \"$out\""])
  func `what is not a terminal gets text`(redirection: String) throws {
    // In a terminal, with everything but the output in it.
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = try PtyProcess(
      URL(filePath: "/bin/sh"), ["-c", "\"$explore\" \"$three\" \(redirection)"],
      environment: screenEnvironment().merging([
        "explore": builtProgram("explore").path, "three": asset("three.pgm"), "out": file.path,
      ]) { $1 })
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.text.contains("why"))
    #expect(!process.text.contains("\u{1B}"))
    #expect(process.settings == process.originalSettings)
  }

  @Test func `a picture from standard input leaves the keys to the terminal`() throws {
    let process = try PtyProcess(
      URL(filePath: "/bin/sh"), ["-c", "cat \"$three\" | \"$explore\" -"],
      environment: screenEnvironment().merging([
        "explore": builtProgram("explore").path, "three": asset("three.pgm"),
      ]) { $1 })
    try #require(process.wait(for: "quit", seconds: 20))
    process.answer(to: "l")
    process.answer(to: "l")
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.isWhole)
    #expect(process.lastLine == "explore --filter horizontal --at 'conv1[0,2]' -")
  }

  @Test func `a picture from a file to a file is text`() throws {
    let result = try runShell("\"$explore\" - < \"$three\"")
    #expect(result.status == 0)
    #expect(result.output.contains("why") && !result.output.contains("\u{1B}"))
  }
}
