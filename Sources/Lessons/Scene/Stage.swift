package import Explorer
package import Workbench

/// A scene that is alive: what a learner sees, changes, and is asked about.
package struct Stage: Sendable {
  /// The explorer; below a bench it has the picture and what is done to it, for expressions.
  package var model: Model
  /// What is trained or shown of a training; it is on the screen in the explorer's place.
  package var bench: Bench?

  package init(_ model: Model, bench: Bench? = nil) { (self.model, self.bench) = (model, bench) }
}
