import Classroom
import Drawing
import Explorer
import Lessons

/// A course on the screen, with the files behind it: lessons are read when they are opened, and
/// progress is saved when it changes.
struct Learning: Activity {
  private(set) var course: Course
  private var view = CourseView()
  private let library: LessonLibrary
  private(set) var keeper: ProgressKeeper
  /// What the course has asked for and the loop has not got around to.
  private var requested: (lesson: String?, save: Bool) = (nil, false)

  /// What is done before the first frame is drawn.
  private let opening: [CourseAction]

  init(
    _ course: Course, library: LessonLibrary, keeper: ProgressKeeper, opening: [CourseAction] = []
  ) {
    (self.course, self.library, self.keeper) = (course, library, keeper)
    self.opening = opening
  }

  mutating func begin(on display: DisplayProperties) -> [Effect] {
    perform(.resized(display)) + opening.flatMap { perform($0) } + sayNotice()
  }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    switch event {
    case .key(let key): CourseKeyTable.action(for: key, in: course).map { perform($0) } ?? []
    case .click(let row, let column): perform(.click(row: row, column: column))
    case .wheel(let up, let row, let column): perform(.wheel(up: up, row: row, column: column))
    case .resized, .resumed: perform(.resized(display))
    case .woken, .ended: []
    }
  }

  mutating func tick() -> [Effect] { perform(.tick) }

  mutating func frame() -> Canvas { view.canvas(for: course) }

  /// The effects that are the loop's; what is about files is kept for `work`.
  private mutating func perform(_ action: CourseAction) -> [Effect] {
    update(&course, action).compactMap { effect in
      switch effect {
      case .quit: return .quit
      case .redraw: return .redraw
      case .scheduleTick(let delay): return .scheduleTick(after: delay)
      case .open(let slug):
        requested.lesson = slug
        return nil
      case .save:
        requested.save = true
        return nil
      }
    }
  }

  var hasWork: Bool { requested.lesson != nil || requested.save }

  mutating func work() -> [Effect] {
    if requested.save {
      requested.save = false
      return perform(.merged(keeper.save(course.progress))) + sayNotice()
    }
    guard let slug = requested.lesson else { return [] }
    requested.lesson = nil
    return perform(open(slug))
  }

  private mutating func sayNotice() -> [Effect] {
    keeper.takeNotice().map { perform(.say($0)) } ?? []
  }

  private func open(_ slug: String) -> CourseAction {
    guard let source = library.sources.first(where: { $0.slug == slug }) else {
      return .failed(slug: slug, errors: ["there is no lesson '\(slug)'"])
    }
    do {
      return .opened(try source.lesson())
    } catch let errors as LessonErrors {
      return .failed(slug: slug, errors: errors.lines)
    } catch {
      return .failed(slug: slug, errors: ["\(error)"])
    }
  }

  /// Saves what has not been saved yet, when the screen has been left.
  mutating func finish() { _ = keeper.save(course.progress) }
}

extension Learning {
  /// The command line that goes on where the lesson was left; nil where none was open.
  var resumingCommand: String? {
    guard course.screen != .menu, let reading = course.reading else { return nil }
    let slug = reading.lesson.slug
    guard let source = library.sources.first(where: { $0.slug == slug }) else { return nil }
    return library.command(for: source, step: reading.place.step + 1)
  }
}

extension ShelfEntry {
  init(_ source: LessonSource) {
    do {
      self.init(slug: source.slug, front: try source.front())
    } catch let errors as LessonErrors {
      self.init(slug: source.slug, errors: errors.lines)
    } catch {
      self.init(slug: source.slug, errors: ["\(error)"])
    }
  }
}
