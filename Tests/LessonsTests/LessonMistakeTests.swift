import Lessons
import Testing

/// A lesson's text with one mistake in it, and the sentence on it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let text: String
  let complaint: String

  /// - Parameter body: What stands behind the front matter, from line 7 on.
  init(_ body: String, _ complaint: String) {
    (text, self.complaint) = (LessonFixtures.front + body, complaint)
  }

  init(whole text: String, _ complaint: String) { (self.text, self.complaint) = (text, complaint) }

  /// - Parameter rest: What stands behind a heading and a scene, from line 13 on.
  static func behindScene(_ rest: String, _ complaint: String) -> Mistake {
    Mistake(LessonFixtures.scene + rest, complaint)
  }

  /// - Parameter yaml: A question's lines, from line 14 on.
  static func question(_ yaml: String, _ complaint: String) -> Mistake {
    behindScene("```ask\n\(yaml)\n```\n", complaint)
  }

  var testDescription: String { complaint }
}

private let frontMistakes: [Mistake] = [
  Mistake(
    whole: "",
    "1:1: a lesson begins with '---' in line 1, then title, summary, minutes and "
      + "'format: 1', and '---' again"),
  Mistake(
    whole: "---\ntitle: x\n",
    "1:1: the front matter has no end; put '---' on a line below "
      + "title, summary, minutes and 'format: 1'"),
  front(
    "title: x\nsummary: y\nminutes: 5",
    "2:1: the front matter needs the key 'format', such as "
      + "'format: 1'"),
  front(
    "title: x\nsummary: y\nminutes: 61\nformat: 1",
    "4:10: minutes is 61, which is too large; the largest is 60"),
  front(
    "title: x\nsummary: y\nminutes: 0\nformat: 1",
    "4:10: minutes is 0, which is too small; the smallest is 1"),
  front(
    "title: x\nsummary: y\nminutes: five\nformat: 1",
    "4:10: minutes is 'five'; expected a whole number, such as 8"),
  front(
    "title: x\nsummary: y\nminutes: 5\nformat: 2",
    "5:9: format is '2'; this program reads lessons of format 1"),
  front(
    "titel: x\ntitle: x\nsummary: y\nminutes: 5\nformat: 1",
    "2:1: the front matter has no key 'titel'; did you mean 'title'?"),
  front(
    "title: &a x\nsummary: *a\nminutes: 5\nformat: 1",
    "2:8: anchors (&…) and aliases (*…) are not supported; write the value out where it is used"),
  front(
    "title: \"a\\e[31m\"\nsummary: y\nminutes: 5\nformat: 1",
    "2:8: the text holds control characters, which could command a terminal; write letters, "
      + "digits and signs"),
]

@Test(arguments: frontMistakes)
func `a mistake in the front matter has its place`(mistake: Mistake) {
  #expect(
    LessonFixtures.complaints(about: mistake.text).first == mistake.complaint)
}

private func front(_ yaml: String, _ complaint: String) -> Mistake {
  Mistake(whole: "---\n\(yaml)\n---\n\(LessonFixtures.scene)", complaint)
}

