package import Drawing

/// Everything that a user, the clock or the terminal can ask of the screen of a comparison.
package enum CompareAction: Hashable, Sendable {
  // The study
  case pause, nextTask, previousTask, moreExamples, fewerExamples, restart
  // Looking
  case way(Int)
  case nextPage, previousPage
  case nextSeed, previousSeed
  case up, down, pageUp, pageDown, first, last
  case present, blank, help, cancel, redraw, quit
  case click(row: Int, column: Int)
  case wheel(up: Bool)
  // From the loop
  /// One more piece of work.
  case advance
  case tick
  case resized(DisplayProperties)
}

/// What has to be done besides.
package enum CompareEffect: Hashable, Sendable {
  case quit
  case redraw
  /// Milliseconds.
  case scheduleTick(after: Int)
}
