import Lessons

/// The list of the open lesson's steps.
package struct Contents: Hashable, Sendable {
  /// The chosen line.
  package internal(set) var choice = 0
  /// What is searched for; nil while nothing is.
  package internal(set) var search: String?
  /// The digits of a step's number that were typed so far.
  var digits = ""

  /// A line of the list: a step, or where the words that are searched for stand.
  struct Entry: Hashable {
    let place: BeatIndex
    let title: String
    /// The words around what was found; nil where it stands in the title.
    let excerpt: String?
  }
}

extension Lesson {
  /// The steps, or those in which something stands.
  func entries(searching search: String?) -> [Contents.Entry] {
    steps.enumerated().compactMap { number, step in
      let start = BeatIndex(step: number, beat: 0)
      let title = step.title.plain
      guard let search, !search.isEmpty, !title.contains(ignoringCase: search) else {
        return Contents.Entry(place: start, title: title, excerpt: nil)
      }
      for (beat, content) in step.beats.map(\.content).enumerated() {
        if let words = content.words.first(where: { $0.contains(ignoringCase: search) }) {
          let place = BeatIndex(step: number, beat: beat)
          return Contents.Entry(place: place, title: title, excerpt: words.around(search))
        }
      }
      return nil
    }
  }
}

extension Lesson.Content {
  /// What can be found: the text, and questions without their answers.
  fileprivate var words: [String] {
    switch self {
    case .text(.paragraph(let prose)): [prose.plain]
    case .text(.list(let items, _)): items.map(\.plain)
    case .text(.code(let lines)): lines
    case .text(.table(let rows)): rows.map { $0.map(\.plain).joined(separator: "  ") }
    case .question(let question): [question.prompt.plain]
    case .nothing: []
    }
  }
}

extension String {
  /// A part that begins shortly before what is searched for.
  fileprivate func around(_ part: String) -> String {
    let words = split(separator: " ")
    var length = 0
    // Long words behind the first lines are what `part` may be cut by; a word's length is enough.
    let first = words.firstIndex { word in
      length += word.count + 1
      return prefix(length).lowercased().contains(part.lowercased())
    }
    let start = max(0, (first ?? 0) - 4)
    return (start > 0 ? "… " : "") + words[start...].joined(separator: " ")
  }
}
