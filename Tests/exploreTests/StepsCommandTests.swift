import ArgumentParser
import Convolution
import Explorer
import Exports
import Foundation
import TestSupport
import Testing

@testable import explore

/// A line of `explore steps --format jsonl`, as somebody else would read it.
private struct Line: Decodable {
  struct Place: Decodable, Hashable {
    let channel: Int
    let row: Int
    let column: Int

    var element: Element { Element(channel: channel, row: row, column: column) }
  }

  struct Window: Decodable {
    let row: Int
    let column: Int
    let height: Int
    let width: Int
    let dilation: [Int]

    var places: [[Int]] {
      (0..<height).flatMap { tapRow in
        (0..<width).map { [row + tapRow * dilation[0], column + $0 * dilation[1]] }
      }
    }
  }

  struct Term: Decodable {
    let channel: Int
    let row: Int
    let column: Int
    let input: Float?
    let weight: Float?
    let product: Float?
    let padding: Bool
    let source: Place?
    let winner: Bool?

    var element: Element { Element(channel: channel, row: row, column: column) }
  }

  let step: Int
  let node: String
  let layer: String
  let output: Place
  let window: Window
  let terms: [Term]
  let bias: Float?
  let sum: Float?
  let count: Int?
  let result: Float
}

@Suite struct `Steps as JSON lines` {
  private static func exploration(seed: UInt64) throws -> Exploration? {
    var generator = SeededGenerator(seed: seed)
    let channels = Int.random(in: 1...2, using: &generator)
    let picture = Tensor.random(
      try Shape(channels: channels, height: 6, width: 7), using: &generator)
    let settings = ChainSettings.random(channels: channels, using: &generator)
    let subject = Exploration.Subject(picture: picture, title: "noise", arguments: [])
    // Some settings do not suit the picture.
    return try? Exploration(subject, settings: settings)
  }

  private func lines(_ exploration: Exploration) throws -> [Line] {
    let trace = try Trace(of: exploration.network, over: exploration.subject.picture.shape)
    return try trace.indices.map { position in
      let record = try StepRecord(position + 1, trace[position], of: exploration)
      return try JSONDecoder().decode(Line.self, from: Data(record.json.utf8))
    }
  }

  @Test func `enough of the random chains fit`() throws {
    let fitting = try (0..<60).filter { try Self.exploration(seed: $0) != nil }
    #expect(fitting.count > 30)
  }

  @Test(arguments: 0..<60)
  func `every step tells how the forward pass gets there`(seed: UInt64) throws {
    guard let exploration = try Self.exploration(seed: seed) else { return }
    let lines = try lines(exploration)
    #expect(lines.map(\.step) == Array(1...exploration.outputs.map(\.shape.count).reduce(0, +)))
    for line in lines {
      let node = try exploration.network.index(named: line.node)
      let input = exploration.tensor(at: exploration.input(ofNode: node))
      let place: Comment = "seed \(seed), step \(line.step)"
      #expect(line.result == exploration.outputs[node][line.output.element], place)
      #expect(line.layer == exploration.network.nodes[node].layer.name)
      let channels = Set(line.terms.map(\.channel)).count
      let places = (0..<channels).flatMap { _ in line.window.places }
      #expect(line.terms.map { [$0.row, $0.column] } == places, place)
      for term in line.terms {
        #expect(term.padding == !input.shape.contains(term.element), place)
        #expect(term.source == nil || term.padding, place)
        let source = term.padding ? term.source?.element : term.element
        if let source { #expect(term.input == input[source], place) }
      }
      try check(line, place)
    }
  }

  /// The numbers of one line among themselves.
  private func check(_ line: Line, _ place: Comment) throws {
    let inputs = line.terms.map { $0.input ?? -.infinity }
    #expect(line.terms.contains { $0.winner != nil } == (line.layer == "maxPool"), place)
    #expect((line.count != nil) == (line.layer == "averagePool"), place)
    #expect((line.bias != nil) == (line.layer == "convolution"), place)
    switch line.layer {
    case "convolution":
      let products = try line.terms.map { term in
        let (input, weight) = (try #require(term.input), try #require(term.weight))
        let product = try #require(term.product)
        #expect(input * weight == product, place)
        return product
      }
      let sum = try #require(line.sum)
      #expect(products.reduce(0, +) == sum, place)
      #expect(sum + (try #require(line.bias)) == line.result, place)
    case "relu":
      #expect(inputs.count == 1)
      #expect(max(0, inputs[0]) == line.result, place)
    case "maxPool":
      #expect(inputs.max() == line.result, place)
      let winners = line.terms.indices.filter { line.terms[$0].winner == true }
      // Padding cannot win, so the first of the largest is a pixel.
      #expect(winners == [try #require(inputs.firstIndex(of: line.result))], place)
    case "averagePool":
      let sum = try #require(line.sum)
      #expect(inputs.reduce(0, +) == sum, place)
      #expect(sum / Float(try #require(line.count)) == line.result, place)
    default: Issue.record("\(place): an unknown layer")
    }
  }
}

@Suite struct `The range of steps` {
  private func positions(_ arguments: [String]) throws -> Range<Int> {
    let command = try StepsCommand.parse(
      ["square", "--filter", "horizontal", "--pool", "max"] + arguments)
    let exploration = try command.exploration()
    let trace = try Trace(of: exploration.network, over: exploration.subject.picture.shape)
    return try command.positions(in: trace, of: exploration.network)
  }

  // 10 × 10 for conv1, as many for relu1, 5 × 5 for pool1.
  @Test(arguments: [
    ([], 0..<225), (["--from", "225"], 224..<225), (["--count", "3"], 0..<3),
    (["--from", "220", "--count", "9"], 219..<225), (["--node", "relu1"], 100..<200),
    (["--node", "output", "--count", "2"], 200..<202),
    (["--node", "relu1", "--from", "150", "--count", "100"], 149..<200),
    (["--node", "relu1", "--from", "5"], 100..<200),
  ])
  func `from, count and node choose a part`(arguments: [String], expected: Range<Int>) throws {
    #expect(try positions(arguments) == expected)
  }

  @Test func `behind the end there is nothing`() {
    #expect(
      throws: Failure(.usage, "--from 226 is behind the last step; there are 225 steps")
    ) { try positions(["--from", "226"]) }
    #expect(
      throws: Failure(
        .usage, "--from 101 is behind the last step; the steps of conv1 are 1 to 100")
    ) { try positions(["--from", "101", "--node", "conv1"]) }
    #expect(throws: ShapeError.self) { try positions(["--node", "conv2"]) }
  }

  @Test func `without a chain there is nothing to step through`() {
    #expect(throws: Failure.self) { try StepsCommand.parse(["square"]).exploration() }
  }
}
