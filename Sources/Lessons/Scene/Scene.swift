package import Drawing
package import Explorer
package import Workbench

/// What a lesson shows at a moment: something to explore or to train, and how it is looked at.
package struct Scene: Sendable {
  package let exploration: Exploration
  /// Everything that the screen needs but the size of the terminal.
  private let prototype: Model
  /// What stands in the explorer's place, if something does.
  package let bench: Bench?
  /// The screen that is opened.
  package let screen: Screen
  /// Whether the window walks here from where it was, or the training goes on by itself.
  package let isPlayed: Bool

  package init(
    _ model: Model, bench: Bench? = nil, screen: Screen = .layer, isPlayed: Bool = false
  ) {
    (exploration, prototype) = (model.exploration, model)
    (self.bench, self.screen, self.isPlayed) = (bench, screen, isPlayed)
  }

  /// The explorer on this scene.
  package func model(display: DisplayProperties) -> Model {
    var model = prototype
    model.display = display
    return model
  }

  /// The scene as it begins.
  package func stage(display: DisplayProperties) -> Stage {
    Stage(model(display: display), bench: bench)
  }
}
