import Drawing
import Explorer
import Lessons

/// The one place where the course changes: an action in, what else has to be done out.
///
/// No clock, no terminal, no file: the runtime performs the effects.
package func update(_ course: inout Course, _ action: CourseAction) -> [CourseEffect] {
  defer { course.arrangeScene() }
  switch action {
  case .tick: return course.tick()
  case .resized(let display):
    course.display = display
    return []
  case .opened(let lesson): return course.begin(lesson)
  case .failed(let slug, let errors):
    course.refuse(slug, errors)
    return []
  case .merged(let progress):
    course.progress = progress
    return []
  case .say(let text):
    course.message = .problem(text)
    return []
  case .quit: return [.quit]
  case .redraw: return [.redraw]
  default: break
  }
  course.message = nil
  if course.isBlank {
    // Whatever the teacher presses, first of all the room sees again.
    course.isBlank = false
    return []
  }
  let confirmation = course.confirmation
  course.confirmation = nil
  switch action {
  case .help:
    course.openHelp()
    return []
  case .reset: return course.reset(confirmed: confirmation)
  case .resetAll: return course.resetAll(confirmed: confirmation)
  default: break
  }
  switch course.screen {
  case .menu: return course.browseMenu(action)
  case .lesson: return course.read(action)
  case .contents: return course.browseContents(action)
  case .explorer: return course.play(action)
  case .help(let scroll, let behind):
    course.readHelp(action, scroll: scroll, over: behind)
    return []
  }
}

// MARK: - Opening lessons

extension Course {
  /// Asks for a lesson; until it comes, everything stays as it is.
  mutating func open(_ entry: ShelfEntry) -> [CourseEffect] {
    guard entry.front != nil else {
      message = .problem(entry.errors.first ?? "\(entry.slug) cannot be read")
      return []
    }
    opening = entry.slug
    return [.open(slug: entry.slug)]
  }

  fileprivate mutating func begin(_ lesson: Lesson) -> [CourseEffect] {
    opening = nil
    let outline = lesson.steps.map(\.beats.count)
    if let index = shelf.firstIndex(where: { $0.slug == lesson.slug }) {
      shelf[index].front = lesson.front
      shelf[index].outline = outline
      menu.choice = index
    } else {
      var entry = ShelfEntry(slug: lesson.slug, front: lesson.front)
      entry.outline = outline
      menu.choice = shelf.count
      shelf.append(entry)
    }
    menu.search = nil
    // Who has finished a lesson and opens it once more wants to read it again.
    let kept = progress.lessons[lesson.slug] ?? LessonProgress()
    let place = kept.isFinished ? BeatIndex(step: 0, beat: 0) : lesson.clamped(kept.place)
    reading = Reading(lesson, at: place, display: display)
    contents = Contents()
    screen = .lesson
    arrangeScene()
    return settle(from: nil)
  }

  fileprivate mutating func refuse(_ slug: String, _ errors: [String]) {
    opening = nil
    isPresenting = false
    message = .problem(errors.first ?? "\(slug) cannot be read")
    if let index = shelf.firstIndex(where: { $0.slug == slug }) { shelf[index].errors = errors }
  }
}

// MARK: - Beginning anew

extension Course {
  fileprivate mutating func reset(confirmed: Confirmation?) -> [CourseEffect] {
    guard let slug = screen == .menu ? chosenEntry?.slug : reading?.lesson.slug else { return [] }
    let title = shelf.first { $0.slug == slug }?.numberedTitle ?? slug
    guard confirmed == .reset(slug: slug) else {
      confirmation = .reset(slug: slug)
      message = .note("press r once more to forget your answers in \(title)")
      return []
    }
    forget(slug)
    message = .note("\(title) begins anew")
    guard screen != .menu, let reading, reading.lesson.slug == slug else { return [.save] }
    self.reading = Reading(
      reading.lesson, at: BeatIndex(step: 0, beat: 0), display: reading.model.display)
    screen = .lesson
    return [.save] + settle(from: nil)
  }

  fileprivate mutating func resetAll(confirmed: Confirmation?) -> [CourseEffect] {
    guard confirmed == .resetAll else {
      confirmation = .resetAll
      message = .note("press R once more to forget your answers in all lessons")
      return []
    }
    for slug in progress.lessons.keys { forget(slug) }
    message = .note("all lessons begin anew")
    return [.save]
  }

  /// A new round, which stands against every older one when progress is merged.
  private mutating func forget(_ slug: String) {
    var fresh = LessonProgress()
    fresh.round = (progress.lessons[slug]?.round ?? 0) + 1
    progress.lessons[slug] = fresh
  }
}

// MARK: - Help and the free explorer

extension Course {
  fileprivate mutating func openHelp() {
    let lines = CourseHelp.lines
    let start = lines.firstIndex { $0.title == mode.title } ?? 0
    screen = .help(scroll: min(start, CourseHelp.lastScroll(in: display)), over: screen)
  }

  fileprivate mutating func readHelp(
    _ action: CourseAction, scroll: Int, over behind: CourseScreen
  ) {
    let last = CourseHelp.lastScroll(in: display)
    func scrolled(by lines: Int) -> CourseScreen {
      .help(scroll: min(max(0, scroll + lines), last), over: behind)
    }
    switch action {
    case .up, .wheel(up: true, _, _): screen = scrolled(by: -1)
    case .down, .wheel(up: false, _, _): screen = scrolled(by: 1)
    case .pageUp: screen = scrolled(by: 3 - display.rows)
    case .pageDown: screen = scrolled(by: display.rows - 3)
    case .first: screen = scrolled(by: -scroll)
    case .last: screen = scrolled(by: last)
    case .cancel, .accept, .help, .click: screen = behind
    case .next, .previous, .goToTyped, .goToStep, .type, .erase, .submit, .hint, .scene, .bench,
      .restoreScene, .explore, .search, .present, .blank, .reset, .resetAll, .quit, .redraw, .tick,
      .resized, .opened, .failed, .merged, .say:
      break
    }
  }

  /// The free explorer of the menu.
  fileprivate mutating func play(_ action: CourseAction) -> [CourseEffect] {
    switch action {
    case .scene(let action): return tellScene(action)
    case .click(let row, let column): return tellScene(.click(row: row, column: column))
    case .wheel(let up, _, _): return tellScene(.wheel(up: up))
    case .cancel:
      guard playground.isAtHome else { return tellScene(.cancel) }
      screen = .menu
      return []
    case .next, .previous, .goToTyped, .goToStep, .type, .erase, .submit, .hint, .bench,
      .restoreScene, .explore, .up, .down, .pageUp, .pageDown, .first, .last, .accept, .search,
      .present, .blank,
      .reset, .resetAll, .help, .quit, .redraw, .tick, .resized, .opened, .failed, .merged, .say:
      return []
    }
  }

  /// Hands an action on to the explorer that is on the screen.
  mutating func tellScene(_ action: Action) -> [CourseEffect] {
    var behind = screen
    while case .help(_, let next) = behind { behind = next }
    let effects =
      switch behind {
      case .explorer: update(&playground, action)
      case .lesson, .contents: reading?.perform(action) ?? []
      case .menu, .help: [Effect]()
      }
    return effects.map(CourseEffect.init)
  }
}
