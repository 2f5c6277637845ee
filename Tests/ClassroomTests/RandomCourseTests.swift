import Classroom
import Drawing
import Explorer
import Lessons
import TestSupport
import Testing

/// Whatever is pressed, in whatever order.
struct RandomCourseTests {
  @Test(arguments: 1...12)
  func `any keys lead to whole frames and lose no answer`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var course = seed.isMultiple(of: 3) ? try Course.menu() : try Course.reading()
    var view = CourseView()
    var last: [CourseAction] = []
    for number in 1...500 {
      let before = course.lessonProgress
      guard let action = CourseAction.random(in: course, using: &generator) else { continue }
      last = last.suffix(3) + [action]
      let effects = course.perform(action)
      if case .open = effects.first { course.perform(.opened(try Lesson.sample())) }
      let trace = Comment("seed \(seed), action \(number), in \(course.mode)")
      let after = course.lessonProgress
      if after.round == before.round {
        for (question, record) in before.answers {
          let kept = try #require(after.answers[question], trace)
          #expect(kept.tries.starts(with: record.tries), trace)
          #expect(kept.isOver || !record.isOver, trace)
        }
        #expect(after.furthest >= before.furthest, trace)
      }
      if let reading = course.reading {
        #expect(reading.lesson.clampedPlace(reading.place) == reading.place, trace)
      }
      guard number.isMultiple(of: 3) else { continue }
      let canvas = view.canvas(for: course)
      #expect(canvas.columns == course.display.columns, trace)
      #expect(canvas.rows == course.display.rows, trace)
    }
    #expect(view.canvas(for: course) == course.canvas, "something kept is stale, seed \(seed)")
  }
}

extension Lesson {
  /// The place, where there is one; else nil.
  fileprivate func clampedPlace(_ place: BeatIndex) -> BeatIndex? {
    steps.indices.contains(place.step) && steps[place.step].beats.indices.contains(place.beat)
      ? place : nil
  }
}

extension CourseAction {
  /// Mostly keys, as a person presses them; nil for a key that does nothing here.
  static func random(
    in course: Course, using generator: inout SeededGenerator
  ) -> CourseAction? {
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    switch number(0...39) {
    case 0:
      return .click(row: number(-1...course.display.rows), column: number(-1...140))
    case 1:
      return .wheel(up: .random(using: &generator), row: number(0...40), column: number(0...140))
    case 2:
      return .resized(
        DisplayProperties(
          columns: number(0...160), rows: number(0...50), colors: .extended,
          glyphs: GlyphSet.allCases.randomElement(using: &generator) ?? .unicode))
    case 3:
      return .resized(
        DisplayProperties(columns: 120, rows: 36, colors: .monochrome, glyphs: .unicode))
    case 4: return .tick
    case 5: return .goToStep(number(-1...5))
    default:
      // Quitting would be the end of the walk.
      let keys = CourseKeyTable.bindings.flatMap(\.keys) + ["1", "2", "3", "0", "-", "/", "x"]
      guard let key = keys.filter({ $0 != "q" }).randomElement(using: &generator) else {
        return nil
      }
      return CourseKeyTable.action(for: key, in: course)
    }
  }
}
