import ArgumentParser
import Convolution
import Drawing
import Explorer
import TestSupport
import Testing

@testable import explore

/// The loop between a display and the explorer, with a script in place of a person and of the clock.
@Suite struct `The screen's loop` {
  /// Time that passes only while the display waits or draws.
  ///
  /// A class, because the display and the session's clock look at the same time.
  private final class Time {
    var now = 0
  }

  /// A recording terminal in which waiting takes the time it is given, and drawing a time of its own.
  private struct TimedTerminal: Display {
    var recording: RecordingTerminal
    let time: Time
    var drawingTime = 0
    /// When each frame was shown.
    var frameTimes: [Int] = []

    var properties: DisplayProperties { recording.properties }

    mutating func show(_ canvas: Canvas) {
      time.now += drawingTime
      frameTimes.append(time.now)
      recording.show(canvas)
    }

    mutating func redraw() { recording.redraw() }

    mutating func nextEvent(timeout: Int?) -> Event? {
      let event = recording.nextEvent(timeout: timeout)
      if event == nil { time.now += timeout ?? 0 }
      return event
    }
  }

  private struct Outcome {
    var display: TimedTerminal
    var model: Model
    var ending: Ending?

    var frames: [Canvas] { display.recording.frames }
    /// How long each wait that is not a mere look was to be.
    var waits: [Int?] { display.recording.timeouts.filter { $0 != 0 } }
  }

  private func play(
    _ script: [RecordingTerminal.Step], arguments: [String] = ["three"], drawingTime: Int = 0
  ) throws -> Outcome {
    let time = Time()
    var display = TimedTerminal(
      recording: RecordingTerminal(script: script), time: time, drawingTime: drawingTime)
    let model = try ShowCommand.parse(arguments).openedModel()
    var session = Session(Exploring(model)) { time.now }
    let (content, ending) = session.run(on: &display)
    return Outcome(display: display, model: content.model, ending: ending)
  }

  /// A key, and then nothing for as long as the frame takes.
  private func alone(_ keys: Key...) -> [RecordingTerminal.Step] {
    keys.flatMap { [.event(.key($0)), .pause] }
  }

  // MARK: Frames and waits

  @Test func `every key that comes alone is answered by a frame`() throws {
    let outcome = try play(alone(.right, .down, .left))
    #expect(outcome.frames.count == 4)
    #expect(Set(outcome.frames).count == 4)
    #expect(outcome.model.cursor.element.row == 1 && outcome.model.cursor.element.column == 0)
    #expect(outcome.ending == .endOfInput)
  }

  @Test func `while nothing plays, it waits without end`() throws {
    let keys: [Key] = ["f", .down, .enter, "o", .escape, "e", "2", .enter, .escape, "?", .escape]
    let outcome = try play(keys.flatMap { alone($0) })
    #expect(outcome.waits.count == keys.count + 1)
    #expect(outcome.waits.allSatisfy { $0 == nil })
  }

  @Test func `keys that repeat faster than frames do not queue up`() throws {
    let outcome = try play(Array(repeating: .event(.key(.right)), count: 200))
    #expect(outcome.model.step == 201)
    #expect(outcome.frames.count <= 5)
  }

  @Test func `the last frame is what the model shows`() throws {
    let outcome = try play(Array(repeating: .event(.key(.right)), count: 30) + [.pause])
    var view = ScreenView()
    #expect(outcome.frames.last == view.canvas(for: outcome.model))
  }

  @Test func `Ctrl-L sends the whole frame again`() throws {
    let outcome = try play(alone(.control("l"), .right))
    #expect(outcome.display.recording.redraws == 1)
  }

  // MARK: Playing

