package import Drawing
package import Explorer
package import Lessons
package import Workbench

/// Everything that a user, the clock, the terminal or a file can ask of the classroom.
package enum CourseAction: Sendable {
  // Walking through a lesson
  case next, previous
  /// To the step whose number was typed.
  case goToTyped
  /// To a step, counted from 1.
  case goToStep(Int)
  // Answering
  case type(Character), erase, submit, hint
  // The scene
  case scene(Action)
  /// What stands on the bench, in the explorer's place.
  case bench(BenchAction)
  case restoreScene
  /// The whole terminal for the scene; from the menu, the free explorer.
  case explore
  // Lists
  case up, down, pageUp, pageDown, first, last, accept, search
  // Teaching
  case present, blank
  // Everywhere
  case reset, resetAll
  case help, cancel, quit, redraw
  // From the world
  case tick
  case resized(DisplayProperties)
  case click(row: Int, column: Int)
  case wheel(up: Bool, row: Int, column: Int)
  /// The lesson that was asked for is there.
  case opened(Lesson)
  /// The lesson that was asked for cannot be read.
  case failed(slug: String, errors: [String])
  /// What was kept, together with what another program has kept in the meantime.
  case merged(Progress)
  /// There is something about the world that the learner should know.
  case say(String)
}

/// What `update` wants done outside of the course.
package enum CourseEffect: Hashable, Sendable {
  case quit
  /// Send a `.tick` after so many milliseconds, in place of any that was asked for before.
  case scheduleTick(after: Int)
  /// Draw the whole screen again, whatever is believed to be on it.
  case redraw
  /// Load a lesson; `.opened` or `.failed` answers.
  case open(slug: String)
  /// Keep the progress, which has changed.
  case save

  init(_ effect: Effect) {
    self =
      switch effect {
      case .quit: .quit
      case .scheduleTick(let delay): .scheduleTick(after: delay)
      case .redraw: .redraw
      }
  }
}
