import Convolution
import Explorer
import Lessons
import Networks
import Testing

@Suite struct `Scenes` {
  private static let start = "picture: stairs\nfilter: horizontal\ncursor: output[0,1]"

  @Test func `a scene is a picture, a filter and a cell`() throws {
    let model = try SceneBuilder.model(Self.start)
    #expect(model.exploration.subject.title == "stairs")
    #expect(model.exploration.settings.filters.map(\.name) == ["horizontal"])
    #expect(model.node.name == "conv1")
    #expect(model.cursor.element == Element(row: 0, column: 1))
  }

  // MARK: Taking over

  @Test func `a scene changes only what it names`() throws {
    let model = try SceneBuilder.model(
      Self.start, "stride: 2", "zoom: numbers\nspan: layer\npalette: gray")
    #expect(model.exploration.settings.stride == Extent(2))
    #expect(model.exploration.settings.filters.map(\.name) == ["horizontal"])
    #expect(model.cursor.element == Element(row: 0, column: 1))
    #expect(model.zoom == .numbers)
    #expect(model.scope == .layer)
    #expect(model.palette == .gray)
  }

  @Test func `pictures to compare with are as large as the one that is shown`() throws {
    let model = try SceneBuilder.model(Self.start, "pictures: [clothes, colors]", "stride: 2")
    let shape = model.exploration.subject.picture.shape
    #expect(model.album.map(\.picture.shape) == [shape, shape])
    #expect(try SceneBuilder.model(Self.start, "pictures: clothes", "pictures: none").album.isEmpty)
    var builder = SceneBuilder.testing()
    _ = builder.build(Self.start)
    let errors = builder.build("pictures: [clothes, nowhere]").errors
    #expect(errors.count == 1 && errors[0].hasPrefix("test.md:1:11: "))
  }

