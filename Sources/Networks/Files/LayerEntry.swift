import Convolution

/// One layer of a network file: its type and its keys.
///
/// | type | keys, those in brackets with a default |
/// |---|---|
/// | `convolution` | `filters`, `kernel`, [`stride` 1, `padding` valid, `dilation` 1, `groups` 1, `bias` true] |
/// | the same with filters of one's own | `weights`, [`bias` none, and the others but `filters` and `kernel`] |
/// | `maxPool` | `kernel`, [`stride` as the kernel, `padding` valid, `dilation` 1, `rounding` down] |
/// | `averagePool` | `kernel`, [`stride`, `padding`, `rounding`, `countsPadding` true] |
/// | `dense` | `units`, [`bias` true] |
/// | `batchNormalization` | [`epsilon` 1e-5] |
/// | `leakyReLU` | [`slope` 0.01] |
/// | `dropout` | [`rate` 0.5] |
/// | `rescaling` | `scale`, [`offset` 0] |
/// | `add` | `from` with at least two names |
/// | `relu`, `sigmoid`, `tanh`, `softmax`, `flatten`, `globalMaxPool`, `globalAveragePool` | none |
///
/// All of them may have `name` and `from`.
struct LayerEntry {
  let mapping: YAMLMapping
  /// Without its inputs.
  let draft: Blueprint.Draft
  /// Filters that are written out.
  let handmade: HandmadeFilters?
  /// What `from` says.
  let sources: [(text: String, place: Place)]?

  init(_ item: YAMLValue, path: String) throws(LocatedError) {
    var mapping: YAMLMapping
    let type: String
    let typePlace: Place
    if case .scalar(let word) = item.content {
      (type, typePlace) = (word, item.place)
      mapping = YAMLMapping(emptyAt: item.place, path: path)
    } else {
      mapping = try YAMLMapping(item, subject: "a layer", path: path)
      let value = try mapping.require("type", example: "relu")
      guard case .scalar(let word) = value.content else {
        throw mapping.wrong("type", expected: "a word, such as relu")
      }
      (type, typePlace) = (word, value.place)
    }
    guard let reader = Self.types.first(where: { $0.name == type }) else {
      let names = Self.types.map(\.name)
      let nearest = nearestName(to: type, among: names)
      throw LocatedError(
        path: path, place: typePlace,
        message: "there is no layer '\(type)'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "supported are \(names.listed("and"))"))
    }
    mapping.subject = type
    try mapping.requireKnownKeys(["type"] + reader.keys + ["name", "from"])
    self.mapping = mapping
    sources = try mapping.texts("from", example: "relu1, pool1")
    handmade = type == "convolution" ? try HandmadeFilters(mapping) : nil
    draft = Blueprint.Draft(try reader.plan(mapping), name: try mapping.text("name"))
  }

  /// The sentence of a blueprint's error at the key that is to blame.
  func failure(_ error: BlueprintError) -> LocatedError {
    switch error.problem {
    case .sourceNotEarlier(_, let position?), .unknownSource(_, let position, _):
      guard let sources, sources.indices.contains(position) else { break }
      return LocatedError(
        path: mapping.path, place: sources[position].place, message: error.description)
    case .duplicateName, .unusableName: return mapping.failure(at: "name", error.description)
    case .inputCount: return mapping.failure(at: "from", error.description)
    case .groupsDoNotDivideChannels: return mapping.failure(at: "groups", error.description)
    case .notFinite(let key, _), .outOfRange(let key, _, _):
      return mapping.failure(at: key, error.description)
    default: break
    }
    return mapping.failure(error.description)
  }
}

// MARK: - Types

extension LayerEntry {
  /// A type's own keys, and how they become a plan.
  private struct TypeReader: Sendable {
    let name: String
    let keys: [String]
    let plan: @Sendable (YAMLMapping) throws(LocatedError) -> LayerPlan

