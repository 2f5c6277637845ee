// Merging is commutative, associative and idempotent: each part takes the larger of two values in
// some order, or the union of two sets, and these are.

extension Progress {
  /// Takes over what another program has learned about the learner meanwhile.
  package mutating func merge(_ other: Progress) {
    lessons.merge(other.lessons) { $0.merged(with: $1) }
  }

  /// Forgets a lesson; a later merge does not bring it back.
  package mutating func reset(_ slug: String) {
    guard let lesson = lessons[slug] else { return }
    var fresh = LessonProgress()
    fresh.round = lesson.round.successor
    lessons[slug] = fresh
  }

  /// Forgets all lessons.
  package mutating func reset() {
    for slug in lessons.keys { reset(slug) }
  }
}

extension LessonProgress {
  /// The learner has come to a beat.
  package mutating func move(to place: BeatIndex) {
    guard place != self.place else { return }
    self.place = place
    moves = moves.successor
    furthest = max(furthest, place)
  }

  /// Takes note of an answer; what comes after the right one changes nothing.
  ///
  /// - Parameter question: The question's number in the lesson, from 0.
  package mutating func record(_ typed: String, isRight: Bool, question: Int) {
    var record = answers[question] ?? AnswerRecord()
    guard !record.isRight else { return }
    record.tries.append(typed)
    record.isRight = isRight
    answers[question] = record
  }

  /// Takes note that the answer was shown.
  package mutating func recordShown(question: Int) {
    answers[question, default: AnswerRecord()].wasShown = true
  }

  func merged(with other: LessonProgress) -> LessonProgress {
    guard round == other.round else { return round > other.round ? self : other }
    var merged = self
    if (moves, place) < (other.moves, other.place) {
      (merged.moves, merged.place) = (other.moves, other.place)
    }
    merged.furthest = max(furthest, other.furthest)
    merged.isFinished = isFinished || other.isFinished
    merged.answers.merge(other.answers) { $0.merged(with: $1) }
    return merged
  }
}

extension AnswerRecord {
  /// Of two lists of tries the longer one stands: where one program has read what the other has
  /// written, it begins with the shorter one.
  func merged(with other: AnswerRecord) -> AnswerRecord {
    var merged = self
    let isShorter =
      tries.count != other.tries.count
      ? tries.count < other.tries.count : tries.lexicographicallyPrecedes(other.tries)
    if isShorter { merged.tries = other.tries }
    merged.isRight = isRight || other.isRight
    merged.wasShown = wasShown || other.wasShown
    return merged
  }
}

extension Int {
  /// A file can hold any number; counting goes on from the largest without a trap.
  fileprivate var successor: Int { self == .max ? self : self + 1 }
}
