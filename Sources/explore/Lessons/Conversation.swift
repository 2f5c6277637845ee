import Exports
import Lessons

/// A lesson's dialogue over standard input and output.
struct Conversation {
  private(set) var dialogue: LessonDialogue
  private(set) var keeper: ProgressKeeper
  private let display: DisplayOptions

  init(_ dialogue: LessonDialogue, keeper: ProgressKeeper, display: DisplayOptions) {
    (self.dialogue, self.keeper, self.display) = (dialogue, keeper, display)
  }

  /// Whether the learner left before the end.
  private(set) var wasLeft = false

  /// - Throws: `OutputError`.
  mutating func run() throws {
    try say(dialogue.begin())
    while !dialogue.isOver {
      if StandardInput.isTerminal { try StandardOutput.write(dialogue.prompt) }
      let prompt = dialogue.prompt
      guard let line = readLine() else {
        try say(dialogue.finish())
        return
      }
      // What was not typed at a terminal would not be seen in a log.
      if !StandardInput.isTerminal, !line.isEmpty { try say([prompt + singleLine(line)]) }
      let reply = dialogue.reply(to: line)
      wasLeft = dialogue.isOver && !dialogue.isAtEnd
      remember()
      try say(reply)
    }
  }

  private func say(_ lines: [String]) throws {
    try StandardOutput.write(display.written(lines.map { $0 + "\n" }.joined()))
  }

  /// At once: the next thing may be Ctrl-C.
  private mutating func remember() {
    var progress = Progress()
    progress.lessons[dialogue.lesson.slug] = dialogue.progress
    _ = keeper.save(progress)
  }
}
