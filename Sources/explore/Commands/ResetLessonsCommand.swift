import ArgumentParser
import Lessons

/// `explore lesson reset`: begin a lesson anew, or all of them.
struct ResetLessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Forget how far you are in a lesson, or in all.",
    discussion: """
      Examples:
        explore lesson reset 2
        explore lesson reset --all
      """)

  @Argument(help: "The lesson's number or name.")
  var lesson: String?

  @Flag(help: "Forget all lessons.")
  var all = false

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard (lesson != nil) != all else {
      throw ValidationError("name one lesson, or --all for all of them")
    }
  }

  func run() throws {
    var keeper = ProgressKeeper(ProgressFile())
    keeper.reset(try lesson.map { [try slug(of: $0, in: keeper.recall())] })
    // To forget was all that was asked for: here it is a failure.
    if let complaint = keeper.complaints.first { throw Failure(.cannotCreate, complaint) }
  }

  /// - Throws: `Failure` for what is neither a lesson nor remembered: a mistyped name would otherwise
  ///   seem to be forgotten.
  private func slug(of name: String, in progress: Progress) throws -> String {
    let library = try library.library()
    let source = try library.source(named: name)
    guard library.sources.contains(source) || progress.lessons[source.slug] != nil else {
      throw Failure(
        .noInput, "nothing is remembered of '\(name)'; 'explore lessons' lists the lessons")
    }
    return source.slug
  }
}
