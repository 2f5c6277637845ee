import Explorer
package import Lessons

/// A lesson as a conversation: it says something, waits for a line, and answers it.
///
/// For screen readers, for terminals that can do no more, and for logs. Where nobody answers any
/// longer, `finish` says the rest, with the answers behind the questions.
package struct LessonDialogue: Sendable {
  package let lesson: Lesson
  package private(set) var progress: LessonProgress
  package private(set) var isOver = false
  /// Whether all of it was said.
  package private(set) var isAtEnd = false
  /// The beat that was said last.
  package private(set) var place: BeatIndex
  /// The scene that was described last.
  private var scene: Scene?
  /// Wrong answers to the question that is open; nil where none is.
  private var wrongAnswers: Int?

  /// Wrong answers after which the right one is told.
  private static let patience = 2

  /// - Parameter step: The step to begin with, from 0.
  package init(_ lesson: Lesson, progress: LessonProgress = LessonProgress(), step: Int = 0) {
    precondition(lesson.steps.indices.contains(step), "the lesson has no step \(step)")
    (self.lesson, self.progress) = (lesson, progress)
    place = BeatIndex(step: step, beat: 0)
  }

  /// What stands before the place where the reader types.
  package var prompt: String { wrongAnswers == nil ? "[Enter] " : "answer> " }
}

// MARK: - Saying

extension LessonDialogue {
  /// The lesson's title and its first words.
  package mutating func begin() -> [String] {
    let minutes = lesson.front.minutes
    return [lesson.front.title]
      + ProseText.wrapped(
        "\(lesson.front.summary) About \(minutes) minute\(minutes == 1 ? "" : "s").")
      + ProseText.wrapped(Self.help) + say()
  }

  private static let help =
    "Enter goes on. To a question, type the answer; or hint, skip, back, quit. 'help' says this again."

  /// The present beat.
  private mutating func say() -> [String] {
    let beat = lesson[place]
    progress.move(to: place)
    var lines: [String] = [""]
    if place.beat == 0 {
      let step = lesson.steps[place.step]
      lines += ["Step \(place.step + 1) of \(lesson.steps.count): \(step.title.plain)", ""]
    }
    if scene == nil || beat.changesScene {
      lines += SceneText.lines(beat.scene, after: scene)
      scene = beat.scene
      if case .nothing = beat.content {} else { lines.append("") }
    }
    wrongAnswers = nil
    switch beat.content {
    case .text(let block): lines += ProseText.lines(block)
    case .question(let question):
      lines += QuestionText.asked(question)
      wrongAnswers = 0
    case .nothing: break
    }
    return lines
  }

  /// Everything that is left, with the answers; nothing of it counts as learned.
  package mutating func finish() -> [String] {
    let learned = progress
    var lines = answer()
    while let next = lesson.index(after: place) {
      place = next
      lines += say() + answer()
    }
    progress = learned
    (isOver, isAtEnd) = (true, true)
    return lines + ["", "End of the lesson."]
  }

  /// The answer to the question that is open.
  private func answer() -> [String] {
    guard wrongAnswers != nil, case .question(let question) = lesson[place].content else {
      return []
    }
    return QuestionText.answered(question)
  }
}

// MARK: - Answering

extension LessonDialogue {
  /// What there is to say to a line that was typed.
  package mutating func reply(to line: String) -> [String] {
    let typed = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch typed.lowercased() {
    case "quit":
      isOver = true
      return []
    case "back":
      guard let last = lesson.index(before: place) else { return ["This is the beginning."] }
      place = last
      return say()
    case "help": return ProseText.wrapped(Self.help)
    default:
      guard let wrongAnswers, case .question(let question) = lesson[place].content else {
        return typed.isEmpty ? goOn() : ["Nothing was asked. Press Enter to go on."]
      }
      return reply(to: typed, question, wrongAnswers)
    }
  }

  private mutating func goOn() -> [String] {
    guard let next = lesson.index(after: place) else {
      progress.isFinished = true
      (isOver, isAtEnd) = (true, true)
      return ["", "End of the lesson."]
    }
    place = next
    return say()
  }

  private mutating func reply(
    to typed: String, _ question: Question, _ wrongAnswers: Int
  ) -> [String] {
    switch typed.lowercased() {
    case "": return [QuestionText.expected(question)]
    case "hint":
      return question.hint.map { ProseText.wrapped($0.plain) } ?? ["There is no hint to this one."]
    case "skip":
      progress.recordShown(question: number)
      self.wrongAnswers = nil
      return QuestionText.answered(question)
    default: break
    }
    if case .goal = question.form { return [QuestionText.expected(question)] }
    let verdict = question.judge(typed)
    switch verdict {
    case .right:
      progress.record(typed, isRight: true, question: number)
      self.wrongAnswers = nil
      return ["Right."] + QuestionText.explained(question)
    case .wrong(let reply):
      progress.record(typed, isRight: false, question: number)
      let lines = ProseText.wrapped(reply?.plain ?? "That is not it.")
      self.wrongAnswers = wrongAnswers + 1
      if wrongAnswers + 1 >= Self.patience {
        progress.recordShown(question: number)
        self.wrongAnswers = nil
        return lines + QuestionText.answered(question)
      }
      let hint = question.hint.map { ProseText.wrapped($0.plain) } ?? []
      return lines + hint + ["Try once more."]
    case .unreadable(let expected): return ProseText.wrapped(expected)
    }
  }

  /// The number of the present question in the lesson.
  private var number: Int {
    let before =
      lesson.steps[..<place.step].flatMap(\.beats) + lesson.steps[place.step].beats[..<place.beat]
    return before.count { if case .question = $0.content { true } else { false } }
  }
}
