package import Lessons

/// A lesson for the teacher: everything that it says and asks, with notes, answers and computed
/// numbers. It is Markdown, so that it can be printed as well as read.
package enum LessonNotes {
  /// - Returns: Lines that each end with a line feed.
  package static func text(of lesson: Lesson) -> String {
    let minutes = lesson.front.minutes
    var lines =
      ["# \(lesson.front.title)", ""]
      + ProseText.wrapped("\(lesson.front.summary) About \(minutes) min.")
    for (index, step) in lesson.steps.enumerated() {
      lines += ["", "## \(index + 1). \(step.title.plain)"]
      for note in step.notes {
        let width = ProseText.width - 2
        lines +=
          [""]
          + note.flatMap { Self.lines($0, width: width) }.map { $0.isEmpty ? ">" : "> \($0)" }
      }
      for beat in step.beats {
        if beat.changesScene {
          lines += [""] + Self.lines(beat.scene)
        }
        switch beat.content {
        case .text(let block): lines += [""] + Self.lines(block)
        case .question(let question): lines += [""] + Self.lines(question)
        case .nothing: break
        }
      }
    }
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }

  /// What is looked at, as a block of code; a part that does not fit any longer begins a line.
  private static func lines(_ scene: Scene) -> [String] {
    let indent = "    "
    var lines: [String] = []
    for part in SceneText.summary(scene) {
      if let last = lines.last, last.count + 3 + part.count <= ProseText.width {
        lines[lines.count - 1] += "   \(part)"
      } else {
        lines += ProseText.hanging(part, after: lines.isEmpty ? indent : indent + "  ")
      }
    }
    return lines
  }

  // MARK: Text

  private static func lines(_ block: TextBlock, width: Int = ProseText.width) -> [String] {
    switch block {
    case .paragraph(let prose): ProseText.wrapped(markdown(prose), width: width)
    case .list(let items, let isNumbered):
      items.enumerated().flatMap { index, item in
        ProseText.hanging(
          markdown(item), after: isNumbered ? "\(index + 1). " : "- ", width: width)
      }
    case .code(let lines): lines.map { "    " + $0 }
    case .table(let rows): ProseText.table(rows.map { $0.map(markdown) }).markdown
    }
  }

  /// Computed numbers stand out, as they may differ from what the teacher remembers.
  private static func markdown(_ prose: Prose) -> String {
    prose.runs.map { run in
      switch run.emphasis {
      case .plain: run.text
      case .strong, .computed: "**\(run.text)**"
      case .emphasized: "*\(run.text)*"
      case .code: "`\(run.text)`"
      }
    }.joined()
  }

  // MARK: Questions

  private static func lines(_ question: Question) -> [String] {
    var lines = ProseText.hanging(markdown(question.prompt), after: "- Question: ")
    func add(_ mark: String, _ text: String) { lines += ProseText.hanging(text, after: mark) }
    switch question.form {
    case .value(_, let tolerance):
      let within = tolerance.map { ", within \($0)" } ?? ""
      add("  - Answer: ", "**\(question.answerText ?? "")**\(within)")
    case .choices(let choices, let right):
      for (index, choice) in choices.enumerated() {
        let text = index == right ? "**\(choice.text.plain)** (right)" : choice.text.plain
        add("  \(index + 1). ", text + (choice.reply.map { ": " + markdown($0) } ?? ""))
      }
    case .goal(let requirements, let solution):
      for requirement in requirements {
        add("  - Goal: ", "`\(requirement.condition.source)`")
        add("    - else: ", markdown(requirement.advice))
      }
      add("  - Solution: ", SceneText.summary(solution).joined(separator: " · "))
    }
    for mistake in question.mistakes {
      add("  - Wrong: ", "\(mistake.answer.text(digits: nil)): \(markdown(mistake.reply))")
    }
    if let hint = question.hint { add("  - Hint: ", markdown(hint)) }
    if !question.workedTerms.isEmpty {
      lines.append("  - Terms:")
      lines += question.workedTerms.map { "        " + $0 }
    }
    if let explanation = question.explanation { add("  - Why: ", markdown(explanation)) }
    return lines
  }
}
