import Lessons

extension QuestionText {
  /// How many lines the question takes with the longest of all there is to say to it.
  static func height(of question: Question, isCompact: Bool, width: Int) -> Int {
    states(of: question).map { state in
      QuestionText(question: question, state: state, isCompact: isCompact).lines(width: width).count
    }.max() ?? 0
  }

  /// Every state that a learner can bring a question to.
  private static func states(of question: Question) -> [State] {
    var replies: [Prose?] = [nil] + question.mistakes.map(\.reply)
    var advice: [Prose?] = [nil]
    switch question.form {
    case .value: break
    case .choices(let choices, _): replies += choices.map(\.reply)
    case .goal(let requirements, _): advice += requirements.map(\.advice)
    }
    return advice.map { State(showsHint: true, advice: $0) }
      + replies.map { State(phase: .wrong(reply: $0), showsHint: true) }
      + replies.map { State(phase: .over(isRight: false, reply: $0)) }
      + [State(phase: .over(isRight: true, reply: nil))]
  }
}

extension Lesson.Beat {
  /// How many lines the beat takes at most.
  func height(isCompact: Bool, width: Int) -> Int {
    switch content {
    case .text(let block): block.lines(width: width).count
    case .question(let question):
      QuestionText.height(of: question, isCompact: isCompact, width: width)
    case .nothing: 0
    }
  }

  /// How many columns it takes: more than `width` where something cannot be wrapped.
  func width(wrappedTo width: Int) -> Int {
    guard case .text(let block) = content else { return 0 }
    return block.lines(width: width).map(\.width).max() ?? 0
  }
}
