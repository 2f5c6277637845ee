package import Drawing

/// Everything that a user, the clock or the terminal can ask of the filter's screen.
package enum FilterAction: Hashable, Sendable {
  // Updates
  case next, previous, first, last, play, faster, slower
  case digit(Character), go
  case lowerRate, raiseRate, nextSeed, previousSeed
  // Looking
  case up, down, left, right, pageUp, pageDown
  case moveFocus, ask, curveScale, nextPalette, explore
  // Changing
  case edit, options, targets, paint
  // Lists, panels and typed text
  case accept, type(Character), erase, negate, pen, undo, redo
  // Everywhere
  case help, cancel, quit, present, blank, redraw
  // From the world
  case tick
  case resized(DisplayProperties)
  case click(row: Int, column: Int)
  case wheel(up: Bool)
}
