/// How far a learner is in each lesson.
///
/// Two of them can be merged without losing anything, whatever the order: that is how two programs
/// that run at once keep one file.
package struct Progress: Hashable, Sendable, Codable {
  /// By the lessons' slugs.
  package var lessons: [String: LessonProgress] = [:]

  package init() {}
}

/// How far a learner is in a lesson.
package struct LessonProgress: Hashable, Sendable, Codable {
  /// Counts how often it was begun anew; the higher one stands when two are merged.
  package var round = 0
  /// Where the learner was last.
  package var place = BeatIndex(step: 0, beat: 0)
  /// Counts the changes of place, so that the later one stands.
  package var moves = 0
  /// The furthest beat that was seen.
  package var furthest = BeatIndex(step: 0, beat: 0)
  package var isFinished = false
  /// By the question's number in the lesson, from 0.
  package var answers: [Int: AnswerRecord] = [:]

  package init() {}

  /// How many questions were predicted, and how many are over.
  package var score: (predicted: Int, over: Int) {
    (answers.values.count(where: \.wasPredicted), answers.values.count(where: \.isOver))
  }
}

/// What became of a question.
package struct AnswerRecord: Hashable, Sendable, Codable {
  /// What was answered, in order.
  package var tries: [String] = []
  package var isRight = false
  /// Given up, or passed over.
  package var wasShown = false

  package init() {}

  /// Whether nothing is left to predict.
  package var isOver: Bool { isRight || wasShown }

  /// Whether it was right at once: what came after a hint at the mistake was no prediction.
  package var wasPredicted: Bool { isRight && tries.count <= 1 }
}
