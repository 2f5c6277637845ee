import Convolution
import Drawing
import Explorer
import Lessons
import Networks

/// Scenes from a text, with pictures that need no file.
extension SceneBuilder {
  static func testing() -> SceneBuilder {
    SceneBuilder(lessonPath: "test.md", pictures: { try TestPictures.load($0) })
  }

  /// Applies a block that stands in lines 1, 2, … and builds its scene.
  mutating func build(_ block: String) -> (scene: Scene?, errors: [String]) {
    var errors: [LocatedError] = []
    do {
      apply(try YAMLText(path: "test.md").root(of: block), errors: &errors)
    } catch {
      errors.append(error)
    }
    let scene = scene(at: Networks.Place(line: 99, column: 1), errors: &errors)
    return (scene, errors.map(\.description))
  }

  /// The model of the scene after these blocks, which must be free of mistakes.
  static func model(_ blocks: String...) throws -> Model {
    var builder = testing()
    var model: Model?
    for block in blocks {
      let (scene, errors) = builder.build(block)
      guard errors.isEmpty, let scene else { throw Mistakes(errors: errors) }
      model = scene.model(
        display: DisplayProperties(columns: 80, rows: 24, colors: .extended, glyphs: .unicode))
    }
    guard let model else { throw Mistakes(errors: ["no block"]) }
    return model
  }

  struct Mistakes: Error, CustomStringConvertible {
    let errors: [String]
    var description: String { errors.joined(separator: "\n") }
  }
}

/// Pictures whose numbers are their places in reading order: `stairs` and `colors` of 6×5, `clothes` of
/// 28×28, `large` of 600×2, or of the size that is asked for.
enum TestPictures {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  static func load(_ query: PictureQuery) throws -> Exploration.Subject {
    var extent = Extent(height: 6, width: 5)
    switch query.name {
    case "stairs", "colors": break
    case "large": extent = Extent(height: 600, width: 2)
    case "clothes": extent = Extent(28)
    default: throw Missing(description: "there is no picture '\(query.name)'; check its name")
    }
    if let size = query.resize { extent = try Extent(pictureArgument: size) }
    let channels = query.name == "colors" && query.hasColors != false ? 3 : 1
    let shape = try Shape(channels: channels, height: extent.height, width: extent.width)
    let scale: Float = query.hasByteScale ? 255 : 1
    return Exploration.Subject(
      picture: try Tensor(
        shape: shape, elements: (0..<shape.count).map { Float($0) * scale }),
      title: query.name, arguments: [query.name],
      channelNames: shape.channels == 3 ? PrimaryColor.names : [])
  }
}
