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

  @Option(
    help: ArgumentHelp(
      """
      The network's numbers: a .safetensors file, or seed:N for untrained ones. (default: the \
      network file's, else seed:1)
      """, valueName: "file|seed:N"),
    transform: weights(argument:))
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
  /// What to load for a network: its channels and, unless the user says otherwise, its size.
  func request(path: String, for blueprint: Blueprint) -> PictureRequest {
    var request = request(path: path)
    request.colors = blueprint.input.channels == 3 ? .rgb : colors
    request.resize = resize ?? blueprint.input.extent
    // A network that begins by rescaling bytes has to be given bytes.
    if scale == nil, case .rescaling = blueprint.nodes.first?.plan { request.scale = .byte }
    return request
  }
}

/// Reads what stands behind `--weights`.
private func weights(argument text: String) throws(ArgumentError) -> WeightsArgument {
  guard let weights = WeightsArgument(argument: text) else {
    throw .expected(WeightsArgument.form)
  }
  return weights
}
