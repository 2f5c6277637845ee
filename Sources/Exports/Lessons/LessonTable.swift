import Explorer
package import Lessons

/// The lessons that there are, and how far the learner is in each.
package struct LessonTable: Sendable {
  package struct Entry: Sendable {
    let slug: String
    let front: FrontMatter
    /// nil where it was never opened.
    let progress: LessonProgress?

    package init(slug: String, front: FrontMatter, progress: LessonProgress?) {
      (self.slug, self.front, self.progress) = (slug, front, progress)
    }

    fileprivate enum State: String { case new, begun, finished }

    fileprivate var state: State {
      guard let progress else { return .new }
      if progress.isFinished { return .finished }
      return progress.moves > 0 || !progress.answers.isEmpty ? .begun : .new
    }

    /// The step to go on with, from 1.
    fileprivate var step: Int { (progress?.place.step ?? 0) + 1 }
    fileprivate var predictions: Int { progress?.score.predicted ?? 0 }
  }

  private let entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  /// A line for each lesson, and how to take one.
  package var text: String {
    let table = TextTable(columns: [
      .init("lesson", entries.map(\.slug)),
      .init("title", entries.map(\.front.title)),
      .init("minutes", numeric: true, entries.map { "\($0.front.minutes)" }),
      .init("state", entries.map(Self.state)),
    ])
    let next = (entries.first { $0.state != .finished } ?? entries.first)?.slug
    let lines = table.lines + (next.map { ["", "explore lesson \($0)"] } ?? [])
    return lines.map { $0 + "\n" }.joined()
  }

  private static func state(_ entry: Entry) -> String {
    let predicted = entry.predictions > 0 ? ", predicted \(entry.predictions)" : ""
    return switch entry.state {
    case .new: "new"
    case .begun: "at step \(entry.step)\(predicted)"
    case .finished: "finished\(predicted)"
    }
  }

  /// An array with an object for each lesson, one a line.
  package var json: String {
    let objects = entries.map { entry in
      "{\"slug\":\(jsonText(entry.slug)),\"title\":\(jsonText(entry.front.title))"
        + ",\"summary\":\(jsonText(entry.front.summary)),\"minutes\":\(entry.front.minutes)"
        + ",\"state\":\"\(entry.state.rawValue)\",\"step\":\(entry.step)"
        + ",\"predicted\":\(entry.predictions)}"
    }
    return "[" + objects.joined(separator: ",\n ") + "]\n"
  }
}
