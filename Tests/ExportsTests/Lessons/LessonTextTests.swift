import Convolution
import Drawing
import Explorer
import Exports
import Lessons
import Networks
import TestSupport
import Testing

/// A small lesson, put together by hand.
private func lesson() throws -> Lesson {
  let picture = try Tensor(rows: [[0, 1, 2], [3, 4, 5], [6, 7, 8]])
  var settings = ChainSettings()
  settings.filters = [FilterChoice(try Tensor(rows: [[1, 1], [1, 1]]))]
  var model = Model(
    try Exploration(
      Exploration.Subject(picture: picture, title: "nine", arguments: []), settings: settings),
    display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  let first = Scene(model)
  try model.go(to: Element(row: 0, column: 1), ofNode: 0)
  let second = Scene(model)
  let place = Networks.Place(line: 1, column: 1)
  func beat(_ content: Lesson.Content, _ scene: Scene, changes: Bool = false) -> Lesson.Beat {
    Lesson.Beat(content: content, scene: scene, changesScene: changes, place: place)
  }
  let sum = Question(
    prompt: Prose("What is the sum?"), form: .value(.number(8), tolerance: nil),
    hint: Prose("Four numbers."),
    mistakes: [Question.Mistake(answer: .number(4), reply: Prose("That is how many there are."))],
    explanation: Prose("All weights are one."), workedTerms: ["0 + 1 + 3 + 4 = 8"])
  let next = Question(
    prompt: Prose("And the next cell?"),
    form: .choices(
      [
        Question.Choice(text: Prose("larger")),
        Question.Choice(text: Prose("smaller"), reply: Prose("Everything on the right is larger.")),
      ], right: 0))
  let text = Prose([
    Prose.Run("Four ", .plain), Prose.Run("products", .strong), Prose.Run(": ", .plain),
    Prose.Run("8", .computed),
  ])
  return Lesson(
    slug: "02-four", path: "02-four.md",
    front: FrontMatter(title: "Four numbers", summary: "One sum.", minutes: 1),
    steps: [
      Lesson.Step(
        title: Prose("The first cell"),
        beats: [
          beat(.text(.paragraph(text)), first, changes: true), beat(.question(sum), first),
        ], notes: [[.paragraph(Prose("Let somebody add aloud."))]], place: place),
      Lesson.Step(
        title: Prose("One on"),
        beats: [
          beat(.nothing, second, changes: true), beat(.question(next), second),
          beat(.text(.list([Prose("larger"), Prose("brighter")], isNumbered: false)), second),
        ], notes: [], place: place),
    ])
}

/// A lesson for those who read line by line.
@Suite struct `A lesson as a dialogue` {
  /// Everything that is said when these lines are typed, one after the other.
  private func dialogue(_ lines: [String]) throws -> (dialogue: LessonDialogue, said: [[String]]) {
    var dialogue = LessonDialogue(try lesson())
    let said = [dialogue.begin()] + lines.map { dialogue.reply(to: $0) }
    return (dialogue, said)
  }

  @Test func `it begins with the title, the scene and the first words`() throws {
    let lines = try dialogue([]).said[0]
    #expect(
      lines == [
        "Four numbers", "One sum. About 1 minute.",
        "Enter goes on. To a question, type the answer; or hint, skip, back, quit.",
        "'help' says this again.", "", "Step 1 of 2: The first cell", "",
        "nine 3×3   own 2×2 · stride 1 · padding 0 · ReLU",
        "input 3×3 → conv1 2×2 → relu1 2×2", "rows and columns: ⌊(3+2·0−2)/1⌋+1 = 2", "",
        "input, 3×3", "[  0   1]  2", "[  3   4]  5", "   6   7   8", "",
        "filter", "    1    1", "    1    1", "products", "    0    1", "    3    4", "",
        "output (relu1), 2×2", "[  8] 12", "  20  24", "",
        "why output[0,0] = 8", "  1×0 + 1×1", "  1×3 + 1×4", "  1 + 7 = 8",
        "  max(0, 8) = 8", "step 1 of 4", "", "Four products: 8",
      ])
  }

  @Test func `a wrong answer gets its reply and the hint, a second one the answer`() throws {
    let (dialogue, said) = try dialogue(["", "4", "5"])
    #expect(said[1] == ["", "Question: What is the sum?"])
    #expect(said[2] == ["That is how many there are.", "Four numbers.", "Try once more."])
    #expect(
      said[3] == ["That is not it.", "Answer: 8", "  0 + 1 + 3 + 4 = 8", "All weights are one."])
    #expect(dialogue.progress.answers[0]?.tries == ["4", "5"])
    #expect(dialogue.progress.answers[0]?.wasShown == true)
  }

  @Test func `a right answer is explained and remembered`() throws {
    let (dialogue, said) = try dialogue(["", "8"])
    #expect(said[2] == ["Right.", "  0 + 1 + 3 + 4 = 8", "All weights are one."])
    #expect(dialogue.progress.answers[0]?.isRight == true)
    #expect(dialogue.prompt == "[Enter] ")
  }

  @Test func `where only the window moves, only the cell is described`() throws {
    let said = try dialogue(["", "8", ""]).said
    #expect(
      said[3] == [
        "", "Step 2 of 2: One on", "", "why output[0,1] = 12", "  1×1 + 1×2", "  1×4 + 1×5",
        "  3 + 9 = 12", "  max(0, 12) = 12", "step 2 of 4",
      ])
  }

  @Test func `hint, skip, back and help are words at every question`() throws {
    let (dialogue, said) = try dialogue(["back", "", "hint", "", "help", "skip", "back", "back"])
    #expect(said[1] == ["This is the beginning."])
    #expect(said[3] == ["Four numbers."])
    #expect(said[4] == ["Type the answer, or hint, skip, back or quit."])
    #expect(said[5].joined().contains("Enter goes on"))
    #expect(said[6].first == "Answer: 8")
    #expect(said[7].last == "Four products: 8")
    #expect(said[8] == ["This is the beginning."])
    #expect(dialogue.progress.answers[0]?.wasShown == true)
  }

  @Test func `choices are numbered, and what is no choice costs nothing`() throws {
    let (dialogue, said) = try dialogue(["", "skip", "", "", "7", "2", "1", "", ""])
    #expect(said[4] == ["", "Question: And the next cell?", "  1. larger", "  2. smaller"])
    #expect(said[5] == ["type the number of your choice, from 1 to 2"])
    #expect(said[6] == ["Everything on the right is larger.", "Try once more."])
    #expect(said[7] == ["Right."])
    #expect(said[8] == ["", "- larger", "- brighter"])
    #expect(said[9] == ["", "End of the lesson."])
    #expect(dialogue.isOver && dialogue.isAtEnd && dialogue.progress.isFinished)
    #expect(dialogue.progress.answers[1]?.tries == ["2", "1"])
  }

  @Test func `quit leaves at once, and the place is remembered`() throws {
    let (dialogue, said) = try dialogue(["", "8", "", "quit"])
    #expect(said[4] == [])
    #expect(dialogue.isOver && !dialogue.isAtEnd)
    #expect(dialogue.progress.place == BeatIndex(step: 1, beat: 0))
  }

  @Test func `when nobody answers any longer, the rest is said with its answers`() throws {
    var (dialogue, _) = try dialogue([""])
    let before = dialogue.progress
    let rest = dialogue.finish()
    #expect(rest.first == "Answer: 8")
    #expect(rest.contains("Answer: larger"))
    #expect(rest.last == "End of the lesson.")
    // Nothing of it was learned.
    #expect(dialogue.progress == before)
    #expect(dialogue.isOver)
  }

  @Test func `what a filter finds is not told, and what is kept back takes one line`() throws {
    var model = try wideModel()
    func said(_ model: Model) -> [String] {
      let beat = Lesson.Beat(
        content: .nothing, scene: Scene(model), changesScene: true,
        place: Networks.Place(line: 1, column: 1))
      let step = Lesson.Step(
        title: Prose("Wide"), beats: [beat], notes: [], place: Networks.Place(line: 1, column: 1))
      var dialogue = LessonDialogue(
        Lesson(
          slug: "wide", path: "wide.md",
          front: FrontMatter(title: "Wide", summary: "Wide.", minutes: 1), steps: [step]))
      return dialogue.begin()
    }
    model.veil.hidesOutputs = true
    let veiled = said(model)
    #expect(veiled.contains("output (relu1), 26×26: all kept back"))
    #expect(!veiled.contains { $0.contains("lower edge") || $0.contains(" · ·") })
    model.veil.hidesOutputs = false
    let open = said(model)
    #expect(open.contains { $0.hasPrefix("relu1 as a whole: ") })
    #expect(open.count <= 60 && open.allSatisfy { $0.count <= 79 })
  }

  @Test func `it may begin with another step, which is then described in full`() throws {
    var dialogue = LessonDialogue(try lesson(), step: 1)
    #expect(dialogue.begin().contains("input, 3×3"))
  }

  @Test(arguments: 0..<20)
  func `whatever is typed, it comes to an end`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["", "", "", "8", "12", "1", "2", "hint", "skip", "back", "help", "π", "  "]
    var dialogue = LessonDialogue(try lesson())
    _ = dialogue.begin()
    for _ in 0..<100 where !dialogue.isOver {
      _ = dialogue.reply(to: words.randomElement(using: &generator)!)
    }
    if !dialogue.isOver { _ = dialogue.finish() }
    #expect(dialogue.isOver, "seed \(seed)")
  }
}

