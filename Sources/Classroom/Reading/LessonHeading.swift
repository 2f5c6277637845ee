import Drawing
import Lessons

/// The top line of a lesson, and what of the step's title has room below it.
struct LessonHeading {
  let title: String
  private let step: Int
  private let lesson: Lesson

  init(_ lesson: Lesson, step: Int) {
    (self.lesson, self.step, title) = (lesson, step, lesson.numberedTitle)
  }

  /// What says in the line above a text that there is more before it, the fullest first.
  static let signs = [" ↑ p goes back ", " ↑ p ", "↑"]

  /// Where the learner is; how long it takes as well, where there is room.
  func place(columns: Int) -> String {
    let step = "step \(step + 1) of \(lesson.steps.count)"
    let whole = "\(step) · \(lesson.front.minutes) minutes"
    return title.unicodeScalars.count + 4 + whole.unicodeScalars.count <= columns ? whole : step
  }

  /// Columns for the lesson's title.
  func room(columns: Int) -> Int { columns - 4 - place(columns: columns).unicodeScalars.count }
}

extension LessonLayout {
  /// Columns for the title of a step, with the shortest of the signs beside it.
  var titleColumns: Int { isWide ? text.columns : bar.columns - 7 }
}
