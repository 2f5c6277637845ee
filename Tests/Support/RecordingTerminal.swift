package import Drawing

/// A terminal without a terminal: events come from a script, and every frame is kept.
package struct RecordingTerminal: Display {
  /// What happens at one call of `nextEvent`.
  package enum Step: Hashable, Sendable {
    case event(Event)
    /// The time runs out, where a time was given.
    case pause
    case resize(columns: Int, rows: Int)
  }

  package private(set) var properties: DisplayProperties
  /// Every frame that was shown, the latest last.
  package private(set) var frames: [Canvas] = []
  /// The times that `nextEvent` was asked to wait, nil for without end.
  package private(set) var timeouts: [Int?] = []
  private var script: ArraySlice<Step>

  package init(
    columns: Int = 80, rows: Int = 24, colors: ColorTier = .extended, glyphs: GlyphSet = .unicode,
    script: [Step] = []
  ) {
    properties = DisplayProperties(columns: columns, rows: rows, colors: colors, glyphs: glyphs)
    self.script = script[...]
  }

  /// How often the whole frame was asked for again.
  package private(set) var redraws = 0

  package mutating func redraw() { redraws += 1 }

  package mutating func show(_ canvas: Canvas) { frames.append(canvas) }

  /// The next step of the script; when that is over, the terminal is closed. A pause is passed over
  /// by a call that waits without end.
  package mutating func nextEvent(timeout: Int?) -> Event? {
    timeouts.append(timeout)
    while let step = script.popFirst() {
      switch step {
      case .event(let event): return event
      case .pause: if timeout != nil { return nil }
      case .resize(let columns, let rows):
        properties.columns = columns
        properties.rows = rows
        return .resized
      }
    }
    return .ended(.endOfInput)
  }
}
