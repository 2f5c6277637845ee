import ArgumentParser
import Convolution
import Explorer
import Exports
import ImageFiles
import Networks

/// `explore steps IMAGE`: every multiplication, one step after the other.
struct StepsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps",
    abstract: "Print every step with all its numbers.",
    discussion: """
      A step makes one number of one node's output. Steps count from 1 over the whole chain: all \
      of conv1, then all of relu1, then all of pool1, each in reading order.

      Examples:
        explore steps three --filter horizontal --count 2
        explore steps three --filter horizontal --pool max --node pool1 --format jsonl
        explore steps photo.jpg --filter sobel-x --from 1000 --count 1
        explore steps three --network fashion-mnist --node dense2 --count 1
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, jsonl
  }

  @Argument(help: .image)
  var image: String

  @OptionGroup(title: "What is done to the picture") var chain: ChainOptions
  @OptionGroup(title: "A whole network") var network: NetworkOptions
  @OptionGroup(title: "The picture") var picture: PictureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first step. (default: 1, or the node's first)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var from: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most steps. (default: all)", valueName: "N"),
    transform: { try wholeNumber(argument: $0, atLeast: 1) })
  var count: Int?

  @Option(help: ArgumentHelp("Only the steps of this node, such as conv1.", valueName: "name"))
  var node: String?

  @Option(help: "Lines to read, or one JSON object a line.")
  var format = Format.text

  func run() throws {
    let exploration = try exploration()
    let trace = try Trace(
      of: exploration.network, over: exploration.subject.picture.shape)
    let positions = try positions(in: trace, of: exploration.network)
    var file = OutputFile.standardOutput()
    var text = StepText(exploration)
    for position in positions {
      let (number, step) = (position + 1, trace[position])
      switch format {
      case .jsonl:
        try file.write(try StepRecord(number, step, of: exploration).json + "\n")
      case .text:
        if position > positions.lowerBound { try file.write("\n") }
        try file.write(try text.block(number, step))
      }
    }
    try file.commit()
  }

  func exploration() throws -> Exploration {
    if let source = try network.source(besides: chain) {
      let loaded = try Picture.loadNamed(picture.request(path: image, for: source.blueprint))
      var loading = try NetworkLoading(
        source, options: network,
        over: Exploration.Subject(
          picture: loaded.tensor, title: loaded.name, arguments: [],
          channelNames: loaded.channelNames),
        preprocessing: picture.preprocessing(for: source.blueprint), through: node)
      return try loading.finish()
    }
    let settings = try chain.settings()
    guard !settings.filters.isEmpty || settings.pooling != nil else {
      throw Failure(
        .usage,
        "without a filter and without pooling there are no steps; add --filter NAME, "
          + "--kernel \"ROWS\" or --pool max")
    }
    let loaded = try Picture.loadNamed(picture.request(path: image))
    return try Exploration(
      Exploration.Subject(
        picture: loaded.tensor, title: loaded.name, arguments: [],
        channelNames: loaded.channelNames),
      settings: settings)
  }

  /// The part of the trace that is asked for.
  func positions(in trace: Trace, of network: Network) throws -> Range<Int> {
    var range = trace.indices
    var whole = "there are \(trace.count) steps"
    if let node {
      range = trace.positions(ofNode: try network.index(named: node))
      whole = "the steps of \(node) are \(range.lowerBound + 1) to \(range.upperBound)"
    }
    let start = max(range.lowerBound, (from ?? 1) - 1)
    guard start < range.upperBound else {
      throw Failure(.usage, "--from \(start + 1) is behind the last step; \(whole)")
    }
    return start..<min(range.upperBound, start + min(count ?? .max, range.count))
  }
}