    init(
      _ name: String, _ keys: [String] = [],
      _ plan: @escaping @Sendable (YAMLMapping) throws(LocatedError) -> LayerPlan
    ) {
      self.name = name
      self.keys = keys
      self.plan = plan
    }

    init(_ plan: LayerPlan) {
      self.init(plan.name) { (_) throws(LocatedError) in plan }
    }
  }

  private static let types: [TypeReader] = [
    TypeReader(
      "convolution",
      ["filters", "kernel", "weights", "stride", "padding", "dilation", "groups", "bias"],
      convolution),
    TypeReader(.relu),
    TypeReader("leakyReLU", ["slope"]) { (keys) throws(LocatedError) in
      .leakyReLU(slope: try keys.number("slope", default: 0.01))
    },
    TypeReader(.sigmoid), TypeReader(.tanh),
    TypeReader("maxPool", ["kernel", "stride", "padding", "dilation", "rounding"]) {
      (keys) throws(LocatedError) in try pooling(.maximum, keys)
    },
    TypeReader("averagePool", ["kernel", "stride", "padding", "rounding", "countsPadding"]) {
      (keys) throws(LocatedError) in
      try pooling(
        .average(countingPadding: try keys.flag("countsPadding", default: true)), keys)
    },
    TypeReader(.globalPooling(.maximum)),
    TypeReader(.globalPooling(.average(countingPadding: true))),
    TypeReader("batchNormalization", ["epsilon"]) { (keys) throws(LocatedError) in
      .batchNormalization(epsilon: try keys.number("epsilon", default: 1e-5))
    },
    TypeReader(.flatten),
    TypeReader("dense", ["units", "bias"]) { (keys) throws(LocatedError) in
      .dense(
        units: try keys.wholeNumber("units", example: 10),
        hasBias: try keys.flag("bias", default: true))
    },
    TypeReader("dropout", ["rate"]) { (keys) throws(LocatedError) in
      .dropout(rate: try keys.number("rate", default: 0.5))
    },
    TypeReader(.softmax),
    TypeReader("rescaling", ["scale", "offset"]) { (keys) throws(LocatedError) in
      .rescaling(scale: try keys.number("scale"), offset: try keys.number("offset", default: 0))
    },
    TypeReader(.addition),
  ]

  @Sendable private static func convolution(
    _ keys: YAMLMapping
  ) throws(LocatedError) -> LayerPlan {
    let (filters, kernel, hasBias): (Int, Extent, Bool)
    if let handmade = try HandmadeFilters(keys) {
      filters = handmade.filters.count
      (kernel, hasBias) = (handmade.filters[0].shape.extent, handmade.biases != nil)
    } else {
      filters = try keys.wholeNumber("filters", example: 32)
      (kernel, hasBias) = (try keys.extent("kernel"), try keys.flag("bias", default: true))
    }
    return .convolution(
      ConvolutionPlan(
        filters: filters, kernel: kernel,
        stride: try keys.extent("stride", default: Extent(1)),
        padding: try keys.padding("padding"),
        dilation: try keys.extent("dilation", default: Extent(1)),
        groups: try keys.wholeNumber("groups", default: 1, example: 1), hasBias: hasBias))
  }

  private static func pooling(
    _ kind: Pooling2D.Kind, _ keys: YAMLMapping
  ) throws(LocatedError) -> LayerPlan {
    let kernel = try keys.extent("kernel")
    return .pooling(
      Pooling2D(
        kind, kernel: kernel, stride: try keys.extent("stride", default: kernel),
        padding: try keys.padding("padding"),
        dilation: try keys.extent("dilation", default: Extent(1)),
        rounding: try rounding(keys)))
  }

  private static func rounding(_ keys: YAMLMapping) throws(LocatedError) -> WindowAxis.Rounding {
    switch try keys.text("rounding") {
    case nil, "down": return .down
    case "up": return .up
    default: throw keys.wrong("rounding", expected: "down or up")
    }
  }
}
