import Drawing
import Explorer
import Lessons

/// Teaching: one order of texts, scenes, questions and answers, for the two keys of a clicker.
///
/// Nothing is answered, and of the progress only the place changes.
extension Course {
  mutating func startPresenting() -> [CourseEffect] {
    isPresenting = true
    reading?.isSceneWhole = false
    reading?.isRevealed = false
    reading?.typed = ""
    reading?.isAtEnd = false
    veilScene()
    return []
  }

  /// The answer to what was asked, or else the next beat.
  mutating func presentNext() -> [CourseEffect] {
    guard let reading else { return [] }
    if hasOpenQuestion {
      self.reading?.isRevealed = true
      if case .goal(_, let solution) = reading.question?.form { return show(solution) }
      veilScene()
      return []
    }
    guard let place = reading.lesson.index(after: reading.place) else {
      message = .note("this is the end of the lesson")
      return []
    }
    self.reading?.isRevealed = false
    return move(to: place)
  }

  /// Exactly back: to the question without its answer, or to the beat before with its answer.
  mutating func presentPrevious() -> [CourseEffect] {
    guard let reading else { return [] }
    if reading.isRevealed, case .question(let question) = reading.beat.content {
      self.reading?.isRevealed = false
      if case .goal = question.form { return setScene(from: nil) }
      veilScene()
      return []
    }
    guard let place = reading.lesson.index(before: reading.place) else {
      message = .note("this is where the lesson begins")
      return []
    }
    let effects = move(to: place)
    guard case .question(let question) = reading.lesson[place].content else { return effects }
    self.reading?.isRevealed = true
    if case .goal(_, let solution) = question.form { return effects + show(solution) }
    veilScene()
    return effects
  }
}
