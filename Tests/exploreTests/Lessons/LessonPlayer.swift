import Classroom
import Convolution
import Drawing
import Explorer
import Lessons
import Testing

@testable import explore

/// A learner who takes a lesson with keys alone.
struct LessonPlayer {
  private(set) var course: Course
  private var view = CourseView()

  /// Opens a lesson of the course, as a new learner.
  init(_ source: LessonSource, columns: Int, rows: Int) throws {
    let display = DisplayProperties(
      columns: columns, rows: rows, colors: .extended, glyphs: .unicode)
    let query = PictureQuery(name: "three", lessonPath: "")
    let subject = try LessonPictures(folder: nil).subject(for: query)
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try FilterCatalog.entry(named: "horizontal"))]
    course = Course(
      shelf: [ShelfEntry(slug: source.slug, front: try source.front())], progress: Progress(),
      playground: Model(try Exploration(subject, settings: settings), display: display),
      display: display)
    perform(.opened(try source.lesson()))
  }

  // MARK: Doing

  mutating func press(_ keys: Key...) {
    for key in keys {
      if let action = CourseKeyTable.action(for: key, in: course) { perform(action) }
    }
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Does something, and waits for all that it sets going: windows that walk, long computations.
  private mutating func perform(_ action: CourseAction) {
    var effects = update(&course, action)
    var ticks = 0
    while effects.contains(where: \.isTick), ticks < 100_000 {
      effects = update(&course, .tick)
      ticks += 1
    }
  }

  // MARK: Seeing

  mutating func frame() -> Canvas { view.canvas(for: course) }

  var reading: Reading {
    get throws { try #require(course.reading) }
  }

  var progress: LessonProgress {
    get throws { try #require(course.progress.lessons[reading.lesson.slug]) }
  }

  /// What became of the present question.
  func record() throws -> AnswerRecord {
    let reading = try reading
    let before =
      reading.lesson.steps.prefix(reading.place.step).flatMap(\.beats)
      + reading.lesson.steps[reading.place.step].beats.prefix(reading.place.beat)
    let number = before.count { if case .question = $0.content { true } else { false } }
    return try progress.answers[number] ?? AnswerRecord()
  }

  // MARK: Answering

  /// Answers wrongly: with a typical mistake where the lesson knows one.
  ///
  /// - Returns: What the lesson has to say to it; nil where there is nothing, or for a goal, which
  ///   cannot be missed by typing.
  mutating func answerWrongly(_ question: Question) -> Prose? {
    switch question.form {
    case .value(let value, _):
      let mistake = question.mistakes.first
      let wrong = mistake.map { $0.answer.text(digits: 9) } ?? value.farOff
      type(wrong.typable)
      press(.enter)
      return mistake?.reply
    case .choices(let choices, let right):
      let wrong = (right + 1) % choices.count
      type("\(wrong + 1)")
      press(.enter)
      return choices[wrong].reply
    case .goal: return nil
    }
  }

  /// Answers rightly; a goal by typing the numbers of the filter that reaches it.
  mutating func answerRightly(_ question: Question) {
    switch question.form {
    case .value(let value, _):
      type(value.text(digits: 9).typable)
      press(.enter)
    case .choices(_, let right):
      type("\(right + 1)")
      press(.enter)
    case .goal(_, let solution):
      guard let filter = solution.exploration.settings.filters.first?.filter else { return }
      press("e")
      for weight in filter.elements {
        type("\(weight)")
        press(.enter)
      }
      press(.enter)
    }
  }
}

extension CourseEffect {
  fileprivate var isTick: Bool { if case .scheduleTick = self { true } else { false } }
}

extension Value {
  /// An answer that nobody could take for the right one.
  fileprivate var farOff: String {
    if case .size = self { "123x457" } else { "−98765" }
  }
}

extension String {
  /// Without the commas between thousands, and with the signs of a keyboard.
  fileprivate var typable: String {
    replacing(",", with: "").replacing("×", with: "x").replacing("−", with: "-")
  }
}
