import CTerminal
package import Drawing

/// The terminal that the program runs in, drawn through ncurses.
///
/// It is taken when the value is made, and given back when the value goes out of scope, also when an
/// error passes by. There is one at a time. Nothing else may write to the terminal while it lives.
package struct NcursesTerminal: ~Copyable, Display {
  /// What the user asks for beyond what the environment says.
  package struct Options: Sendable {
    package var colors = ColorRequest.automatic
    /// nil asks `COLORFGBG`, and takes a dark terminal where that says nothing.
    package var background: Background?
    /// nil goes by the locale and the type of the terminal.
    package var glyphs: GlyphSet?
    /// Without the mouse, the terminal's own selection works as usual.
    package var usesMouse = true

    package init() {}
  }

  /// The description in use: `TERM`, or what stands in for a type this system does not know.
  package let type: String

  private let brush: Brush
  private var shown: Canvas?
  private var decoder = InputDecoder()
  private var unfinishedSince: ContinuousClock.Instant?
  private var events: [Event] = []

  /// How long the rest of a sequence may take on a slow line.
  private static let sequencePatience = Duration.milliseconds(100)

  /// Takes the terminal: alternate screen, one key at a time, no cursor (`newterm`).
  ///
  /// - Parameter variable: Looks a variable up in the environment.
  /// - Throws: `TerminalError` when there is no terminal, or none that can be drawn on.
  package init(
    options: Options = Options(), variable: (String) -> String? = NcursesTerminal.variable
  ) throws(TerminalError) {
    let name = variable("TERM")
    let candidates = try TerminalType.candidates(for: name, request: options.colors)
    guard terminal_connect() else { throw .noTerminal }
    guard let type = candidates.first(where: { terminal_is_usable($0) }) else {
      terminal_disconnect()
      throw .typeIsUnusable(name ?? "")
    }
    _ = Characters.locales(variable: variable).first { terminal_set_locale($0) }
    // They would freeze the size.
    for name in ["LINES", "COLUMNS"] { terminal_forget_variable(name) }
    guard terminal_open(type, options.usesMouse) else {
      terminal_disconnect()
      throw .cannotOpen(type)
    }
    if variable("ESCDELAY") == nil { terminal_set_escape_delay(25) }

    self.type = type
    let glyphs =
      options.glyphs
      ?? Characters.glyphs(codeset: String(cString: terminal_codeset()), type: type) {
        Int(terminal_glyph_width($0.value))
      }
    let colors = options.colors.tier(
      terminalColors: Int(terminal_color_count()), noColor: variable("NO_COLOR"))
    if colors != .monochrome { terminal_start_colors() }
    let background =
      options.background ?? variable("COLORFGBG").flatMap(Background.init(colorFGBG:))
    brush = Brush(
      theme: Theme(colors: colors, background: background ?? .dark), glyphs: glyphs)
  }

  /// A variable of the process's environment (`getenv`).
  package static func variable(_ name: String) -> String? {
    terminal_variable(name).map { String(cString: $0) }
  }

  deinit { terminal_close() }

  package var properties: DisplayProperties {
    DisplayProperties(
      columns: Int(terminal_columns()), rows: Int(terminal_rows()),
      colors: brush.theme.colors, glyphs: brush.glyphs)
  }
}

// MARK: - Drawing

extension NcursesTerminal {
  package mutating func show(_ canvas: Canvas) {
    let isNew = shown?.columns != canvas.columns || shown?.rows != canvas.rows
    if isNew { terminal_erase() }
    var run: [terminal_cell] = []
    for row in 0..<min(canvas.rows, Int(terminal_rows())) {
      let start = row * canvas.columns
      var changed = start..<start + canvas.columns
      if !isNew, let shown {
        // From the first cell that differs to the last; curses skips what is equal between them.
        let differs = { (index: Int) in canvas.cells[index] != shown.cells[index] }
        guard let first = changed.first(where: differs), let last = changed.last(where: differs)
        else { continue }
        changed = first..<last + 1
      }
      run.removeAll(keepingCapacity: true)
      for cell in canvas.cells[changed] { run.append(brush.painted(cell)) }
      terminal_draw(Int32(row), Int32(changed.lowerBound - start), run, Int32(run.count))
    }
    terminal_flush()
    shown = canvas
  }

  /// Clears the screen and sends it whole (`clearok`).
  package mutating func redraw() {
    terminal_mark_unknown()
    terminal_flush()
  }
}

/// Turns a cell into what the terminal is to show.
private struct Brush {
  let theme: Theme
  let glyphs: GlyphSet

