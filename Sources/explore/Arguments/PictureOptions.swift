import ArgumentParser
import Convolution

/// Which part of a picture is taken, and as what numbers; the same options for every command that
/// reads one.
struct PictureOptions: ParsableArguments {
  @Flag(
    exclusivity: .chooseLast,
    help: "One channel, or red, green and blue kept apart.")
  var colors = ColorArgument.gray

  @Option(help: "unit: 0…1. byte: 0…255. Tables of numbers stay as they are.")
  var scale = ScaleArgument.unit

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Take this part of the picture, first of all.", valueName: "HxW+ROW+COLUMN"),
    transform: CropArgument.init(argument:))
  var crop: CropArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shrink or enlarge the picture to this size.", valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var resize: Extent?
}

enum ColorArgument: String, EnumerableFlag {
  case gray, rgb
}

enum ScaleArgument: String, CaseIterable, ExpressibleByArgument {
  case unit, byte
}

/// A part of a picture: its size, and its first row and column from 0.
struct CropArgument: Hashable, Sendable {
  let extent: Extent
  let row: Int
  let column: Int

  /// Reads `HEIGHTxWIDTH+ROW+COLUMN`.
  init(argument text: String) throws(ArgumentError) {
    let form = ArgumentError.expected("HEIGHTxWIDTH+ROW+COLUMN, such as 28x28+100+40")
    let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw form }
    let sizes = try wholeNumbers(parts[0], separatedBy: "xX×", atLeast: 1, else: form)
    let places = try wholeNumbers(parts[1], separatedBy: "+", atLeast: 0, else: form)
    guard sizes.count == 2, places.count == 2 else { throw form }
    extent = Extent(height: sizes[0], width: sizes[1])
    row = places[0]
    column = places[1]
  }
}
