/// One line on standard error that is written over again and again. Nothing is written where that is no
/// terminal.
struct ProgressLine {
  private let isShown: Bool
  private let clock: () -> Int
  private var lastTime: Int?
  /// The columns that are written on.
  private var written = 0

  /// Milliseconds between two texts.
  private static let interval = 100

  init(isShown: Bool = StandardError.isTerminal, clock: @escaping () -> Int = monotonicClock) {
    (self.isShown, self.clock) = (isShown, clock)
  }

  /// Shows a text, if the last one has been there for a moment.
  ///
  /// - Parameter text: Gets the columns there are.
  mutating func show(_ text: (_ width: Int) -> String) {
    guard isShown else { return }
    let now = clock()
    if let lastTime, now - lastTime < Self.interval { return }
    lastTime = now
    // A line that is full makes some terminals go on to the next.
    let line = text((StandardError.width ?? 80) - 1)
    let width = line.unicodeScalars.count
    // Blanks instead of the terminal's own command: every terminal knows them.
    let rest = String(repeating: " ", count: max(0, written - width))
    writeToStandardError("\r\(line)\(rest)")
    written = width
  }

  /// Leaves an empty line for something else to stand on.
  mutating func clear() {
    guard written > 0 else { return }
    writeToStandardError("\r\(String(repeating: " ", count: written))\r")
    (written, lastTime) = (0, nil)
  }
}
