import Drawing
import Explorer

/// The loop between a display and what is done on it: events in, frames out, ticks while playing.
struct Session<Content: Activity> {
  private var content: Content
  /// When the next tick is due, on the clock that was given; nil while nothing plays.
  private var tickTime: Int?
  /// Milliseconds from any beginning.
  private let clock: () -> Int

  init(_ content: Content, clock: @escaping () -> Int = monotonicClock) {
    self.content = content
    self.clock = clock
  }

  /// Runs until the user quits or the program is asked to end.
  ///
  /// While nothing plays, it waits for events without a limit and takes no processor time.
  ///
  /// - Returns: How it was left, and why it ended; nil when the user quit.
  mutating func run(
    on display: inout some Display & ~Copyable
  ) -> (content: Content, ending: Ending?) {
    _ = perform(content.begin(on: display.properties), on: &display)
    display.show(content.frame())
    while true {
      while content.hasWork {
        if perform(content.work(), on: &display) { return (content, nil) }
        display.show(content.frame())
      }
      var event = display.nextEvent(timeout: tickTime.map { max(0, $0 - clock()) })
      var count = 0
      while let present = event {
        if case .ended(let ending) = present { return (content, ending) }
        let effects = content.handle(present, on: display.properties)
        if perform(effects, on: &display) { return (content, nil) }
        count += 1
        // What is to be done comes before what is typed ahead: the keys are meant for its outcome.
        event = count < mostEventsPerFrame && !content.hasWork ? display.nextEvent(timeout: 0) : nil
      }
      tickIfDue()
      display.show(content.frame())
    }
  }

  /// - Returns: Whether the user quits.
  private mutating func perform(
    _ effects: [Effect], on display: inout some Display & ~Copyable
  ) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return true
      case .redraw: display.redraw()
      case .scheduleTick(let delay): tickTime = clock() + delay
      }
    }
    return false
  }

  private mutating func tickIfDue() {
    guard let due = tickTime, clock() >= due else { return }
    tickTime = nil
    for case .scheduleTick(let delay) in content.tick() {
      // From when it was due, so that the pace does not depend on how long drawing takes; a pause
      // of the whole program is not made up for.
      tickTime = max(due + delay, clock())
    }
  }
}

/// Events taken before a frame is drawn: keys that repeat faster than frames must not queue up.
private let mostEventsPerFrame = 64

/// Milliseconds since the program asked first.
func monotonicClock() -> Int { Int((ContinuousClock.now - beginning) / .milliseconds(1)) }

private let beginning = ContinuousClock.now
