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
    var model = scene.model(display: display)
    // The lesson has words of its own: what a filter finds is often what it asks for.
    model.chrome = .scene
    let text =
      if let bench = scene.bench {
        BenchText.text(bench)
      } else if scene.screen == .layer, let last, last.bench == nil, last.screen == .layer,
        scene.showsSameTables(as: last)
      {
        PlainText.cell(model)
      } else if scene.screen == .layer {
        PlainText.describe(model, in: space) + wholes(model)
      } else {
        PlainText.text(of: scene.screen, model)
      }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return shortened(lines).map(spoken).flatMap(broken)
  }

  /// What a table may take: all of it is heard, number after number.
  private static let space = PlainText.Space(width: 60, rows: 12)
  /// Lines of a kind that are heard one after the other, such as terms, or patches and their numbers.
  private static let mostAlike = 32

  /// What a table that was cut holds as a whole: nobody sees its picture.
  private static func wholes(_ model: Model) -> String {
    let places = [model.inputPlace, model.outputPlace]
    let cells = [0, model.shape.count - 1].map(model.shape.element) + [model.cursor.element]
    let isVeiled = model.veil.hidesSize || cells.contains { model.cover(ofOutput: $0) != nil }
    return places.compactMap { place -> String? in
      let tensor = model.exploration.tensor(at: place)
      guard tensor.shape.extent.height > space.rows else { return nil }
      if place == model.outputPlace, isVeiled { return nil }
      let range = tensor.valueRange()
      let count = tensor.elements.count { $0 != 0 }
      return "\(model.exploration.name(of: place)) as a whole: \(count) of"
        + " \(tensor.elements.count) numbers are not 0; the smallest \(relation(range.minimum)),"
        + " the largest \(relation(range.maximum))\n"
    }.joined()
  }

  /// Long lists end where nobody listens any more; what they come to stays.
  private static func shortened(_ lines: [String]) -> [String] {
    lines.split(separator: "", omittingEmptySubsequences: false).flatMap { block -> [String] in
      guard block.count > mostAlike + 4 else { return block + [""] }
      let left = block.count - mostAlike - 4
      return block.prefix(mostAlike) + ["… \(left) more lines …"] + block.suffix(4) + [""]
    }.dropLast()
  }

  /// Without what is drawn: `0.36 to 0.27`.
  private static func spoken(_ line: String) -> String {
    var line = line
    while let arrow = line.firstRange(of: " ─→ ") { line.replaceSubrange(arrow, with: " to ") }
    return line
  }

  /// A line that is too long goes on in another one.
  private static func broken(_ line: String) -> [String] {
    guard line.count > ProseText.width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    return ProseText.hanging(line, after: indent + "  ").enumerated().map {
      $0 == 0 ? String($1.dropFirst(2)) : $1
    }
  }

  /// What is looked at, in three parts: `three 28×28`, `horizontal 3×3 · …`, `output[13,14]`.
  static func summary(_ scene: Scene) -> [String] {
    if let bench = scene.bench { return BenchText.summary(bench) }
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
