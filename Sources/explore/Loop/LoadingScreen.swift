import Drawing

/// Shows how far something is that takes long, and lets the user stop it.
///
/// What is done within half a second is never announced.
struct LoadingScreen {
  private let clock: () -> Int
  private let start: Int
  private var lastFrame = Int.min

  private static let patience = 500
  /// Milliseconds between frames.
  private static let interval = 50

  enum Answer: Hashable {
    case goOn
    case stop
    case end(Ending)
  }

  /// - Parameter clock: Milliseconds from any beginning.
  init(clock: @escaping () -> Int = monotonicClock) {
    self.clock = clock
    start = clock()
  }

  /// To be called between pieces of the work.
  ///
  /// - Returns: What the user wants.
  mutating func report(
    _ caption: String, _ fraction: Double, on display: inout some Display & ~Copyable
  ) -> Answer {
    while let event = display.nextEvent(timeout: 0) {
      switch event {
      case .key(.escape), .key("q"): return .stop
      case .ended(let ending): return .end(ending)
      case .resized, .resumed: lastFrame = .min
      case .key, .click, .wheel, .woken: break
      }
    }
    let now = clock()
    guard now - start >= Self.patience, lastFrame == .min || now - lastFrame >= Self.interval
    else { return .goOn }
    lastFrame = now
    display.show(canvas(caption, fraction, display.properties))
    return .goOn
  }

  private func canvas(
    _ caption: String, _ fraction: Double, _ display: DisplayProperties
  ) -> Canvas {
    Canvas(for: display) { draw(caption, fraction, on: &$0) }
  }

  private func draw(_ caption: String, _ fraction: Double, on canvas: inout Canvas) {
    let width = max(1, min(60, canvas.columns - 4))
    let left = (canvas.columns - width) / 2
    let row = canvas.rows / 2
    canvas.write("explore", row: 0, column: 1, style: Style(.accent))
    canvas.write(caption, row: row - 1, column: left, columns: width)
    let done = Int((fraction * Double(width)).rounded())
    canvas.drawProgress(done, of: width, row: row, column: left)
    canvas.write(
      "\(Int(fraction * 100)) %", row: row + 1, endingAt: left + width, style: Style(.dim))
    canvas.write("esc stop", row: row + 1, column: left, style: Style(.dim))
  }
}
