import Drawing
import Explorer
import Workbench

/// Draws what a lesson shows beside its text, be it explored or trained.
struct StageView {
  private var explorer = ScreenView()
  private var bench = BenchView()

  mutating func canvas(for reading: Reading) -> Canvas {
    if let present = reading.bench { return bench.canvas(for: present) }
    return explorer.canvas(for: reading.model)
  }

  mutating func canvas(for model: Model) -> Canvas { explorer.canvas(for: model) }
}