/// A picture that is too large to be heard number after number.
private func wideModel() throws -> Model {
  let shape = try Shape(channels: 1, height: 28, width: 28)
  let picture = try Tensor(shape: shape, elements: (0..<shape.count).map { Float($0 % 11) })
  var settings = ChainSettings()
  settings.filters = [FilterChoice(try FilterCatalog.entry(named: "horizontal"))]
  return Model(
    try Exploration(
      Exploration.Subject(picture: picture, title: "wide", arguments: []), settings: settings),
    display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
}

/// What the teacher has on a second screen, or on paper.
@Suite struct `A lesson's notes` {
  @Test func `notes, answers and computed numbers of every step`() throws {
    #expect(
      LessonNotes.text(of: try lesson()) == """
        # Four numbers

        One sum. About 1 min.

        ## 1. The first cell

        > Let somebody add aloud.

            nine 3×3   own 2×2 · stride 1 · padding 0 · ReLU   output[0,0]

        Four **products**: **8**

        - Question: What is the sum?
          - Answer: **8**
          - Wrong: 4: That is how many there are.
          - Hint: Four numbers.
          - Terms:
                0 + 1 + 3 + 4 = 8
          - Why: All weights are one.

        ## 2. One on

            nine 3×3   own 2×2 · stride 1 · padding 0 · ReLU   output[0,1]

        - Question: And the next cell?
          1. **larger** (right)
          2. smaller: Everything on the right is larger.

        - larger
        - brighter

        """)
  }
}

@Suite struct `The list of lessons` {
  private func table(_ progress: LessonProgress?) -> LessonTable {
    LessonTable([
      .init(
        slug: "01-one", front: FrontMatter(title: "One \"1\"", summary: "First.", minutes: 8),
        progress: nil),
      .init(
        slug: "02-two", front: FrontMatter(title: "Two", summary: "Next.", minutes: 12),
        progress: progress),
    ])
  }

  @Test func `it says how far one is, and how to go on`() {
    var progress = LessonProgress()
    progress.move(to: BeatIndex(step: 3, beat: 1))
    progress.record("8", isRight: true, question: 0)
    #expect(
      table(progress).text == """
        lesson  title    minutes  state
        01-one  One "1"        8  new
        02-two  Two           12  at step 4, predicted 1

        explore lesson 01-one

        """)
  }

  @Test func `the same for other programs`() {
    var progress = LessonProgress()
    progress.isFinished = true
    #expect(
      table(progress).json == """
        [{"slug":"01-one","title":"One \\"1\\"","summary":"First.","minutes":8,"state":"new","step":1,"predicted":0},
         {"slug":"02-two","title":"Two","summary":"Next.","minutes":12,"state":"finished","step":1,"predicted":0}]

        """)
  }
}
