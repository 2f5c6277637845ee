/// A grid of character cells: one whole frame of the screen, drawn without a terminal.
package struct Canvas: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  package private(set) var cells: [Cell]

  /// A frame of blanks. Sizes below zero count as zero.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  /// Reading outside gives a blank; writing outside does nothing, so that drawing code never has
  /// to ask how large the terminal is.
  package subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? cells[row * columns + column] : Cell() }
    set { if contains(row, column) { cells[row * columns + column] = newValue } }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    0..<rows ~= row && 0..<columns ~= column
  }
}

/// What one character cell shows. Every glyph is one column wide.
package struct Cell: Hashable, Sendable {
  package var glyph: Unicode.Scalar
  package var style: Style

  package init(_ glyph: Unicode.Scalar = " ", _ style: Style = Style()) {
    self.glyph = glyph
    self.style = style
  }
}

/// How a cell looks: a role, which the theme turns into colors, or colors of its own.
package struct Style: Hashable, Sendable {
  package var role: Role
  /// Overrides of the role's colors, for cells that show data.
  package var foreground: Color?
  package var background: Color?

  package init(_ role: Role = .text, foreground: Color? = nil, background: Color? = nil) {
    self.role = role
    self.foreground = foreground
    self.background = background
  }
}

/// What a cell is for. A theme decides what that looks like, also without colors.
package enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text in the terminal's own colors.
  case text
  /// Text that only says something, as opposed to what can be acted on.
  case dim
  /// Headings and keys: what can be acted on.
  case accent
  /// Text that matters now.
  case strong
  /// The frame of the window and the marks that follow it.
  case frame
  /// A number on the sheet.
  case sheet
  /// A number on the sheet that the window covers.
  case sheetStrong
  /// A number on the sheet that is not a pixel: padding, and what no window reaches.
  case sheetDim
  /// The one number that the last step was about.
  case present
  /// A number that a lesson points at.
  case marked
  /// The chosen line of a list, or the field being edited.
  case selection
  /// A message about something that went wrong.
  case warning
}

/// An index into the terminal's palette: 0–15 as the user has set them, 16–255 as xterm fixed them.
package struct Color: Hashable, Sendable {
  package let index: UInt8

  package init(_ index: UInt8) { self.index = index }
}

/// A rectangle of cells.
package struct Region: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  package var endRow: Int { row + rows }
  package var endColumn: Int { column + columns }
  package var isEmpty: Bool { rows == 0 || columns == 0 }

  package func contains(row: Int, column: Int) -> Bool {
    self.row..<endRow ~= row && self.column..<endColumn ~= column
  }
}
