import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// From an answer back to the pixels, term by term, and the way back.
struct TrailTests {
  enum Kind: CaseIterable { case clothing, residual }

  private func model(_ kind: Kind, columns: Int = 80, rows: Int = 24) throws -> Model {
    switch kind {
    case .clothing: try Model.clothing(columns: columns, rows: rows)
    case .residual: try Model.residual(blocks: 2, columns: columns, rows: rows)
    }
  }

  /// Where the explorer is, whatever it shows besides.
  private struct Stop: Hashable {
    let node: Int
    let element: Element
    let focus: Focus
    let inputCell: Element?

    init(_ model: Model) {
      (node, element, focus) = (model.cursor.node, model.cursor.element, model.focus)
      inputCell = model.focus == .input ? model.inputCell : nil
    }
  }

  /// Goes to any number of the last node and follows terms until a pixel is reached.
  private func walk(_ model: inout Model, seed: UInt64) throws -> [Stop] {
    var generator = SeededGenerator(seed: seed)
    let last = model.exploration.network.nodes.count - 1
    let shape = model.exploration.outputs[last].shape
    try model.go(
      to: shape.element(at: .random(in: 0..<shape.count, using: &generator)), ofNode: last)
    var stops = [Stop(model)]
    while model.focus != .input {
      if model.mode.kind == .exploring { model.press(.enter) }
      for _ in 0..<Int.random(in: 0...6, using: &generator) { model.press(.down) }
      let count = model.trail.count
      model.press(.enter)
      // Padding leads nowhere; another term will.
      if model.trail.count > count {
        stops.append(Stop(model))
      } else {
        model.press("s", .up, .up, .up)
      }
      try #require(stops.count < 60, "seed \(seed)")
    }
    return stops
  }

  @Test(arguments: Kind.allCases, 1...12)
  func `following terms leads to a pixel, and going back meets every stop again`(
    kind: Kind, seed: Int
  ) throws {
    var model = try model(kind)
    var stops = try walk(&model, seed: UInt64(seed))
    #expect(model.inputPlace == .picture)
    while let stop = stops.popLast() {
      #expect(Stop(model) == stop, "seed \(seed)")
      if !stops.isEmpty { model.press("u") }
    }
    #expect(model.trail.isEmpty)
    model.press("u")
    #expect(model.messageText == "no term has been followed; Enter asks why")
  }

  @Test(arguments: Kind.allCases, 1...12)
  func `every stop is a term of the one before it`(kind: Kind, seed: Int) throws {
    var model = try model(kind)
    let stops = try walk(&model, seed: UInt64(seed))
    for (stop, next) in zip(stops, stops.dropFirst()) {
      let node = model.exploration.network.nodes[stop.node]
      let terms = try model.exploration.explanation(of: stop.element, node: stop.node).terms
      let element = next.inputCell ?? next.element
      let place: Place = next.inputCell == nil ? .node(next.node) : .picture
      #expect(
        terms.contains { $0.source == element && node.inputs[$0.inputIndex] == place },
        "seed \(seed), \(stop) to \(next)")
    }
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func `the trail is shown from the question to the present stop`(columns: Int, rows: Int) throws {
    var model = try model(.clothing, columns: columns, rows: rows)
    let first = try #require(try walk(&model, seed: 3).first)
    let line = try #require(
      model.canvas.text.split(separator: "\n").first {
        $0.contains("←") && $0.contains("input[")
      })
    let exploration = model.exploration
    let question = exploration.address(first.element, at: .node(first.node))
    #expect(line.contains("\(question) ← "))
    let pixel = model.inputCell.address(in: exploration.subject.picture.shape)
    #expect(line.contains("← input\(pixel)"))
    let stops = model.trail.map {
      exploration.address($0.cursor.element, at: .node($0.cursor.node))
    }
    // What there is no room for is left out in the middle, and said to be.
    #expect(line.contains("…") == !stops.allSatisfy(line.contains))
    #expect(line.unicodeScalars.count < columns)
  }

  @Test func `additions lead into both of their inputs`() throws {
    var model = try model(.residual)
    let nodes = model.exploration.network.nodes
    let addition = try #require(nodes.firstIndex { $0.layer == .addition(Addition()) })
    for (place, source) in nodes[addition].inputs.enumerated() {
      try model.go(to: Element(channel: 1, row: 2, column: 3), ofNode: addition)
      model.perform(.ask, .up, .up)
      model.perform(.down, times: place)
      #expect(model.inputPlace == source)
      model.perform(.accept)
      #expect(Place.node(model.cursor.node) == source)
      #expect(model.cursor.element == Element(channel: 1, row: 2, column: 3))
    }
  }

  @Test func `a loaded network is looked at and not changed`() throws {
    for key in ["f", "e", "o"] as [Key] {
      var model = try model(.clothing)
      model.press(key)
      #expect(model.mode == .exploring)
      #expect(model.messageText.contains("stays as it is"))
      #expect(!model.canvas.text.contains("e edit"))
    }
  }

  @Test(arguments: Kind.allCases, 1...4)
  func `at the pixel the way ends, and asking again makes the trail no longer`(
    kind: Kind, seed: Int
  ) throws {
    var model = try model(kind)
    let stops = try walk(&model, seed: UInt64(seed))
    let trail = model.trail
    model.press(.enter)
    #expect(model.trail == trail)
    #expect(model.messageText.contains("nothing comes before it"))
    #expect(Stop(model) == stops.last)
    // Back among the terms, the one that was followed is the chosen one.
    model.press("u")
    guard case .why(let term) = model.mode else {
      Issue.record("the list of terms is not open: \(model.mode)")
      return
    }
    #expect(model.explanation.terms[term].source == stops.last?.inputCell)
  }
}
