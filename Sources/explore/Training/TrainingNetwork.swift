import Drawing
import Explorer
import Training
import Workbench

/// Trains a network on the screen: batches between the frames, for as long as nobody notices.
struct TrainingNetwork: Activity {
  private(set) var training: NetworkTraining
  /// Where the weights were saved last; nil while they were not.
  private(set) var savedPath: String?
  private var view = NetworkView()
  private let save: (NetworkTraining) -> Outcome
  private let clock: () -> Int
  /// Whether the last attempt to save before leaving has failed: then one can leave without.
  private var hasFailedToSave = false
  /// Whether it has been said that epochs cannot be kept.
  private var hasComplained = false

  /// What became of saving.
  enum Outcome: Hashable {
    case saved(path: String)
    /// One sentence for the user.
    case failed(String)
  }

  /// Milliseconds of work between two frames: keys are answered within this and a frame's time.
  private static let slice = 40

  /// - Parameters:
  ///   - save: Puts what there is into files.
  ///   - clock: Milliseconds from any beginning.
  init(
    _ training: NetworkTraining, clock: @escaping () -> Int = monotonicClock,
    save: @escaping (NetworkTraining) -> Outcome
  ) {
    (self.training, self.clock, self.save) = (training, clock, save)
  }

  mutating func begin(on display: DisplayProperties) -> [Effect] {
    perform(update(&training, .resized(display)))
  }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    let action: NetworkAction? =
      switch event {
      case .key(let key): NetworkKeyTable.action(for: key, in: training)
      case .click(let row, let column): .click(row: row, column: column)
      case .wheel(let up, _, _): .wheel(up: up)
      case .resized, .resumed: .resized(display)
      case .woken, .ended: nil
      }
    return action.map { perform(update(&training, $0)) } ?? []
  }

  mutating func tick() -> [Effect] {
    guard training.hasWork else { return perform(update(&training, .tick)) }
    let start = clock()
    let epochs = training.history.epochs.count
    var elapsed = 0
    repeat {
      _ = update(&training, .advance)
      elapsed = clock() - start
    } while elapsed < Self.slice && training.hasWork
    let effects = update(&training, .worked(seconds: Double(elapsed) / 1000))
    if training.history.epochs.count > epochs { keepEpoch() }
    return perform(effects + update(&training, .tick))
  }

  /// Keeps each epoch, whatever may happen to the program during the next. Nothing is said of it, unless
  /// it fails for the first time.
  private mutating func keepEpoch() {
    guard case .failed(let problem) = save(training), !hasComplained else { return }
    hasComplained = true
    _ = update(&training, .say(problem + "; the training goes on"))
  }

  var hasWork: Bool { false }
  mutating func work() -> [Effect] { [] }

  mutating func frame() -> Canvas { view.canvas(for: training) }

  // MARK: Effects

  private mutating func perform(_ effects: [NetworkEffect]) -> [Effect] {
    var performed: [Effect] = []
    for effect in effects {
      switch effect {
      case .quit: performed.append(.quit)
      case .redraw: performed.append(.redraw)
      case .scheduleTick(let delay): performed.append(.scheduleTick(after: delay))
      case .save: keep(leaving: effects.contains(.quit))
      }
    }
    // Who cannot save shall know it before the weights are gone.
    if hasFailedToSave, effects.contains(.save), training.message != nil {
      performed.removeAll { $0 == .quit }
    }
    return performed
  }

  private mutating func keep(leaving isLeaving: Bool) {
    switch save(training) {
    case .saved(let path):
      (savedPath, hasFailedToSave) = (path, false)
      _ = update(&training, .saved(path: path))
    case .failed(let problem):
      // The second time one leaves all the same.
      guard !(isLeaving && hasFailedToSave) else { return }
      hasFailedToSave = isLeaving
      let way = isLeaving ? "; q once more leaves without saving" : ""
      _ = update(&training, .say(problem + way))
    }
  }
}
