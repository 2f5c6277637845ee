package import Drawing
package import Explorer
package import Lessons

/// Everything that the screen of the lessons follows from.
package struct Course: Sendable {
  /// The lessons there are, in the order of the course.
  package internal(set) var shelf: [ShelfEntry]
  package internal(set) var progress: Progress
  package internal(set) var display: DisplayProperties
  package internal(set) var screen = CourseScreen.menu
  package internal(set) var menu = Menu()
  /// The lesson that is open; there is one on the lesson's screen and on that of its contents.
  package internal(set) var reading: Reading?
  package internal(set) var contents = Contents()
  /// The free explorer that the menu leads to; it stays as it was left.
  package internal(set) var playground: Model
  /// The lesson is on a projector: the teacher walks through it, and nothing is answered.
  package internal(set) var isPresenting = false
  /// The projector shows nothing for a while.
  package internal(set) var isBlank = false
  /// What the last key had to say, until the next one.
  package internal(set) var message: Model.Message?
  /// The lesson that was asked for and is not there yet.
  package internal(set) var opening: String?
  /// What the same key, pressed once more, will do.
  var confirmation: Confirmation?

  /// - Parameter playground: What the free explorer begins with.
  package init(
    shelf: [ShelfEntry], progress: Progress, playground: Model, display: DisplayProperties
  ) {
    (self.shelf, self.progress, self.display) = (shelf, progress, display)
    self.playground = playground
    menu.choice = firstUnfinished
    arrangeScene()
  }

  /// Where a learner will want to go on.
  private var firstUnfinished: Int {
    shelf.firstIndex { progress.lessons[$0.slug]?.isFinished != true && $0.front != nil } ?? 0
  }

  enum Confirmation: Hashable {
    case reset(slug: String)
    case resetAll
  }
}

/// What is on the screen.
package indirect enum CourseScreen: Hashable, Sendable {
  case menu
  case lesson
  case contents
  /// The free explorer, opened from the menu.
  case explorer
  /// The keys, over what was there before.
  case help(scroll: Int, over: CourseScreen)
}

/// A lesson as the menu knows it.
package struct ShelfEntry: Hashable, Sendable {
  /// The file's name without its ending.
  package let slug: String
  /// nil where the file cannot be read.
  package internal(set) var front: FrontMatter?
  /// What is wrong with the file.
  package internal(set) var errors: [String]
  /// How many beats each step has; nil until the lesson was opened.
  package internal(set) var outline: [Int]?

  package init(slug: String, front: FrontMatter) {
    (self.slug, self.front, errors) = (slug, front, [])
  }

  package init(slug: String, errors: [String]) {
    (self.slug, front, self.errors) = (slug, nil, errors)
  }

  /// What the slug begins with: 2 for `02-laying-a-filter`; nil without one.
  package var number: Int? { Int(slug.prefix { $0.isASCII && $0.isNumber }) }

  /// The title, or the file's name where there is none to be read.
  package var title: String { front?.title ?? slug }

  /// `3 · The spreadsheet`.
  package var numberedTitle: String { number.map { "\($0) · \(title)" } ?? title }
}
