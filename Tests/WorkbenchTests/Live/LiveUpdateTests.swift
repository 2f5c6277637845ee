import Convolution
import Drawing
import Explorer
import Networks
import TestSupport
import Testing
import Workbench

@Suite struct `The live screen` {
  // MARK: Answers

  @Test func `the answer is what the network says of the frame`() throws {
    var model = try LiveModel.fashion(smoothing: 1)
    let frame = try LiveFrame.disk(1)
    model.perform(.frame(frame))
    let output = try #require(try model.network.network.forward(frame.input).last)
    let answer = try #require(model.answer)
    #expect(answer.classes.map(\.probability) == output.elements.sorted(by: >))
    #expect(model.shown?.frame == frame)
  }

  @Test func `the answer is the mean over the last frames`() throws {
    var model = LiveModel.echo(smoothing: 2)
    for (number, scores) in [[9, 0, 0], [0, 2, 0], [0, 0, 3]].enumerated() {
      model.perform(.frame(try .scores(scores.map(Float.init), number: number + 1)))
    }
    let shares = try [[0, 2, 0], [0, 0, 3]].map { scores in
      let frame = try LiveFrame.scores(scores.map(Float.init), number: 1)
      return try #require(try model.network.network.forward(frame.input).last).elements
    }
    let answer = try #require(model.answer)
    #expect(answer.frames == 2)
    for entry in answer.classes {
      let index = try #require(["bag", "shoe", "hat"].firstIndex(of: entry.label))
      #expect(entry.probability == (shares[0][index] + shares[1][index]) / 2)
    }
    #expect(answer.classes.map(\.label) == ["hat", "shoe", "bag"])
  }

  @Test func `below the threshold it is not sure`() throws {
    var model = LiveModel.echo(sureness: 0.9)
    model.perform(.frame(try .scores([0, 1, 0], number: 1)))
    #expect(model.answer?.isSure == false)
    #expect(model.canvas.text.contains("sure from 90 %"))
    for _ in 0..<9 { model.press("-") }
    #expect(model.answer?.isSure == true)
    for _ in 0..<30 { model.press("+") }
    #expect(model.sureness == 1)
    for _ in 0..<30 { model.press("-") }
    #expect(model.sureness == 0)
  }

  @Test func `a single number tells two things apart`() throws {
    let answer = LiveAnswer(
      [LiveModel.echo().network.probabilities(of: try .vector([0.25]))],
      labels: ["handbag", "shoe"], sureness: 0.5)
    #expect(answer.classes.map(\.label) == ["handbag", "shoe"])
    #expect(answer.classes.map(\.probability) == [0.75, 0.25])
  }

  @Test func `what is no number comes last`() {
    let answer = LiveAnswer([[.nan, 0.2, 0.3]], labels: ["a", "b", "c"], sureness: 0.1)
    #expect(answer.classes.map(\.label) == ["c", "b", "a"])
    #expect(!LiveAnswer([[.nan]], labels: ["a"], sureness: 0).isSure)
  }

  // MARK: Computing

