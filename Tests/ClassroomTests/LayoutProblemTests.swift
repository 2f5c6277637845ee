import Classroom
import Drawing
import Explorer
import Lessons
import Networks
import Testing

/// What a screen has no room for.
struct LayoutProblemTests {
  private func lesson(_ content: Lesson.Content, title: String = "One") throws -> Lesson {
    let beat = Lesson.Beat(
      content: content, scene: Scene(try .card()), changesScene: true,
      place: Place(line: 12, column: 1))
    let step = Lesson.Step(
      title: Prose(title), beats: [beat], notes: [], place: Place(line: 9, column: 1))
    return Lesson(
      slug: "long", path: "long.md",
      front: FrontMatter(title: "Long", summary: "Too long.", minutes: 5), steps: [step])
  }

  private func text(words: Int) -> Lesson.Content {
    .text(.paragraph(Prose(Array(repeating: "word", count: words).joined(separator: " "))))
  }

  @Test(arguments: [(80, 24), (100, 30), (160, 45)])
  func `a lesson that fits has none`(columns: Int, rows: Int) throws {
    #expect(try Lesson.sample().layoutProblems(columns: columns, rows: rows).isEmpty)
  }

  @Test func `a text that is too long`() throws {
    let lesson = try lesson(text(words: 180))
    let problem = try #require(lesson.layoutProblems(columns: 80, rows: 24).first)
    #expect(problem.place == Place(line: 12, column: 1))
    #expect(
      problem.description
        == "this text takes 12 lines, and 80x24 has room for 10; make two paragraphs of it")
    #expect(lesson.layoutProblems(columns: 160, rows: 45).isEmpty)
  }

  @Test(arguments: [(60, 20), (80, 24), (120, 36)])
  func `a title that is not complained about is never cut`(columns: Int, rows: Int) throws {
    for length in 20...90 {
      let title = String(repeating: "t", count: length)
      let lesson = try lesson(text(words: 5), title: title)
      var course = try Course.menu(columns: columns, rows: rows)
      course.perform(.opened(lesson))
      let isWhole = course.text.contains(title)
      let problems = lesson.layoutProblems(columns: columns, rows: rows)
      #expect(problems.isEmpty ? isWhole : length > columns / 3)
      guard let problem = problems.first else { continue }
      #expect(problem.place == Place(line: 9, column: 1))
      #expect(problem.description.hasPrefix("this title takes \(length) columns, and "))
    }
  }

  @Test func `a line of code that is too wide`() throws {
    let code = Lesson.Content.text(.code([String(repeating: "x", count: 70)]))
    #expect(try lesson(code).layoutProblems(columns: 80, rows: 24).isEmpty)
    let problems = try lesson(code).layoutProblems(columns: 160, rows: 45)
    let problem = try #require(problems.first)
    #expect(
      problem.description
        == "a line takes 72 columns, and 160x45 has room for 64; code and tables are not wrapped: "
        + "make them narrower")
  }

  @Test func `a question counts with the longest of its replies`() throws {
    let reply = Prose(Array(repeating: "word", count: 150).joined(separator: " "))
    let question = Question(
      prompt: Prose("Which?"),
      form: .choices(
        [Question.Choice(text: Prose("one"), reply: reply), Question.Choice(text: Prose("two"))],
        right: 1))
    let lesson = try lesson(.question(question))
    #expect(lesson.layoutProblems(columns: 80, rows: 24).count == 1)
  }

  @Test(arguments: 50...170)
  func `where there is no problem, the whole text is on the screen`(words: Int) throws {
    let lesson = try lesson(text(words: words))
    for (columns, rows) in [(80, 24), (100, 30), (160, 45)] {
      guard lesson.layoutProblems(columns: columns, rows: rows).isEmpty else { continue }
      var course = try Course.menu(columns: columns, rows: rows)
      course.perform(.opened(lesson))
      let shown = course.text.split { $0 == " " || $0 == "\n" }.count { $0 == "word" }
      #expect(shown == words)
    }
  }
}
