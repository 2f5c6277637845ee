internal import Explorer
internal import Networks

/// Reads one question, computes its answer and holds what the author claims against the engine.
struct QuestionReader {
  let mapping: YAMLMapping
  let source: LessonSource
  /// The scene; nil where it could not be built, which has been complained about.
  let stage: Stage?
  let builder: SceneBuilder
  var errors: [LocatedError] = []

  private static let keys = [
    "question", "answer", "tolerance", "choices", "goal", "solution", "hint", "wrong", "explain",
    "why",
  ]

  /// - Throws: `LocatedError` where the value has no keys.
  init(
    _ value: YAMLValue, source: LessonSource, stage: Stage?, builder: SceneBuilder
  ) throws(LocatedError) {
    mapping = try YAMLMapping(value, subject: "the question", path: source.path)
    (self.source, self.stage, self.builder) = (source, stage, builder)
  }

  /// - Returns: nil where there was something to complain about.
  mutating func question() -> Question? {
    let before = errors.count
    errors += mapping.unknownKeys(besides: Self.keys)
    let prompt = requiredProse(
      "question", in: mapping, example: "What comes out after ReLU?")
    let form = form()
    let mistakes = mistakes(for: form)
    let hint = prose("hint", in: mapping)
    let explanation = prose("explain", in: mapping)
    let worked = workedTerms()
    guard errors.count == before, let prompt, let form else { return nil }
    return Question(
      prompt: prompt, form: form, hint: hint, mistakes: mistakes, explanation: explanation,
      workedTerms: worked)
  }

  // MARK: The form

  private mutating func form() -> Question.Form? {
    let forms = ["answer", "choices", "goal"].filter { mapping.value($0) != nil }
    guard let form = forms.first else {
      errors.append(
        mapping.failure(
          "the question needs an 'answer', 'choices' or a 'goal', such as 'answer: sum'"))
      return nil
    }
    guard forms.count == 1 else {
      errors.append(
        mapping.failure(at: forms[1], "the question has \(forms.listed("and")); keep one of them"))
      return nil
    }
    let companions = ["tolerance": "answer", "wrong": "answer", "solution": "goal"]
    for (key, owner) in companions.sorted(by: { $0.key < $1.key })
    where owner != form && mapping.value(key) != nil {
      errors.append(mapping.failure(at: key, "'\(key)' belongs to '\(owner)'; delete it"))
    }
    return switch form {
    case "answer": answer()
    case "choices": choices()
    default: goal()
    }
  }

  private mutating func answer() -> Question.Form? {
    let tolerance = tolerance()
    guard let expression = expression("answer", in: mapping, example: "output[0,0]"), let stage,
      let value = attempt(&errors, try expression.shownValue(in: stage))
    else { return nil }
    if case .size = value, mapping.value("tolerance") != nil {
      errors.append(
        mapping.failure(
          at: "tolerance", "the answer is a size, which is right or wrong; delete 'tolerance'"))
    }
    return .value(value, tolerance: tolerance)
  }

  private mutating func tolerance() -> Double? {
    guard mapping.value("tolerance") != nil,
      let number = attempt(&errors, try mapping.number("tolerance"))
    else { return nil }
    guard number >= 0, number.isFinite else {
      errors.append(mapping.wrong("tolerance", expected: "a number from 0 on, such as 0.01"))
      return nil
    }
    // 0.01 as it was typed, rather than the nearest number of 32 bits.
    return Double(number.description) ?? Double(number)
  }

  private mutating func mistakes(for form: Question.Form?) -> [Question.Mistake] {
    guard mapping.value("wrong") != nil, mapping.value("answer") != nil else { return [] }
    var mistakes: [Question.Mistake] = []
    for entry in entries("wrong", as: "a wrong answer", keys: ["answer", "say"]) {
      let reply = requiredProse("say", in: entry, example: "That is the sum before ReLU.")
      guard let expression = expression("answer", in: entry, example: "sum"), let stage,
        let value = attempt(&errors, try expression.shownValue(in: stage))
      else { continue }
      if case .value(let right, let tolerance) = form, value.equals(right, tolerance: tolerance) {
        errors.append(
          entry.failure(
            at: "answer",
            "'\(expression.expression.source)' comes to \(value.text(digits: nil)), which is the "
              + "right answer; give another wrong one"))
      }
      if let reply { mistakes.append(Question.Mistake(answer: value, reply: reply)) }
    }
    return mistakes
  }
}

// MARK: - Texts and expressions

extension QuestionReader {
  /// The entries of a list of mappings.
  mutating func entries(
    _ key: String, as subject: String, keys: [String]
  ) -> [YAMLMapping] {
    guard let value = mapping.value(key) else { return [] }
    guard case .list(let items) = value.content, !items.isEmpty else {
      errors.append(mapping.wrong(key, expected: "a list, a '-' before each"))
      return []
    }
    var entries: [YAMLMapping] = []
    for item in items {
      guard
        let entry = attempt(
          &errors, try YAMLMapping(item, subject: subject, path: source.path))
      else { continue }
      errors += entry.unknownKeys(besides: keys)
      entries.append(entry)
    }
    return entries
  }

  /// A text with its numbers computed; nil where the key is missing or its value is no text.
  mutating func prose(_ key: String, in mapping: YAMLMapping) -> Prose? {
    guard let text = attempt(&errors, try mapping.text(key)) ?? nil else { return nil }
    let placed = PlacedText(text.trimmedEnds, at: mapping.place(of: key), in: source)
    return ProseReader.draft(of: placed, path: source.path, errors: &errors)
      .prose(over: stage, errors: &errors)
  }

  mutating func requiredProse(
    _ key: String, in mapping: YAMLMapping, example: String
  ) -> Prose? {
    guard attempt(&errors, try mapping.require(key, example: example)) != nil else { return nil }
    return prose(key, in: mapping)
  }

  mutating func expression(
    _ key: String, in mapping: YAMLMapping, example: String
  ) -> PlacedExpression? {
    guard attempt(&errors, try mapping.require(key, example: example)) != nil,
      let text = attempt(&errors, try mapping.text(key)) ?? nil
    else { return nil }
    let placed = PlacedText(text.trimmedEnds, at: mapping.place(of: key), in: source)
    return attempt(&errors, try PlacedExpression(placed, path: source.path))
  }
}

extension String {
  /// Without blanks and line ends around it.
  var trimmedEnds: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
