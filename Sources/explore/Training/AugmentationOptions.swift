import ArgumentParser
import Convolution
import Explorer
import Training

/// How pictures are changed at random; the same options for every command that learns from pictures.
struct AugmentationOptions: ParsableArguments {
  @Flag(help: "Mirror half of the pictures left to right.")
  var flip = false

  @Flag(help: "Turn half of them over, top to bottom.")
  var flipVertical = false

  @Option(
    help: ArgumentHelp(
      "Turn them by up to this fraction of a full turn either way: 0.1 is up to 36°. (default: 0)",
      valueName: "fraction"),
    transform: number(argument:))
  var rotation: Float = 0

  @Option(
    help: ArgumentHelp(
      "Zoom in or out by up to this fraction: 0.2 is 0.8 to 1.2 times as large. (default: 0)",
      valueName: "fraction"),
    transform: number(argument:))
  var zoom: Float = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Move them by up to so many pixels each way. (default: 0)", valueName: "pixels"),
    transform: { try wholeNumber(argument: $0, atLeast: 0) })
  var shift = 0

  @Option(
    help: ArgumentHelp(
      "Add noise with this standard deviation; 1 is from black to white. (default: 0)",
      valueName: "deviation"),
    transform: number(argument:))
  var noise: Float = 0

  @Option(help: "What comes in from outside: the picture in a mirror, as with Keras, or zeros.")
  var border = Augmentation.Border.reflect
}

extension AugmentationOptions {
  /// Whether pictures stay as they are.
  var isEmpty: Bool { names.isEmpty }

  /// The options that were given and change something.
  var names: [String] {
    [
      (flip, "--flip"), (flipVertical, "--flip-vertical"), (rotation != 0, "--rotation"),
      (zoom != 0, "--zoom"), (shift != 0, "--shift"), (noise != 0, "--noise"),
    ].filter(\.0).map(\.1)
  }

  /// - Throws: `AugmentationError` for numbers that would leave nothing of a picture.
  func augmentation() throws(AugmentationError) -> Augmentation {
    try Augmentation(
      flips: flip, flipsVertically: flipVertical, rotation: rotation, zoom: zoom, shift: shift,
      noise: noise, border: border)
  }
}

extension Augmentation.Border: ExpressibleByArgument {}
