import Convolution
import Explorer
import Networks

/// The keys of a scene that say what filters and pooling do; as the options of the command line.
extension ChainSettings {
  mutating func change(_ reader: inout SceneReader) {
    let named = reader.read("filter", Self.namedFilters)
    let own = reader.read("kernel", Self.kernels)
    if named != nil || own != nil { filters = (named ?? []) + (own ?? []) }
    bias = reader.read("bias") { (keys) throws(LocatedError) in try keys.number("bias") } ?? bias
    stride =
      reader.read("stride") { (keys) throws(LocatedError) in
        try keys.extent("stride")
      } ?? stride
    dilation =
      reader.read("dilation") { (keys) throws(LocatedError) in
        try keys.extent("dilation")
      } ?? dilation
    padding =
      reader.read("padding") { (keys) throws(LocatedError) in
        try keys.padding("padding")
      } ?? padding
    border = reader.choice("border", \Border.rawValue) ?? border
    changeGrouping(&reader)
    isFlipped = reader.flag("flip") ?? isFlipped
    hasReLU = reader.flag("relu") ?? hasReLU
    if let choice = reader.read("pool", Self.pooling) { pooling = choice.pooling }
  }

  private static func namedFilters(_ keys: YAMLMapping) throws(LocatedError) -> [FilterChoice] {
    let names = try keys.texts("filter", example: "horizontal, vertical") ?? []
    if names.map(\.text) == ["none"] { return [] }
    var filters: [FilterChoice] = []
    for (name, place) in names {
      do throws(UnknownFilter) {
        filters.append(FilterChoice(try FilterCatalog.entry(named: name)))
      } catch {
        throw LocatedError(path: keys.path, place: place, message: error.description)
      }
    }
    return filters
  }

  private static func kernels(_ keys: YAMLMapping) throws(LocatedError) -> [FilterChoice] {
    var filters: [FilterChoice] = []
    for (text, place) in try keys.texts("kernel", example: "\"1 1 1; 0 0 0; -1 -1 -1\"") ?? [] {
      do throws(KernelTextError) {
        filters.append(FilterChoice(try KernelText.parse(text)))
      } catch {
        throw LocatedError(path: keys.path, place: place, message: error.description)
      }
    }
    return filters
  }

  private mutating func changeGrouping(_ reader: inout SceneReader) {
    let groups = reader.read("groups") { (keys) throws(LocatedError) in
      try keys.wholeNumber("groups", example: 2)
    }
    if let groups { grouping = .groups(groups) }
    guard let isDepthwise = reader.flag("depthwise") else { return }
    if isDepthwise, groups != nil {
      reader.fail(
        "groups",
        reader.keys.failure(
          at: "groups", "depthwise makes a group of each input channel; leave 'groups' out, or it"))
    } else if isDepthwise {
      grouping = .depthwise
    } else if grouping == .depthwise {
      grouping = .none
    }
  }

  /// What `pool` says: in a struct, because nothing can be meant too.
  private struct PoolingKey {
    let pooling: PoolingChoice?
  }

  private static func pooling(_ keys: YAMLMapping) throws(LocatedError) -> PoolingKey {
    let text = try keys.text("pool") ?? ""
    if text == "none" { return PoolingKey(pooling: nil) }
    do throws(ArgumentError) {
      return PoolingKey(pooling: try PoolingChoice(argument: text))
    } catch {
      throw keys.failure(at: "pool", "pool is '\(text)'; \(error)")
    }
  }
}
