package import Drawing
package import Explorer

/// Everything that a user, the clock or the terminal can ask of the screen of a training.
package enum NetworkAction: Hashable, Sendable {
  // Training
  case pause, oneBatch
  case stop, save, quit
  // Looking
  case page(NetworkPage)
  case nextPage, previousPage
  case earlierEpoch, laterEpoch, firstEpoch, lastEpoch
  case up, down, pageUp, pageDown
  case nextPicture, previousPicture
  case nextNode, previousNode
  case zoomIn, zoomOut
  case running, logarithmic, nextPalette
  case ask, openNetwork
  case present, blank, help, cancel, redraw
  case click(row: Int, column: Int)
  case wheel(up: Bool)
  /// For the explorer, while it has the screen.
  case explorer(Action)
  // From the loop
  /// One more piece of work.
  case advance
  /// What the pieces since the last time have taken.
  case worked(seconds: Double)
  case tick
  case resized(DisplayProperties)
  /// The weights are in a file.
  case saved(path: String)
  case say(String)
}

/// What has to be done besides.
package enum NetworkEffect: Hashable, Sendable {
  case quit
  case redraw
  /// Milliseconds.
  case scheduleTick(after: Int)
  /// Keep the weights and all that it takes to go on.
  case save
}
