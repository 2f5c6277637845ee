/// What a terminal gives and takes: whole frames out, events in.
///
/// Two kinds exist: the ncurses terminal and the recording one of the tests.
package protocol Display: ~Copyable {
  /// The size in character cells, and what it can show.
  var properties: DisplayProperties { get }

  /// Shows a frame; only cells that differ from the frame before are sent.
  mutating func show(_ canvas: Canvas)

  /// Sends the whole frame again, for when something else has written on the screen.
  mutating func redraw()

  /// Waits for something to happen.
  ///
  /// - Parameter timeout: Milliseconds, or nil to wait as long as it takes.
  /// - Returns: nil when the time ran out.
  mutating func nextEvent(timeout: Int?) -> Event?
}

/// What a terminal is able to show.
package struct DisplayProperties: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package var colors: ColorTier
  package var glyphs: GlyphSet

  package init(columns: Int, rows: Int, colors: ColorTier, glyphs: GlyphSet) {
    self.columns = columns
    self.rows = rows
    self.colors = colors
    self.glyphs = glyphs
  }
}

/// How many colors there are to choose from.
package enum ColorTier: String, CaseIterable, Sendable {
  /// None: bold, reverse and underline only.
  case monochrome
  /// The eight (or sixteen) colors that the user has set.
  case basic
  /// The 240 fixed colors of xterm.
  case extended
}

/// Which characters the terminal can show.
package enum GlyphSet: String, CaseIterable, Sendable {
  case unicode
  case ascii
}

/// Something that happened at the terminal.
package enum Event: Hashable, Sendable {
  case key(Key)
  /// A button was pressed on a cell, counted from 0.
  case click(row: Int, column: Int)
  case wheel(up: Bool, row: Int, column: Int)
  /// The size may have changed; ask for `properties`.
  case resized
  /// The program was stopped and goes on; the screen has been drawn again.
  case resumed
  /// Another thread has something new to show.
  case woken
  /// The program is asked to end: by a signal, or because the terminal went away.
  case ended(Ending)
}

/// Why the program has to end.
package enum Ending: Hashable, Sendable {
  /// SIGINT, SIGTERM, SIGHUP, SIGQUIT, by number.
  case signal(Int32)
  /// The terminal was closed: end of input.
  case endOfInput
}

/// A key as the user thinks of it.
package enum Key: Hashable, Sendable {
  /// A printing character, including the space.
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// Ctrl with a letter, in lower case.
  case control(Character)
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  package init(extendedGraphemeClusterLiteral character: Character) { self = .character(character) }
}
