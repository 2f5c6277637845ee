import Convolution
import Drawing
import Explorer
import Foundation
import TestSupport
import Testing

/// What is said about layers that are no windows: every `=` has to be earned there too.
struct FunctionFiguresTests {
  /// A layer over a vector of whole numbers, halves or arbitrary ones.
  private func model(_ layer: Layer, inputs: [Float], copies: Int = 1) throws -> Model {
    let picture = try Tensor(
      shape: Shape(channels: inputs.count, height: 1, width: 1), elements: inputs)
    let sources = Array(repeating: Network.Source.picture, count: copies)
    let network = Network(
      nodes: [Network.Node(name: "node1", layer: layer, inputs: sources)])
    return Model(
      Exploration(
        Exploration.Subject(picture: picture, title: "vector", arguments: []),
        named: NamedNetwork(
          title: "one", network: network, parameters: [0], isUntrained: false, arguments: []),
        outputs: try network.forward(picture)),
      display: DisplayProperties(columns: 100, rows: 30, colors: .extended, glyphs: .unicode))
  }

  private func numbers(_ count: Int, using generator: inout SeededGenerator) -> [Float] {
    let isWhole = Bool.random(using: &generator)
    let scale = ([1, 0.5, 0.01] as [Float]).randomElement(using: &generator) ?? 1
    return (0..<count).map { _ in
      let value =
        isWhole
        ? Float(Int.random(in: -9...9, using: &generator))
        : Float.random(in: -2...2, using: &generator)
      return value * scale
    }
  }

  @Test(arguments: 1...40)
  func `a dense layer's products are equal only where their figures are`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let inputs = numbers(12, using: &generator)
    let dense = try Dense(
      inputs: 12, units: 2, weights: numbers(24, using: &generator), biases: [0.5, -0.25])
    var model = try model(.dense(dense), inputs: inputs)
    model.type("2g")
    let why = WhyText(model)
    #expect(why.terms.count == 12)
    var sizes: [Float] = []
    for line in why.terms.map(\.plainText) {
      let (left, sign, right) = try #require(line.relation, "\(line)")
      let parts = left.split(separator: " ")
      let place = try #require(Int(parts[0].dropFirst().dropLast()), "\(line)")
      sizes.append(abs(inputs[place] * dense[place, 1]))
      let product = try #require(Decimal.sum(ofFigures: String(parts[1])), "\(line)")
      if sign == "=" { #expect(product == Decimal(figure: right), "seed \(seed): \(line)") }
    }
    #expect(sizes == sizes.sorted(by: >), "the largest come first")
  }

  @Test(arguments: 1...40)
  func `functions of one number are equal only where their figures are`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let input = numbers(2, using: &generator)
    let factor = ([0.5, 0.1, 1 / 255, 0.25] as [Float]).randomElement(using: &generator) ?? 1
    for (layer, copies) in [
      (
        Layer.rescaling(Rescaling(scale: factor, offset: Bool.random(using: &generator) ? 0 : 0.5)),
        1
      ),
      (.activation(.leakyReLU(slope: factor)), 1), (.addition(Addition()), 3),
    ] {
      let model = try model(layer, inputs: input, copies: copies)
      let why = WhyText(model)
      for line in why.results.map(\.plainText) {
        guard let (left, sign, right) = line.relation, sign == "=" else { continue }
        // The last piece of an addend is the name of the input that it comes from.
        let terms = why.terms.map { $0.dropLast().map(\.text).joined() }.joined(separator: " ")
        let figures = left.isEmpty ? terms : left
        let shown = figures.replacing(" × ", with: "×")
        #expect(
          Decimal.sum(ofFigures: shown) == Decimal(figure: right),
          "seed \(seed), \(layer.name): \(terms) \(line)")
      }
    }
  }

  @Test func `leaky ReLU says which side of 0 the number is on`() throws {
    func lines(_ value: Float) throws -> [String] {
      WhyText(try model(.activation(.leakyReLU(slope: 0.5)), inputs: [value, 0])).results
        .map(\.plainText)
    }
    #expect(try lines(3) == ["3 is above 0 and stays: 3"])
    #expect(try lines(-3) == ["0.5 × −3 = −1.5"])
  }

  @Test func `sigmoid and tanh of 0 are exact, of anything else they are not`() throws {
    func line(_ activation: Activation, _ value: Float) throws -> String {
      WhyText(try model(.activation(activation), inputs: [value, 1])).results[0].plainText
    }
    #expect(try line(.sigmoid, 0) == "1 / (1 + e^−0) = 0.5")
    #expect(try line(.sigmoid, 2) == "1 / (1 + e^−2) ≈ 0.88")
    #expect(try line(.sigmoid, -2) == "1 / (1 + e^2) ≈ 0.12")
    #expect(try line(.tanh, 0) == "tanh(0) = 0")
    #expect(try line(.tanh, 1) == "tanh(1) ≈ 0.76")
  }

  @Test func `softmax lists what is asked about, then the largest, and divides by the sum`() throws
  {
    var model = try model(.softmax(Softmax()), inputs: [1, 3, 2])
    model.type("3g")
    let why = WhyText(model)
    #expect(
      why.terms.map(\.plainText) == [
        "[2] e^(2 − 3) ≈ 0.37  this", "[1] e^(3 − 3) = 1", "[0] e^(1 − 3) ≈ 0.14",
      ])
    #expect(
      why.results.map(\.plainText) == ["sum of 3 exponentials ≈ 1.50", "0.37 / 1.50 ≈ 0.24"])
  }

  @Test func `batch normalization shows its four steps`() throws {
    let layer = try BatchNormalization(
      scale: [2, 1], shift: [0.5, 0], mean: [1, 0], variance: [3, 1], epsilon: 1)
    let why = WhyText(try model(.normalization(layer), inputs: [5, 0]))
    #expect(
      why.results.map(\.plainText) == [
        "√(3 + 1) ≈ 2  from the variance", "(5 − 1) / 2 ≈ 2  less the mean",
        "2 × 2 + 0.5 ≈ 4.5  scale, shift",
      ])
  }

  @Test func `flattening says where the number was and how its place follows`() throws {
    var model = try Model.clothing(columns: 120, rows: 36)
    let node = try model.exploration.network.index(named: "flatten1")
    try model.go(to: Element(channel: 100, row: 0, column: 0), ofNode: node)
    let lines = WhyText(model).results.map(\.plainText)
    #expect(lines[0] == "was pool2[2,4,4]")
    #expect(lines[1] == "2×36 + 4×6 + 4 = 100")
  }

  @Test func `the terms of a dense layer can be listed in their own order`() throws {
    var model = try Model.clothing()
    let node = try model.exploration.network.index(named: "dense2")
    try model.go(to: Element(channel: 4, row: 0, column: 0), ofNode: node)
    model.perform(.ask)
    let sorted = TermList(model)
    let sizes = sorted.order.map { abs(model.explanation.summand($0)) }
    #expect(sizes == sizes.sorted(by: >))
    #expect(!sorted.lines.contains { $0.plainText.contains("sum so far") })
    model.press("s")
    let inOrder = TermList(model)
    #expect(inOrder.order == Array(0..<256))
    #expect(inOrder.lines.allSatisfy { $0.plainText.contains("sum so far") })
    #expect(Set(sorted.order) == Set(inOrder.order))
  }
}
