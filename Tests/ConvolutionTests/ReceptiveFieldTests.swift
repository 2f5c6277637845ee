import Convolution
import TestSupport
import Testing

private func pool(_ kernel: Int, stride: Int? = nil, padding: Padding = .valid) -> Layer {
  .pooling(
    Pooling2D(
      .maximum, kernel: Extent(kernel), stride: stride.map { Extent($0) }, padding: padding))
}

private func convolution(
  _ kernel: Int, channels: Int = 1, filters: Int = 1, padding: Padding = .valid,
  dilation: Int = 1, border: Border = .zero, groups: Int = 1
) throws -> Layer {
  .convolution(
    try Convolution2D(
      bank: FilterBank(
        filters: filters, channels: channels, kernel: Extent(kernel),
        weights: Array(repeating: 1, count: filters * channels * kernel * kernel)),
      padding: padding, dilation: Extent(dilation), border: border, groups: groups))
}

private func picture(_ height: Int, _ width: Int, channels: Int = 1) throws -> Shape {
  try Shape(channels: channels, height: height, width: width)
}

@Suite struct ReceptiveFieldTests {
  // MARK: By hand

  @Test func `two layers of 3×3 see 5×5 pixels, the center most often`() throws {
    let network = Network(chain: [try convolution(3), try convolution(3)])
    let center = Element(row: 1, column: 2)
    let field = try network.receptiveField(of: center, node: 1, picture: picture(9, 9))
    #expect(field[.node(1)]?.rows == 1..<2)
    #expect(field[.node(0)]?.rows == 1..<4)
    #expect(field[.node(0)]?.columns == 2..<5)
    #expect(field[.picture]?.rows == 1..<6)
    #expect(field[.picture]?.columns == 2..<7)
    #expect(field[.picture]?.channels == 0..<1)
    let counts = try network.usageCounts(of: center, node: 1, picture: picture(9, 9))
    let map = counts.map(at: .picture)
    #expect((1..<6).map { map[3, $0 + 1] } == [3, 6, 9, 6, 3])
    #expect((1..<6).map { map[$0, 2] } == [1, 2, 3, 2, 1])
    #expect(map.largest == 9)
    #expect(map[0, 0] == 0)
    #expect((map.height, map.width) == (9, 9))
  }

  @Test func `a field is clipped at the border`() throws {
    let network = Network(chain: [try convolution(5, padding: .same)])
    let corner = Element(row: 0, column: 7)
    let part = try network.receptiveField(of: corner, node: 0, picture: picture(8, 8))[.picture]
    #expect(part?.rows == 0..<3)
    #expect(part?.columns == 5..<8)
    #expect(part?.contains(Element(row: 2, column: 5)) == true)
    #expect(part?.contains(Element(row: 3, column: 5)) == false)
  }

  @Test func `a border that wraps reads the far side too`() throws {
    let network = Network(chain: [try convolution(3, padding: .same, border: .wrap)])
    let corner = Element(row: 0, column: 0)
    let field = try network.receptiveField(of: corner, node: 0, picture: picture(8, 8))
    #expect(field[.picture]?.rows == 0..<8)
    let map = try network.usageCounts(of: corner, node: 0, picture: picture(8, 8))
      .map(at: .picture)
    #expect((0..<8).map { map[7, $0] } == [1, 1, 0, 0, 0, 0, 0, 1])
    #expect((0..<8).map { map[4, $0] } == Array(repeating: 0, count: 8))
  }

  @Test func `a border that repeats counts the pixel wherever it stands`() throws {
    let network = Network(chain: [try convolution(3, padding: .same, border: .replicate)])
    let map = try network.usageCounts(
      of: Element(row: 0, column: 0), node: 0, picture: picture(8, 8)
    ).map(at: .picture)
    #expect([map[0, 0], map[0, 1], map[1, 0], map[1, 1], map[2, 2]] == [4, 2, 2, 1, 0])
  }

  @Test func `a window that lies wholly in the padding depends on nothing`() throws {
    let network = Network(chain: [try convolution(1, padding: .all(1))])
    let field = try network.receptiveField(
      of: Element(row: 0, column: 2), node: 0, picture: picture(3, 3))
    #expect(field[.picture] == nil)
    #expect(field[.node(0)]?.rows == 0..<1)
  }

  @Test func `dilated windows leave holes inside the box`() throws {
    let network = Network(chain: [try convolution(3, dilation: 2)])
    let map = try network.usageCounts(
      of: Element(row: 0, column: 0), node: 0, picture: picture(5, 5)
    ).map(at: .picture)
    #expect(map.box?.columns == 0..<5)
    #expect((0..<5).map { map[2, $0] } == [1, 0, 1, 0, 1])
    #expect((0..<5).map { map[1, $0] } == [0, 0, 0, 0, 0])
  }

  @Test func `a group of filters sees only its own channels`() throws {
    let network = Network(chain: [try convolution(1, channels: 2, filters: 4, groups: 2)])
    let shape = try picture(2, 2, channels: 4)
    let field = try network.receptiveField(
      of: Element(channel: 3, row: 0, column: 1), node: 0, picture: shape)
    #expect(field[.picture]?.channels == 2..<4)
    #expect(field[.picture]?.columns == 1..<2)
  }

