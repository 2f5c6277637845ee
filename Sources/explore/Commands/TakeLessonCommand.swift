import ArgumentParser
import Explorer
import Exports
import Lessons
import Terminal

/// `explore lesson NAME`: a lesson on the screen, as a dialogue, or as the teacher's notes.
struct TakeLessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Take a lesson.",
    discussion: """
      Without a name, it opens the menu. A lesson goes on where it was left, unless --step says \
      otherwise. Without a terminal, it is a dialogue: it asks, and reads answers from standard \
      input; when that ends, it prints the rest with the answers.

      Examples:
        explore lesson 2
        explore lesson my-lesson.md --step 3
        explore lesson 2 --plain </dev/null
      """)

  @Argument(help: "The lesson's number or name, or a file that ends with .md.")
  var lesson: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Begin with this step, from 1.", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var step: Int?

  @Flag(help: "Print what the teacher needs: text, notes, answers and computed numbers.")
  var notes = false

  @OptionGroup var library: LibraryOptions
  @OptionGroup(title: "The screen") var display: DisplayOptions

  func validate() throws {
    guard lesson == nil else { return }
    for (isGiven, option) in [(step != nil, "--step"), (notes, "--notes"), (display.present, "--present")]
    where isGiven {
      throw ValidationError("\(option) needs a lesson; add its number or name")
    }
  }

  func run() throws {
    let library = try library.library()
    guard let lesson else { return try Sitting(library, display).openMenu() }
    let source = try library.source(named: lesson)
    if notes {
      let lesson = try source.lesson()
      return try StandardOutput.write(display.written(LessonNotes.text(of: lesson)))
    }
    try Sitting(library, display).take(source, step: step, isPresented: display.present)
  }
}
