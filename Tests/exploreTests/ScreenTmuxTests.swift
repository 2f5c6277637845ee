import Foundation
import TestSupport
import Testing

/// The explorer on a real screen: what a person would see and do.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(2)))
struct `The screen in a terminal` {
  private func start(
    _ arguments: String = "three.pgm", columns: Int = 100, rows: Int = 30
  ) throws -> TmuxSession {
    try .exploring(arguments, columns: columns, rows: rows)
  }

  @Test(
    arguments: [
      ("", "Right", "Left", " 1/676 ", " 11/676 "), ("", "Down", "Up", " 1/676 ", " 261/676 "),
      ("s", "Right", "Left", "sub-step 1/11", "sub-step 11/11"),
    ])
  func `ten steps there and ten back show the very same screen`(
    prepare: String, forth: String, back: String, here: String, there: String
  ) throws {
    let session = try start()
    try session.type(prepare)
    let first = try session.painting(showing: here)
    for _ in 0..<10 { try session.press(forth) }
    #expect(try session.painting(showing: there) != first)
    for _ in 0..<10 { try session.press(back) }
    try session.expect(first)
  }

  @Test func `a clicked cell is asked why`() throws {
    let session = try start()
    try session.expect("why output[0,0]")
    // The table of the output begins below its title.
    let lines = try session.screen().split(separator: "\n", omittingEmptySubsequences: false)
    let titleRow = try #require(lines.firstIndex { $0.contains("output ◂") })
    let title = try #require(lines[titleRow].firstRange(of: "output ◂"))
    let column = lines[titleRow].distance(
      from: lines[titleRow].startIndex, to: title.lowerBound)
    // The second cell of the fourth row, with the frame's row above the first.
    try session.type("\u{1B}[<0;\(column + 8);\(titleRow + 1 + 4)M")
    try session.type("\u{1B}[<0;\(column + 8);\(titleRow + 1 + 4)m")
    try session.expect("why output[3,1]")
    #expect(try session.wait(for: " 80/676 ") != nil)
    // The wheel steps.
    try session.type("\u{1B}[<65;\(column + 8);\(titleRow + 1 + 4)M")
    #expect(try session.wait(for: "why output[3,2]") != nil)
  }

  @Test func `a filter is changed, edited, and both are undone`() throws {
    let session = try start("three.pgm --at 4,9")
    let first = try session.painting(showing: "horizontal")
    try session.press("f")
    try session.press("Down")
    try session.press("Enter")
    let changed = try session.painting(showing: "vertical")
    #expect(changed != first)
    try session.press("e")
    try session.type("0.5")
    #expect(try session.wait(for: "0.5_") != nil)
    try session.press("Enter")
    try session.press("Enter")
    try session.expect("own 3×3")
    try session.press("z")
    try session.expect(changed)
    try session.press("z")
    try session.expect(first)
    // And forth again.
    try session.type("ZZ")
    #expect(try session.wait(for: "own 3×3") != nil)
  }

