import Drawing
import Explorer

/// The loop between a display and the explorer: events in, frames out, ticks while playing.
struct Session {
  private var model: Model
  private var view = ScreenView()
  /// When the next tick is due, on the clock that was given; nil while nothing plays.
  private var tickTime: Int?
  /// What is done before the first frame is drawn.
  private let opening: Action?
  /// Milliseconds from any beginning.
  private let clock: () -> Int

  /// Events taken before a frame is drawn: keys that repeat faster than frames must not queue up.
  private static let mostEventsPerFrame = 64

  init(
    _ model: Model, opening: Action? = nil, clock: @escaping () -> Int = Session.monotonicClock
  ) {
    self.model = model
    self.opening = opening
    self.clock = clock
  }

  /// Runs until the user quits or the program is asked to end.
  ///
  /// While nothing plays, it waits for events without a limit and takes no processor time.
  ///
  /// - Returns: What the model was at the end, and why it ended; nil when the user quit.
  mutating func run(
    on display: inout some Display & ~Copyable
  ) -> (model: Model, ending: Ending?) {
    _ = update(&model, .resized(display.properties))
    if let opening {
      for case .scheduleTick(let delay) in update(&model, opening) { tickTime = clock() + delay }
    }
    display.show(view.canvas(for: model))
    while true {
      var event = display.nextEvent(timeout: tickTime.map { max(0, $0 - clock()) })
      var count = 0
      while let present = event {
        if case .ended(let ending) = present { return (model, ending) }
        for effect in handle(present, display.properties) {
          switch effect {
          case .quit: return (model, nil)
          case .redraw: display.redraw()
          case .scheduleTick(let delay): tickTime = clock() + delay
          }
        }
        count += 1
        event = count < Self.mostEventsPerFrame ? display.nextEvent(timeout: 0) : nil
      }
      tickIfDue()
      display.show(view.canvas(for: model))
    }
  }

  private mutating func handle(_ event: Event, _ properties: DisplayProperties) -> [Effect] {
    switch event {
    case .key(let key): model.action(for: key).map { update(&model, $0) } ?? []
    case .click(let row, let column): update(&model, .click(row: row, column: column))
    case .wheel(let up, _, _): update(&model, .wheel(up: up))
    case .resized, .resumed: update(&model, .resized(properties))
    case .ended: []
    }
  }

  private mutating func tickIfDue() {
    guard let due = tickTime, clock() >= due else { return }
    tickTime = nil
    for case .scheduleTick(let delay) in update(&model, .tick) {
      // From when it was due, so that the pace does not depend on how long drawing takes; a pause
      // of the whole program is not made up for.
      tickTime = max(due + delay, clock())
    }
  }

  static func monotonicClock() -> Int {
    let elapsed = ContinuousClock.now - beginning
    return Int(elapsed / .milliseconds(1))
  }

  private static let beginning = ContinuousClock.now
}
