import Lessons

/// A question and what belongs to it, as lines of text.
enum QuestionText {
  static func asked(_ question: Question) -> [String] {
    let prompt = ProseText.wrapped("Question: \(question.prompt.plain)")
    return switch question.form {
    case .value: prompt
    case .choices(let choices, _):
      prompt
        + choices.enumerated().flatMap {
          ProseText.hanging($1.text.plain, after: "  \($0 + 1). ")
        }
    case .goal(let requirements, _):
      prompt + requirements.flatMap { ProseText.hanging($0.advice.plain, after: "  - ") }
        + [expected(question)]
    }
  }

  /// What may be typed.
  static func expected(_ question: Question) -> String {
    switch question.form {
    case .value: "Type the answer, or hint, skip, back or quit."
    case .choices(let choices, _):
      "Type a number from 1 to \(choices.count), or hint, skip, back or quit."
    case .goal: "This is made on the screen; type skip to read a solution."
    }
  }

  /// The right answer, and why it is right.
  static func answered(_ question: Question) -> [String] {
    let answer =
      switch question.form {
      case .value, .choices: ProseText.wrapped("Answer: \(question.answerText ?? "")")
      case .goal(_, let solution): ["A solution:"] + SceneText.lines(solution, after: nil)
      }
    return answer + explained(question)
  }

  static func explained(_ question: Question) -> [String] {
    question.workedTerms.map { "  " + $0 }
      + (question.explanation.map { ProseText.wrapped($0.plain) } ?? [])
  }
}
