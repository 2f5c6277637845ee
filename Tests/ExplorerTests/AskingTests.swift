import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

/// Any number on the screen can be asked why, back to the pixels.
struct AskingTests {
  private func chain() throws -> Model {
    try Model.exploring(.card(height: 10, width: 10)) {
      $0.filters = [try .named("vertical")]
      $0.pooling = PoolingChoice(.maximum)
    }
  }

  @Test(arguments: 1...30)
  func `following terms ends at a pixel, and u leads all the way back`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    model.perform(.nextNode, times: .random(in: 0...2, using: &generator))
    if Bool.random(using: &generator) { model.perform(.subSteps) }
    model.type("\(Int.random(in: 1...model.shape.count, using: &generator))g")
    var stops = [model.cursor]
    model.perform(.ask)
    while model.mode.kind == .why {
      // A term that is a pixel: padding comes from nowhere.
      let terms = model.explanation.terms
      guard case .why(let chosen) = model.mode,
        let term = terms.indices.filter({ terms[$0].source != nil }).randomElement(
          using: &generator)
      else { return }
      model.perform(term > chosen ? .down : .up, times: abs(term - chosen))
      let source = try #require(terms[term].source)
      let place = model.inputPlace
      model.perform(.accept)
      if place == .picture {
        #expect(model.focus == .input)
        #expect(model.inputCell == source)
      } else {
        #expect(model.cursor.element == source)
        #expect(model.exploration.outputs[model.cursor.node][source] == terms[term].input)
        stops.append(model.cursor)
      }
    }
    #expect(model.trail.count == stops.count)
    for stop in stops.reversed() {
      model.perform(.back)
      #expect(model.cursor == stop, "seed \(seed)")
      #expect(model.focus == .output)
    }
    model.perform(.back)
    #expect(model.messageText == "no term has been followed; Enter asks why")
  }

  @Test func `asking opens the list at the winner, or at the largest product`() throws {
    var model = try chain()
    model.press(.tab, .tab)
    for step in 1...16 {
      model.type("\(step)g")
      model.press(.enter)
      guard case .why(let term) = model.mode,
        case .maximum(let winner) = model.explanation.operation
      else {
        Issue.record("\(model.mode)")
        return
      }
      #expect(term == winner)
      model.press(.escape)
    }
  }

  @Test func `escape closes the list where it was opened`() throws {
    var model = try chain()
    model.type("2,3g")
    let before = model.cursor
    model.press(.enter, .down, .down, .escape)
    #expect(model.mode == .exploring)
    #expect(model.cursor == before)
  }

  @Test(arguments: 1...30, [(60, 20), (80, 24)])
  func `the list of terms shows what they come to with all digits`(
    seed: Int, size: (columns: Int, rows: Int)
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    model.perform(
      .resized(
        DisplayProperties(
          columns: size.columns, rows: size.rows, colors: .extended, glyphs: .unicode)))
    model.perform(.ask)
    for line in TermList(model).results {
      #expect(model.canvas.text.contains(line.plainText), "\(line.plainText)")
    }
  }

  @Test func `padding comes from nowhere and says so`() throws {
    var model = try Model.exploring(.card(height: 4, width: 4)) {
      $0.filters = [try .named("horizontal")]
      $0.padding = .all(1)
    }
    model.press(.enter)
    for _ in 0..<9 { model.press(.up) }
    model.press(.enter)
    #expect(model.messageText == "this is padding; it comes from nowhere")
    #expect(model.mode == .why(term: 0))
  }

  @Test func `going back keeps to sub-steps as they are by now`() throws {
    var model = try chain()
    model.press(.tab, .tab, .enter, .enter)
    #expect(model.node.name == "relu1")
    model.press(.escape, "s", "u")
    #expect(model.node.name == "pool1")
    #expect(model.cursor.stage != nil)
    model.press(.escape, "s", .enter, .enter, .escape, "u")
    #expect(model.cursor.stage == nil)
  }

  // MARK: Input cells

  @Test(arguments: 1...30)
  func `an input cell shows all the outputs that it went into, and Enter leads to one`(
    seed: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var model = try Model.random(using: &generator)
    model.perform(.moveFocus)
    #expect(model.focus == .input)
    model.perform(.rowDown, times: .random(in: 0...4, using: &generator))
    model.perform(.next, times: .random(in: 0...4, using: &generator))
    // What is counted here is every output, by asking each of them.
    var expected: Set<Element> = []
    for index in 0..<model.shape.count {
      let element = model.shape.element(at: index)
      let explanation = try model.exploration.explanation(of: element, node: model.cursor.node)
      if explanation.terms.contains(where: { $0.source == model.inputCell }) {
        expected.insert(element)
      }
    }
    #expect(Set(model.usesOfInputCell.map(\.output)) == expected, "seed \(seed)")
    let (cell, before) = (model.inputCell, model.cursor)
    model.perform(.ask)
    if expected.isEmpty {
      #expect(model.messageText.contains("goes into no cell"))
      #expect(model.cursor == before)
    } else {
      guard case .why(let term) = model.mode else {
        Issue.record("\(model.mode)")
        return
      }
      #expect(model.explanation.terms[term].source == cell)
      model.perform(.back)
      #expect((model.inputCell, model.focus) == (cell, .input))
      #expect(model.cursor == before)
    }
  }

  @Test func `w goes through the channels, and the chosen cell goes along`() throws {
    var model = try Model.exploring(.card(channels: 3, height: 5, width: 5)) {
      $0.filters = [try .named("box-3")]
    }
    for focus in Focus.allCases {
      #expect(model.focus == focus)
      for channel in [1, 2, 0] {
        model.press("w")
        #expect(model.shownChannel(of: model.explanation) == channel)
        if focus == .input { #expect(model.inputCell.channel == channel) }
      }
      model.press("v")
    }
    #expect(model.focus == .output)
  }

  @Test func `the answer about a weight is about the one that is chosen`() throws {
    for isFlipped in [false, true] {
      var model = try Model.exploring(.card(height: 5, width: 5)) {
        $0.filters = [try .rows([[1, 2], [3, 4]])]
        $0.isFlipped = isFlipped
      }
      model.press("v", "v", .right, .down)
      #expect(model.canvas.text.contains("weight [1,1] = 4"))
      let place = isFlipped ? "input[0,0]" : "input[1,1]"
      #expect(model.canvas.text.contains("here it meets \(place)"))
    }
  }
}