  @Test func `flattening is followed back to one element, dense layers see everything`() throws {
    let flat = Network(chain: [pool(2), .flatten(Flatten())])
    let shape = try picture(4, 6, channels: 2)
    // 2×2×3 numbers; the tenth is [1,1,0].
    let field = try flat.receptiveField(
      of: Element(channel: 9, row: 0, column: 0), node: 1, picture: shape)
    #expect(field[.node(0)]?.channels == 1..<2)
    #expect(field[.node(0)]?.rows == 1..<2)
    #expect(field[.node(0)]?.columns == 0..<1)
    #expect(field[.picture]?.rows == 2..<4)
    #expect(field[.picture]?.columns == 0..<2)
    let dense = Network(
      chain: flat.nodes.map(\.layer) + [
        .dense(try Dense(inputs: 12, units: 2, weights: Array(repeating: 0, count: 24))),
        .softmax(Softmax()),
      ])
    let counts = try dense.usageCounts(
      of: Element(channel: 1, row: 0, column: 0), node: 3, picture: shape)
    #expect(counts.map(at: .node(2), channel: 0).largest == 1)
    #expect(counts.map(at: .picture, channel: 1)[3, 5] == 2)
    #expect(counts.map(at: .picture)[0, 0] == 4)
    #expect(counts.part(at: .picture)?.rows == 0..<4)
  }

  @Test func `a skip connection is another path to the same pixels`() throws {
    let network = Network(nodes: [
      Network.Node(name: "a", layer: try convolution(3, padding: .same), inputs: [.picture]),
      Network.Node(name: "b", layer: .addition(Addition()), inputs: [.node(0), .picture]),
      Network.Node(name: "c", layer: pool(1), inputs: [.picture]),
    ])
    let shape = try picture(5, 5)
    let counts = try network.usageCounts(
      of: Element(row: 2, column: 2), node: 1, picture: shape)
    let map = counts.map(at: .picture)
    #expect([map[2, 2], map[1, 2], map[1, 1], map[0, 0]] == [2, 1, 1, 0])
    let field = try network.receptiveField(of: Element(row: 2, column: 2), node: 2, picture: shape)
    #expect(field[.node(0)] == nil)
    #expect(field[.node(1)] == nil)
    #expect(field[.picture]?.rows == 2..<3)
  }

