import Classroom
import Convolution
import Drawing
import Explorer
import Lessons
import Networks
import TestSupport

/// Courses without files and without a terminal.
extension Course {
  /// A course with one lesson, which is open.
  static func reading(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    progress: Progress = Progress()
  ) throws -> Course {
    var course = try Course.menu(
      columns: columns, rows: rows, colors: colors, glyphs: glyphs, progress: progress)
    course.perform(.opened(try Lesson.sample()))
    return course
  }

  /// The menu of fifteen lessons.
  static func menu(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    progress: Progress = Progress()
  ) throws -> Course {
    let display = DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    return Course(
      shelf: shelf, progress: progress, playground: try .card(), display: display)
  }

  /// The third is the sample, the fourteenth cannot be read.
  private static let shelf: [ShelfEntry] = [
    "What flattening forgets", "Laying a filter over a picture", "The spreadsheet",
    "Punch in your own numbers", "When the filter does not fit", "Several filters make a tensor",
    "Color: the filter becomes a cube", "Pooling", "Seeing more with each layer",
    "A whole network", "Where the numbers come from", "Training on Fashion-MNIST",
    "Handbags and shoes", "Transfer learning", "What do the layers see?",
  ].enumerated().map { index, title in
    let slug = index == 2 ? Lesson.sampleSlug : "\(index + 1)-lesson"
    guard index != 13 else {
      return ShelfEntry(slug: slug, errors: ["14-lesson.md:3:1: there is no key minuets; minutes?"])
    }
    return ShelfEntry(
      slug: slug,
      front: FrontMatter(
        title: title, summary: "What this one is about, in a sentence of some words.",
        minutes: 5 + index % 8))
  }

  @discardableResult
  mutating func perform(_ actions: CourseAction...) -> [CourseEffect] {
    actions.flatMap { update(&self, $0) }
  }

  /// Presses keys as the program would, through the table of keys.
  @discardableResult
  mutating func press(_ keys: Key...) -> [CourseEffect] {
    keys.flatMap { key in
      CourseKeyTable.action(for: key, in: self).map { update(&self, $0) } ?? []
    }
  }

  /// Types a text, a key for each character.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// The frame that the course stands for.
  var canvas: Canvas {
    var view = CourseView()
    return view.canvas(for: self)
  }

  var text: String { canvas.text }

  var lessonProgress: LessonProgress {
    progress.lessons[Lesson.sampleSlug] ?? LessonProgress()
  }

  var place: BeatIndex { reading?.place ?? BeatIndex(step: -1, beat: -1) }

  /// What the last message says; empty without one.
  var messageText: String {
    switch message {
    case .note(let text), .problem(let text): text
    case nil: ""
    }
  }
}

extension Model {
  /// A picture of whole numbers that follow from their places, under `horizontal`.
  static func card(at element: Element = Element(row: 0, column: 0)) throws -> Model {
    let shape = try Shape(channels: 1, height: 8, width: 8)
    let picture = try Tensor(
      shape: shape,
      elements: (0..<shape.count).map { index in
        let element = shape.element(at: index)
        return Float((7 * element.row + 3 * element.column) % 10)
      })
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try FilterCatalog.entry(named: "horizontal"))]
    let subject = Exploration.Subject(picture: picture, title: "card", arguments: ["card.pgm"])
    let display = DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .unicode)
    var model = Model(try Exploration(subject, settings: settings), display: display)
    model.cursor.element = element
    return model
  }
}

// MARK: - A lesson

extension Lesson {
  static let sampleSlug = "03-the-spreadsheet"

