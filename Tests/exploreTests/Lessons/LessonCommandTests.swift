import ArgumentParser
import Explorer
import Foundation
import Lessons
import Testing

@testable import explore

/// What the commands around lessons take, and what they refuse.
@Suite struct `The lesson commands` {
  private func command<Command>(_ arguments: [String], _ type: Command.Type) throws -> Command {
    try #require(try Explore.parseAsRoot(arguments) as? Command)
  }

  private func complaint(_ arguments: [String]) throws -> (text: String, status: Int32) {
    do {
      var command = try Explore.parseAsRoot(arguments)
      try command.run()
    } catch {
      let report = Report(of: error, from: Explore.self)
      return (report.complaint, report.status)
    }
    return ("", 0)
  }

  @Test func `a lesson needs no word before its name`() throws {
    let take = try command(
      ["lesson", "2", "--step", "4", "--present", "--lessons", "course"], TakeLessonCommand.self)
    #expect(take.lesson == "2")
    #expect(take.step == 4)
    #expect(take.display.present)
    #expect(take.library.lessons == "course")
    #expect(try command(["lesson"], TakeLessonCommand.self).lesson == nil)
    #expect(try command(["lesson", "new", "a-b"], NewLessonCommand.self).name.slug == "a-b")
    #expect(
      try command(["lesson", "check", "a.md", "2"], CheckLessonsCommand.self).lessons.count == 2)
    #expect(try command(["lesson", "reset", "--all"], ResetLessonsCommand.self).all)
    #expect(try command(["lessons", "--format", "json"], LessonsCommand.self).format == .json)
  }

  @Test(arguments: [
    (["lesson", "--step", "3"], "--step needs a lesson; add its number or name"),
    (["lesson", "--notes"], "--notes needs a lesson; add its number or name"),
    (["lesson", "reset"], "name one lesson, or --all for all of them"),
    (["lesson", "reset", "2", "--all"], "name one lesson, or --all for all of them"),
  ])
  func `what makes no sense is refused`(arguments: [String], sentence: String) throws {
    let (text, status) = try complaint(arguments)
    #expect(text.hasPrefix("explore: \(sentence)"))
    #expect(status == 64)
  }

  @Test(arguments: ["", "-x", "Mine", "a/b", "a b", "ä"])
  func `a name that suits no file is refused`(name: String) {
    #expect(throws: ArgumentError.self) { try LessonName(argument: name) }
  }

  @Test(arguments: [
    ("my-lesson", "My lesson"), ("16-edges-everywhere.md", "Edges everywhere"), ("16", "16"),
    ("16-", "A lesson"),
  ])
  func `a new lesson's title follows from its name`(name: String, title: String) throws {
    #expect(try LessonName(argument: name).title == title)
  }

  // MARK: Checking

  @Test func `nothing is wrong with a new lesson`() throws {
    let folder = try TemporaryFolder()
    var check = LessonCheck()
    try check.add(
      LessonSource(path: folder.write(NewLessonCommand.text(title: "Mine"), to: "mine.md")))
    #expect(check.mistakes == [])
    #expect(check.status == nil)
    #expect(check.summary == "1 lesson, 2 steps, 1 question: nothing wrong")
  }

  @Test func `mistakes have file, line and column; missing files are told apart`() throws {
    let folder = try TemporaryFolder()
    let text = NewLessonCommand.text(title: "Mine")
      .replacing("filter: horizontal", with: "filter: horizontal\ncurser: output[0,0]")
    let path = try folder.write(text, to: "mine.md")
    var check = LessonCheck()
    try check.add(LessonSource(path: folder.path + "/missing.md"))
    #expect(check.status == .noInput)
    try check.add(LessonSource(path: path))
    #expect(check.status == .badData)
    #expect(check.mistakes.count == 2)
    #expect(check.mistakes[1].hasPrefix("\(path):15:1: "))
    #expect(check.mistakes[1].contains("did you mean 'cursor'?"))
    #expect(check.summary == "2 lessons, 0 steps, 0 questions: 2 mistakes")
  }

  @Test func `what does not fit the smallest screen is a mistake`() throws {
    let folder = try TemporaryFolder()
    let text = NewLessonCommand.text(title: "Mine")
      .replacing(
        "The filter lies", with: String(repeating: "Many words. ", count: 100) + "The filter lies")
    var check = LessonCheck()
    try check.add(LessonSource(path: folder.write(text, to: "mine.md")))
    #expect(check.status == .badData)
    #expect(check.mistakes.contains { $0.contains("80x24 has room for") })
  }
}

/// The program itself, where lessons touch files.
@Suite struct `Lessons in a shell` {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Runs a line in the test's folder, which is the user's home as well.
  private func run(_ line: String) throws -> (status: Int32, output: String) {
    var environment = screenEnvironment()
    environment["HOME"] = folder.path
    return try runShell("cd '\(folder.path)' && \(line)", environment: environment)
  }

  private var progressFile: String { ".local/state/explore/progress.json" }

