import Lessons
import TestSupport
import Testing

/// Progress that has nothing to do with any lesson, so that everything can differ from everything.
private func randomProgress(_ generator: inout SeededGenerator) -> Progress {
  var progress = Progress()
  for slug in ["a", "b", "c"] where Bool.random(using: &generator) {
    var lesson = LessonProgress()
    func place() -> BeatIndex {
      BeatIndex(
        step: .random(in: 0...2, using: &generator), beat: .random(in: 0...2, using: &generator))
    }
    lesson.round = .random(in: 0...1, using: &generator)
    lesson.place = place()
    lesson.moves = .random(in: 0...2, using: &generator)
    lesson.furthest = place()
    lesson.isFinished = .random(using: &generator)
    for question in 0...2 where Bool.random(using: &generator) {
      var record = AnswerRecord()
      record.tries = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        String(Int.random(in: 0...1, using: &generator))
      }
      record.isRight = .random(using: &generator)
      record.wasShown = .random(using: &generator)
      lesson.answers[question] = record
    }
    progress.lessons[slug] = lesson
  }
  return progress
}

extension Progress {
  fileprivate func merged(with other: Progress) -> Progress {
    var progress = self
    progress.merge(other)
    return progress
  }
}

@Test(arguments: 0..<500)
func `merging is commutative, associative and idempotent`(seed: UInt64) {
  var generator = SeededGenerator(seed: seed)
  let first = randomProgress(&generator)
  let second = randomProgress(&generator)
  let third = randomProgress(&generator)
  #expect(first.merged(with: second) == second.merged(with: first))
  #expect(
    first.merged(with: second).merged(with: third) == first.merged(with: second.merged(with: third))
  )
  #expect(first.merged(with: first) == first)
}

@Test(arguments: 0..<100)
func `a merge does not bring back what was reset`(seed: UInt64) {
  var generator = SeededGenerator(seed: seed)
  let old = randomProgress(&generator)
  var fresh = old
  fresh.reset()
  #expect(fresh.merged(with: old) == fresh)
  #expect(fresh.lessons.values.allSatisfy { $0.answers.isEmpty && !$0.isFinished })
}

@Test func `one lesson is reset and the others stay`() {
  var progress = Progress()
  for slug in ["a", "b"] { progress.lessons[slug, default: LessonProgress()].isFinished = true }
  progress.reset("a")
  #expect(progress.lessons["a"]?.isFinished == false)
  #expect(progress.lessons["b"]?.isFinished == true)
}

@Test func `the later place stands, and the furthest one`() {
  var lesson = LessonProgress()
  lesson.move(to: BeatIndex(step: 2, beat: 1))
  var other = lesson
  other.move(to: BeatIndex(step: 1, beat: 0))
  var (first, second) = (Progress(), Progress())
  first.lessons["a"] = lesson
  second.lessons["a"] = other
  first.merge(second)
  #expect(first.lessons["a"]?.place == BeatIndex(step: 1, beat: 0))
  #expect(first.lessons["a"]?.furthest == BeatIndex(step: 2, beat: 1))
}

@Test func `tries are kept until the answer is right`() {
  var lesson = LessonProgress()
  lesson.record("1", isRight: false, question: 0)
  lesson.record("2", isRight: true, question: 0)
  lesson.record("3", isRight: false, question: 0)
  #expect(lesson.answers[0]?.tries == ["1", "2"])
  #expect(lesson.answers[0]?.isOver == true)
}

@Test func `counting does not end at the largest number of a file`() {
  var progress = Progress()
  var lesson = LessonProgress()
  (lesson.moves, lesson.round) = (.max, .max)
  lesson.move(to: BeatIndex(step: 0, beat: 1))
  progress.lessons["a"] = lesson
  progress.reset()
  #expect(progress.lessons["a"]?.round == .max)
}
