extension Question {
  /// Judges what a learner typed: a number, a size, or the number of a choice from 1.
  package func judge(_ typed: String) -> Verdict {
    switch form {
    case .value(.size(let size), _): judge(typed, against: size)
    case .value(let value, let tolerance):
      judge(typed, against: value.single ?? .nan, tolerance: tolerance)
    case .choices(let choices, let right): Self.judge(typed, among: choices, right: right)
    case .goal: .unreadable("this is made in the scene, not typed")
    }
  }

  /// The answer as it is shown: `2.62`, `26×26`, or the text of the right choice; nil for a goal.
  package var answerText: String? {
    switch form {
    case .value(let value, _): value.text(digits: nil)
    case .choices(let choices, let right): choices[right].text.plain
    case .goal: nil
    }
  }

  /// What helps with the first part of the goal that is not reached yet; nil when all of it is, and
  /// for other questions.
  package func advice(for stage: Stage) -> Prose? {
    guard case .goal(let requirements, _) = form else { return nil }
    return requirements.first { requirement in
      // A condition that cannot be computed asks for something that was not made yet.
      (try? requirement.condition.value(in: stage)) != .truth(true)
    }?.advice
  }

  // MARK: Numbers

  private func judge(_ typed: String, against right: Double, tolerance: Double?) -> Verdict {
    guard let number = TypedNumber(typed) else {
      return .unreadable("type a number, such as 2.5, −3 or 1/9")
    }
    if number.isNear(right, tolerance: tolerance) { return .right }
    let mistake = mistakes.first { mistake in
      mistake.answer.single.map { number.isNear($0, tolerance: tolerance) } ?? false
    }
    return .wrong(reply: mistake?.reply)
  }

  // MARK: Sizes

  private func judge(_ typed: String, against right: [Int]) -> Verdict {
    guard let size = TypedSize(typed, isVector: right.standardSize.count == 1)?.extents else {
      return .unreadable(
        "type a size, height before width: 8x5; of a stack, with the channels before them: 3x8x5")
    }
    if size.standardSize == right.standardSize { return .right }
    for mistake in mistakes {
      if case .size(let wrong) = mistake.answer, size.standardSize == wrong.standardSize {
        return .wrong(reply: mistake.reply)
      }
    }
    return .wrong(reply: Self.order(of: size, right: right).map { Prose($0) })
  }

  /// What there is to say to the right numbers in the wrong order.
  private static func order(of size: [Int], right: [Int]) -> String? {
    guard size.count == right.count else { return nil }
    if size.count == 3, [size[2], size[0], size[1]] == right {
      return "The right numbers, but here the channels come first, then height and width."
    }
    guard size.dropLast(2) == right.dropLast(2), size.suffix(2).reversed() == right.suffix(2)
    else { return nil }
    return "The right numbers, but here the height comes before the width."
  }

  // MARK: Choices

  private static func judge(_ typed: String, among choices: [Choice], right: Int) -> Verdict {
    let words = typed.comparable
    let chosen: Int?
    if let number = Int(words), 1...choices.count ~= number {
      chosen = number - 1
    } else {
      chosen = choices.firstIndex { $0.text.plain.comparable == words }
    }
    guard let chosen else {
      return .unreadable("type the number of your choice, from 1 to \(choices.count)")
    }
    return chosen == right ? .right : .wrong(reply: choices[chosen].reply)
  }
}

extension Value {
  /// The number, where it is one.
  var single: Double? {
    switch self {
    case .number(let number): number
    case .numbers(let numbers): numbers.count == 1 ? numbers[0] : nil
    case .size(let extents): extents.standardSize.count == 1 ? Double(extents.standardSize[0]) : nil
    case .truth: nil
    }
  }

  /// Whether both are the same answer.
  func equals(_ other: Value, tolerance: Double?) -> Bool {
    if case .size(let first) = self, case .size(let second) = other {
      return first.standardSize == second.standardSize
    }
    guard let first = single, let second = other.single else { return false }
    return abs(first - second) <= (tolerance ?? 0) + TypedNumber.slack(of: second)
  }
}

extension [Int] {
  /// A single map is as large as itself, and a vector has a length only.
  var standardSize: [Int] {
    guard count == 3 else { return self }
    if self[1] == 1, self[2] == 1, self[0] > 1 { return [self[0]] }
    return self[0] == 1 ? Array(dropFirst()) : self
  }
}

extension String {
  /// For comparing what people type: small letters, single blanks.
  var comparable: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
