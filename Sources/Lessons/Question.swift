/// Something to be predicted before it is shown.
package struct Question: Sendable {
  package let prompt: Prose
  package let form: Form
  package let hint: Prose?
  /// Typical wrong answers, with what is said to them.
  package let mistakes: [Mistake]
  /// Shown when the question is over.
  package let explanation: Prose?
  /// The terms of the cell that it was about, as the engine adds them; empty where there is none.
  package let workedTerms: [String]

  package init(
    prompt: Prose, form: Form, hint: Prose? = nil, mistakes: [Mistake] = [],
    explanation: Prose? = nil, workedTerms: [String] = []
  ) {
    (self.prompt, self.form, self.hint) = (prompt, form, hint)
    (self.mistakes, self.explanation, self.workedTerms) = (mistakes, explanation, workedTerms)
  }

  package enum Form: Sendable {
    /// A number, or a size, to be typed.
    case value(Value, tolerance: Double?)
    /// One of several; the right one by its index.
    case choices([Choice], right: Int)
    /// Something to be made in the scene; `solution` reaches it.
    case goal([Requirement], solution: Scene)
  }

  package struct Choice: Hashable, Sendable {
    package let text: Prose
    /// What is said to who chose it.
    package let reply: Prose?

    package init(text: Prose, reply: Prose? = nil) { (self.text, self.reply) = (text, reply) }
  }

  package struct Mistake: Hashable, Sendable {
    package let answer: Value
    package let reply: Prose

    package init(answer: Value, reply: Prose) { (self.answer, self.reply) = (answer, reply) }
  }

  /// A condition over what the learner has made.
  package struct Requirement: Sendable {
    package let condition: Expression
    /// What helps while it does not hold.
    package let advice: Prose

    package init(condition: Expression, advice: Prose) {
      (self.condition, self.advice) = (condition, advice)
    }
  }
}

/// What an answer to a question comes to.
package enum Verdict: Hashable, Sendable {
  case right
  /// With what there is to say to this very mistake.
  case wrong(reply: Prose?)
  /// It cannot be read as an answer; the text says what is expected.
  case unreadable(String)
}