  @Test func `a large network is computed in pieces, and no frame is wanted meanwhile`() throws {
    var model = LiveModel(
      try LiveModel.named(slowBlueprint()), fullScale: 1,
      display: DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .unicode))
    #expect(model.wantsFrame)
    var effects = update(&model, .frame(try .disk(1)))
    var pieces = 1
    while effects == [.scheduleTick(after: 0)] {
      #expect(!model.wantsFrame)
      #expect(model.shown == nil)
      effects = update(&model, .tick)
      pieces += 1
    }
    #expect(pieces > 2)
    #expect(model.wantsFrame)
    #expect(model.shown?.frame.number == 1)
    #expect(model.answer?.classes.count == 3)
  }

  @Test func `a picture that does not suit the network is a message`() throws {
    var model = try LiveModel.fashion()
    model.perform(.frame(try .scores([1, 2, 3], number: 1)))
    guard case .problem? = model.message else {
      Issue.record("there is no message")
      return
    }
    #expect(model.wantsFrame)
  }

  // MARK: Rates

  @Test func `it says how many frames are seen of how many, and how many were skipped`() throws {
    var model = LiveModel.echo()
    // Every third of 30 frames a second.
    for number in stride(from: 1, through: 61, by: 3) {
      model.perform(
        .frame(
          LiveFrame(
            number: number, arrival: number * 100 / 3, picture: try .vector([0, 1, 0]),
            input: try .vector([0, 1, 0]))))
    }
    #expect(model.rate.skipped == 40)
    #expect(model.canvas.text.contains("10 of 30 frames a second, 40 skipped"))
  }

  @Test func `what passes while nobody looks is not skipped`() throws {
    var model = LiveModel.echo()
    model.perform(.frame(try .scores([0, 1, 0], number: 1)))
    for key in [Key.enter, " "] {
      model.press(key)
      #expect(!model.wantsFrame)
      model.press(key)
      #expect(model.wantsFrame)
      let next = (model.shown?.frame.number ?? 0) + 50
      model.perform(.frame(try .scores([0, 1, 0], number: next)))
    }
    #expect(model.rate.skipped == 0)
    #expect(model.shown?.frame.number == 101)
  }

  @Test func `a stream that pauses is said to`() throws {
    var model = LiveModel.echo()
    let effects = update(&model, .frame(try .scores([0, 1, 0], number: 1)))
    #expect(effects == [.scheduleTick(after: 2000)])
    _ = update(&model, .tick)
    #expect(model.stream == .stalled)
    #expect(model.canvas.text.contains("no frame for 2 seconds; the last is 1"))
    model.perform(.frame(try .scores([0, 1, 0], number: 2)))
    #expect(model.stream == .running)
  }

  @Test func `the end keeps the last frame`() throws {
    var model = LiveModel.echo()
    model.perform(.frame(try .scores([0, 5, 0], number: 7)))
    model.perform(.streamEnded(frames: 7, remark: "damaged in 1 place"))
    #expect(model.canvas.text.contains("the stream ended after 7 frames; damaged in 1 place"))
    #expect(model.answer?.classes[0].label == "shoe")
    // And it can still be asked about.
    model.press(" ")
    #expect(model.frozen != nil)
  }

  // MARK: Freezing

  @Test func `a frozen frame is the explorer's, number by number, and comes back`() throws {
    var model = try LiveModel.fashion()
    let frame = try LiveFrame.disk(3)
    model.perform(.frame(frame))
    let outputs = try #require(model.shown?.outputs)
    let before = model.canvas
    model.press(" ")
    let frozen = try #require(model.frozen)
    #expect(frozen.screen == .network)
    #expect(frozen.exploration.subject.picture == frame.input)
    #expect(frozen.exploration.outputs == outputs)
    #expect(model.canvas.text.contains("space or esc goes back to the stream"))
    #expect(!model.wantsFrame)
    model.press(" ")
    #expect(model.frozen == nil)
    #expect(model.canvas == before)
  }

  @Test func `escape goes back level by level`() throws {
    var model = try LiveModel.fashion()
    model.perform(.frame(try .disk(1)))
    model.press(" ")
    model.press(.enter)
    #expect(model.frozen?.screen == .layer)
    // Here the space bar plays.
    model.press(" ")
    #expect(model.frozen?.isPlaying == true)
    model.press(.escape)
    #expect(model.frozen?.isPlaying == false)
    model.press(.enter)
    #expect(model.frozen?.mode.kind == .why)
    model.press(.escape)
    model.press(.escape)
    #expect(model.frozen == nil)
  }

  @Test func `nothing is frozen or held before the first frame`() throws {
    var model = LiveModel.echo()
    for key in [Key.enter, " "] {
      model.press(key)
      #expect(model.screen.kind == .watching && !model.isHeld)
      #expect(model.message != nil)
    }
    #expect(model.canvas.text.contains("waiting for the first frame"))
  }

  // MARK: Settings

  @Test func `the frame's settings are asked for anew, and what came before is forgotten`() throws {
    var model = LiveModel.echo(smoothing: 5)
    model.perform(.frame(try .scores([0, 5, 0], number: 1)))
    for key in ["m", "i", "c", "f"] as [Key] {
      let before = model.settings
      model.press(key)
      #expect(model.settings != before)
      #expect(model.answer == nil)
      model.perform(.sameFrame(try .scores([5, 0, 0], number: 1)))
      #expect(model.answer?.frames == 1)
      model.press(key)
      #expect(model.settings == before)
    }
    #expect(model.rate.skipped == 0)
  }

  @Test func `smoothing stays within its bounds`() throws {
    var model = LiveModel.echo(smoothing: 3)
    for _ in 0..<5 { model.press(",") }
    #expect(model.smoothing == 1)
    for _ in 0..<40 { model.press(";") }
    #expect(model.smoothing == LiveModel.smoothings.upperBound)
  }

  @Test func `keys of a remote begin and end presenting, and blank the screen`() throws {
    var model = try LiveModel.fashion()
    model.perform(.frame(try .disk(1)))
    model.press("b")
    #expect(!model.isBlank, "not while nobody presents")
    model.press(.function(5))
    #expect(model.isPresenting)
    model.press(".")
    #expect(model.isBlank && !model.wantsFrame)
    model.press(.pageDown)
    #expect(!model.isBlank && model.wantsFrame)
    model.press(.escape)
    #expect(!model.isPresenting)
    #expect(update(&model, .quit) == [.quit])
  }

  // MARK: Keys

  @Test func `every key of the table does something in its screens`() throws {
    for binding in LiveKeyTable.bindings {
      #expect(!binding.keys.isEmpty && !binding.label.isEmpty)
      for screen in binding.modes where screen == .watching {
        var model = try LiveModel.fashion()
        model.perform(.frame(try .disk(1)))
        for key in binding.keys { #expect(LiveKeyTable.action(for: key, in: model) != nil) }
        model.press(binding.keys[0])
      }
    }
  }

  @Test func `the hint of Enter is what it does now`() throws {
    var model = try LiveModel.fashion()
    model.perform(.frame(try .disk(1)))
    #expect(model.canvas.text.contains("enter hold"))
    model.press(.enter)
    #expect(model.canvas.text.contains("enter go on"))
    #expect(!model.canvas.text.contains("enter hold"))
    model.press(.enter)
    model.perform(.streamEnded(frames: 1234, remark: nil))
    #expect(!model.canvas.text.contains("enter"))
    #expect(model.canvas.text.contains("ended after 1,234 frames"))
    model.press(.enter)
    #expect(!model.isHeld)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `no sequence of keys and frames goes wrong, in any size`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var model = try LiveModel.fashion(
      colors: ColorTier.allCases.randomElement(using: &random) ?? .basic,
      glyphs: GlyphSet.allCases.randomElement(using: &random) ?? .ascii)
    let keys: [Key] =
      LiveKeyTable.bindings.flatMap(\.keys).filter { $0 != "q" } + [
        .right, "u", "t", "x", "s", "v",
      ]
    var number = 0
    for _ in 0..<60 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        number += Int.random(in: 1...3, using: &random)
        if model.wantsFrame {
          model.perform(.frame(try .disk(number, isColored: Bool.random(using: &random))))
        }
      case 1:
        var display = model.display
        display.columns = Int.random(in: 0...130, using: &random)
        display.rows = Int.random(in: 0...45, using: &random)
        model.perform(.resized(display))
      case 2: model.perform(.tick)
      default: if let key = keys.randomElement(using: &random) { model.press(key) }
      }
      let canvas = model.canvas
      #expect(canvas.columns == model.display.columns && canvas.rows == model.display.rows)
      if model.display.glyphs == .ascii {
        #expect(canvas.text.unicodeScalars.allSatisfy { $0.isASCII })
      }
    }
  }
}

/// Some layers of 25 million multiplications each, for pictures of 28 × 28.
private func slowBlueprint() throws -> Blueprint {
  let text = """
    input: {channels: 1, height: 28, width: 28}
    layers:
      - {type: convolution, filters: 60, kernel: 3, padding: same}
      - {type: convolution, filters: 60, kernel: 3, padding: same}
      - {type: convolution, filters: 60, kernel: 3, padding: same}
      - {type: convolution, filters: 60, kernel: 3, padding: same}
      - flatten
      - {type: dense, units: 3}
      - softmax
    """
  return try NetworkFile(text: text, path: "slow.yaml").blueprint
}

extension Tensor {
  fileprivate static func vector(_ numbers: [Float]) throws -> Tensor {
    try Tensor(
      shape: try Shape(channels: 1, height: 1, width: numbers.count), elements: numbers)
  }
}
