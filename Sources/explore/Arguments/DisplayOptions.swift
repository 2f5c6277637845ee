import ArgumentParser
import Drawing
import Terminal

/// How the screen looks, or whether there is one at all.
struct DisplayOptions: ParsableArguments {
  @Flag(help: "Print what the screen would show as text.")
  var plain = false

  @Flag(help: "Present: large cells on paper, for a projector. P and F5 switch it on and off.")
  var present = false

  @Option(help: ArgumentHelp("How many colors to use.", valueName: "colors"))
  var color = ColorRequest.automatic

  @Option(help: "The background of the terminal. (default: what COLORFGBG says, else dark)")
  var theme: Background?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(inversion: .prefixedNo, help: "Use the mouse, or leave it to the terminal.")
  var mouse = true
}

extension DisplayOptions {
  var terminal: NcursesTerminal.Options {
    var options = NcursesTerminal.Options()
    options.colors = color
    options.background = theme
    options.glyphs = ascii ? .ascii : nil
    options.usesMouse = mouse
    return options
  }

  /// Does something on the screen or, where there is none, prints the same as text.
  func show(_ onScreen: () throws -> Void, orPrint print: () throws -> Void) throws {
    guard !plain, StandardOutput.isTerminal else { return try print() }
    do {
      try onScreen()
    } catch let error as TerminalError {
      if error != .typeIsUnusable("dumb") {
        writeToStandardError("explore: \(singleLine(error.description))\n")
      }
      try print()
    }
  }

  /// A text in the characters that were asked for, or that the environment can show.
  func written(_ text: String) -> String { text.written(inASCII: ascii) }
}

extension String {
  /// The text itself or, where ASCII is asked for or the locale has nothing else, with characters of it
  /// that say nearly the same.
  ///
  /// For what people read; data are the same everywhere.
  func written(inASCII isAskedFor: Bool) -> String {
    isAskedFor || !StandardOutput.isUniversal ? ascii : self
  }

  /// With ASCII characters that say nearly the same.
  var ascii: String {
    // Between words a middle dot separates; between numbers it multiplies, and becomes an asterisk.
    let separated = split(separator: " · ", omittingEmptySubsequences: false)
      .joined(separator: " | ")
    return separated.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "…": text += "..."
      case "±": text += "+-"
      case "°": text += " deg"
      case "√": text += "sqrt"
      default: text.unicodeScalars.append(scalar.asciiStandIn)
      }
    }
  }
}

extension ColorRequest: ExpressibleByArgument {}
extension Background: ExpressibleByArgument {}
