import Foundation
import TestSupport
import Testing

/// A lesson on a real screen, from the menu to coming back.
@Suite(.enabled(if: TmuxSession.isAvailable), .timeLimit(.minutes(2)))
struct `A lesson in a terminal` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for number in 1...2 {
      try folder.write(Self.lesson(number), to: "course/0\(number)-lesson.md")
    }
  }

  /// Two steps; the second ends in the free explorer.
  private static func lesson(_ number: Int) -> String {
    """
    ---
    title: Lesson number \(number)
    summary: What it is about.
    minutes: 5
    format: 1
    ---

    ## The beginning

    ```scene
    picture: square
    filter: horizontal
    cursor: output[7,2]
    ```

    Here it begins.

    ## The question

    What does the window make?

    ```ask
    question: How much is it?
    answer: sum
    hint: Look at the sum.
    explain: Two pixels of ink.
    ```

    Now try it yourself.

    """
  }

  private func start(_ arguments: String, columns: Int = 100, rows: Int = 30) throws -> TmuxSession
  {
    try TmuxSession(
      TmuxSession.exploringCommand(arguments)
        .replacing("clear\n", with: "export XDG_STATE_HOME='\(folder.path)/state'\nclear\n"),
      columns: columns, rows: rows)
  }

  private var course: String { "--lessons '\(folder.path)/course'" }

  @Test(arguments: [(80, 24), (120, 36)])
  func `menu, lesson, wrong, right, explorer, back, quit, and on at the same step`(
    columns: Int, rows: Int
  ) throws {
    let session = try start("lesson \(course)", columns: columns, rows: rows)
    try session.expect("Lesson number 2")
    try session.press("Down", "Enter")
    try session.expect("Here it begins.")
    try session.type("n")
    try session.expect("What does the window make?")
    try session.type("n")
    try session.expect("How much is it?")
    try session.type("7")
    try session.press("Enter")
    try session.expect("Look at the sum.")
    try session.press("BSpace")
    try session.type("2")
    try session.press("Enter")
    try session.expect("Two pixels of ink.")
    try session.type("n")
    try session.expect("Now try it yourself.")
    // The free explorer, and back.
    try session.type("F")
    try session.press("Right")
    try session.expect("output[7,3]")
    try session.press("Escape")
    try session.expect("Now try it yourself.")
    try session.type("q")
    try session.expect("explore lesson 02-lesson --step 2 --lessons")
    #expect(try session.property("alternate_on") == "0")
    // Without a step it goes on where it was.
    try session.type("clear; explore lesson 2 \(course)\n")
    try session.expect("Now try it yourself.")
    // The menu knows that something was answered.
    try session.press("Escape")
    try session.press("Escape")
    try session.expect("Lesson number 1")
    try session.expect("predicted 0 of 1")
  }

  @Test func `Ctrl-C ends it, and what was seen is saved`() throws {
    let session = try start("lesson 1 \(course)")
    try session.expect("Here it begins.")
    try session.type("n")
    try session.expect("What does the window make?")
    try session.press("C-c")
    try session.expect("explore lesson 01-lesson --step 2")
    try session.type("echo status $?\n")
    try session.expect("status 130")
    try session.type("clear; explore lesson 1 \(course)\n")
    try session.expect("What does the window make?")
  }

  @Test func `a lesson with mistakes is said so in the menu, and the others can be taken`() throws {
    try folder.write("---\ntitle: Broken\n---\n", to: "course/01-lesson.md")
    let session = try start("lesson \(course)")
    try session.expect("Lesson number 2")
    try session.press("Up", "Enter")
    try session.expect("01-lesson.md:")
    try session.press("Down", "Enter")
    try session.expect("Here it begins.")
  }
}