  @Test func `playing steps at its pace, and only then`() throws {
    // The pauses after the first are those that a tick ends.
    let outcome = try play(alone(" ") + [.pause, .pause, .pause])
    #expect(outcome.model.isPlaying)
    #expect(outcome.model.step == 4)
    let interval = 1000 / outcome.model.speed.cellsPerSecond
    #expect(outcome.waits == [nil] + Array(repeating: interval, count: 4))
    #expect(outcome.display.frameTimes == [0, 0, interval, 2 * interval, 3 * interval])
  }

  @Test func `the pace does not depend on how long drawing takes`() throws {
    let outcome = try play(alone(" ") + [.pause, .pause, .pause], drawingTime: 40)
    let times = outcome.display.frameTimes.suffix(3)
    #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 == 125 }, "\(times)")
  }

  @Test func `what drawing makes too late is not made up for`() throws {
    let outcome = try play(
      alone(" ") + Array(repeating: .pause, count: 5), drawingTime: 1000)
    // One step to a frame, and no wait shorter than nothing.
    #expect(outcome.model.step == 6)
    #expect(outcome.display.recording.timeouts.allSatisfy { ($0 ?? 0) >= 0 })
  }

  @Test func `keys come between the ticks and do not delay them`() throws {
    let outcome = try play(alone(" ", "c", "c") + [.pause])
    #expect(outcome.model.step == 2)
    #expect(outcome.display.frameTimes.last == 125)
  }

  @Test func `a pause leaves nothing that would wake the processor`() throws {
    let outcome = try play(alone(" ") + [.pause] + alone(" ") + [.pause] + alone(.right))
    #expect(!outcome.model.isPlaying)
    #expect(outcome.model.step == 3)
    // At most the tick that was already due is still waited for.
    #expect(outcome.waits.suffix(2) == [nil, nil])
  }

  @Test func `playing ends at the last cell`() throws {
    let outcome = try play(
      alone(.end, .left, " ") + [.pause, .pause] + alone(.home))
    #expect(!outcome.model.isPlaying)
    #expect(outcome.waits.last == .some(nil))
  }

  @Test func `a resize in the middle of playing plays on`() throws {
    let outcome = try play(
      alone(" ") + [.pause, .resize(columns: 60, rows: 20), .pause, .pause, .pause]
        + [.resize(columns: 20, rows: 5), .pause, .resize(columns: 300, rows: 80), .pause, .pause])
    #expect(outcome.model.isPlaying)
    #expect(outcome.model.step == 5)
    #expect(outcome.frames.map(\.columns).last == 300)
    #expect(Set(outcome.frames.map(\.rows)) == [24, 20, 5, 80])
  }

  // MARK: Ends

  @Test func `q ends it without an ending, a signal with its own`() throws {
    let left = try play(alone(.right, "q"))
    #expect(left.ending == nil && left.model.step == 2)
    let asked = try play(alone(.right, " ") + [.event(.ended(.signal(15)))] + alone(.right))
    #expect(asked.ending == .signal(15) && asked.model.step == 2)
    #expect(asked.ending?.status == 143)
  }

  // MARK: Presenter remotes

  /// What the remotes of presenters send, in the modes that a lecture is in.
  @Test(arguments: [[], ["s"], ["?"], ["f"], ["o"], ["e"], [.enter], [" "]] as [[Key]])
  func `no key of a presenter's remote does harm`(place: [Key]) throws {
    let remote: [Key] = [.pageDown, .pageUp, ".", "b", .function(5), .escape]
    let before = try play(place.flatMap { alone($0) })
    for key in remote {
      let outcome = try play((place + [key]).flatMap { alone($0) } + alone(.escape, .escape))
      #expect(outcome.ending == .endOfInput, "\(key)")
      #expect(outcome.model.exploration.settings == before.model.exploration.settings, "\(key)")
    }
  }

  @Test func `a presenter's remote steps forwards and backwards`() throws {
    let outcome = try play(
      alone(.pageDown, .pageDown, .pageDown, ".", "b", .function(5), .escape, .pageUp))
    #expect(outcome.model.step == 3)
  }
}
