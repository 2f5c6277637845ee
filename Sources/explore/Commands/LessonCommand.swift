import ArgumentParser

/// `explore lesson`: everything about a single lesson.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Take a lesson, or write one.",
    usage: """
      explore lesson [<lesson>] [<options>]     takes a lesson ('explore lesson take --help')
      explore lesson <subcommand> …
      """,
    discussion: """
      A lesson goes by its number, by its name, or by the path of its file.

      Examples:
        explore lesson 2
        explore lesson laying-a-filter --step 3
        explore lesson 2 --present
        explore lesson 2 --plain
        explore lesson 2 --notes
        explore lesson new my-lesson
        explore lesson check my-lesson.md
        explore lesson reset 2
      """,
    subcommands: [
      TakeLessonCommand.self, NewLessonCommand.self, CheckLessonsCommand.self,
      ResetLessonsCommand.self,
    ],
    defaultSubcommand: TakeLessonCommand.self)
}