  @Test func `every size comes back to the same screen`() throws {
    let session = try start("three.pgm --at 4,9")
    let first = try session.painting(showing: " 114/676 ")
    for (columns, rows, text) in [
      (80, 24, "8 cells/s"), (60, 20, "8 cells/s"), (20, 5, "need 60"), (200, 60, "cells/s"),
    ] {
      try session.resize(columns: columns, rows: rows)
      let screen = try #require(try session.wait(for: text), "\(columns)x\(rows)")
      #expect(
        screen.split(separator: "\n").allSatisfy { $0.count <= columns }, "\(columns)x\(rows)")
    }
    try session.resize(columns: 100, rows: 30)
    try session.expect(first)
  }

  @Test func `a cursor that cannot be hidden waits in the last corner`() throws {
    let session = try TmuxSession(
      TmuxSession.exploringCommand("three.pgm").replacing("clear\n", with: "clear\nTERM=vt100 "),
      columns: 100, rows: 30)
    for (key, text) in [("Right", " 2/676 "), ("f", "keep"), ("Escape", " 2/676 ")] {
      try session.press(key)
      try session.expect(text)
      _ = try session.painting { _ in
        (try? session.property("cursor_x") + "," + session.property("cursor_y")) == "99,29"
      }
      #expect(try session.property("cursor_x") + "," + session.property("cursor_y") == "99,29")
    }
    #expect(try session.property("cursor_flag") == "1")
  }

  @Test func `Ctrl-Z and fg, and the shell has its terminal in between`() throws {
    let session = try start("three.pgm --at 4,9")
    let first = try session.painting(showing: " 114/676 ")
    try session.press("C-z")
    try session.type("stty -a | grep -c ' icanon'; echo back\n")
    let shell = try #require(try session.wait(for: "\nback"))
    #expect(!shell.contains("114/676"))
    #expect(try session.property("alternate_on") == "0")
    try session.type("fg\n")
    try session.expect(first)
    try session.press("q")
    #expect(try session.wait(for: "explore --filter") != nil)
  }

  @Test func `leaving changes nothing, and its command line brings the screen back`() throws {
    let session = try TmuxSession(
      TmuxSession.exploringCommand("three.pgm").replacing("/dev/null", with: "/tmp/$$.before"),
      columns: 100, rows: 30)
    try #require(try session.wait(for: "q quit", seconds: 20) != nil)
    try session.press("f", "Down", "Enter")
    try session.press("o", "Down", "Right", "Enter")
    try session.type("3,4g")
    let screen = try session.painting(showing: "why output[3,4]")
    try session.press("q")
    let after = try #require(try session.wait(for: "--at"))
    #expect(try session.property("alternate_on") == "0")
    #expect(try session.property("mouse_any_flag") == "0")
    #expect(try session.property("cursor_flag") == "1")
    try session.type("stty -a | cmp - /tmp/$$.before && echo un''changed; rm /tmp/$$.before\n")
    #expect(try session.wait(for: "unchanged") != nil)
    let line = try #require(after.split(separator: "\n").last { $0.hasPrefix("explore --") })
    try session.type("clear; \(line)\n")
    try session.expect(screen)
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `through a cube and a stack, term by term, and back`(columns: Int, rows: Int) throws {
    let session = try start(
      "colors.ppm --rgb --kernel '1 1;1 1|-1 -1;-1 -1|0 0;0 1' --kernel '1 0;0 -1'",
      columns: columns, rows: rows)
    let first = try session.painting(showing: "green")
    for name in ["red", "blue", "sum", "map 0 of 2"] { #expect(first.contains(name)) }
    // All twelve products, the bias, the ReLU.
    try session.type("s")
    try session.expect("sub-step 1/14")
    for stage in 2...14 {
      try session.press("Right")
      try session.expect("sub-step \(stage)/14")
    }
    try session.type("s")
    try session.expect(first)
    // The other map and back, the other channels and back.
    try session.type("m")
    try session.expect("map 1 of 2")
    try session.type("M")
    try session.expect(first)
    try session.type("w")
    try session.expect("▸green")
    try session.type("W")
    try session.expect(first)
    // From a term to its pixel and back.
    try session.press("Enter")
    try session.expect("input[green,")
    let list = try session.painting(showing: "sum so far")
    try session.press("Enter")
    try session.expect("goes into")
    try session.type("u")
    try session.expect(list)
    try session.press("Escape")
    try session.expect(first)
    try session.type("q")
    #expect(try session.wait(for: "--rgb") != nil)
  }

  @Test func `SIGTERM in the middle of playing leaves a whole terminal and 143`() throws {
    let session = try TmuxSession(
      TmuxSession.exploringCommand("three.pgm").replacing("/dev/null", with: "/tmp/$$.before"),
      columns: 100, rows: 30)
    try #require(try session.wait(for: "q quit", seconds: 20) != nil)
    try session.type(" ")
    // It plays by itself.
    let isPlaying = { (painting: Painting) in
      painting.contains("▶") && !painting.contains(" 1/676 ")
    }
    #expect(isPlaying(try session.painting(once: isPlaying)))
    let pid = try session.property("pane_pid")
    #expect(try runShell("pkill -TERM -P \(pid)").status == 0)
    try session.type("echo status $?; stty -a | cmp - /tmp/$$.before && echo un''changed\n")
    try session.expect("status 143")
    #expect(try session.wait(for: "unchanged") != nil)
    try session.type("rm /tmp/$$.before\n")
    #expect(try session.property("alternate_on") == "0")
    #expect(try session.property("mouse_any_flag") == "0")
    #expect(try session.property("cursor_flag") == "1")
  }
}
