import ArgumentParser
import Convolution
import Explorer
import Exports
import Networks

/// `explore network`: the layers of a network and what they cost, or the catalogue.
struct NetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Show the layers of a network: shapes, parameters, receptive fields, memory.",
    discussion: """
      Without a name, it lists the catalogue. No weights are needed. A network of your own is a \
      file in YAML:

        input: {channels: 1, height: 28, width: 28}
        layers:
          - {type: convolution, filters: 8, kernel: 3, padding: same}
          - relu
          - {type: convolution, filters: 8, kernel: 3, padding: same, name: second}
          - {type: add, from: [second, relu1]}
          - {type: maxPool, kernel: 2}
          - flatten
          - {type: dense, units: 2}
          - softmax
        labels: [upright, lying]          # optional, like all below
        weights: stripes.safetensors      # beside the file; PyTorch's names and shapes
        name: stripes
        summary: Is a stripe upright or lying?
        counting: pyTorch                 # or keras: what counts as a parameter

      Layers and their keys, those in brackets optional; all of them may have 'name' and 'from', \
      the names of earlier layers, or 'input', to take instead of the layer before:

        convolution         filters kernel [stride padding dilation groups bias]
        maxPool             kernel [stride padding dilation rounding]
        averagePool         kernel [stride padding rounding countsPadding]
        dense               units [bias]
        batchNormalization  [epsilon]
        leakyReLU           [slope]
        dropout             [rate]
        rescaling           scale [offset]
        add                 from
        relu, sigmoid, tanh, softmax, flatten, globalMaxPool, globalAveragePool

      Sizes are a number or HEIGHTxWIDTH, padding as on the command line, 'bias' and \
      'countsPadding' true or false, 'rounding' down or up. Numbers may be fractions: 1/255.

      Examples:
        explore network
        explore network fashion-mnist
        explore network resnet50 --input 320x320
        explore network stripes.yaml --format markdown
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, markdown
  }

  @Argument(help: "A network of the catalogue, or a network file.")
  var network: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Another picture size. (default: the network's own)", valueName: "HxW"),
    transform: { try Extent(pictureArgument: $0) })
  var input: Extent?

  @Option(help: "A table to read, or all figures for other programs.")
  var format = Format.text

  func run() throws {
    try StandardOutput.write(text(width: StandardOutput.width).written(inASCII: false))
  }

  /// - Parameter width: The columns of the terminal; nil for everything.
  func text(width: Int?) throws -> String {
    guard let network else {
      guard format == .text, input == nil else {
        throw Failure(
          .usage, "--format and --input need a network; 'explore network' lists them")
      }
      return NetworkTable.catalog(width: width)
    }
    let standard = try NetworkSource(argument: network).blueprint
    let table = NetworkTable(try resized(standard), standard: standard)
    return switch format {
    case .text: table.text(width: width)
    case .json: table.json
    case .csv: table.csv
    case .markdown: table.markdown
    }
  }

  private func resized(_ blueprint: Blueprint) throws -> Blueprint {
    guard let input else { return blueprint }
    return try blueprint.replacingInput(
      by: Shape(channels: blueprint.input.channels, height: input.height, width: input.width))
  }
}
