import Convolution
import Drawing
import Explorer
import Lessons

/// What a scene shows, for the dialogue and for the teacher's notes.
enum SceneText {
  /// Nothing is drawn; a model wants a display all the same.
  private static let display = DisplayProperties(
    columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode)

  /// The scene from top to bottom; only the present cell where nothing but the window has moved.
  static func lines(_ scene: Scene, after last: Scene?) -> [String] {
    let model = scene.model(display: display)
    let text =
      if scene.screen == .layer, let last, last.screen == .layer, scene.showsSameTables(as: last) {
        PlainText.cell(model)
      } else {
        PlainText.text(of: scene.screen, model)
      }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// What is looked at, in three parts: `three 28×28`, `horizontal 3×3 · …`, `output[13,14]`.
  static func summary(_ scene: Scene) -> [String] {
    let model = scene.model(display: display)
    let subject = scene.exploration.subject
    let title = scene.exploration.named?.title ?? model.chainTitle(isShort: false)
    let address = scene.exploration.address(model.cursor.element, at: model.outputPlace)
    return ["\(subject.title) \(subject.picture.shape)", title, address]
  }
}

extension Scene {
  /// Whether another scene is about the same numbers of the same layer.
  fileprivate func showsSameTables(as other: Scene) -> Bool {
    let (mine, its) = (exploration, other.exploration)
    return mine.subject == its.subject && mine.settings == its.settings
      && mine.named?.title == its.named?.title && mine.named?.arguments == its.named?.arguments
  }
}
