import Drawing
package import Lessons
package import Networks

/// A beat that a screen has not enough room for.
package struct LayoutProblem: Hashable, Sendable, CustomStringConvertible {
  package let index: BeatIndex
  /// Where it stands in the lesson's file.
  package let place: Place
  /// What was found and what to do.
  package let description: String
}

extension Lesson {
  /// The titles and beats that would be cut off on a screen of some size, in the order of the lesson.
  ///
  /// A question counts with the longest of all that can be said to it.
  package func layoutProblems(columns: Int, rows: Int) -> [LayoutProblem] {
    let heading = LessonHeading(self, step: steps.count - 1)
    let problem = LayoutProblem.ofTitle(
      "the lesson's title", heading.title, room: heading.room(columns: columns),
      size: "\(columns)x\(rows)", index: BeatIndex(step: 0, beat: 0),
      place: Place(line: 1, column: 1))
    return (problem.map { [$0] } ?? [])
      + steps.indices.flatMap { layoutProblems(step: $0, columns: columns, rows: rows) }
  }

  private func layoutProblems(step number: Int, columns: Int, rows: Int) -> [LayoutProblem] {
    let size = "\(columns)x\(rows)"
    let step = steps[number]
    let title = LayoutProblem.ofTitle(
      "this title", step.title.plain,
      room: LessonLayout(columns: columns, rows: rows, stepHeight: step.height).titleColumns,
      size: size, index: BeatIndex(step: number, beat: 0), place: step.place)
    let beats = step.beats.enumerated().compactMap { beat, content -> LayoutProblem? in
      let layout = LessonLayout(
        columns: columns, rows: rows,
        content: LessonLayout.content(
          for: content.scene.screen, columns: columns, rows: rows, stepHeight: step.height),
        stepHeight: step.height)
      let height = content.height(isCompact: !layout.isWide, width: layout.text.columns)
      let width = content.width(wrappedTo: layout.text.columns)
      let description: String
      if height > layout.beats.rows {
        description =
          "\(content.kind) takes \(height) lines, and \(size) has room for \(layout.beats.rows); "
          + content.advice
      } else if width > layout.text.columns {
        description =
          "a line takes \(width) columns, and \(size) has room for \(layout.text.columns); "
          + "code and tables are not wrapped: make them narrower"
      } else {
        return nil
      }
      return LayoutProblem(
        index: BeatIndex(step: number, beat: beat), place: content.place, description: description)
    }
    return (title.map { [$0] } ?? []) + beats
  }
}

extension LayoutProblem {
  fileprivate static func ofTitle(
    _ name: String, _ title: String, room: Int, size: String, index: BeatIndex, place: Place
  ) -> LayoutProblem? {
    let width = title.unicodeScalars.count
    guard width > room else { return nil }
    return LayoutProblem(
      index: index, place: place,
      description:
        "\(name) takes \(width) columns, and \(size) has room for \(room); make it shorter")
  }
}

extension Lesson.Beat {
  fileprivate var kind: String {
    switch content {
    case .text: "this text"
    case .question: "this question, with all there is to say to it,"
    case .nothing: "this scene"
    }
  }

  fileprivate var advice: String {
    switch content {
    case .text, .nothing: "make two paragraphs of it"
    case .question: "shorten the longest of its texts"
    }
  }
}
