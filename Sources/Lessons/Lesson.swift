package import Networks

/// A lesson, read and checked: its scenes are built, its numbers computed.
package struct Lesson: Sendable {
  /// The file's name without its ending: `02-laying-a-filter`.
  package let slug: String
  /// As it was given, for messages.
  package let path: String
  package let front: FrontMatter
  package let steps: [Step]

  package init(slug: String, path: String, front: FrontMatter, steps: [Step]) {
    (self.slug, self.path, self.front, self.steps) = (slug, path, front, steps)
  }

  /// A part of a lesson under a heading of its own.
  package struct Step: Sendable {
    package let title: Prose
    /// Never empty.
    package let beats: [Beat]
    /// What only the teacher reads.
    package let notes: [[TextBlock]]
    /// Where the heading stands.
    package let place: Place

    package init(title: Prose, beats: [Beat], notes: [[TextBlock]], place: Place) {
      (self.title, self.beats, self.notes, self.place) = (title, beats, notes, place)
    }
  }

  /// What appears at one press of a key: some text or a question, and the scene beside it.
  package struct Beat: Sendable {
    package let content: Content
    package let scene: Scene
    /// Whether the scene is another one than the beat's before.
    package let changesScene: Bool
    /// Where the content stands, or the scene where there is none.
    package let place: Place

    package init(content: Content, scene: Scene, changesScene: Bool, place: Place) {
      (self.content, self.scene) = (content, scene)
      (self.changesScene, self.place) = (changesScene, place)
    }
  }

  package enum Content: Sendable {
    case text(TextBlock)
    case question(Question)
    /// A scene on its own.
    case nothing
  }
}

/// What stands at the top of a lesson's file.
package struct FrontMatter: Hashable, Sendable {
  package let title: String
  /// One line for the menu.
  package let summary: String
  /// How long it takes.
  package let minutes: Int

  package init(title: String, summary: String, minutes: Int) {
    (self.title, self.summary, self.minutes) = (title, summary, minutes)
  }
}

extension Lesson {
  /// The number that the slug begins with: 2 for `02-laying-a-filter`; nil without one.
  package var number: Int? { Int(slug.prefix { $0.isASCII && $0.isNumber }) }

  /// The questions in their order; their place in here is what progress knows them by.
  package var questions: [Question] {
    steps.flatMap(\.beats).compactMap { beat in
      if case .question(let question) = beat.content { question } else { nil }
    }
  }
}

/// The position of a beat in a lesson, both counted from 0.
package struct BeatIndex: Hashable, Comparable, Sendable, Codable {
  package var step: Int
  package var beat: Int

  package init(step: Int, beat: Int) { (self.step, self.beat) = (step, beat) }

  package static func < (first: BeatIndex, second: BeatIndex) -> Bool {
    (first.step, first.beat) < (second.step, second.beat)
  }
}

extension Lesson {
  package subscript(_ index: BeatIndex) -> Beat { steps[index.step].beats[index.beat] }

  /// The beat behind another; nil behind the last.
  package func index(after index: BeatIndex) -> BeatIndex? {
    if index.beat + 1 < steps[index.step].beats.count {
      return BeatIndex(step: index.step, beat: index.beat + 1)
    }
    return index.step + 1 < steps.count ? BeatIndex(step: index.step + 1, beat: 0) : nil
  }

  /// The beat before another; nil before the first.
  package func index(before index: BeatIndex) -> BeatIndex? {
    if index.beat > 0 { return BeatIndex(step: index.step, beat: index.beat - 1) }
    guard index.step > 0 else { return nil }
    return BeatIndex(step: index.step - 1, beat: steps[index.step - 1].beats.count - 1)
  }
}
