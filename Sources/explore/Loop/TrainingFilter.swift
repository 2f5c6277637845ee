import Drawing
import Explorer
import Workbench

/// A filter that learns on the screen, and the explorer that it is taken into.
struct TrainingFilter: Activity {
  private(set) var model: FilterModel
  private var view = FilterView()
  /// The step to begin on, and the changes on the way there.
  private let step: Int
  private let changes: [OptimizerChange]

  init(_ model: FilterModel, step: Int, changes: [OptimizerChange]) {
    (self.model, self.step, self.changes) = (model, step, changes)
  }

  mutating func begin(on display: DisplayProperties) -> [Effect] {
    _ = update(&model, .resized(display))
    return model.begin(at: step, changes: changes)
  }

  mutating func handle(_ event: Event, on display: DisplayProperties) -> [Effect] {
    if let explorer = model.explorer {
      switch event {
      case .key(let key): return explorer.action(for: key).map { model.updateExplorer($0) } ?? []
      case .click(let row, let column):
        return model.updateExplorer(.click(row: row, column: column))
      case .wheel(let up, _, _): return model.updateExplorer(.wheel(up: up))
      case .resized, .resumed, .woken, .ended: break
      }
    }
    return switch event {
    case .key(let key): model.action(for: key).map { update(&model, $0) } ?? []
    case .click(let row, let column): update(&model, .click(row: row, column: column))
    case .wheel(let up, _, _): update(&model, .wheel(up: up))
    case .resized, .resumed: update(&model, .resized(display))
    case .woken, .ended: []
    }
  }

  mutating func tick() -> [Effect] {
    model.explorer == nil ? update(&model, .tick) : model.updateExplorer(.tick)
  }

  var hasWork: Bool { false }
  mutating func work() -> [Effect] { [] }

  mutating func frame() -> Canvas { view.canvas(for: model) }
}
