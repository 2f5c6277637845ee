import Explorer
import Lessons
import Workbench

extension Course {
  /// What is kept of the open lesson.
  var lessonProgress: LessonProgress {
    get { reading.flatMap { progress.lessons[$0.lesson.slug] } ?? LessonProgress() }
    set {
      guard let slug = reading?.lesson.slug else { return }
      progress.lessons[slug] = newValue
    }
  }

  /// What became of the question of the present beat.
  private var record: AnswerRecord {
    get { reading.flatMap { record(at: $0.place) } ?? AnswerRecord() }
    set {
      guard let reading else { return }
      let number = reading.lesson.questionNumber(at: reading.place)
      lessonProgress.answers[number] = newValue
    }
  }

  func record(at place: BeatIndex) -> AnswerRecord? {
    reading.flatMap { lessonProgress.answers[$0.lesson.questionNumber(at: place)] }
  }

  /// Whether the question of a beat is over; on a projector, whether the teacher has passed it.
  func isOver(questionAt place: BeatIndex) -> Bool {
    guard isPresenting, let reading else { return record(at: place)?.isOver ?? false }
    return place < reading.place || (place == reading.place && reading.isRevealed)
  }

  /// Whether the present beat asks something that was not answered yet.
  package var hasOpenQuestion: Bool {
    guard let reading, reading.question != nil else { return false }
    return !isOver(questionAt: reading.place)
  }

  // MARK: Answering

  mutating func type(_ character: Character) {
    guard let reading else { return }
    if !isPresenting, case .choices(let choices, _) = reading.question?.form {
      // One of nine at most: the last digit counts.
      let number = character.wholeNumberValue ?? 0
      guard 1...choices.count ~= number else {
        message = .note("choose 1 to \(choices.count)")
        return
      }
      self.reading?.typed = "\(number)"
    } else if reading.typed.count < 20 {
      self.reading?.typed.append(character)
    }
  }

  /// Answers; with nothing typed, Enter is the scene's.
  mutating func submit() -> [CourseEffect] {
    guard let reading, let question = reading.question, hasOpenQuestion, !reading.typed.isEmpty
    else { return change(.ask) }
    switch question.judge(reading.typed) {
    case .unreadable(let expected):
      message = .problem(expected)
      return []
    case .right:
      record.isRight = true
    case .wrong:
      // The second time the answer is shown: nobody gets stuck.
      if !record.tries.isEmpty { record.wasShown = true }
    }
    record.tries.append(reading.typed)
    self.reading?.typed = ""
    veilScene()
    return [.save]
  }

  mutating func showHint() {
    guard let reading, let question = reading.question, hasOpenQuestion else { return }
    guard question.hint != nil else {
      message = .note("there is no hint here; a wrong answer costs nothing")
      return
    }
    self.reading?.showsHint = true
  }

  // MARK: Giving up

  mutating func warnBeforeGivingUp() -> [CourseEffect] {
    guard let form = reading?.question?.form else { return [] }
    reading?.isGivingUp = true
    let todo =
      switch form {
      case .value: "type your answer"
      case .choices: "choose an answer"
      case .goal: "try it in the scene"
      }
    message = .note("predict first: \(todo); n once more shows it")
    return []
  }

  mutating func giveUp() -> [CourseEffect] {
    record.wasShown = true
    reading?.typed = ""
    guard case .goal(_, let solution) = reading?.question?.form else {
      veilScene()
      return [.save]
    }
    return show(solution) + [.save]
  }

  /// Shows a way to reach a goal.
  mutating func show(_ solution: Scene) -> [CourseEffect] {
    guard let display = reading?.model.display else { return [] }
    let opened = solution.opened(display: display)
    reading?.model = opened.model
    reading?.bench = solution.bench
    reading?.advice = nil
    veilScene()
    return opened.effects.map(CourseEffect.init)
  }

  // MARK: Goals

  /// Whether the goal is reached by what the learner has just done; not while a filter is half typed.
  ///
  /// - Parameter isChange: Whether anything was changed; who only looks around needs no advice.
  mutating func judgeScene(isChange: Bool) -> [CourseEffect] {
    guard !isPresenting, hasOpenQuestion, let reading, let question = reading.question,
      case .goal = question.form,
      reading.bench.map({ !$0.isOpen }) ?? (reading.model.mode == .exploring)
    else { return [] }
    let advice = question.advice(for: reading.stage)
    if isChange { self.reading?.advice = advice }
    guard advice == nil else { return [] }
    record.isRight = true
    veilScene()
    return [.save]
  }
}
