import Drawing
import Explorer
import Training
import Workbench

/// Compares ways to learn on the screen: pieces of the study between the frames.
struct Comparing: Activity {
  private(set) var comparison: Comparison
  private var view = CompareView()
  private let clock: () -> Int

  /// Milliseconds of work between two frames: keys are answered within this and a frame's time.
  private static let slice = 40

  /// - Parameter clock: Milliseconds from any beginning.
  init(_ comparison: Comparison, clock: @escaping () -> Int = monotonicClock) {
    (self.comparison, self.clock) = (comparison, clock)
  }

  mutating func begin(on display: DisplayProperties) -> [Effect] {
    perform(update(&comparison, .resized(display)))
  }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    let action: CompareAction? =
      switch event {
      case .key(let key): CompareKeyTable.action(for: key, in: comparison)
      case .click(let row, let column): .click(row: row, column: column)
      case .wheel(let up, _, _): .wheel(up: up)
      case .resized, .resumed: .resized(display)
      case .woken, .ended: nil
      }
    return action.map { perform(update(&comparison, $0)) } ?? []
  }

  mutating func tick() -> [Effect] {
    let start = clock()
    while comparison.hasWork {
      _ = update(&comparison, .advance)
      if clock() - start >= Self.slice { break }
    }
    comparison.seconds += Double(clock() - start) / 1000
    return perform(update(&comparison, .tick))
  }

  var hasWork: Bool { false }
  mutating func work() -> [Effect] { [] }

  mutating func frame() -> Canvas { view.canvas(for: comparison) }

  private func perform(_ effects: [CompareEffect]) -> [Effect] {
    effects.map { effect in
      switch effect {
      case .quit: .quit
      case .redraw: .redraw
      case .scheduleTick(let delay): .scheduleTick(after: delay)
      }
    }
  }
}
