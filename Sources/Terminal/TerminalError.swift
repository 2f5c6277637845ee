/// Why there is no screen to draw on. The program then prints the same content as plain text.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
  /// Neither `/dev/tty` nor standard input and output are a terminal.
  case noTerminal
  /// The environment does not say what kind of terminal it is.
  case typeIsMissing
  /// A terminal that cannot move its cursor, or that this system does not describe.
  case typeIsUnusable(String)
  /// Curses refused a terminal whose description it has.
  case cannotOpen(String)

  package var description: String {
    switch self {
    case .noTerminal:
      "There is no terminal to draw on; run it in a terminal window, or add --plain for text."
    case .typeIsMissing:
      "TERM is not set, so the kind of terminal is unknown; set it, as in TERM=xterm-256color, "
        + "or add --plain for text."
    case .typeIsUnusable(let type):
      "TERM is \"\(type)\", which cannot place its cursor or is not described on this system; "
        + "set another, as in TERM=xterm-256color, or add --plain for text."
    case .cannotOpen(let type):
      "The terminal, of type \"\(type)\", could not be taken over; is another screen open? "
        + "Add --plain for text."
    }
  }
}
