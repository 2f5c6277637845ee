import Drawing
import Lessons

extension Course {
  /// The text of a beat as it stands on the screen.
  func lines(of place: BeatIndex, width: Int, isCompact: Bool, _ ink: Ink) -> [TextLine] {
    guard let reading else { return [] }
    switch reading.lesson[place].content {
    case .text(let block): return block.lines(width: width, ink)
    case .question(let question):
      let state = state(of: question, at: place, width: width)
      return QuestionText(question: question, state: state, isCompact: isCompact)
        .lines(width: width, ink)
    case .nothing: return []
    }
  }

  private func state(
    of question: Question, at place: BeatIndex, width: Int
  ) -> QuestionText.State {
    guard let reading else { return QuestionText.State() }
    if isPresenting {
      let isOver = isOver(questionAt: place)
      return presentedState(
        of: question, isOver ? .over(isRight: false, reply: nil) : .open, width: width)
    }
    let record = record(at: place) ?? AnswerRecord()
    // What was said to an answer follows from it, also when the lesson is opened again.
    var reply: Prose?
    if !record.isRight, let last = record.tries.last, case .wrong(let text) = question.judge(last) {
      reply = text
    }
    var state = QuestionText.State()
    if record.isOver {
      state.phase = .over(isRight: record.isRight, reply: reply)
    } else if !record.tries.isEmpty {
      state.phase = .wrong(reply: reply)
    }
    guard place == reading.place else { return state }
    state.typed = reading.typed
    state.showsHint = reading.showsHint
    state.advice = reading.advice
    return state
  }

  /// What stands behind the last beat.
  func endLines(width: Int) -> [TextLine] {
    guard let reading else { return [] }
    let count = reading.lesson.questions.count
    let predicted = lessonProgress.score.predicted
    var lines = [TextLine(spans: [Span("lesson done", .accent)]), TextLine()]
    if count > 0 {
      let text = Prose([
        Prose.Run("You predicted "), Prose.Run("\(predicted) of \(count)", .strong),
        Prose.Run("."),
      ])
      lines += text.wrapped(to: width) + [TextLine()]
    }
    var doors = [("F", "try it yourself: the scene is all yours")]
    let next = menu.choice + 1
    if shelf.indices.contains(next) { doors.append(("n", "next: \(shelf[next].numberedTitle)")) }
    doors += [("p", "back into the lesson"), ("esc", "the menu")]
    for (key, text) in doors {
      let blanks = String(repeating: " ", count: 5 - key.count)
      lines += Prose(text).wrapped(to: width, lead: [Span(key + blanks, .accent)])
    }
    return lines
  }
}
