import Foundation
import TestSupport
import Testing

/// Learning a filter on a real screen.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(2)))
struct `Learning a filter in a terminal` {
  private func start(_ arguments: String = "") throws -> TmuxSession {
    try .exploring("train filter \(arguments)", columns: 120, rows: 36)
  }

  @Test func `ten updates and ten back show the very same screen`() throws {
    let session = try start()
    let first = try session.painting(showing: "step 0 ")
    for _ in 0..<10 { try session.press("Right") }
    #expect(try session.painting(showing: "step 10 ") != first)
    for _ in 0..<10 { try session.press("Left") }
    _ = try session.painting(showing: "the filter at step 0 ")
    try session.press("Home")
    // The curve keeps what comes later; everything else is as it was.
    try session.expect("step 0/10 ")
  }

  @Test func `it plays, is asked why, is taken into the explorer, and says how to come back`()
    throws
  {
    let session = try start("--optimizer momentum")
    try session.type(";;;;; ")
    try session.expect("found: every number")
    try session.press("Enter")
    try session.expect("why w[0,0] changes")
    try session.press("Escape")
    // Right behind an escape, a letter would be another key.
    try session.expect("rR rate")
    try session.type("x")
    try session.expect("Esc goes back to its training")
    try session.press("Escape")
    try session.expect("updates/s")
    try session.type("q")
    try session.expect("explore train filter --target horizontal --seed 1 --optimizer momentum")
  }
}