  @Test(arguments: [
    "\"$explore\"", "\"$explore\" --plain", "\"$explore\" lessons", "\"$explore\" lesson",
  ])
  func `without a terminal, who asks for nothing gets the list of lessons`(line: String) throws {
    let (status, output) = try run(line)
    #expect(status == 0)
    for lesson in LessonSource.builtIn { #expect(output.contains(lesson.slug)) }
    // Looking changes nothing.
    #expect(try folder.files == [])
  }

  @Test func `a copy of the program alone has all the lessons`() throws {
    let (status, output) = try run(
      "cp \"$explore\" copy && env -i HOME=/nowhere ./copy lesson check && env -i ./copy lesson 2 </dev/null"
    )
    #expect(status == 0)
    #expect(output.contains("\(LessonSource.builtIn.count) lessons"))
    #expect(output.hasSuffix("End of the lesson.\n"))
  }

  @Test func `a new lesson can be checked and taken, and is never written over`() throws {
    #expect(try run("\"$explore\" lesson new mine") == (0, "explore lesson mine.md\n"))
    #expect(
      try run("\"$explore\" lesson check mine.md")
        == (0, "1 lesson, 2 steps, 1 question: nothing wrong\n"))
    let (status, output) = try run("\"$explore\" lesson mine.md --plain </dev/null")
    #expect(status == 0)
    #expect(output.contains("Answer: 2\n"))
    #expect(
      try run("\"$explore\" lesson new mine")
        == (73, "explore: mine.md: is there already; choose another name\n"))
  }

  @Test func `a lesson that cannot be read does not keep the others from being listed`() throws {
    _ = try run(
      "mkdir Lessons && cd Lessons && \"$explore\" lesson new 01-mine && echo '---' > 02-broken.md")
    let (status, output) = try run("\"$explore\" lessons 2>&1")
    #expect(status == 65)
    #expect(output.contains("01-mine  "))
    #expect(output.contains("explore: Lessons/02-broken.md:1:1: "))
  }

  @Test func `answers are remembered, listed, and forgotten`() throws {
    _ = try run("mkdir Lessons && cd Lessons && \"$explore\" lesson new 01-mine")
    let (status, output) = try run("printf '\\n9\\n2\\n\\nquit\\n' | \"$explore\" lesson 1 --plain")
    #expect(status == 0)
    #expect(output.contains("answer> 9\n"))
    #expect(output.contains("Right."))
    #expect(output.hasSuffix("explore lesson 01-mine --step 1 --plain\n"))
    #expect(try run("\"$explore\" lessons").output.contains("at step 1\n"))
    #expect(try run("\"$explore\" lesson reset mine") == (0, ""))
    #expect(try run("\"$explore\" lesson reset no.md 2>&1").0 == 66)
    #expect(try run("\"$explore\" lessons").output.contains(" new\n"))
    _ = try run("printf '\\n2\\n' | \"$explore\" lesson 1 --plain")
    #expect(try run("\"$explore\" lessons").output.contains("predicted 1"))
    #expect(try run("\"$explore\" lesson reset --all") == (0, ""))
    #expect(try run("\"$explore\" lessons").output.contains(" new\n"))
  }

  @Test func `a home that cannot be written to costs one line, and no error`() throws {
    try folder.write("", to: "wall")
    _ = try run("\"$explore\" lesson new mine")
    let (status, output) = try run(
      "printf '\\n2\\n\\n' | XDG_STATE_HOME=\"$PWD/wall\" \"$explore\" lesson mine.md --plain")
    #expect(status == 0)
    #expect(output.contains("Right."))
    #expect(output.components(separatedBy: "explore: progress is not saved: ").count == 2)
  }

  @Test func `a file of a newer program is not touched`() throws {
    let newer = #"{"format":7,"lessons":[]}"#
    try folder.write(newer, to: progressFile)
    _ = try run("\"$explore\" lesson new mine")
    let (status, output) = try run("printf '\\n2\\n' | \"$explore\" lesson mine.md --plain")
    #expect(status == 0)
    #expect(output.contains("has format 7"))
    #expect(try folder.read(progressFile) == newer)
  }

  @Test func `two programs at once lose nothing of each other's`() throws {
    for name in ["a", "b"] { _ = try run("\"$explore\" lesson new \(name)") }
    let take = "for i in 1 2 3 4 5 6; do printf '\\n%s\\n' $i | \"$explore\" lesson"
    // A pipe through which nothing goes: the shell waits for both.
    let (status, _) = try run(
      "(\(take) a.md --plain; done) >/dev/null | (\(take) b.md --plain; done) >/dev/null")
    #expect(status == 0)
    let file = ProgressFile(path: folder.path + "/" + progressFile)
    let progress = try file.read()
    for name in ["a", "b"] { #expect(progress.lessons[name]?.answers[0]?.isRight == true) }
  }

  @Test(arguments: [
    (
      "lesson missing.md", 66,
      "missing.md: cannot be read: No such file or directory; check the path"
    ),
    ("lesson check missing.md", 66, ""),
    ("lesson laying-a-fliter", 64, ""),
    ("lesson 2 --step 99 --plain", 64, "--step 99 is behind the last step; "),
    ("lessons --lessons nowhere", 66, "nowhere: is no folder that can be read; check the path"),
    ("lessons --lessons .", 66, ".: holds no lessons; "),
  ])
  func `every failure has its status`(line: String, status: Int32, sentence: String) throws {
    let outcome = try run("\"$explore\" " + line)
    #expect(outcome.status == status)
    if !sentence.isEmpty { #expect(outcome.output.hasPrefix("explore: " + sentence)) }
  }

  @Test func `every mistake of a lesson is a line of its own`() throws {
    try folder.write("---\ntitle: A\n---\n\n## One\n\nText.\n", to: "bad.md")
    let (status, output) = try run("\"$explore\" lesson bad.md --plain")
    #expect(status == 65)
    let lines = output.split(separator: "\n")
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.hasPrefix("explore: bad.md:") })
  }

  @Test func `the notes hold answers and computed numbers`() throws {
    _ = try run("\"$explore\" lesson new mine")
    let output = try run("\"$explore\" lesson mine.md --notes").output
    #expect(output.contains("> Let somebody in the room add the numbers aloud."))
    #expect(output.contains("  - Answer: **2**"))
    #expect(output.contains("The sum is **2**"))
  }
}
