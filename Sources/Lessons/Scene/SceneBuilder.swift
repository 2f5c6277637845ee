internal import Convolution
internal import Drawing
internal import Explorer
internal import Networks

// To be replaced: a stand-in that only knows pictures and filters.

struct SceneBuilder {
  private let lessonPath: String
  private let pictures: PictureLoader
  private var picture: String?
  private var filter = "horizontal"

  init(lessonPath: String, pictures: @escaping PictureLoader) {
    (self.lessonPath, self.pictures) = (lessonPath, pictures)
  }

  mutating func apply(_ yaml: YAMLValue, errors: inout [LocatedError]) {
    guard
      let mapping = attempt(
        &errors, try YAMLMapping(yaml, subject: "the scene", path: lessonPath))
    else { return }
    errors += mapping.complaints(aboutKeysBeyond: ["picture", "filter", "cursor"])
    picture = (attempt(&errors, try mapping.text("picture")) ?? nil) ?? picture
    filter = (attempt(&errors, try mapping.text("filter")) ?? nil) ?? filter
  }

  mutating func scene(at place: Networks.Place, errors: inout [LocatedError]) -> Scene? {
    do {
      let subject = try pictures(PictureQuery(name: picture ?? "", lessonPath: lessonPath))
      var settings = ChainSettings()
      settings.filters = [FilterChoice(try FilterCatalog.entry(named: filter))]
      return Scene(Model(try Exploration(subject, settings: settings), display: .ofReader))
    } catch {
      errors.append(LocatedError(path: lessonPath, place: place, message: "\(error)"))
      return nil
    }
  }
}

extension Value {
  package func text(digits: Int?) -> String {
    switch self {
    case .number(let number): "\(number)"
    case .numbers(let numbers): "\(numbers)"
    case .size(let extents): extents.map(String.init).joined(separator: "×")
    case .truth(let holds): "\(holds)"
    }
  }
}
