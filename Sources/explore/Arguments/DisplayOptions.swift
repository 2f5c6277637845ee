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
}

extension ColorRequest: ExpressibleByArgument {}
extension Background: ExpressibleByArgument {}
