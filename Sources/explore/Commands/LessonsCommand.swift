import ArgumentParser
import Exports
import Lessons

/// `explore lessons`: what there is to learn, and how far one is.
struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "List the lessons, and how far you are.",
    discussion: """
      Lessons are looked for in ./Lessons, then in ~/.local/share/explore/lessons, then inside the \
      program; the first place that holds one wins.

      Examples:
        explore lessons
        explore lessons --format json
        explore lessons --lessons my-course
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @OptionGroup var library: LibraryOptions

  @Option(help: "A table to read, or all of it for other programs.")
  var format = Format.text

  func run() throws {
    let table = try LessonTable(reading: library.library())
    try StandardOutput.write(format == .json ? table.json : table.text)
  }
}

/// Where lessons come from; the same option for every command that takes one.
struct LibraryOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Take the lessons of this folder, and no others.", valueName: "folder"))
  var lessons: String?

  func library() throws(Failure) -> LessonLibrary { try LessonLibrary(folder: lessons) }
}

extension LessonTable {
  /// The lessons of a library, with what is remembered of them.
  ///
  /// - Throws: `Failure`, or `LessonErrors` for a lesson whose first lines are wrong.
  init(reading library: LessonLibrary, progress file: ProgressFile? = ProgressFile()) throws {
    // A list changes nothing, not even a damaged file.
    let progress = (try? file?.read()) ?? Progress()
    self.init(
      try library.sources.map { source in
        Entry(
          slug: source.slug, front: try source.front(), progress: progress.lessons[source.slug])
      })
  }
}
