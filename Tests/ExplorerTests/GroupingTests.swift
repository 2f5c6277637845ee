import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Filters that do not see all of the channels.
struct GroupingTests {
  private func settings(
    _ filters: [Tensor], _ grouping: Grouping
  ) -> ChainSettings {
    var settings = ChainSettings()
    settings.filters = filters.map { FilterChoice($0) }
    settings.grouping = grouping
    settings.hasReLU = false
    settings.bias = 0.25
    return settings
  }

  private func output(_ settings: ChainSettings, of picture: Tensor) throws -> Tensor {
    let network = try settings.network(inputChannels: picture.shape.channels)
    return try #require(network.forward(picture).last)
  }

  @Test(arguments: 1...20)
  func `depthwise is each filter over each channel alone`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let channels = Int.random(in: 1...5, using: &generator)
    let picture = Tensor.random(
      try Shape(channels: channels, height: 6, width: 5), using: &generator)
    let filters = try (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      let depth = Bool.random(using: &generator) ? 1 : channels
      return Tensor.random(try Shape(channels: depth, height: 3, width: 2), using: &generator)
    }
    let maps = try output(settings(filters, .depthwise), of: picture)
    #expect(maps.shape.channels == channels * filters.count)
    for channel in 0..<channels {
      for (index, filter) in filters.enumerated() {
        let kernel = filter.channel(filter.shape.channels == 1 ? 0 : channel)
        let alone = try output(settings([kernel], .none), of: picture.channel(channel))
        #expect(maps.channel(channel * filters.count + index) == alone, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...20)
  func `groups are the halves and thirds, each with its share of the filters`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let groups = Int.random(in: 1...3, using: &generator)
    let (depth, share) = (
      Int.random(in: 1...3, using: &generator), Int.random(in: 1...2, using: &generator)
    )
    let picture = Tensor.random(
      try Shape(channels: groups * depth, height: 5, width: 5), using: &generator)
    let filters = try (0..<groups * share).map { _ in
      Tensor.random(try Shape(channels: depth, height: 2, width: 3), using: &generator)
    }
    let maps = try output(settings(filters, .groups(groups)), of: picture)
    for group in 0..<groups {
      let part = try Tensor(
        shape: Shape(channels: depth, height: 5, width: 5),
        elements: (0..<depth).flatMap { picture.channel(group * depth + $0).elements })
      for index in group * share..<(group + 1) * share {
        let alone = try output(settings([filters[index]], .none), of: part)
        #expect(maps.channel(index) == alone, "seed \(seed)")
      }
    }
  }

  @Test func `what cannot be cut evenly is refused in a sentence`() throws {
    let flat = try Tensor(rows: [[1, 2]])
    #expect(throws: ShapeError.groupsDoNotDivideChannels(groups: 2, channels: 3)) {
      try settings([flat, flat], .groups(2)).network(inputChannels: 3)
    }
    #expect(throws: ShapeError.groupsDoNotDivide(groups: 3, filters: 2)) {
      try settings([flat, flat], .groups(3)).network(inputChannels: 3)
    }
    let error = ShapeError.groupsDoNotDivideChannels(groups: 2, channels: 3)
    #expect(error.description == "an input of 3 channels cannot be cut evenly into 2 groups")
    let deep = try KernelText.parse("1 | 2")
    #expect(throws: ShapeError.channels(filter: 2, groups: 1, input: 3)) {
      try settings([deep], .depthwise).network(inputChannels: 3)
    }
  }

  @Test func `a depthwise map says which filter and which channel made it`() throws {
    var model = try Model.depthwise()
    #expect(model.shape.channels == 6)
    #expect(ScreenLayout(model).cube == nil, "each sum is over one channel")
    model.press("m", "m", "m")
    let text = model.canvas.text
    #expect(text.contains("map 3 of 6"))
    #expect(text.contains("green"))
    #expect(model.exploration.name(ofChannel: 3, at: model.outputPlace) == "vertical of green")
    #expect(model.choice?.name == "vertical")
  }

  @Test func `editing a depthwise filter changes it for all the channels`() throws {
    var model = try Model.depthwise()
    model.press("m", "m", "m", "e")
    model.type("7")
    model.press(.enter, .escape)
    #expect(model.exploration.settings.filters[1].filter[0, 0, 0] == 7)
    #expect(model.exploration.settings.filters[0].name == "horizontal")
  }

  @Test func `groups are chosen in the options, and the command line brings them back`() throws {
    var model = try Model.depthwise()
    #expect(model.commandLine.contains("--depthwise"))
    model.press("o")
    let row = try #require(
      Option.available(for: model.exploration.settings, channels: 3).firstIndex(of: .groups))
    model.perform(.down, times: row)
    model.press(.right)
    #expect(model.exploration.settings.grouping == .none)
    #expect(ScreenLayout(model).cube != nil)
    model.press(.right)
    // 3 channels cannot be cut into 2; 3 groups would need 3 filters or more.
    #expect(model.messageText == "2 filters cannot be shared out evenly among 3 groups")
  }

  @Test func `a stack as deep as a network's is pooled slice by slice`() throws {
    let shape = try Shape(channels: 64, height: 224, width: 224)
    let pooled = try Layer.pooling(PoolingChoice(.maximum).layer).outputShape(for: [shape])
    #expect(pooled == (try Shape(channels: 64, height: 112, width: 112)))
    #expect(pooled.inBothConventions == "64×112×112 or 112×112×64")
    var generator = SeededGenerator(seed: 1)
    let stack = Tensor.random(try Shape(channels: 64, height: 14, width: 14), using: &generator)
    let layer = PoolingChoice(.maximum).layer
    let all = try layer.forward(stack)
    for channel in 0..<64 {
      #expect(try all.channel(channel) == layer.forward(stack.channel(channel)))
    }
  }
}

extension Model {
  /// Two filters, each over each of three colours alone.
  static func depthwise() throws -> Model {
    try exploring(.colorCard(height: 6, width: 8), names: PrimaryColor.names) {
      $0.filters = try ["horizontal", "vertical"].map { try .named($0) }
      $0.grouping = .depthwise
    }
  }
}
