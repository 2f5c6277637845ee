import ArgumentParser
import Convolution
import Explorer
import Exports
import ImageFiles
import Networks

/// `explore apply IMAGE`: the result, as a picture or as numbers.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Write the result as a picture or as numbers.",
    discussion: """
      Numbers become brightness as they were read: 1 (with --scale byte 255) is white, what lies \
      outside of 0…1 is cut off.

      Examples:
        explore apply photo.jpg --filter sobel-x -o edges.png
        explore apply photo.jpg --filter laplacian-4 --no-relu --normalize -o edges.png
        explore apply photo.jpg --filter horizontal,vertical -o maps.json
        explore apply three --filter horizontal --scale byte --format csv
        explore apply three --network fashion-mnist --node pool1 --format json
      """)

  @Argument(help: .image)
  var image: String

  @OptionGroup(title: "What is done to the picture") var chain: ChainOptions
  @OptionGroup(title: "A whole network") var network: NetworkOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write, '-' for standard output; its ending says the format.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "pgm, ppm, png, csv or json, whatever the file's ending; goes to standard output without -o.",
      valueName: "format"),
    transform: OutputFormat.init(argument:))
  var format: OutputFormat?

  @Flag(help: "Stretch brightness: the smallest number becomes black, the largest white.")
  var normalize = false

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp("Write only this map (channel) of the result, from 0.", valueName: "K"),
    transform: { try wholeNumber(argument: $0, atLeast: 0) })
  var mapNumber: Int?

  @Option(help: ArgumentHelp("Write this node's output, not the last one's.", valueName: "name"))
  var node: String?

  func run() throws {
    let format = try chosenFormat()
    var loaded: Picture
    if let source = try network.source(besides: chain) {
      loaded = try Picture.loadNamed(picture.request(path: image, for: source.blueprint))
      try run(source, over: &loaded)
    } else {
      guard node == nil else {
        throw Failure(.usage, "--node chooses a node of a network; add --network NAME")
      }
      loaded = try Picture.loadNamed(picture.request(path: image))
      try transform(&loaded.tensor)
    }
    let result = loaded.tensor
    switch format {
    case .text(let format):
      var file = try destination()
      try format.write(result, to: &file)
      try file.commit()
    case .picture(let format):
      let writer = PictureWriter(
        format: format, fullScale: loaded.fullScale, normalizes: normalize)
      let picture = try asPicture(result, format)
      var file = try destination()
      try writer.write(picture, to: &file, named: outputName)
      try file.commit()
    }
  }

  /// Makes of a picture what is to be written: all maps, or the one that was asked for.
  func transform(_ tensor: inout Tensor) throws {
    let network = try chain.settings().network(inputChannels: tensor.shape.channels)
    try network.apply(to: &tensor)
    try chooseMap(of: &tensor)
  }

  /// Replaces a picture by the output of a whole network, or of one of its nodes.
  private func run(_ source: NetworkSource, over picture: inout Picture) throws {
    var loading = try NetworkLoading(
      source, options: network,
      over: Exploration.Subject(picture: picture.tensor, title: picture.name, arguments: []),
      preprocessing: self.picture.preprocessing(for: source.blueprint), through: node)
    let exploration = try loading.finish()
    let index = try exploration.network.index(named: node ?? "output")
    picture.tensor = exploration.outputs[index]
    try chooseMap(of: &picture.tensor)
  }

  private func chooseMap(of tensor: inout Tensor) throws(Failure) {
    guard let mapNumber else { return }
    let maps = tensor.shape.channels
    guard mapNumber < maps else {
      let range = maps == 1 ? "map 0 only" : "the maps 0 to \(maps - 1)"
      throw Failure(.usage, "--map \(mapNumber): the result has \(range)")
    }
    tensor = tensor.channel(mapNumber)
  }

  private var goesToStandardOutput: Bool { output ?? "-" == "-" }

  private var outputName: String {
    goesToStandardOutput ? "standard output" : output ?? ""
  }

  private func destination() throws(OutputError) -> OutputFile {
    goesToStandardOutput ? .standardOutput() : try OutputFile(path: outputName)
  }

  private func chosenFormat() throws(Failure) -> OutputFormat {
    let chosen = if let format { format } else { try formatOfFile() }
    switch chosen {
    case .text where normalize:
      throw Failure(
        .usage, "--normalize is for pictures; \(chosen.name) keeps the numbers, leave it out")
    case .picture where goesToStandardOutput && StandardOutput.isTerminal:
      throw Failure(
        .usage,
        "a \(chosen.name) picture is no text for a terminal; add -o FILE, or send it to another "
          + "program")
    default: return chosen
    }
  }

  private func formatOfFile() throws(Failure) -> OutputFormat {
    if !goesToStandardOutput { return try OutputFormat(path: outputName) }
    let names = OutputFormat.all.map(\.name).joined(separator: ", ")
    throw Failure(
      .usage,
      "the format of the result is missing; add -o FILE with an ending, or one of --format \(names)"
    )
  }

  /// The maps as the channels of a picture.
  ///
  /// - Throws: `Failure` for several maps, unless they are the colors of the picture itself.
  private func asPicture(_ result: Tensor, _ format: PictureFormat) throws -> Tensor {
    let maps = result.shape.channels
    if maps == 1 {
      guard format == .ppm else { return result }
      return try Tensor(
        shape: Shape(channels: 3, height: result.shape.height, width: result.shape.width),
        elements: result.elements + result.elements + result.elements)
    }
    let areColors = try maps == 3 && chain.keepsChannels
    guard !areColors || format == .pgm else { return result }
    throw Failure(
      .usage,
      "\(outputName): the result has \(maps) maps, a \(format.rawValue) picture "
        + "shows one; choose it with --map K, from 0, or write all of them to a .json file")
  }
}
