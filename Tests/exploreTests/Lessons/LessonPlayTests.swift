import Classroom
import Drawing
import Explorer
import Lessons
import TestSupport
import Testing

@testable import explore

/// Every lesson of the course is taken to its end with keys: each question is answered wrongly and
/// then rightly, and each step is kept as a picture.
struct LessonPlayTests {
  private static let sizes = [(80, 24), (120, 36)]

  @Test(arguments: LessonSource.builtIn, sizes)
  func `a lesson can be taken to its end`(
    source: LessonSource, size: (columns: Int, rows: Int)
  ) throws {
    var player = try LessonPlayer(source, columns: size.columns, rows: size.rows)
    var pictures: [String] = []
    var places: [BeatIndex] = []
    let lesson = try player.reading.lesson
    while try !player.reading.isAtEnd {
      let place = try player.reading.place
      places.append(place)
      if let question = try player.reading.question {
        try predict(question, at: place, &player)
      } else {
        try expectWords(of: lesson[place], at: place, &player)
      }
      if place.beat == lesson.steps[place.step].beats.count - 1 {
        pictures.append(picture(of: place.step, &player))
      }
      player.press("n")
    }
    #expect(places.count == lesson.steps.reduce(0) { $0 + $1.beats.count })
    let progress = try player.progress
    #expect(progress.isFinished)
    #expect(progress.answers.values.count { $0.isRight } == lesson.questions.count)
    pictures.append(picture(of: lesson.steps.count, &player))
    let difference = try snapshotDifference(
      pictures.joined(), named: "\(source.slug)-\(size.columns)x\(size.rows)")
    #expect(difference == nil)

    // And back, beat by beat, to where it began.
    var visited: [BeatIndex] = []
    for _ in places {
      player.press("p")
      visited.append(try player.reading.place)
    }
    #expect(visited == places.reversed())
  }

  /// Answers wrongly, which never ends the question, then rightly, which always does.
  private func predict(
    _ question: Question, at place: BeatIndex, _ player: inout LessonPlayer
  ) throws {
    let whole = player.frame().words
    #expect(missing(question.prompt, in: whole).isEmpty, "the question at \(place)")
    if let reply = player.answerWrongly(question) {
      #expect(try !player.record().isOver, "a wrong answer at \(place)")
      let words = player.frame().words
      #expect(missing(reply, in: words).isEmpty, "the reply at \(place)")
    }
    player.answerRightly(question)
    #expect(try player.record().isRight, "the right answer at \(place)")
    if let explanation = question.explanation {
      let words = player.frame().words
      #expect(missing(explanation, in: words).isEmpty, "the explanation at \(place)")
    }
  }

  private func expectWords(
    of beat: Lesson.Beat, at place: BeatIndex, _ player: inout LessonPlayer
  ) throws {
    guard case .text(let block) = beat.content else { return }
    let words = player.frame().words
    for prose in block.prose {
      #expect(missing(prose, in: words).isEmpty, "the text at \(place)")
    }
  }

  /// The words of a text that are nowhere on the screen.
  private func missing(_ prose: Prose, in words: Set<Substring>) -> [Substring] {
    prose.plain.split(whereSeparator: \.isWhitespace).filter { !words.contains($0) }
  }

  private func picture(of step: Int, _ player: inout LessonPlayer) -> String {
    "=== \(step + 1)\n\(player.frame().text)\n"
  }
}

extension Canvas {
  fileprivate var words: Set<Substring> { Set(text.split(whereSeparator: \.isWhitespace)) }
}

extension TextBlock {
  fileprivate var prose: [Prose] {
    switch self {
    case .paragraph(let prose): [prose]
    case .list(let items, _): items
    case .table(let rows): rows.flatMap { $0 }
    case .code(let lines): lines.map { Prose($0) }
    }
  }
}
