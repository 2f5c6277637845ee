import Drawing
import Lessons
import Networks
import Testing

private func content(_ lesson: Lesson) -> [String] {
  lesson.steps.flatMap(\.beats).map { beat in
    let text =
      switch beat.content {
      case .text(.paragraph(let prose)): prose.plain
      case .text(.list(let items, _)): items.map(\.plain).joined(separator: " / ")
      case .text(.code(let lines)): lines.joined(separator: " / ")
      case .text(.table(let rows)):
        rows.map { $0.map(\.plain).joined(separator: ",") }.joined(separator: " / ")
      case .question(let question): "? " + question.prompt.plain
      case .nothing: ""
      }
    return (beat.changesScene ? "* " : "") + text
  }
}

@Test func `every block is a beat, and a scene goes with what follows it`() throws {
  let lesson = try LessonFixtures.lesson(
    body: LessonFixtures.scene + """
      One.
      Still one.

      - a
      - b
        and on

      ```scene
      filter: vertical
      ```

      ```note
      Wait.
      ```

      ```ask
      question: What?
      answer: 1
      ```

      ```scene
      filter: horizontal
      ```

      ```scene
      filter: vertical
      ```

      ## Two

      ```
      as it  is
      ```
      <!-- left out,
      also over lines -->
      | a | b\\|c |
      |---|:-:|
      | 1 | 2 |
      ```scene
      filter: horizontal
      ```
      """)
  #expect(
    content(lesson) == [
      "* One. Still one.", "a / b and on", "* ? What?", "* ", "* ", "as it  is", "a,b|c / 1,2",
      "* ",
    ])
  #expect(lesson.steps.map(\.title.plain) == ["The first cell", "Two"])
  #expect(lesson.steps[0].notes == [[.paragraph(Prose("Wait."))]])
  #expect(lesson.steps[1].place == Place(line: 41, column: 1))
  #expect(lesson.slug == "edges")
  #expect(
    lesson.front == FrontMatter(title: "Edges", summary: "Where it gets lighter.", minutes: 5))
}

@Test func `a number begins an item of a numbered list, and goes on with other text`() throws {
  let lesson = try LessonFixtures.lesson(
    body: LessonFixtures.scene + "1. One\n2. Two\n\n3. Three\n\nText of\n28. Text\n\n- a\n2. b\n")
  #expect(content(lesson) == ["* One / Two / Three", "Text of 28. Text", "a 2. b"])
}

@Test func `words stand out, and signs can be meant as signs`() throws {
  let lesson = try LessonFixtures.lesson(
    body: LessonFixtures.scene
      + "A **strong** and *soft* `c*d` 3 * 4 a_b \\*x\\* output[0,1] 1 < 2\n")
  guard case .text(.paragraph(let prose)) = lesson.steps[0].beats[0].content else {
    Issue.record("no paragraph")
    return
  }
  #expect(
    prose.runs == [
      .init("A "), .init("strong", .strong), .init(" and "), .init("soft", .emphasized), .init(" "),
      .init("c*d", .code), .init(" 3 * 4 a_b *x* output[0,1] 1 < 2"),
    ])
}

@Test func `numbers in the text are computed over the scene of the beat`() throws {
  let lesson = try LessonFixtures.lesson(
    body: LessonFixtures.scene + "It is {{sum}}, {{ output[3,0] : 2 }}.\n")
  guard case .text(.paragraph(let prose)) = lesson.steps[0].beats[0].content else {
    Issue.record("no paragraph")
    return
  }
  #expect(prose.plain == "It is −0.75, 1.50.")
  #expect(prose.runs[1].emphasis == .computed)
}

@Test func `carriage returns and a byte order mark change nothing`() throws {
  let text = LessonFixtures.front + LessonFixtures.scene + "One.\nTwo.\n"
  let other = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
  #expect(content(try LessonFixtures.lesson(other)) == content(try LessonFixtures.lesson(text)))
}

@Test func `the front matter is read whatever stands behind it`() throws {
  let text = LessonFixtures.front + "### {{ nonsense\t"
  #expect(try FrontMatter(bytes: text.utf8, path: "edges.md").minutes == 5)
}

// MARK: - Questions

@Test func `the answer is what the engine computes`() throws {
  let question = try LessonFixtures.question(
    """
    question: What comes **out**?
    answer: output[3,0]
    hint: ReLU.
    wrong:
      - {answer: 0 - 1, say: "Not {{sum}}."}
    explain: It is 3 × 0.5.
    """)
  #expect(question.judge("1.5") == .right)
  #expect(
    question.judge("-1")
      == .wrong(reply: Prose([.init("Not "), .init("−0.75", .computed), .init(".")])))
  #expect(question.answerText == "1.5")
  #expect(question.hint == Prose("ReLU."))
}

@Test func `the terms of the answer's cell are written out`() throws {
  let question = try LessonFixtures.question("question: What?\nanswer: output[3,0]")
  #expect(
    question.workedTerms == [
      "output[3,0] = 1.5", "  1×1 + 1×1 + 1×1", "  0×1 + 0×1 + 0×1", "  −1×0.50 − 1×0.50 − 1×0.50",
      "  3 + 0 − 1.50 = 1.50", "  max(0, 1.50) = 1.50",
    ])
  #expect(
    try LessonFixtures.question("question: What?\nanswer: output[3,0]\nwhy: output[3,1]")
      .workedTerms.first == "output[3,1] = 1.5")
  #expect(try LessonFixtures.question("question: What?\nanswer: size").workedTerms == [])
}

@Test func `the choice whose condition holds is right`() throws {
  let question = try LessonFixtures.question(
    """
    question: What?
    choices:
      - {text: light, when: "output[3,0] > 0", say: "Yes."}
      - {text: dark, when: "output[3,0] == 0", say: "No."}
    """)
  #expect(question.judge("light") == .right)
  #expect(question.judge("2") == .wrong(reply: Prose("No.")))
}

@Test func `a goal helps until it is reached`() throws {
  let question = try LessonFixtures.question(
    """
    question: Make it dark.
    goal:
      - {when: "output[3,0] == 0", say: Not yet.}
    solution: {filter: vertical}
    """)
  guard case .goal(_, let solution) = question.form else {
    Issue.record("no goal")
    return
  }
  let lesson = try LessonFixtures.lesson(body: LessonFixtures.scene)
  let display = DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .unicode)
  #expect(
    question.advice(for: lesson.steps[0].beats[0].scene.stage(display: display))
      == Prose("Not yet."))
  #expect(question.advice(for: solution.stage(display: display)) == nil)
}