  @Test func `reset begins from nothing`() {
    var builder = SceneBuilder.testing()
    _ = builder.build(Self.start)
    #expect(
      builder.build("reset: true\nfilter: vertical").errors == [
        "test.md:99:1: the scene has no picture; add 'picture: three' or a 'grid'"
      ])
  }

  @Test func `a copy of the builder is a branch of its own`() throws {
    var builder = SceneBuilder.testing()
    _ = builder.build(Self.start)
    var branch = builder
    _ = branch.build("filter: vertical")
    let scene = try #require(builder.build("zoom: large").scene)
    #expect(scene.exploration.settings.filters.map(\.name) == ["horizontal"])
  }

  @Test func `where only the view changes nothing is computed again`() throws {
    var builder = SceneBuilder(
      lessonPath: "test.md",
      pictures: { query in
        try TestPictures.load(query)
      })
    let first = try #require(builder.build(Self.start).scene)
    let second = try #require(builder.build("cursor: output[1,1]\nzoom: large").scene)
    func address(_ scene: Scene) -> UnsafeRawPointer? {
      scene.exploration.outputs[0].elements.withUnsafeBytes { UnsafeRawPointer($0.baseAddress) }
    }
    #expect(address(first) == address(second))
  }

  @Test func `an inherited cell that is no longer there gives way to the first one`() throws {
    let model = try SceneBuilder.model(
      "picture: stairs\nfilter: horizontal\ncursor: output[3,2]", "stride: 3", "stride: 1")
    #expect(model.cursor.element == Element(row: 0, column: 0))
  }

  @Test func `what is hidden and highlighted holds until the cell or the content changes`() throws {
    let hiding = Self.start + "\nhide: [sum, rest]\nhighlight: input[0,0]\nsubstep: 4"
    let kept = try SceneBuilder.model(hiding, "zoom: numbers")
    #expect(kept.veil.hidesSum && kept.veil.hidesRest)
    #expect(kept.marks == [.cell(Element(row: 0, column: 0), at: .picture)])
    #expect(kept.cursor.stage == 4)
    for change in ["cursor: output[0,2]", "stride: 2", "picture: colors\ngray: true"] {
      let dropped = try SceneBuilder.model(hiding, change)
      #expect(dropped.veil.isEmpty && dropped.marks.isEmpty, "\(change)")
      #expect(dropped.cursor.stage == nil, "\(change)")
    }
  }

  @Test func `playing is never inherited`() throws {
    var builder = SceneBuilder.testing()
    #expect(builder.build(Self.start + "\nplay: true").scene?.isPlayed == true)
    #expect(builder.build("cursor: output[0,2]").scene?.isPlayed == false)
  }

  // MARK: What is shown

  @Test func `all options of the command line have a key`() throws {
    let settings = try SceneBuilder.model(
      """
      picture: colors
      filter: [horizontal, vertical]
      kernel: ["1 2 3; 4 5 6; 7 8 9"]
      bias: 1/2
      stride: 1x2
      padding: 1
      border: reflect
      dilation: 2
      depthwise: true
      flip: true
      relu: false
      pool: max:2x2/1
      """
    ).exploration.settings
    var expected = ChainSettings()
    expected.filters = [
      FilterChoice(try FilterCatalog.entry(named: "horizontal")),
      FilterChoice(try FilterCatalog.entry(named: "vertical")),
      FilterChoice(try KernelText.parse("1 2 3; 4 5 6; 7 8 9")),
    ]
    (expected.bias, expected.stride) = (0.5, Extent(height: 1, width: 2))
    (expected.padding, expected.border, expected.dilation) = (.all(1), .reflect, Extent(2))
    (expected.grouping, expected.isFlipped, expected.hasReLU) = (.depthwise, true, false)
    expected.pooling = PoolingChoice(.maximum, kernel: Extent(2), stride: Extent(1))
    #expect(settings == expected)
  }

  @Test(arguments: [
    "grid: |\n  1 2\n  3 4", "grid: [1 2, 3 4]", "grid: [[1, 2], [3, 4]]", "grid: 1 2; 3 4",
  ])
  func `a grid is written in rows`(text: String) throws {
    let model = try SceneBuilder.model("\(text)\npool: max")
    #expect(model.exploration.subject.title == "grid")
    #expect(model.exploration.subject.picture == (try Tensor(rows: [[1, 2], [3, 4]])))
    #expect(!model.hasCommandLine)
  }

  @Test func `a grid has channels`() throws {
    let model = try SceneBuilder.model("grid: 1 2 | 3 4 | 5 6\nfilter: none\npool: max:1x1")
    #expect(model.exploration.subject.picture.elements == [1, 2, 3, 4, 5, 6])
    #expect(model.exploration.subject.picture.shape.channels == 3)
  }

  @Test func `the cell of a joined ReLU is shown with its convolution`() throws {
    #expect(try SceneBuilder.model(Self.start).node.name == "conv1")
    #expect(try SceneBuilder.model(Self.start, "apart: true").node.name == "relu1")
    let ownName = try SceneBuilder.model(Self.start, "cursor: relu1[0,0]")
    #expect(ownName.node.name == "relu1")
  }

  @Test func `a pixel and a weight have the focus`() throws {
    let pixel = try SceneBuilder.model(Self.start, "cursor: input[3,4]")
    #expect(pixel.focus == .input)
    #expect(pixel.inputCell == Element(row: 3, column: 4))
    let weight = try SceneBuilder.model(Self.start, "weight: 0,2")
    #expect(weight.focus == .filter)
    #expect(weight.weightCell == Element(row: 0, column: 2))
  }

  @Test func `ranges are highlighted cell by cell`() throws {
    let model = try SceneBuilder.model(
      Self.start,
      """
      highlight: ["output[0,0..1]", "conv1[1,0]", "input[0..1,2]", "weight[2,2]"]
      """)
    #expect(
      model.marks == [
        .cell(Element(row: 0, column: 0), at: .node(1)),
        .cell(Element(row: 0, column: 1), at: .node(1)),
        .cell(Element(row: 1, column: 0), at: .node(0)),
        .cell(Element(row: 0, column: 2), at: .picture),
        .cell(Element(row: 1, column: 2), at: .picture),
        .weight(Element(row: 2, column: 2)),
      ])
  }

  @Test func `products are hidden by their place in the filter`() throws {
    let flat = try SceneBuilder.model(Self.start, "hide: \"product[1,2]\"")
    #expect(flat.veil.products == [5])
    let cube = try SceneBuilder.model(
      "picture: colors\nfilter: horizontal\nhide: [\"product[2,0,1]\", result, outputs]")
    #expect(cube.veil.products == [19])
    #expect(cube.veil.hidesResult && cube.veil.hidesOutputs && !cube.veil.hidesSum)
    #expect(try SceneBuilder.model(Self.start, "hide: products").veil.products == Set(0..<9))
    #expect(try SceneBuilder.model(Self.start, "hide: size").veil.hidesSize)
  }

  @Test func `a channel is that of the input`() throws {
    let scene = "picture: colors\nfilter: horizontal\ncursor: output[0,0]\nchannel: 2"
    #expect(try SceneBuilder.model(scene).slice == 2)
  }

  @Test func `a screen is opened by its name`() {
    var builder = SceneBuilder.testing()
    #expect(builder.build(Self.start + "\nview: network").scene?.screen == .network)
    #expect(builder.build("cursor: output[0,0]").scene?.screen == .network)
  }

  // MARK: Networks

  @Test func `a network takes the place of filters, and they that of the network`() throws {
    let network = try SceneBuilder.model(Self.start, "picture: clothes\nnetwork: fashion-mnist")
    #expect(network.exploration.named?.title == "fashion-mnist")
    #expect(network.exploration.named?.isUntrained == false)
    let seeded = try SceneBuilder.model(
      Self.start, "picture: clothes\nnetwork: fashion-mnist\nweights: seed:1")
    #expect(seeded.exploration.named?.isUntrained == true)
    #expect(network.hasCommandLine)
    let filters = try SceneBuilder.model(
      "picture: clothes\nnetwork: fashion-mnist\ncursor: dense1[7]", "filter: vertical")
    #expect(filters.exploration.named == nil)
    #expect(filters.cursor.element == Element(row: 0, column: 0))
  }

  @Test func `a gray picture goes into a network for colors as three equal channels`() throws {
    let gray = try TestPictures.load(PictureQuery(name: "stairs", lessonPath: "test.md"))
    let colored = gray.withChannels(3)
    #expect(colored.picture.shape.channels == 3)
    #expect((0..<3).allSatisfy { colored.picture.channel($0) == gray.picture })
    #expect(colored.channelNames == PrimaryColor.names)
    #expect(gray.withChannels(1) == gray)
  }

  @Test func `a network of ImageNet's gets its pictures standardized`() throws {
    let exploration = try SceneBuilder.model(
      "picture: clothes\nresize: 32x32\nnetwork: resnet18"
    ).exploration
    #expect(exploration.network.nodes.map(\.name).prefix(2) == ["standardize", "conv1"])
    #expect(exploration.parameters(ofNode: 0) == 0)
    #expect(exploration.parameters(ofNode: 1) == 9408)
    let picture = exploration.subject.picture
    #expect(exploration.outputs[0][2, 3, 4] == (picture[2, 3, 4] - 0.406) / 0.225)
  }

  @Test func `layers of one's own have filters by hand`() throws {
    let model = try SceneBuilder.model(
      """
      grid: 1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16
      layers:
        - {type: convolution, weights: "1 0; 0 -1"}
        - {type: convolution, weights: ["1 1; 1 1", "0 0; 0 2"], bias: [20, 0.5]}
        - relu
        - {type: maxPool, kernel: 2}
      cursor: output[0,0,0]
      """)
    let outputs = model.exploration.outputs
    #expect(outputs[0].elements == Array(repeating: -5, count: 9))
    #expect(outputs[1].elements == [0, 0, 0, 0, -9.5, -9.5, -9.5, -9.5])
    #expect(outputs[3].elements == [0, 0])
    #expect(model.node.name == "pool1")
    #expect(model.exploration.parameters == 4 + 8 + 2)
    #expect(model.exploration.named?.isUntrained == false)
    #expect(!model.hasCommandLine)
  }

  @Test func `seeds fill what is not written by hand`() throws {
    func weights(_ seed: Int) throws -> [Layer] {
      try SceneBuilder.model(
        """
        picture: stairs
        weights: seed:\(seed)
        layers:
          - {type: convolution, weights: "1 0; 0 -1"}
          - {type: convolution, filters: 2, kernel: 2}
        """
      ).exploration.network.nodes.map(\.layer)
    }
    let (first, second) = (try weights(1), try weights(2))
    #expect(first[0] == second[0])
    #expect(first[1] != second[1])
  }
}