private let blockMistakes: [Mistake] = [
  Mistake("", "7:1: the lesson has no steps; begin one with a heading, as in '## The first cell'"),
  Mistake(
    "Text.\n",
    "7:1: nothing stands before the first heading; begin with a step, as in "
      + "'## The first cell'"),
  Mistake(
    "## One\n\nText.\n",
    "9:1: there is no scene yet; put one before the text, as in "
      + "```scene with 'picture: three'"),
  Mistake(
    "## One\n" + LessonFixtures.scene + "Text.\n",
    "7:1: the step has no text, question or scene; write what there is to see"),
  Mistake(
    "##\n" + LessonFixtures.scene,
    "7:1: the heading is empty; name the step, as in '## The first cell'"),
  .behindScene(
    "# One",
    "13:1: there is a heading with 1 '#'; only '##' is supported, which begins "
      + "a step"),
  .behindScene(
    "### One",
    "13:1: there is a heading with 3 '#'; only '##' is supported, which "
      + "begins a step"),
  .behindScene("Text\n===", "14:1: headings are written with '##' before them, not underlined"),
  .behindScene("---", "13:1: rules are not supported; a '##' heading begins the next step"),
  .behindScene("> Text", "13:1: block quotes are not supported; write a paragraph"),
  .behindScene(
    "    Text",
    "13:1: text begins at the left edge; delete the blanks, or use a fenced "
      + "block for what is shown as it is"),
  .behindScene("~~~\ntext\n", "13:1: fenced blocks begin with ``` here, not with ~~~"),
  .behindScene("```scen\n```", "13:1: there is no block 'scen'; did you mean 'scene'?"),
  .behindScene(
    "```python\n```",
    "13:1: there is no block 'python'; blocks are scene, ask and note, "
      + "or without a word, which are shown as they are"),
  .behindScene(
    "```\ntext\n",
    "13:1: the block that begins here is never closed; put ``` on a line "
      + "of its own below it"),
  .behindScene(
    "```scene\n```",
    "14:1: the scene is empty; name what changes, such as "
      + "'cursor: output[0,1]'"),
  .behindScene(
    "```scene\npicture: nothing\n# so\npicture: x\n```",
    "14:1: the key 'picture' stands here more than once; keep one of them"),
  .behindScene(
    "````note\n```scene\npicture: stripes\n```\n````",
    "14:1: a note holds text only; put the 'scene' block behind it"),
  .behindScene("```note\n## One\n```", "14:1: a note has no headings; write a paragraph"),
  .behindScene("<!-- so", "13:1: the comment that begins here is never closed; end it with '-->'"),
  .behindScene(
    "<!-- so --> and on",
    "13:1: a comment stands on lines of its own; put what follows "
      + "'-->' on the next line"),
  .behindScene("* one", "13:1: the items of a list begin with '- ' or '1. '"),
  .behindScene(
    "1. one\n3. two",
    "14:1: this item is number 2 of its list, not 3; number them 1., 2., 3."),
  .behindScene(
    "- one\n  - two",
    "14:1: lists hold text only; what else there is stands behind the list"),
  .behindScene(
    "| a | b |\n| 1 | 2 |",
    "13:1: a table needs a line of dashes below its heading, "
      + "such as '|---|---|'"),
  .behindScene(
    "| a | b |\n|---|---|\n| 1 |",
    "15:1: this row has 1 cells, the heading of the table has 2"),
  .behindScene(
    "[a]: http://x",
    "13:1: links are not supported; there is no browser: write what "
      + "there is to say"),
]

@Test(arguments: blockMistakes)
func `a mistake in the blocks has its place`(mistake: Mistake) {
  #expect(LessonFixtures.complaints(about: mistake.text) == [mistake.complaint])
}

private let wordMistakes: [Mistake] = [
  .behindScene(
    "See [here](x).",
    "13:5: links are not supported; there is no browser: write what "
      + "there is to say"),
  .behindScene(
    "See ![here](x).",
    "13:5: pictures in the text are not supported; show them in a "
      + "scene"),
  .behindScene("A <b>word</b>.", "13:3: HTML is not supported; for the sign itself, write '\\<'"),
  .behindScene("A&nbsp;b", "13:2: HTML's names for signs are not supported; write the sign itself"),
  .behindScene(
    "An _old_ way",
    "13:4: emphasis is written with stars, as in *this*; for the sign "
      + "itself, write '\\_'"),
  .behindScene("A ~~word~~", "13:3: struck-out text is not supported"),
  .behindScene(
    "Two\nlines of **text",
    "14:10: '**' is opened here and never closed; a star that is "
      + "meant as a star is '\\*'"),
  .behindScene(
    "A `word",
    "13:3: '`' is opened here and never closed; a backtick that is meant is "
      + "'\\`'"),
  .behindScene(
    "**a *b* c**",
    "13:5: strong text and emphasis cannot stand inside of each other; end "
      + "one before the other"),
  .behindScene(
    "A {{sum", "13:3: '{{' is opened here and never closed; end the expression with '}}'"),
  .behindScene("A {{}}", "13:3: the braces are empty; write an expression, as in {{sum}}"),
  .behindScene(
    "A {{sum:x}}",
    "13:9: the digits behind the point are 'x'; expected a number from 0 "
      + "to 9, as in {{sum:3}}"),
  .behindScene(
    "A {{output}}",
    "13:5: 'output' comes to 16 numbers; name one cell, or take sum(…), "
      + "max(…) or the like of them"),
  .behindScene(
    "A {{sum > 0}}",
    "13:5: 'sum > 0' is a condition; a number or a size is needed here, "
      + "such as 'sum'"),
  .behindScene("A {{1 / 0}}", "13:9: this is 0, and nothing is divided by 0"),
]

