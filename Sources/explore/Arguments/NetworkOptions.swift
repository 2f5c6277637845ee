import ArgumentParser
import Convolution
import Explorer
import ImageFiles
import Networks

/// A whole network in place of a chain of one's own; the same options for every command that takes one.
struct NetworkOptions: ParsableArguments {
  @Option(
    name: .customLong("network"),
    help: ArgumentHelp(
      "A network of the catalogue or a network file, in place of filters and pooling.",
      valueName: "name|file"))
  var name: String?

  @Option(help: .weights, transform: weights(argument:))
  var weights: WeightsArgument?
}

extension NetworkOptions {
  /// Whether nothing was asked for.
  var isEmpty: Bool { name == nil && weights == nil }

  /// The network that was asked for; nil if none was.
  ///
  /// - Throws: `Failure` for options that contradict it, or what makes the network unusable.
  func source(besides chain: ChainOptions) throws -> NetworkSource? {
    guard let name else {
      guard weights == nil else {
        throw Failure(.usage, "--weights are a network's; add --network NAME, or leave them out")
      }
      return nil
    }
    guard chain.isEmpty else {
      throw Failure(
        .usage,
        "--network brings its own layers; leave filters and pooling out, or the network")
    }
    return try NetworkSource(argument: name)
  }

  /// The arguments that load the same network again.
  var arguments: [String] {
    var arguments = name.map { ["--network", $0] } ?? []
    if let weights { arguments += ["--weights", weights.argument] }
    return arguments
  }
}

extension PictureOptions {
  /// What to load for a network: what suits it, unless the user says otherwise.
  func request(path: String, for blueprint: Blueprint) -> PictureRequest {
    var request = PictureRequest(path: path, for: blueprint)
    if blueprint.input.channels != 3 { request.colors = colors }
    request.crop = crop
    request.fitting = fitting(for: blueprint)
    if let scale { request.scale = scale }
    return request
  }

  func fitting(for blueprint: Blueprint) -> PictureRequest.Fitting {
    resize.map { .stretched(to: $0) } ?? PictureRequest.Fitting(for: blueprint)
  }

  /// What else is done to pictures for a network; nothing where the user says what numbers it gets.
  func preprocessing(for blueprint: Blueprint) -> Preprocessing? {
    scale == nil ? blueprint.pretraining?.preprocessing : nil
  }
}

extension PictureRequest {
  /// A picture as a network takes it: its channels, its size, its scale.
  init(path: String, for blueprint: Blueprint) {
    self.init(path: path, colors: blueprint.input.channels == 3 ? .rgb : .gray)
    fitting = Fitting(for: blueprint)
    // A network that begins by rescaling bytes has to be given bytes.
    if case .rescaling = blueprint.nodes.first?.plan { scale = .byte }
  }
}

extension PictureRequest.Fitting {
  /// How pictures get the size that a network takes: stretched or, where it was trained so, cut out of
  /// the middle.
  init(for blueprint: Blueprint) {
    let extent = blueprint.input.extent
    self =
      blueprint.pretraining.map {
        .middle(extent, shorterSide: $0.preprocessing.shorterSide)
      } ?? .stretched(to: extent)
  }
}

extension ArgumentHelp {
  /// For `--weights`.
  static let weights = ArgumentHelp(
    """
    The network's numbers: a .safetensors file, with our names or torchvision's, or seed:N for \
    untrained ones. (default: the network's own, else seed:1)
    """, valueName: "file|seed:N")
}

/// Reads what stands behind `--weights`.
func weights(argument text: String) throws(ArgumentError) -> WeightsArgument {
  guard let weights = WeightsArgument(argument: text) else {
    throw .expected(WeightsArgument.form)
  }
  return weights
}
