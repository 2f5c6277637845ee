internal import Explorer
internal import Networks

// MARK: - Choices

extension QuestionReader {
  /// More could not be told apart by one key.
  private static let mostChoices = 9

  mutating func choices() -> Question.Form? {
    let entries = entries("choices", as: "a choice", keys: ["text", "when", "right", "say"])
    guard !entries.isEmpty else { return nil }
    guard 2...Self.mostChoices ~= entries.count else {
      errors.append(
        mapping.failure(
          at: "choices",
          "there \(entries.count == 1 ? "is 1 choice" : "are \(entries.count) choices"); "
            + "supported are 2 to \(Self.mostChoices)"))
      return nil
    }
    var choices: [Question.Choice] = []
    var right: [Int] = []
    var isComplete = true
    for (index, entry) in entries.enumerated() {
      let text = requiredProse("text", in: entry, example: "larger")
      let reply = prose("say", in: entry)
      if isRight(entry) { right.append(index) }
      if let text {
        complainAboutConfusion(
          of: text, at: entry, number: index + 1, with: choices, among: entries.count)
        choices.append(Question.Choice(text: text, reply: reply))
      } else {
        isComplete = false
      }
    }
    requireOneWay(entries)
    guard isComplete, stage != nil, errors.isEmpty else { return nil }
    guard right.count == 1 else {
      errors.append(mapping.failure(at: "choices", Self.complaint(about: right, of: choices)))
      return nil
    }
    return .choices(choices, right: right[0])
  }

  private mutating func isRight(_ entry: YAMLMapping) -> Bool {
    guard entry.value("when") != nil else {
      return attempt(&errors, try entry.flag("right", default: false)) ?? false
    }
    guard let condition = expression("when", in: entry, example: "sum > 0"), let stage else {
      return false
    }
    return attempt(&errors, try condition.truth(in: stage)) ?? false
  }

  /// The right choice is found by conditions, or it is said; both together would hide mistakes.
  private mutating func requireOneWay(_ entries: [YAMLMapping]) {
    let conditional = entries.filter { $0.value("when") != nil }
    guard !conditional.isEmpty else { return }
    for entry in entries {
      if entry.value("right") != nil {
        errors.append(
          entry.failure(
            at: "right", "choices have 'when', or one has 'right: true', not both; delete one"))
      } else if entry.value("when") == nil {
        errors.append(
          entry.failure("a choice needs the key 'when', such as 'when: sum > 0', like the others"))
      }
    }
  }

  private static func complaint(about right: [Int], of choices: [Question.Choice]) -> String {
    guard !right.isEmpty else {
      return "no choice is right in this scene; exactly one has to be"
    }
    let names = right.map { "'\(choices[$0].text.plain)'" }
    return "\(names.listed("and")) are right in this scene; exactly one has to be"
  }

  /// A choice can be typed: its words must not stand for another one.
  private mutating func complainAboutConfusion(
    of text: Prose, at entry: YAMLMapping, number: Int, with others: [Question.Choice],
    among count: Int
  ) {
    let words = text.plain.comparable
    if others.contains(where: { $0.text.plain.comparable == words }) {
      errors.append(
        entry.failure(at: "text", "the choice '\(text.plain)' stands here more than once"))
    } else if let typed = Int(words), typed != number, 1...count ~= typed {
      errors.append(
        entry.failure(
          at: "text",
          "the choice '\(text.plain)' has the number \(number): who types \(typed) chooses another "
            + "one; add a word, or put it in place \(typed)"))
    }
  }
}

// MARK: - Goals

extension QuestionReader {
  mutating func goal() -> Question.Form? {
    let entries = entries("goal", as: "a part of the goal", keys: ["when", "say"])
    let before = errors.count
    let conditions = entries.map { expression("when", in: $0, example: "sum > 0") }
    let advice = entries.map {
      requiredProse("say", in: $0, example: "Put ones into the left column.")
    }
    let solution = solution()
    guard !entries.isEmpty, errors.count == before, let stage, let solution else { return nil }

    let placed = conditions.compactMap(\.self)
    // A condition can need what is still to be made: here it only must not hold.
    if placed.allSatisfy({ (try? $0.truth(in: stage)) == true }) {
      errors.append(
        mapping.failure(
          at: "goal", "the goal is reached in this scene already; ask for something that is not"))
    }
    let solved = solution.stage(display: .ofReader)
    for condition in placed {
      guard let holds = attempt(&errors, try condition.truth(in: solved)), !holds else { continue }
      errors.append(
        condition.failure(
          "'\(condition.expression.source)' does not hold in the solution; change one of them"))
    }
    let requirements = zip(placed, advice.compactMap(\.self)).map {
      Question.Requirement(condition: $0.expression, advice: $1)
    }
    return .goal(requirements, solution: solution)
  }

  private mutating func solution() -> Scene? {
    guard
      let yaml = attempt(
        &errors, try mapping.require("solution", example: "{kernel: \"1 0; 0 -1\"}"))
    else { return nil }
    var branch = builder
    let before = errors.count
    branch.apply(yaml, errors: &errors)
    guard errors.count == before, stage != nil else { return nil }
    return branch.scene(at: yaml.place, errors: &errors)
  }
}