@Test(arguments: wordMistakes)
func `a mistake in the words has its place`(mistake: Mistake) {
  let complaints = LessonFixtures.complaints(about: mistake.text)
  #expect(complaints.first == mistake.complaint)
}

private let questionMistakes: [Mistake] = [
  .question(
    "answer: sum",
    "14:1: the question needs the key 'question', such as 'question: What "
      + "comes out after ReLU?'"),
  .question(
    "question: x",
    "14:1: the question needs an 'answer', 'choices' or a 'goal', such as "
      + "'answer: sum'"),
  .question(
    "question: x\nanswer: sum\ngoal: []",
    "16:7: the question has answer and goal; keep one "
      + "of them"),
  .question(
    "question: x\nanswer: sum\nhints: y",
    "16:1: the question has no key 'hints'; did you mean 'hint'?"),
  .question("question: x\nanswer: [1, 2]", "15:9: answer is a list; expected a text"),
  .question(
    "question: x\nanswer: output",
    "15:9: 'output' comes to 16 numbers; name one cell, or "
      + "take sum(…), max(…) or the like of them"),
  .question(
    "question: x\nanswer: size\ntolerance: 1",
    "16:12: the answer is a size, which is right "
      + "or wrong; delete 'tolerance'"),
  .question(
    "question: x\nanswer: sum\ntolerance: -1",
    "16:12: tolerance is '-1'; expected a number from 0 on, such as 0.01"),
  .question(
    "question: x\nanswer: sum\nsolution: {}", "16:11: 'solution' belongs to 'goal'; delete it"),
  .question(
    "question: x\nanswer: sum\nwhy: output[9,9]",
    "16:6: there is no element [9,9] in a tensor of 4×4"),
  .question(
    "question: x\nanswer: sum\nwhy: input[0,0]",
    "16:6: why is 'input[0,0]'; expected one "
      + "cell of an output, such as 'output[0,0]', or 'result'"),
  .question(
    "question: x\nanswer: sum\nwrong:\n  - {answer: \"0 - 0.75\", say: y}",
    "17:14: '0 - 0.75' comes to −0.75, which is the right answer; give another wrong one"),
  .question(
    "question: x\nanswer: sum\nwrong:\n  - {answer: 1}",
    "17:5: a wrong answer needs the key "
      + "'say', such as 'say: That is the sum before ReLU.'"),
  .question(
    "question: x\nchoices:\n  - {text: a, right: true}",
    "16:3: there is 1 choice; supported are 2 to 9"),
  .question(
    "question: x\nchoices:\n  - {text: a}\n  - {text: b}",
    "16:3: no choice is right in this scene; exactly one has to be"),
  .question(
    "question: x\nchoices:\n  - {text: a, when: 1 == 1}\n  - {text: b, when: 2 == 2}",
    "16:3: 'a' and 'b' are right in this scene; exactly one has to be"),
  .question(
    "question: x\nchoices:\n  - {text: a, when: 1 == 1}\n  - {text: b, right: false}",
    "17:22: choices have 'when', or one has 'right: true', not both; delete one"),
  .question(
    "question: x\nchoices:\n  - {text: a, when: 1 == 1}\n  - {text: b}",
    "17:5: a choice needs the key 'when', such as 'when: sum > 0', like the others"),
  .question(
    "question: x\nchoices:\n  - {text: a, when: sum}\n  - {text: b, when: 1 == 1}",
    "16:21: 'sum' is no condition; compare it with something, as in 'sum > 0'"),
  .question(
    "question: x\nchoices:\n  - {text: a, right: true}\n  - {text: A}",
    "17:12: the choice 'A' stands here more than once"),
  .question(
    "question: x\nchoices:\n  - {text: 2, right: true}\n  - {text: 1}",
    "16:12: the choice '2' has the number 1: who types 2 chooses another one; add a word, or put it "
      + "in place 2"),
  .question(
    "question: x\ngoal:\n  - {when: sum < 0, say: y}\nsolution: {filter: vertical}",
    "16:3: the goal is reached in this scene already; ask for something that is not"),
  .question(
    "question: x\ngoal:\n  - {when: sum > 0, say: y}\nsolution: {filter: vertical}",
    "16:12: 'sum > 0' does not hold in the solution; change one of them"),
  .question(
    "question: x\ngoal:\n  - {when: sum > 0, say: y}",
    "14:1: the question needs the key "
      + "'solution', such as 'solution: {kernel: \"1 0; 0 -1\"}'"),
]

