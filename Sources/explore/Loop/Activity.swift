import Drawing
import Explorer

/// What somebody does on the screen: explore alone, or take lessons.
///
/// It knows nothing of time and terminals. The loop hands it what happens, and does what it wants done.
protocol Activity {
  /// Before the first frame.
  mutating func begin(on display: DisplayProperties) -> [Effect]

  /// Something happened; never the end, which is the loop's.
  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect]

  /// The time that was asked for has passed.
  mutating func tick() -> [Effect]

  /// Whether there is something to do that takes longer than drawing does: the frame before it shows
  /// that it is under way.
  var hasWork: Bool { get }

  /// Does that, between two frames.
  mutating func work() -> [Effect]

  /// The whole screen as it is now.
  mutating func frame() -> Canvas
}

/// The explorer on its own.
struct Exploring: Activity {
  private(set) var model: Model
  private var view = ScreenView()
  /// What is done before the first frame is drawn.
  private let opening: Action?

  init(_ model: Model, opening: Action? = nil) { (self.model, self.opening) = (model, opening) }

  mutating func begin(on display: DisplayProperties) -> [Effect] {
    _ = update(&model, .resized(display))
    return opening.map { update(&model, $0) } ?? []
  }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    switch event {
    case .key(let key): model.action(for: key).map { update(&model, $0) } ?? []
    case .click(let row, let column): update(&model, .click(row: row, column: column))
    case .wheel(let up, _, _): update(&model, .wheel(up: up))
    case .resized, .resumed: update(&model, .resized(display))
    case .woken, .ended: []
    }
  }

  mutating func tick() -> [Effect] { update(&model, .tick) }

  var hasWork: Bool { false }
  mutating func work() -> [Effect] { [] }

  mutating func frame() -> Canvas { view.canvas(for: model) }
}
