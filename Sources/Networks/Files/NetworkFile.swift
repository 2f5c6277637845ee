package import Convolution

/// A network as a text file in YAML: its layers with their sizes, and where its weights are.
///
///     name: stripes                 # optional; else the file's name
///     summary: Upright or lying?    # optional
///     input: {channels: 1, height: 28, width: 28}
///     labels: [upright, lying]      # optional; one for each output number, two for a single one
///     weights: stripes.safetensors  # optional; relative to this file
///     counting: pyTorch             # or keras: what counts as a parameter
///     layers:
///       - {type: convolution, filters: 8, kernel: 3, padding: same}
///       - relu
///       - {type: convolution, filters: 8, kernel: 3, padding: same, name: second}
///       - {type: add, from: [second, relu1]}
///       - {type: maxPool, kernel: 2}
///       - flatten
///       - {type: dense, units: 1}
///       - sigmoid
///
/// A layer without sizes is its type alone. Every layer takes the one before it, unless `from` names
/// others before it, or `input`, the picture. Layers without a name are called by a short name and a
/// number: `conv1`, `relu1`. `LayerEntry` lists the types and their keys.
///
/// Sizes are a number or HEIGHTxWIDTH; padding is written as on the command line. Weight files are in
/// the safetensors format with PyTorch's names and shapes, `conv1.weight` and `conv1.bias`.
package struct NetworkFile: Hashable, Sendable {
  /// As it was given.
  package let path: String
  package let blueprint: Blueprint
  /// Where the weights are; nil where the network has none yet.
  package let weightsPath: String?
  /// Where each layer stands.
  package let layerPlaces: [Place]
  /// Where the weights are named.
  package let weightsPlace: Place
  /// The numbers that the file itself holds, by the names of their tensors.
  private let handmade: [String: [Float]]

  /// Reads the text of a file.
  ///
  /// - Parameter path: The file's path, for complaints and to find weights beside it.
  /// - Throws: `LocatedError` for the first mistake.
  package init(text: String, path: String) throws(LocatedError) {
    self.path = path
    let root = try YAMLMapping(
      // Some editors begin a file with a mark of its byte order.
      YAMLText(path: path).root(of: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text),
      subject: "a network", path: path)
    try root.requireKnownKeys(
      ["name", "summary", "input", "labels", "weights", "counting", "layers"])
    let name = try Self.printable(root, "name") ?? Self.stem(of: path)
    let summary = try Self.printable(root, "summary") ?? ""
    let input = try Self.input(root)
    let labels = try root.texts("labels")?.map(\.text) ?? []
    if labels.contains(where: Self.commandsTerminals) {
      throw root.failure(at: "labels", Self.controlCharacters)
    }
    let convention = try Self.convention(root)
    let layers = try LayerList(
      try root.require("layers", example: "[flatten, softmax]"), path: path)
    layerPlaces = layers.places
    weightsPlace = root.place(of: "weights")
    weightsPath = try root.text("weights").map { Self.resolved($0, beside: path) }
    do throws(BlueprintError) {
      blueprint = try Blueprint(
        name: name, summary: summary, input: input, labels: labels, convention: convention,
        layers: try layers.drafts())
    } catch {
      if case .labelCount = error.problem {
        throw root.failure(at: "labels", error.description)
      }
      throw layers.located(error)
    }
    // The rest is only a stand-in; what is written out here is what is kept.
    handmade = try layers.weights(for: blueprint, rest: .seeded(0)).handmade
  }

  // MARK: The file's own keys

  private static let controlCharacters =
    "a text holds control characters, which could command a terminal; write letters, digits and signs"

  private static func commandsTerminals(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }
  }

  /// A text that will be printed.
  private static func printable(
    _ root: YAMLMapping, _ key: String
  ) throws(LocatedError) -> String? {
    guard let text = try root.text(key) else { return nil }
    guard !commandsTerminals(text) else { throw root.failure(at: key, controlCharacters) }
    return text
  }

  private static func input(_ root: YAMLMapping) throws(LocatedError) -> Shape {
    let example = "{channels: 1, height: 28, width: 28}"
    let mapping = try YAMLMapping(
      try root.require("input", example: example), subject: "input", path: root.path)
    try mapping.requireKnownKeys(["channels", "height", "width"])
    let channels = try mapping.wholeNumber("channels", example: 1)
    let height = try mapping.wholeNumber("height", example: 28)
    let width = try mapping.wholeNumber("width", example: 28)
    do throws(ShapeError) {
      return try Shape(channels: channels, height: height, width: width)
    } catch {
      throw mapping.failure("\(error)")
    }
  }

  private static func convention(_ root: YAMLMapping) throws(LocatedError) -> ParameterConvention {
    guard let text = try root.text("counting") else { return .pyTorch }
    guard let convention = ParameterConvention(rawValue: text) else {
      throw root.wrong(
        "counting", expected: ParameterConvention.allCases.map(\.rawValue).listed("or"))
    }
    return convention
  }

  // MARK: Paths

  /// The file's name without folders and ending.
  private static func stem(of path: String) -> String {
    guard path != "-" else { return "network" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  private static func resolved(_ name: String, beside path: String) -> String {
    guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }
}

// MARK: - Weights

extension NetworkFile {
  /// The weights that the file names, or seeded ones where it names none.
  ///
  /// - Throws: `LocatedError` where the weights are named.
  package func weights(seed: UInt64) throws(LocatedError) -> Weights {
    guard let weightsPath else { return completing(.seeded(seed)) }
    do throws(SafetensorsError) {
      return completing(.file(try SafetensorsFile(path: weightsPath)))
    } catch {
      throw failure(error)
    }
  }

  /// The numbers that the file itself holds, and for what it leaves out the others.
  package func completing(_ rest: Weights) -> Weights {
    handmade.isEmpty ? rest : .handmade(handmade, rest: rest)
  }

  /// The network with those weights.
  ///
  /// - Throws: `LocatedError` at the layer whose tensor is missing or has another shape, or where the
  ///   weights are named.
  package func network(seed: UInt64) throws(LocatedError) -> Network {
    let weights = try weights(seed: seed)
    do throws(WeightsError) {
      return try blueprint.network(weights: weights)
    } catch {
      throw located(error)
    }
  }

  /// What is wrong with the weights that the file names, with the place of the layer at fault.
  package func located(_ error: WeightsError) -> LocatedError {
    if case .unreadable(let error) = error { return failure(error) }
    return LocatedError(
      path: path, place: error.node.map { layerPlaces[$0] } ?? weightsPlace,
      message: error.description)
  }

  private func failure(_ error: SafetensorsError) -> LocatedError {
    LocatedError(
      path: path, place: weightsPlace, message: error.description,
      isMissingInput: error.exitCode == 66)
  }
}
