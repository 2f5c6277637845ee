import Convolution
import TestSupport
import Testing

/// Receptive fields and usage counts of random networks, against what explanations and numbers say.
@Suite struct ReceptiveFieldLawTests {
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
            "\(place) of \(element) of node \(node), \(example)")
          try #require(counts.part(at: place) == field[place], "\(example)")
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
        try #require(isFelt == (count > 0), "\(pixel) for \(element), \(example)")
      }
    }
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
        "\(element) of \(place), \(example)")
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
