import Convolution
import Drawing
import Explorer
import Networks
import TestSupport
import Testing
import Training
import Workbench

@testable import explore

/// A network that is trained between frames.
struct TrainingNetworkTests {
  /// Goes on by itself whenever somebody looks. A class, because the closure that reads it and the test
  /// share it.
  private final class Clock {
    var now = 0
    var step = 7
    func read() -> Int {
      now += step
      return now
    }
  }

  /// Two kinds of pictures, light and dark, which a few weights tell apart.
  private static func trainer(epochs: Int = 2) throws -> Trainer {
    let shape = try Shape(channels: 1, height: 4, width: 4)
    func examples(_ count: Int) -> Examples {
      Examples(
        shape: shape,
        numbers: .bytes(
          (0..<count).flatMap { [UInt8](repeating: $0.isMultiple(of: 2) ? 20 : 220, count: 16) }),
        labels: (0..<count).map { UInt8($0 % 2) })
    }
    var net = BlueprintBuilder()
    net.convolution(2, kernel: 3)
    net.add(.relu)
    net.add(.flatten)
    net.dense(2)
    net.add(.softmax)
    let blueprint = try net.blueprint(
      name: "small", summary: "Light and dark.", input: shape, labels: ["dark", "light"])
    var recipe = Recipe()
    (recipe.epochs, recipe.batchSize) = (epochs, 4)
    let data = DataSet(
      name: "light", classes: ["dark", "light"], training: examples(40), test: examples(10))
    return try Trainer(blueprint, data: data, recipe: recipe, threads: 1)
  }

  private static func activity(
    epochs: Int = 2, isRunning: Bool = true, clock: Clock = Clock(),
    save: @escaping (NetworkTraining) -> TrainingNetwork.Outcome = { _ in .saved(path: "w") }
  ) throws -> TrainingNetwork {
    let training = NetworkTraining(
      try trainer(epochs: epochs), isRunning: isRunning,
      display: RecordingTerminal().properties)
    return TrainingNetwork(training, clock: clock.read, save: save)
  }

  @Test func `a slice ends when its time is up, however much there is to do`() throws {
    var activity = try Self.activity(epochs: 100)
    #expect(activity.begin(on: RecordingTerminal().properties) == [.scheduleTick(after: 0)])
    #expect(activity.tick() == [.scheduleTick(after: 0)])
    // Each piece takes 7 of 40 milliseconds.
    #expect(activity.training.trainer?.batch == 6)
    _ = activity.tick()
    // Two more end the epoch, one piece only looks, and three are of the next one.
    #expect(activity.training.trainer?.batchLosses.count == 11)
  }

  @Test func `what slices take becomes the pace and part of the record`() throws {
    var activity = try Self.activity()
    while activity.training.hasWork { _ = activity.tick() }
    #expect(activity.training.isFinished)
    let seconds = try #require(activity.training.history.seconds)
    // 16 batches of 7 milliseconds, less what went into looking.
    #expect(0.05...0.2 ~= seconds)
    #expect(activity.tick() == [])
  }

  @Test func `keys between slices are answered at once, and the program ends`() throws {
    let clock = Clock()
    var terminal = RecordingTerminal(script: [
      .pause, .pause, .event(.key(" ")), .event(.key("2")), .event(.key("q")),
    ])
    var saved = 0
    var session = Session(
      try Self.activity(epochs: 50, clock: clock) { _ in
        saved += 1
        return .saved(path: "small.safetensors")
      }, clock: clock.read)
    let (content, ending) = session.run(on: &terminal)
    #expect(ending == nil)
    // For the epoch that has ended, and for leaving.
    #expect(saved == 2)
    #expect(content.savedPath == "small.safetensors")
    #expect(!content.training.isRunning)
    #expect(terminal.timeouts.allSatisfy { $0 == nil || $0 == 0 })
  }

  @Test func `who cannot save is told so before the weights are gone`() throws {
    var activity = try Self.activity { _ in .failed("weights.safetensors: no room on the disk") }
    let display = RecordingTerminal().properties
    _ = activity.tick()
    #expect(activity.handle(.key("q"), on: display) == [])
    #expect(
      activity.training.message
        == .problem(
          "weights.safetensors: no room on the disk; q once more leaves without saving"))
    #expect(activity.handle(.key("q"), on: display) == [.quit])
    #expect(activity.savedPath == nil)
  }

  @Test func `a failure to save in between does not let go of the weights`() throws {
    var activity = try Self.activity { _ in .failed("no room") }
    let display = RecordingTerminal().properties
    _ = activity.tick()
    #expect(activity.handle(.key("w"), on: display) == [])
    #expect(activity.training.message == .problem("no room"))
    #expect(activity.handle(.key("q"), on: display) == [])
    #expect(activity.handle(.key("q"), on: display) == [.quit])
  }
}
