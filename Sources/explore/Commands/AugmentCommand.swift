import ArgumentParser
import Convolution
import Drawing
import Explorer
import Exports
import ImageFiles
import Terminal
import Training

/// `explore augment PICTURE`: what chance makes of one picture.
struct AugmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Show what augmentation makes of a picture.",
    discussion: """
      Few pictures become many when each is changed a little, at random, every time that it is \
      learned from, as long as it goes on meaning the same. Without options they are changed as in \
      the lecture: --flip --rotation 0.1 --zoom 0.2.

      Where the meaning may change, it says why. 'Out of the frame' is the share of what stands out \
      from the background (the median of the outermost pixels) that is pushed out of the picture.

      Examples:
        explore augment bag
        explore augment sneaker --shift 5 --noise 0.1 --flip
        explore augment photo.jpg --rgb --rotation 0.25 --count 15 -o sheet.png
      """)

  @Argument(help: .image)
  var image: String

  @OptionGroup(title: "What is done to the picture") var options: AugmentationOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the random numbers come from. (default: 1)", valueName: "N"),
    transform: seed(argument:))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many times to draw. (default: 5)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var count = 5

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write all of them into one picture (.png, .ppm or .pgm), the original first.",
      valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("How many colors to use.", valueName: "colors"))
  var color = ColorRequest.automatic

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  private static let mostDraws = 1000

  func run() throws {
    let text = try text()
    if let output { return try write(text.pictures, fullScale: text.fullScale, to: output) }
    let words = text.text(columns: StandardOutput.width ?? 80, ink: ink)
    try StandardOutput.write(words.written(inASCII: ascii))
  }

  /// Everything that there is to show.
  func text() throws -> AugmentationText {
    guard count <= Self.mostDraws else {
      throw Failure(.usage, "--count \(count): at most \(Self.mostDraws) are drawn at once")
    }
    var augmentation = try options.augmentation()
    if augmentation.isNone { augmentation = .lecture }
    let loaded = try Picture.loadNamed(picture.request(path: image))
    var draws: [Augmentation.Draw] = []
    // As with the example of this number in the first epoch, if the picture were all of them.
    for example in 0..<count {
      var random = RandomStream(seed: Chance.augmentation.seed(from: seed, at: 0, example))
      draws.append(augmentation.draw(using: &random))
    }
    // Tables of numbers bring their own scale.
    let most = loaded.tensor.elements.max() ?? 1
    return AugmentationText(
      title: loaded.name, picture: loaded.tensor,
      fullScale: loaded.fullScale ?? (most > 0 ? most : 1), augmentation: augmentation,
      draws: draws)
  }

  private var ink: TextPicture.Ink {
    if ascii || !StandardOutput.isUniversal { return .ascii }
    // Who asks for colors gets them wherever the text goes.
    guard StandardOutput.isTerminal || color == .always || color == .extended else {
      return .shades
    }
    let isKnown =
      processEnvironment("COLORTERM") != nil
      || processEnvironment("TERM")?.contains("256color") == true
      || color == .always || color == .extended
    let tier = color.tier(
      terminalColors: isKnown ? 256 : 8, noColor: processEnvironment("NO_COLOR"))
    return tier == .extended ? .colors : .shades
  }

  // MARK: The contact sheet

  private func write(_ pictures: [Tensor], fullScale: Float, to path: String) throws {
    guard let format = PictureFormat(path: path) else {
      let names = PictureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
      throw Failure(
        .usage, "\(path): the name does not end with a known format (\(names)); choose one of them")
    }
    var sheet = try ContactSheet(pictures, white: fullScale).picture
    // The other way round the writer says what is wrong.
    if format == .ppm { sheet = try sheet.withChannels(3) }
    try PictureWriter(format: format, fullScale: fullScale).write(sheet, to: path)
  }
}
