import Foundation
import TestSupport
import Testing

/// However the explorer ends, its terminal is as it was, and its parent learns why.
@Suite(.timeLimit(.minutes(1))) struct `The screen's end` {
  @Test func `a key ends it with a command line`() throws {
    let process = try startExplore()
    process.type("q")
    #expect(process.waitForEnd() == .exited(0))
    #expect(process.isWhole)
    #expect(
      process.lastLine
        == "explore --filter horizontal --at 'conv1[0,0]' \(asset("three.pgm"))")
  }

  @Test(
    arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129), (SIGQUIT, 131)] as [(Int32, Int32)])
  func `a request ends it in the middle of playing`(signal: Int32, status: Int32) throws {
    let process = try startExplore()
    process.type(";;")
    process.type(" ")
    let start = process.output.count
    // It plays on by itself.
    #expect(process.wait { process.output.count > start + 300 })
    process.send(signal: signal)
    #expect(process.waitForEnd() == .exited(status))
    #expect(process.isWhole)
    // Who pressed Ctrl-C is there to read it; who was killed is not.
    #expect(process.lastLine.hasPrefix("explore --filter") == (signal == SIGINT))
  }

  @Test(arguments: [("\u{3}", 130), ("\u{1C}", 131)] as [(String, Int32)])
  func `control keys end it wherever it is`(key: String, status: Int32) throws {
    for place in ["", "f", "e1", "o", "?", "\r", "12"] {
      let process = try startExplore()
      if !place.isEmpty { process.answer(to: place) }
      process.type(key)
      #expect(process.waitForEnd() == .exited(status), "after '\(place)'")
      #expect(process.isWhole, "after '\(place)'")
    }
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL])
  func `a crash leaves the terminal whole`(signal: Int32) throws {
    let process = try startExplore()
    process.type(" ")
    process.send(signal: signal)
    #expect(process.waitForEnd() == .signaled(signal))
    #expect(process.isWhole)
  }

  @Test func `a closed window ends it`() throws {
    for keys in ["", " ", "f"] {
      let process = try startExplore()
      process.type(keys)
      process.hangUp()
      #expect(process.waitForEnd() != nil, "after '\(keys)'")
    }
  }
}