@Test(arguments: questionMistakes)
func `a mistake in a question has its place`(mistake: Mistake) {
  #expect(LessonFixtures.complaints(about: mistake.text).first == mistake.complaint)
}

// MARK: - Bytes

@Test func `a byte that is no UTF-8 has its line and column`() {
  let bytes = Array("---\ntitle: é".utf8) + [0xE9] + Array("\n---\n".utf8)
  let errors = #expect(throws: LessonErrors.self) {
    try Lesson(bytes: bytes, path: "edges.md", pictures: LessonFixtures.pictures)
  }
  #expect(
    errors?.description == "edges.md:2:9: the byte 0xE9 is no UTF-8; save the file as UTF-8")
}

@Test func `ten megabytes are refused before they are looked at`() {
  let errors = #expect(throws: LessonErrors.self) {
    try Lesson(
      bytes: repeatElement(0xFF, count: 10_000_000), path: "edges.md",
      pictures: LessonFixtures.pictures)
  }
  #expect(errors?.description.hasPrefix("edges.md:1:1: the file is longer than 1024 KiB") == true)
}

private let controlMistakes: [Mistake] = [
  Mistake.behindScene(
    "A\tb", "13:2: there is a tab; write blanks, whose width is the same everywhere"),
  .behindScene(
    "A\u{1B}[31m",
    "13:2: there is the control character U+001B, which could command a "
      + "terminal; delete it"),
  .behindScene(
    "A\u{202E}b",
    "13:2: there is the control character U+202E, which could command a "
      + "terminal; delete it"),
]

@Test(arguments: controlMistakes)
func `characters that command a terminal are refused`(mistake: Mistake) {
  #expect(LessonFixtures.complaints(about: mistake.text) == [mistake.complaint])
}

@Test func `deep nesting is a mistake, not a crash`() {
  let nested = "```scene\npicture: " + String(repeating: "[", count: 100_000) + "\n```\n"
  #expect(LessonFixtures.complaints(aboutBody: "## One\n\n" + nested).count == 1)
}

@Test func `several mistakes are found in one run, in the order of the file`() {
  let complaints = LessonFixtures.complaints(
    aboutBody: LessonFixtures.scene + "A `word\n\n```aks\n```\n\n> quote\n\nA <b>\n")
  #expect(complaints.map { $0.prefix(4) } == ["13:3", "15:1", "18:1", "20:3"])
}

@Test func `endless complaints are kept short`() {
  let complaints = LessonFixtures.complaints(
    aboutBody: LessonFixtures.scene + String(repeating: "> quote\n", count: 50))
  #expect(complaints.count == 21)
  #expect(complaints.last == " and 30 more")
}
