import Drawing
import Lessons

/// A question as it stands in the text: open, with what there is to say to an answer, or over.
struct QuestionText {
  let question: Question
  let state: State
  /// Above or below the scene there are few lines: choices stand side by side.
  let isCompact: Bool

  struct State: Hashable {
    var phase = Phase.open
    var typed = ""
    var showsHint = false
    /// What helps towards a goal.
    var advice: Prose?
    /// Whether anybody may answer; a teacher only shows.
    var takesAnswers = true
    /// Whether there is room for the terms of the answer.
    var showsTerms = true
  }

  enum Phase: Hashable {
    case open
    /// Answered wrongly once, with what there is to say to that.
    case wrong(reply: Prose?)
    case over(isRight: Bool, reply: Prose?)
  }

  func lines(width: Int, _ ink: Ink = .bright) -> [TextLine] {
    let indent = isCompact ? 0 : 2
    let body = bodyLines(width: width - indent, ink)
    if isCompact { return body }
    let title = TextLine(spans: [Span("Before you go on:", ink == .bright ? .accent : .dim)])
    return [title, TextLine()] + body.map { $0.indented(by: indent) }
  }

  private func bodyLines(width: Int, _ ink: Ink) -> [TextLine] {
    let gap = isCompact ? [] : [TextLine()]
    let prompt = question.prompt.wrapped(to: width, ink)
    switch state.phase {
    case .open:
      return prompt + gap + form(width, ink) + help(width, ink) + answerLine(ink)
    case .wrong(let reply):
      return prompt + gap + form(width, ink)
        + labeled("not quite", .warning, reply, width, ink)
        + (question.hint.map { labeled("hint", .accent, $0, width, ink) } ?? [])
        + answerLine(ink)
    case .over(let isRight, let reply): return prompt + gap + outcome(isRight, reply, width, ink)
    }
  }

  // MARK: Open

  /// The choices; nothing for what is typed or made.
  private func form(_ width: Int, _ ink: Ink) -> [TextLine] {
    guard case .choices(let choices, _) = question.form else { return [] }
    let texts = choices.enumerated().map { index, choice in
      let isChosen = state.typed == "\(index + 1)"
      let number = Span(" \(index + 1) ", isChosen ? .selection : ink == .bright ? .accent : .dim)
      return (number, choice)
    }
    let whole = texts.reduce(0) { $0 + $1.0.width + 4 + $1.1.text.plain.unicodeScalars.count } - 3
    if isCompact, whole <= width {
      var line = TextLine()
      for (index, (number, choice)) in texts.enumerated() {
        if index > 0 { line.spans.append(Span("   ")) }
        let start = line.width
        line.spans += [number, Span(" ")] + choice.text.spans(ink)
        line.choices.append(TextLine.ChoicePlace(columns: start..<line.width, choice: index))
      }
      return [line]
    }
    let gap = isCompact ? [] : [TextLine()]
    return texts.enumerated().flatMap { index, entry in
      entry.1.text.wrapped(to: width, ink, lead: [entry.0, Span(" ")]).map { line in
        TextLine(
          spans: line.spans,
          choices: [TextLine.ChoicePlace(columns: 0..<line.width, choice: index)])
      }
    } + gap
  }

  private func help(_ width: Int, _ ink: Ink) -> [TextLine] {
    let advice = state.advice.map { labeled("not yet", .warning, $0, width, ink) } ?? []
    guard state.showsHint, let hint = question.hint else { return advice }
    return advice + labeled("hint", .accent, hint, width, ink)
  }

  private func answerLine(_ ink: Ink) -> [TextLine] {
    guard state.takesAnswers else { return [] }
    if case .goal = question.form {
      return [TextLine(spans: [Span("make it in the scene ▸", ink == .bright ? .accent : .dim)])]
    }
    return [
      TextLine(spans: [
        Span("your answer ▸ ", ink == .bright ? .accent : .dim), Span(state.typed + "_", .strong),
      ])
    ]
  }

  // MARK: Over

  private func outcome(
    _ isRight: Bool, _ reply: Prose?, _ width: Int, _ ink: Ink
  ) -> [TextLine] {
    var lines: [TextLine] = []
    let answer = question.answerText.map { Prose([Prose.Run($0, .strong)]) }
    if isRight {
      lines += labeled("right", .accent, answer, width, ink)
    } else if let answer {
      if let reply { lines += labeled("not quite", .warning, reply, width, ink) }
      lines += labeled("the answer", .accent, answer, width, ink)
    } else {
      lines += labeled("one way", .accent, Prose("is in the scene now"), width, ink)
    }
    if state.showsTerms { lines += workedTerms(width, ink) }
    if let explanation = question.explanation {
      lines += (isCompact ? [] : [TextLine()]) + explanation.wrapped(to: width, ink)
    }
    return lines
  }

  /// The terms of the cell, as many in a line as there is room for.
  private func workedTerms(_ width: Int, _ ink: Ink) -> [TextLine] {
    let column = (question.workedTerms.map(\.unicodeScalars.count).max() ?? 0) + 3
    let count = max(1, (width + 3) / column)
    return stride(from: 0, to: question.workedTerms.count, by: count).map { start in
      let terms = question.workedTerms[start..<min(start + count, question.workedTerms.count)]
      let text = terms.map { term in
        term + String(repeating: " ", count: column - term.unicodeScalars.count)
      }.joined()
      return TextLine(spans: [Span(text.trimmedAtEnd, ink == .bright ? .text : .dim)])
    }
  }

  /// A word that stands out, and what it introduces.
  private func labeled(
    _ label: String, _ role: Role, _ prose: Prose?, _ width: Int, _ ink: Ink
  ) -> [TextLine] {
    let role = ink == .bright ? role : .dim
    guard let prose else { return [TextLine(spans: [Span(label, role)])] }
    return prose.wrapped(to: width, ink, lead: [Span(label + "  ", role)])
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
