import Convolution
import Drawing
import Explorer
import Exports
import TestSupport
import Testing

@Suite struct `The screen as text` {
  private func model(
    _ picture: Tensor, _ change: (inout ChainSettings) throws -> Void
  ) throws -> Model {
    var settings = ChainSettings()
    try change(&settings)
    let subject = Exploration.Subject(picture: picture, title: "corner", arguments: [])
    return Model(
      try Exploration(subject, settings: settings),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  }

  /// Ones under a filter of ones, pooled, and two shares of what comes out.
  private func network() throws -> Model {
    let picture = Tensor(shape: try Shape(channels: 1, height: 5, width: 5), repeating: 1)
    let ones = try Tensor(rows: [[1, 1], [1, 1]])
    let network = Network(chain: [
      .convolution(try Convolution2D(bank: FilterBank(filter: ones))), .rectification(ReLU()),
      .pooling(Pooling2D(.maximum, kernel: Extent(2))), .flatten(Flatten()),
      .dense(try Dense(inputs: 4, units: 2, weights: [0, 0, 0, 0, 0, 0, 0, 0.25])),
      .softmax(Softmax()),
    ])
    let named = NamedNetwork(
      title: "tiny", network: network, parameters: [5, 0, 0, 0, 10, 0], labels: ["hat", "shoe"],
      isUntrained: false, arguments: [])
    return Model(
      Exploration(
        Exploration.Subject(picture: picture, title: "ones", arguments: []), named: named,
        outputs: try network.forward(picture)),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  }

  @Test func `the network screen as text`() throws {
    var model = try network()
    try model.go(to: Element(row: 1, column: 0), ofNode: 2)
    #expect(
      PlainText.overview(model) == """
        tiny   15 parameters
        ones 5×5 → shoe 0.73

           layer          shape  parameters  smallest  largest  seen: maps  rows  columns
           input          5×5                       1        1           0   2–4      0–2
        1  conv1 + relu1  4×4             5         4        4           0   2–3      0–1
        2  pool1          2×2             0         4        4           0     1        0
        3  flatten1       4               0         4        4           -     -        -
        4  dense1         2              10         0        1           -     -        -
        5  softmax1       2               0       .27      .73           -     -        -

        pool1[1,0] sees rows 2–4, columns 0–2 of the picture: 3×3 = 9 of 25 pixels; the center 4 times, the corner once
        pool1[1,0] = 4

        0.73  shoe
        0.27  hat

        """)
  }

  /// Zeros with a rectangle of ones at the lower right.
  private func corner(_ extent: Extent, from start: Int) throws -> Tensor {
    try Tensor(
      rows: (0..<extent.height).map { row in
        (0..<extent.width).map { row >= start && $0 >= start ? 1 : 0 }
      })
  }

  @Test func `it says everything that the screen shows`() throws {
    var model = try model(corner(Extent(6), from: 2)) { settings in
      settings.filters = [FilterChoice(try KernelText.parse("-1 0 1; 2 0 -2"))]
      settings.padding = .all(1)
    }
    try model.go(to: Element(row: 2, column: 1), ofNode: 0)
    #expect(
      PlainText.describe(model) == """
        corner 6×6   own 2×3 · stride 1 · padding 1 · ReLU
        input 6×6 → conv1 7×6 → relu1 7×6
        rows: ⌊(6+2·1−2)/1⌋+1 = 7
        columns: ⌊(6+2·1−3)/1⌋+1 = 6

        input, 6×6
           ·   ·   ·   ·   ·   ·   ·   ·
           ·   0   0   0   0   0   0   ·
           ·[  0   0   0]  0   0   0   ·
           ·[  0   0   1]  1   1   1   ·
           ·   0   0   1   1   1   1   ·
           ·   0   0   1   1   1   1   ·
           ·   0   0   1   1   1   1   ·
           ·   ·   ·   ·   ·   ·   ·   ·

        filter
           -1    0    1
            2    0   -2
        products
            0    0    0
            0    0   -2

        output (relu1), 7×6
           0   0   0   0   0   0
           0   0   0   0   0   0
           0[  0]  0   0   0   2
           0   0   0   0   0   1
           0   0   0   0   0   1
           0   0   0   0   0   1
           0   1   1   0   0   0

        why output[2,1] = 0
          −1×0 + 0×0 + 1×0
          2×0 + 0×0 − 2×1
          0 − 2 = −2
          max(0, −2) = 0
        step 14 of 42

        """)
  }

