import ArgumentParser
import Classroom
import Drawing
import Explorer
import Exports
import Lessons
import Terminal

/// Somebody sits down to learn: the menu or a lesson, on the screen or as text.
struct Sitting {
  private let library: LessonLibrary
  private let display: DisplayOptions

  init(_ library: LessonLibrary, _ display: DisplayOptions) {
    (self.library, self.display) = (library, display)
  }

  /// The menu, or the list of lessons.
  func openMenu() throws {
    try display.show {
      var keeper = ProgressKeeper(ProgressFile())
      let progress = keeper.recall()
      try run(Learning(try course(progress), library: library, keeper: keeper))
    } orPrint: {
      let (table, mistakes) = try LessonTable.reading(library)
      try StandardOutput.write(display.written(table.text))
      if !mistakes.isEmpty { throw LessonErrors(mistakes) }
    }
  }

  /// A lesson on the screen, or as a dialogue.
  ///
  /// - Parameter step: The step to begin with, from 1; nil to go on where it was left.
  func take(_ source: LessonSource, step: Int?, isPresented: Bool) throws {
    // Before the screen is opened, so that a lesson with mistakes is told as any other file.
    let lesson = try source.lesson()
    if let step, step > lesson.steps.count {
      throw Failure(
        .usage,
        "--step \(step) is behind the last step; \(source.slug) has \(lesson.steps.count)")
    }
    var keeper = ProgressKeeper(ProgressFile())
    let progress = keeper.recall()
    let library = library.including(source)
    try display.show {
      let opening: [CourseAction] =
        [.opened(lesson)] + (step.map { [.goToStep($0)] } ?? []) + (isPresented ? [.present] : [])
      let course = try course(progress, shelf: library)
      try run(Learning(course, library: library, keeper: keeper, opening: opening))
    } orPrint: {
      var conversation = Conversation(
        LessonDialogue(
          lesson, progress: progress.lessons[lesson.slug] ?? LessonProgress(),
          step: (step ?? 1) - 1),
        keeper: keeper, display: display)
      try conversation.run()
      complain(conversation.keeper)
      if conversation.wasLeft {
        let place = conversation.dialogue.place
        let line = library.command(for: source, step: place.step + 1, options: ["--plain"])
        try StandardOutput.write(line + "\n")
      }
    }
  }

  private func course(_ progress: Progress, shelf: LessonLibrary? = nil) throws -> Course {
    // The display is known when the screen is open.
    Course(
      shelf: (shelf ?? library).sources.map { ShelfEntry($0) }, progress: progress,
      playground: try ShowCommand.parse([]).openedModel(),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  }

  /// Runs the course until it is left, and says how to come back.
  private func run(_ learning: Learning) throws {
    var last = try onTerminal(learning)
    last.learning.finish()
    complain(last.learning.keeper)
    // Only who left on purpose is there to read it.
    if let line = last.learning.resumingCommand,
      last.ending == nil || last.ending == .signal(Ending.interrupt)
    {
      try StandardOutput.write(line + "\n")
    }
    if let ending = last.ending { throw ExitCode(ending.status) }
  }

  /// The terminal lives in here only, so that it is given back before anything else is written.
  private func onTerminal(_ learning: Learning) throws -> (learning: Learning, ending: Ending?) {
    var terminal = try NcursesTerminal(options: display.terminal)
    var session = Session(learning)
    let last = session.run(on: &terminal)
    return (last.content, last.ending)
  }

  private func complain(_ keeper: ProgressKeeper) {
    for complaint in keeper.complaints { writeToStandardError("explore: \(complaint)\n") }
  }
}
