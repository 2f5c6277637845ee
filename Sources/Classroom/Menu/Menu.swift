import Lessons

/// The list of lessons.
package struct Menu: Hashable, Sendable {
  /// The chosen lesson, by its place on the shelf.
  package internal(set) var choice = 0
  /// What is searched for; nil while nothing is.
  package internal(set) var search: String?
  /// The digits of a lesson's number that were typed so far.
  var digits = ""
}

extension Course {
  /// The places on the shelf that the search leaves.
  var found: [Int] {
    guard let search = menu.search, !search.isEmpty else { return Array(shelf.indices) }
    return shelf.indices.filter { index in
      shelf[index].numberedTitle.contains(ignoringCase: search)
        || (shelf[index].front?.summary.contains(ignoringCase: search) ?? false)
    }
  }

  var chosenEntry: ShelfEntry? {
    shelf.indices.contains(menu.choice) ? shelf[menu.choice] : nil
  }

  /// How long the whole course takes.
  var totalMinutes: Int { shelf.reduce(0) { $0 + ($1.front?.minutes ?? 0) } }

  /// How far the learner is in a lesson, in a few words.
  func state(of entry: ShelfEntry) -> String {
    if opening == entry.slug { return "opening …" }
    guard entry.front != nil else { return "cannot be read" }
    guard let lesson = progress.lessons[entry.slug], lesson.hasBegun else { return "new" }
    let score = lesson.score
    let predicted = score.over == 0 ? "" : "predicted \(score.predicted) of \(score.over)"
    if lesson.isFinished { return predicted.isEmpty ? "done" : "done, \(predicted)" }
    let way = entry.share(of: lesson).map { "\($0) %" } ?? "at step \(lesson.place.step + 1)"
    return predicted.isEmpty ? way : "\(way), \(predicted)"
  }
}

extension ShelfEntry {
  /// How much of the lesson was seen, in percent; nil where its length is not known.
  fileprivate func share(of lesson: LessonProgress) -> Int? {
    guard let outline else { return nil }
    let count = outline.reduce(0, +)
    let seen = outline.prefix(lesson.furthest.step).reduce(0, +) + lesson.furthest.beat
    return count > 0 ? min(99, 100 * seen / count) : nil
  }
}

extension LessonProgress {
  /// Whether anything was seen beyond the first beat.
  var hasBegun: Bool {
    isFinished || !answers.isEmpty || furthest > BeatIndex(step: 0, beat: 0)
  }
}

extension String {
  /// Upper and lower case are the same to who searches.
  func contains(ignoringCase part: String) -> Bool { lowercased().contains(part.lowercased()) }
}
