import ArgumentParser
import Convolution
import Drawing
import Explorer
import ImageFiles
import Networks
import TestSupport
import Testing

@testable import explore

/// What a user sees and can do while a large network is on its way.
@Suite struct `The progress bar` {
  /// Time that passes when the test says so.
  private final class Time {
    var now = 0
  }

  private func text(_ canvas: Canvas?) -> String { canvas?.text ?? "" }

  @Test func `what is done within half a second is never announced`() {
    let time = Time()
    var display = RecordingTerminal(script: Array(repeating: .pause, count: 40))
    var screen = LoadingScreen { time.now }
    for step in 0..<10 {
      #expect(screen.report("working", Double(step) / 10, on: &display) == .goOn)
      time.now += 49
    }
    #expect(display.frames.isEmpty)
    time.now = 500
    #expect(screen.report("working", 0.5, on: &display) == .goOn)
    #expect(display.frames.count == 1)
    #expect(text(display.frames.last).contains("working"))
    #expect(text(display.frames.last).contains("50 %"))
    #expect(text(display.frames.last).contains("esc stop"))
  }

  @Test func `the bar is as long as the work that is done, in a frame every 50 milliseconds`() {
    let time = Time()
    var display = RecordingTerminal(script: Array(repeating: .pause, count: 400))
    var screen = LoadingScreen { time.now }
    for step in 0...200 {
      _ = screen.report("working", Double(step) / 200, on: &display)
      time.now += 10
    }
    // From 0.5 s to 2 s.
    #expect(display.frames.count == 31)
    let lengths = display.frames.map { text($0).count { $0 == "━" } }
    #expect(lengths == lengths.sorted())
    #expect(lengths.last == 60)
  }

  @Test(arguments: [Key.escape, "q"])
  func `a key stops it`(key: Key) {
    var display = RecordingTerminal(script: [.event(.key("x")), .event(.key(key))])
    var screen = LoadingScreen { 0 }
    #expect(screen.report("working", 0, on: &display) == .stop)
  }

  @Test func `a signal ends it`() {
    var display = RecordingTerminal(script: [.event(.ended(.signal(2)))])
    var screen = LoadingScreen { 0 }
    #expect(screen.report("working", 0, on: &display) == .end(.signal(2)))
  }

  @Test(arguments: [(1, 1), (20, 5), (80, 24), (300, 80)])
  func `it fits any terminal`(columns: Int, rows: Int) {
    let time = Time()
    var display = RecordingTerminal(columns: columns, rows: rows, script: [.pause, .pause])
    var screen = LoadingScreen { time.now }
    time.now = 1000
    _ = screen.report("working on something that takes a while", 1, on: &display)
    #expect(display.frames.last?.columns == columns)
    #expect(display.frames.last?.rows == rows)
  }

  @Test func `loading piece by piece ends with the numbers of a whole forward pass`() throws {
    let source = try NetworkSource(argument: "fashion-mnist")
    let loaded = try PictureOptions.parse([]).request(path: "ankle-boot", for: source.blueprint)
    let picture = try BuiltInPicture.clothes[9].load(loaded)
    var loading = try NetworkLoading(
      source,
      options: try NetworkOptions.parse([
        "--network", "fashion-mnist", "--weights", "seed:1",
      ]),
      over: Exploration.Subject(picture: picture.tensor, title: picture.name, arguments: []),
      preprocessing: nil)
    var fractions: [Double] = []
    var captions: Set<String> = []
    while !loading.isDone {
      captions.insert(loading.caption)
      fractions.append(loading.fraction)
      try loading.advance()
    }
    #expect(
      captions == [
        "fashion-mnist: drawing the weights",
        "fashion-mnist: computing 11 layers over ankle-boot",
      ])
    #expect(fractions.allSatisfy { (0...1).contains($0) })
    #expect(loading.fraction == 1)
    let exploration = loading.exploration
    let outputs = try exploration.network.forward(picture.tensor)
    #expect(exploration.outputs == outputs)
    #expect(exploration.named?.isUntrained == true)
    #expect(exploration.named?.parameters.reduce(0, +) == 302_026)
  }
}
