import ArgumentParser
import Convolution
import Explorer
import Exports

/// `explore size`: how large an output is, and why.
struct SizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size",
    abstract: "Calculate the size of an output.",
    discussion: """
      Examples:
        explore size --input 28x28 --kernel 3x3 --stride 2 --padding 1
        explore size --input 427x640 --kernel 5x5 --padding same --dilation 2
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The size of the picture.", valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var input: Extent

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The size of the filter or of the pooling window.", valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var kernel: Extent

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rows and columns from window to window. (default: 1)", valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var stride = Extent(1)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      valid (none), same, same-lower, a number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT. \
      (default: valid)
      """, valueName: "padding"),
    transform: Padding.init(argument:))
  var padding = Padding.valid

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows and columns from one weight's pixel to the next one's. (default: 1)",
      valueName: "N|HxW"),
    transform: { try Extent(argument: $0) })
  var dilation = Extent(1)

  func run() throws { try StandardOutput.write(text().written(inASCII: false)) }

  func text() throws(ShapeError) -> String {
    let window = SlidingWindow(
      kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    let grid = try window.grid(over: input)
    return (["\(input) → \(grid.output)"] + SizeText.lines(grid)).map { $0 + "\n" }.joined()
  }
}
