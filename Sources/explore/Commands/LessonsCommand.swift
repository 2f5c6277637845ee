import ArgumentParser
import Exports
import Lessons
import Networks

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
    let (table, mistakes) = try LessonTable.reading(library.library())
    try StandardOutput.write(format == .json ? table.json : table.text.written(inASCII: false))
    if !mistakes.isEmpty { throw LessonErrors(mistakes) }
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
  /// The lessons of a library that can be read, with what is remembered of them; and what is wrong
  /// with the first lines of the others.
  ///
  /// - Throws: `TextFileError` for a file that cannot be read at all.
  static func reading(
    _ library: LessonLibrary, progress file: ProgressFile? = ProgressFile()
  ) throws -> (table: LessonTable, mistakes: [LocatedError]) {
    // A list changes nothing, not even a damaged file.
    let progress = (try? file?.read()) ?? Progress()
    var mistakes: [LocatedError] = []
    let entries = try library.sources.compactMap { source -> Entry? in
      do {
        return Entry(
          slug: source.slug, front: try source.front(), progress: progress.lessons[source.slug])
      } catch let errors as LessonErrors {
        mistakes += errors.errors
        return nil
      }
    }
    return (LessonTable(entries), mistakes)
  }
}