  @Test func `each channel of a cube has its window, slice, products and sum`() throws {
    let picture = try Tensor(
      shape: Shape(channels: 3, height: 2, width: 3),
      elements: [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0, 1, 1, 1, 2, 2, 2])
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try KernelText.parse("1 0 | 0 -1 | 2 0"))]
    settings.filters.append(FilterChoice(try KernelText.parse("1 1")))
    let subject = Exploration.Subject(
      picture: picture, title: "dots", arguments: [], channelNames: PrimaryColor.names)
    var model = Model(
      try Exploration(subject, settings: settings),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
    try model.go(to: Element(row: 1, column: 1), ofNode: 0)
    #expect(
      PlainText.describe(model) == """
        dots 3×2×3   own 3×1×2 and 1 more · stride 1 · padding 0 · ReLU
        input 3×2×3 → conv1 2×2×2 → relu1 2×2×2
        rows: ⌊(2+2·0−1)/1⌋+1 = 2
        columns: ⌊(3+2·0−2)/1⌋+1 = 2
        2 maps of 2×2: 2×2×2 or 2×2×2

        input, red, channel 0 of 3, 2×3
           0   1   2
           3[  4   5]
        filter, red
            1    0
        products, red
            4    0
        sum of red = 4

        input, green, channel 1 of 3, 2×3
           5   4   3
           2[  1   0]
        filter, green
            0   -1
        products, green
            0    0
        sum of green = 0

        input, blue, channel 2 of 3, 2×3
           1   1   1
           2[  2   2]
        filter, blue
            2    0
        products, blue
            4    0
        sum of blue = 4

        output (relu1), map 0 of 2: own 3×1×2, 2×2
           0   0
           6[  8]

        why output[0,1,1] = 8
          red    1×4 + 0×5
          green  0×1 − 1×0
          blue   2×2 + 0×2
          red 4 + green 0 + blue 4 = 8
          max(0, 8) = 8
        step 4 of 8

        """)
  }

  @Test func `a large picture shows the part around the window`() throws {
    var model = try model(corner(Extent(height: 100, width: 200), from: 50)) { settings in
      settings.filters = [FilterChoice(try FilterCatalog.entry(named: "horizontal"))]
    }
    try model.go(to: Element(row: 48, column: 120), ofNode: 0)
    let lines = PlainText.describe(model).split(separator: "\n")
    #expect(lines.contains("input, 100×200, rows 39 to 58, columns 112 to 130"))
    #expect(lines.count { $0.contains("[") && $0.contains("]") && !$0.contains("why") } == 4)
  }

  @Test(arguments: 0..<30)
  func `tables fit a terminal, and no line ends with a blank`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = try Shape(
      channels: .random(in: 1...3, using: &generator),
      height: .random(in: 5...40, using: &generator),
      width: .random(in: 5...40, using: &generator))
    let model = try model(Tensor.random(shape, using: &generator)) { settings in
      settings.filters = FilterCatalog.entries.filter { $0.kernel.shape.extent == Extent(3) }
        .shuffled(using: &generator).prefix(2).map { FilterChoice($0) }
      settings.border = Border.allCases.randomElement(using: &generator) ?? .zero
      settings.padding = .all(.random(in: 0...2, using: &generator))
    }
    let lines = PlainText.describe(model).split(separator: "\n")
    #expect(lines.allSatisfy { $0.last != " " }, "seed \(seed)")
    let tables = lines.prefix { !$0.hasPrefix("why") }.filter { " [".contains($0.first ?? "-") }
    #expect(!tables.isEmpty)
    #expect(tables.allSatisfy { $0.count <= 79 }, "seed \(seed)")
    #expect(lines.last == "step 1 of \(model.shape.count)")
  }
}