  func painted(_ cell: Cell) -> terminal_cell {
    var look = theme.appearance(of: cell.style)
    // Eight colors come with 63 pairs, fewer than there are combinations: reversed, one does for two.
    if theme.colors == .basic, let ink = look.foreground, let paper = look.background,
      ink.index > paper.index
    {
      (look.foreground, look.background) = (paper, ink)
      look.attributes.formSymmetricDifference(.reverse)
    }
    return terminal_cell(
      glyph: printable(cell.glyph).value,
      foreground: look.foreground.map { Int16($0.index) } ?? -1,
      background: look.background.map { Int16($0.index) } ?? -1,
      attributes: look.attributes.rawValue)
  }

  /// Control characters would move the cursor, and wide ones the rest of the line.
  private func printable(_ glyph: Unicode.Scalar) -> Unicode.Scalar {
    switch glyph.value {
    case 0x20..<0x7F: glyph
    case 0..<0xA0: " "
    default: glyphs == .unicode && terminal_glyph_width(glyph.value) == 1 ? glyph : "?"
    }
  }
}

// MARK: - Events

extension NcursesTerminal {
  package mutating func nextEvent(timeout: Int?) -> Event? {
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now + .milliseconds($0) }
    while true {
      if let event = signalEvent() ?? inputEvent() { return event }
      if terminal_take_wake() { return .woken }
      let now = clock.now
      var limit = deadline.map { $0 - now }
      if decoder.isUnfinished {
        let since = unfinishedSince ?? now
        unfinishedSince = since
        let patience = since + Self.sequencePatience - now
        if patience <= .zero {
          decoder.abandon()
        } else {
          limit = min(limit ?? patience, patience)
        }
      }
      if !decoder.isUnfinished { unfinishedSince = nil }
      switch Int(terminal_wait(limit.map(Self.milliseconds) ?? -1)) {
      case TERMINAL_IS_GONE: return signalEvent() ?? .ended(.endOfInput)
      case TERMINAL_TIME_IS_UP: if let deadline, clock.now >= deadline { return nil }
      default: continue
      }
    }
  }

  /// Rounded up, so that waiting never turns into asking again and again.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(
      clamping: max(0, seconds.multipliedReportingOverflow(by: 1000).partialValue + fraction))
  }

  /// Ends the present wait for an event, or the next, with `.woken` (`terminal_wake`).
  ///
  /// To be called from any thread, while there is a terminal.
  package static func wake() { terminal_wake() }

  /// What has arrived by signal, stops and goings-on included.
  private mutating func signalEvent() -> Event? {
    while true {
      switch Int(terminal_take_signal()) {
      case TERMINAL_NO_SIGNAL: return nil
      case TERMINAL_STOP:
        terminal_suspend()
        if resume() { return .resumed }
      case TERMINAL_CONTINUE: if resume() { return .resumed }
      case let number: return .ended(.signal(Int32(number)))
      }
    }
  }

  private mutating func resume() -> Bool {
    guard terminal_resume() else { return false }
    decoder.abandon()
    return true
  }

  private mutating func inputEvent() -> Event? {
    while events.isEmpty {
      let code = Int(terminal_read_key())
      switch code {
      case TERMINAL_NO_KEY:
        events = decoder.pause()
        return events.isEmpty ? nil : events.removeFirst()
      case TERMINAL_KEY_RESIZED:
        // Lines that the terminal has wrapped anew are not what curses believes them to be.
        terminal_mark_unknown()
        shown = nil
        events = [.resized]
      case 0..<256:
        unfinishedSince = nil
        events = decoder.decode(UInt8(code))
      default:
        if let key = Self.key(code) { events = decoder.decode(key) }
      }
    }
    return events.removeFirst()
  }

  private static func key(_ code: Int) -> Key? {
    switch code {
    case TERMINAL_KEY_UP: .up
    case TERMINAL_KEY_DOWN: .down
    case TERMINAL_KEY_LEFT: .left
    case TERMINAL_KEY_RIGHT: .right
    case TERMINAL_KEY_HOME: .home
    case TERMINAL_KEY_END: .end
    case TERMINAL_KEY_PAGE_UP: .pageUp
    case TERMINAL_KEY_PAGE_DOWN: .pageDown
    case TERMINAL_KEY_INSERT: .insert
    case TERMINAL_KEY_DELETE: .delete
    case TERMINAL_KEY_BACKSPACE: .backspace
    case TERMINAL_KEY_BACK_TAB: .backTab
    case TERMINAL_KEY_ENTER: .enter
    case TERMINAL_KEY_FUNCTION + 1...TERMINAL_KEY_FUNCTION + 63:
      .function(code - TERMINAL_KEY_FUNCTION)
    default: nil
    }
  }
}