  /// Three steps: text over two scenes, a choice and a number; a goal; a table and code.
  static func sample() throws -> Lesson {
    let first = Scene(try .card())
    var hidden = try Model.card(at: Element(row: 1, column: 2))
    hidden.veil.hidesResult = true
    let second = Scene(hidden)
    let third = Scene(try .card(at: Element(row: 3, column: 4)))
    return Lesson(
      slug: sampleSlug, path: "Lessons/\(sampleSlug).md",
      front: FrontMatter(
        title: "The spreadsheet", summary: "Every cell of a map can be asked why.", minutes: 6),
      steps: [
        step(
          "Why is this cell bright?",
          [
            (.text(.paragraph(looking)), first, true),
            (
              .text(.list([Prose("ones above"), Prose("minus ones below")], isNumbered: false)),
              first, false
            ),
            (.nothing, second, true),
            (.question(choice), second, false),
            (
              .text(.paragraph(Prose("So the sum is large: dark below, bright above."))), second,
              false
            ),
            (.question(number), second, false),
          ]),
        step(
          "Make it yourself",
          [
            (.text(.paragraph(Prose("Now it is your turn to choose the numbers."))), third, true),
            (.question(try goal()), third, false),
          ]),
        step(
          "What to remember",
          [
            (
              .text(
                .table(
                  [["filter", "cells"], ["horizontal", "36"], ["identity", "8"]].map {
                    $0.map { Prose($0) }
                  })), third, false
            ),
            (.text(.code(["sum = 1·a + 2·b"])), third, false),
          ]),
      ])
  }

  /// Three steps, of which the first shows a screen other than the layer's.
  static func sample(showing screen: Screen) throws -> Lesson {
    let scene = Scene(try .card(), screen: screen)
    let text = Content.text(.paragraph(Prose("Nine products and a sum, for each of the cells.")))
    return Lesson(
      slug: sampleSlug, path: "Lessons/\(sampleSlug).md",
      front: FrontMatter(title: "Screens", summary: "One of each.", minutes: 5),
      steps: (1...3).map { step("Step \($0)", [(text, scene, $0 == 1)]) })
  }

  private static func step(
    _ title: String, _ beats: [(Content, Scene, Bool)]
  ) -> Step {
    Step(
      title: Prose(title),
      beats: beats.enumerated().map { index, beat in
        Beat(
          content: beat.0, scene: beat.1, changesScene: beat.2,
          place: Place(line: 10 + index, column: 1))
      }, notes: [], place: Place(line: 9, column: 1))
  }

  private static let looking = Prose([
    Prose.Run("You are looking at "), Prose.Run("output[0,0]", .code),
    Prose.Run(", one of the "), Prose.Run("brightest", .strong),
    Prose.Run(" cells. Its nine input cells are framed in blue, and the number is "),
    Prose.Run("12", .computed), Prose.Run("."),
  ])

  static let choice = Question(
    prompt: Prose("Move the window one row down. Will the output be larger, smaller, or the same?"),
    form: .choices(
      [
        Question.Choice(text: Prose("larger"), reply: Prose("Look at the row below the window.")),
        Question.Choice(text: Prose("smaller")), Question.Choice(text: Prose("the same")),
      ], right: 1),
    hint: Prose("What lies under the minus ones then?"),
    explanation: Prose("Under the minus ones there is ink now, and it is subtracted."))

  static let number = Question(
    prompt: Prose("What comes out of the nine products?"),
    form: .value(.number(12), tolerance: nil), hint: Prose("Add the three in the upper row first."),
    mistakes: [
      Question.Mistake(answer: .number(-12), reply: Prose("The sign is the other way round."))
    ],
    explanation: Prose("Three products are positive, three are negative, three are nothing."),
    workedTerms: ["7 · 1 = 7", "5 · 1 = 5", "4 · 0 = 0", "3 · 0 = 0", "2 · −1 = −2"])

  /// Reached by a filter of zeros; the cell is 8 at first.
  private static func goal() throws -> Question {
    Question(
      prompt: Prose("Make the present cell 0."),
      form: .goal(
        [
          Question.Requirement(
            condition: try Expression("result == 0"), advice: Prose("It is not 0 yet."))
        ],
        solution: Scene(try .card())),
      hint: Prose("A filter of zeros is a filter."))
  }
}