  @Test func `an element that is not there is refused`() throws {
    let network = Network(chain: [pool(2)])
    let shape = try picture(4, 4)
    let sentence = "there is no element [2,0] in a tensor of 2×2"
    let outside = Element(row: 2, column: 0)
    let field = #expect(throws: ShapeError.self) {
      try network.receptiveField(of: outside, node: 0, picture: shape)
    }
    #expect(field?.description == sentence)
    let counts = #expect(throws: ShapeError.self) {
      try network.usageCounts(of: outside, node: 0, picture: shape)
    }
    #expect(counts?.description == sentence)
  }

  // MARK: Laws

  @Test func `counts are the paths that explanations show, and the field is the box around them`()
    throws
  {
    for example in try NetworkCase.random(600, seed: 1) {
      var generator = SeededGenerator(seed: example.seed)
      let outputs = try example.network.forward(example.picture)
      for node in example.network.nodes.indices {
        guard
          let element = outputs[node].positions.randomElement(using: &generator)
        else { continue }
        let paths = try PathCounts(to: element, node: node, in: example, outputs: outputs)
        let counts = try example.network.usageCounts(
          of: element, node: node, picture: example.picture.shape)
        let field = try example.network.receptiveField(
          of: element, node: node, picture: example.picture.shape)
        for place in example.places.prefix(node + 2) {
          try #require(
            field[place] == paths.box(at: place),
            "\(place) of \(element) of node \(node), \(example.testDescription)")
          try #require(counts.part(at: place) == field[place], "\(example.testDescription)")
          try check(counts, paths, at: place, of: example)
        }
        #expect(example.places.dropFirst(node + 2).allSatisfy { field[$0] == nil })
      }
    }
  }

  @Test func `where all weights are positive, the pixels used are those whose change is felt`()
    throws
  {
    for example in try NetworkCase.random(250, seed: 1, of: Layer.randomIncreasing) {
      var generator = SeededGenerator(seed: example.seed)
      var picture = example.picture
      for element in picture.positions { picture[element] = abs(picture[element]) }
      let outputs = try example.network.forward(picture)
      let node = outputs.count - 1
      guard let element = outputs[node].positions.randomElement(using: &generator) else { continue }
      let counts = try example.network.usageCounts(
        of: element, node: node, picture: picture.shape)
      for pixel in picture.positions {
        var changed = picture
        changed[pixel] += 1e9
        let isFelt = try example.network.forward(changed)[node][element] != outputs[node][element]
        let count = counts.map(at: .picture, channel: pixel.channel)[pixel.row, pixel.column]
        try #require(isFelt == (count > 0), "\(pixel) for \(element), \(example.testDescription)")
      }
    }
  }

  // MARK: Extremes

  @Test func `paths too many for patches are counted instead`() throws {
    // {0, d} × {0, d} for many distances d, none of which holds another.
    let first = Network.Node(name: "first", layer: pool(1), inputs: [.picture])
    let distances = 1...70
    let windows = try distances.map { distance in
      let layer = try Convolution2D(
        bank: FilterBank(filter: Tensor.table([1, 1], [1, 1])),
        padding: .explicit(Edges(top: 0, left: 0, bottom: distance, right: distance)),
        dilation: Extent(distance))
      return Network.Node(name: "to \(distance)", layer: .convolution(layer), inputs: [.node(0)])
    }
    let sum = Network.Node(
      name: "sum", layer: .addition(Addition()), inputs: distances.map { .node($0) })
    let network = Network(nodes: [first] + windows + [sum])
    let corner = Element(row: 0, column: 3)
    let shape = try picture(75, 75)
    let field = try network.receptiveField(of: corner, node: 71, picture: shape)
    #expect(field[.picture]?.rows == 0..<71)
    #expect(field[.picture]?.columns == 3..<74)
    #expect(field[.node(71)]?.columns == 3..<4)
    #expect(field[.node(70)]?.rows == 0..<1)
    let counts = try network.usageCounts(of: corner, node: 71, picture: shape)
    #expect(counts.map(at: .picture)[0, 3] == 70)
    #expect(counts.map(at: .picture)[9, 12] == 1)
    #expect(counts.map(at: .picture)[9, 13] == 0)
  }

  @Test func `more paths than numbers can say are infinitely many`() throws {
    let dense = Layer.dense(
      try Dense(inputs: 200, units: 200, weights: Array(repeating: 1, count: 40_000)))
    let network = Network(chain: Array(repeating: dense, count: 150))
    let shape = try picture(1, 1, channels: 200)
    let unit = Element(channel: 7, row: 0, column: 0)
    let counts = try network.usageCounts(of: unit, node: 149, picture: shape)
    #expect(counts.map(at: .node(147)).largest == 200 * 200)
    #expect(counts.map(at: .picture, channel: 3)[0, 0] == .infinity)
    #expect(counts.part(at: .picture)?.channels == 0..<200)
  }

  @Test func `the largest pictures have fields too`() throws {
    let network = Network(chain: [
      try convolution(3, padding: .same), pool(3, stride: 2, padding: .same),
      .globalPooling(GlobalPooling2D(.average(countingPadding: true))),
    ])
    let shape = try picture(1 << 15, 1 << 14)
    let last = Element(row: 0, column: 0)
    let field = try network.receptiveField(of: last, node: 2, picture: shape)
    #expect(field[.picture]?.rows == 0..<1 << 15)
    #expect(field[.picture]?.columns == 0..<1 << 14)
  }

  private func check(
    _ counts: UsageCounts, _ paths: PathCounts, at place: Network.Source, of example: NetworkCase
  ) throws {
    let shape = try example.shape(of: place)
    let maps = (0..<shape.channels).map { counts.map(at: place, channel: $0) }
    let sum = counts.map(at: place)
    for element in Tensor(shape: shape).positions {
      try #require(
        maps[element.channel][element.row, element.column] == paths[place, element],
        "\(element) of \(place), \(example.testDescription)")
      let all = maps.reduce(0) { $0 + $1[element.row, element.column] }
      try #require(sum[element.row, element.column] == all)
    }
    #expect(sum.box?.rows == counts.part(at: place)?.rows)
    #expect(sum.box?.columns == counts.part(at: place)?.columns)
  }
}

/// Paths to an element, counted by following the terms of explanations, one after the other.
struct PathCounts {
  private var counts: [Network.Source: [Element: Double]] = [:]

  init(to element: Element, node: Int, in example: NetworkCase, outputs: [Tensor]) throws {
    counts[.node(node)] = [element: 1]
    for index in (0...node).reversed() {
      for (element, count) in counts[.node(index)] ?? [:] {
        let explanation = try example.network.explain(
          element, ofNode: index, picture: example.picture, outputs: outputs)
        for term in explanation.terms {
          guard let source = term.source else { continue }
          let place = example.network.nodes[index].inputs[term.inputIndex]
          counts[place, default: [:]][source, default: 0] += count
        }
      }
    }
  }

  subscript(place: Network.Source, element: Element) -> Double { counts[place]?[element] ?? 0 }

  func box(at place: Network.Source) -> ReceptiveField.Part? {
    guard let elements = counts[place]?.keys else { return nil }
    func range(_ position: KeyPath<Element, Int>) -> Range<Int> {
      let positions = elements.map { $0[keyPath: position] }
      return (positions.min() ?? 0)..<(positions.max() ?? 0) + 1
    }
    return ReceptiveField.Part(
      rows: range(\.row), columns: range(\.column), channels: range(\.channel))
  }
}
