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
  /// The beats that would be cut off on a screen of some size, in the order of the lesson.
  ///
  /// A question counts with the longest of all that can be said to it.
  package func layoutProblems(columns: Int, rows: Int) -> [LayoutProblem] {
    let size = "\(columns)x\(rows)"
    return steps.enumerated().flatMap { number, step in
      let layout = LessonLayout(
        columns: columns, rows: rows,
        stepHeight: { width in
          step.beats.map { $0.height(isCompact: true, width: width) }.max() ?? 0
        })
      return step.beats.enumerated().compactMap { beat, content -> LayoutProblem? in
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
          index: BeatIndex(step: number, beat: beat), place: content.place,
          description: description)
      }
    }
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
