import ArgumentParser

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
    keeper.reset(try lesson.map { [try library.library().source(named: $0).slug] })
    // To forget was all that was asked for: here it is a failure.
    if let complaint = keeper.complaints.first { throw Failure(.cannotCreate, complaint) }
  }
}
