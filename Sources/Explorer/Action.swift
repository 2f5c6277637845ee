package import Drawing

/// Everything that a user, the clock or the terminal can ask of the explorer.
package enum Action: Hashable, Sendable {
  // Stepping
  case next, previous, rowUp, rowDown, first, last
  case digit(Character), go
  case nextNode, previousNode
  case nextMap, previousMap, nextSlice, previousSlice
  case play, faster, slower, subSteps
  // Asking
  case ask, back, moveFocus
  // Looking
  case zoomIn, zoomOut, nextPalette, nextScope, takeApart, redraw
  case openGallery, openStrongest, openOcclusion
  // Changing
  case pickFilter, editFilter, chooseOptions, undo, redo
  // Lists, panels and typed text
  case sort, search
  // The network screen
  case openOverview, showUses
  case up, down, left, right, pageUp, pageDown, accept
  case type(Character), erase
  case negate, addRow, removeRow, addColumn, removeColumn
  // Everywhere
  case help, cancel, quit, present, blank
  // From the world
  case tick
  case resized(DisplayProperties)
  case click(row: Int, column: Int)
  case wheel(up: Bool)
}

/// What `update` wants done outside of the model.
package enum Effect: Hashable, Sendable {
  case quit
  /// Send a `.tick` after so many milliseconds, in place of any that was asked for before.
  case scheduleTick(after: Int)
  /// Draw the whole screen again, whatever is believed to be on it.
  case redraw
}
