package import Drawing
package import Explorer

/// What a lesson shows at a moment: something to explore, and how it is looked at.
package struct Scene: Sendable {
  package let exploration: Exploration
  /// Everything that the screen needs but the size of the terminal.
  private let prototype: Model
  /// The screen that is opened.
  package let screen: Screen
  /// Whether the window walks here from where it was.
  package let isPlayed: Bool

  package init(_ model: Model, screen: Screen = .layer, isPlayed: Bool = false) {
    (exploration, prototype) = (model.exploration, model)
    (self.screen, self.isPlayed) = (screen, isPlayed)
  }

  /// The explorer on this scene.
  package func model(display: DisplayProperties) -> Model {
    var model = prototype
    model.display = display
    return model
  }
}
