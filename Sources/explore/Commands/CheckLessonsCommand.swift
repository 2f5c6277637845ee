import ArgumentParser
import Classroom
import Lessons
import Networks

/// `explore lesson check`: everything that can go wrong with a lesson, before anybody takes it.
struct CheckLessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check lessons: their text, scenes, answers, and that every step fits the screen.",
    discussion: """
      Without files, it checks all lessons that 'explore lessons' lists. Mistakes go to standard \
      error, one a line, with file, line and column.

      Examples:
        explore lesson check my-lesson.md
        explore lesson check
      """)

  @Argument(help: "Lessons: files, numbers or names.")
  var lessons: [String] = []

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let library = try library.library()
    let sources =
      lessons.isEmpty ? library.sources : try lessons.map { try library.source(named: $0) }
    var check = LessonCheck()
    for source in sources { try check.add(source) }
    writeToStandardError(check.mistakes.map { singleLine($0) + "\n" }.joined())
    try StandardOutput.write((check.summary + "\n").written(inASCII: false))
    if let status = check.status { throw ExitCode(status.rawValue) }
  }
}

/// What was found in some lessons.
struct LessonCheck {
  private var (lessons, steps, questions) = (0, 0, 0)
  /// `file:line:column: message`, in order.
  private(set) var mistakes: [String] = []
  private var count = 0

  /// The sizes on which nothing may be cut off: text below the scene, and beside it.
  private static let screens = [(80, 24), (100, 30), (106, 30), (160, 45)]
  /// What to end with; nil where nothing is wrong.
  private(set) var status: Failure.Status?

  /// Reads a lesson, computes all of it, and lays out every step.
  mutating func add(_ source: LessonSource) throws {
    lessons += 1
    do {
      let lesson = try source.lesson()
      steps += lesson.steps.count
      questions += lesson.questions.count
      let cutOff = Self.screens.flatMap { columns, rows in
        lesson.layoutProblems(columns: columns, rows: rows).map {
          LocatedError(path: source.path, place: $0.place, message: $0.description)
        }
      }
      if !cutOff.isEmpty { add(LessonErrors(cutOff)) }
    } catch let errors as LessonErrors {
      add(errors)
    } catch let error as TextFileError {
      mistakes.append(error.description)
      count += 1
      // A mistake in another lesson weighs more than a file that is not there.
      if status == nil { status = Failure.Status(rawValue: error.exitCode) }
    }
  }

  private mutating func add(_ errors: LessonErrors) {
    mistakes += errors.lines
    count += errors.count
    status = .badData
  }

  /// `15 lessons, 131 steps, 210 questions: nothing wrong`.
  var summary: String {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let found = count == 0 ? "nothing wrong" : counted(count, "mistake")
    return [counted(lessons, "lesson"), counted(steps, "step"), counted(questions, "question")]
      .joined(separator: ", ") + ": " + found
  }
}
