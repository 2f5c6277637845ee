import Drawing
import Explorer
package import Networks

/// Builds the scenes of a lesson, each from the one before it and from what its block changes.
///
/// A value: a copy is a branch of its own, for a scene that the following ones do not inherit.
package struct SceneBuilder: Sendable {
  private let lessonPath: String
  private let pictures: PictureLoader
  private var content = SceneContent()
  private var view = SceneView()
  private var bench = BenchSettings()
  /// What the content came to; nil until it is computed, and after it was changed.
  private var exploration: Exploration?
  /// The pictures that are compared with the scene's own; nil until they are loaded.
  private var album: [Exploration.Subject]?
  /// Keys whose values could not be read: until they are written anew, no scene can be built.
  private var brokenKeys: Set<String> = []
  /// Whether the content could be read but not computed; that is told once.
  private var hasFailed = false
  /// The block that was applied last: what is wrong with a scene is said there.
  private var block: YAMLMapping?

  package init(lessonPath: String, pictures: @escaping PictureLoader) {
    (self.lessonPath, self.pictures) = (lessonPath, pictures)
  }

  /// Changes what a `scene` block names.
  ///
  /// What is wrong with the block is added to `errors`; its other keys count all the same.
  package mutating func apply(_ yaml: YAMLValue, errors: inout [LocatedError]) {
    let keys: YAMLMapping
    do throws(LocatedError) {
      keys = try YAMLMapping(yaml, subject: "a scene", path: lessonPath)
    } catch {
      errors.append(error)
      return
    }
    var reader = SceneReader(keys, lessonPath: lessonPath)
    if reader.flag("reset") == true {
      self = SceneBuilder(lessonPath: lessonPath, pictures: pictures)
    }
    block = keys
    defer {
      let found = keys.unknownKeys(besides: Self.keys) + reader.errors
      errors += found.sorted { $0.place < $1.place }
    }
    let changesContent = keys.keys.contains(where: Self.contentKeys.contains)
    if changesContent {
      (exploration, album, hasFailed) = (nil, nil, false)
      brokenKeys.subtract(Self.replacedKeys(by: keys.keys))
      content.change(&reader)
      brokenKeys.formUnion(reader.failedKeys)
    }
    if changesContent || keys.value("cursor") != nil { view.leaveCell() }
    let onBench = keys.keys.contains(where: BenchSettings.keys.contains)
    if !onBench, keys.keys.contains(where: (Self.contentKeys + ["cursor", "view"]).contains) {
      bench = BenchSettings()
    }
    view.change(&reader)
    if onBench { bench.change(&reader) }
  }

  /// The keys whose old values no longer matter: what was wrong with them is of no concern.
  private static func replacedKeys(by keys: [String]) -> [String] {
    var replaced = keys
    for key in keys {
      switch key {
      case "picture", "grid": replaced += SceneProblem.pictureKeys
      case "network", "layers":
        replaced += SceneProblem.chainKeys + ["network", "layers", "weights"]
      case "filter", "kernel", "pool":
        replaced += ["filter", "kernel", "network", "layers", "weights"]
      default: break
      }
    }
    return replaced
  }

  /// The scene as it stands now; nil where something is wrong with it, which is told once.
  ///
  /// - Parameter place: Where to complain if no key of the last block is to blame.
  package mutating func scene(
    at place: Networks.Place, errors: inout [LocatedError]
  ) -> Scene? {
    guard brokenKeys.isEmpty, !hasFailed else { return nil }
    do throws(SceneProblem) {
      try SceneProblem.spend(1, on: .scenes)
      let exploration = try explored()
      let named = Set(block?.keys ?? [])
      var model = Model(exploration, display: Self.placeholder)
      model.album = try compared(with: exploration.subject)
      if !model.album.isEmpty { model.albumArguments = ["--pictures"] + content.album }
      let complaints = view.set(&model, named: named)
      errors += complaints.map { located($0, at: place) }
      (bench.hiddenTables, bench.hiddenPages) = (view.hiddenTables, view.hiddenPages)
      let bench = try bench.bench(over: exploration, named: named)
      return complaints.isEmpty
        ? Scene(model, bench: bench, screen: view.screen, isPlayed: view.isPlayed) : nil
    } catch {
      errors.append(located(error, at: place))
      // The scenes that inherit this would only say the same again.
      hasFailed = true
      return nil
    }
  }

  /// What there is to explore, computed again only when the content has changed.
  private mutating func explored() throws(SceneProblem) -> Exploration {
    if let exploration { return exploration }
    let computed = try content.exploration(pictures: pictures, lessonPath: lessonPath)
    exploration = computed
    return computed
  }

  /// What the scene's picture is compared with, loaded again only when the content has changed.
  private mutating func compared(
    with subject: Exploration.Subject
  ) throws(SceneProblem) -> [Exploration.Subject] {
    if let album { return album }
    let loaded = try content.album(besides: subject, pictures: pictures, lessonPath: lessonPath)
    album = loaded
    return loaded
  }

  /// Scenes know their size only when they are shown.
  private static let placeholder = DisplayProperties(
    columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode)

  private func located(_ problem: SceneProblem, at place: Networks.Place) -> LocatedError {
    if let error = problem.located { return error }
    let key = problem.keys.first { block?.value($0) != nil }
    return LocatedError(
      path: lessonPath, place: problem.place ?? key.flatMap { block?.place(of: $0) } ?? place,
      message: problem.message)
  }
}

// MARK: - Keys

extension SceneBuilder {
  static let contentKeys =
    SceneProblem.pictureKeys + SceneProblem.chainKeys
    + ["network", "layers", "weights", "pictures"]
  static let viewKeys = [
    "cursor", "weight", "play", "substep", "view", "apart", "channel", "zoom", "palette", "span",
    "highlight", "hide",
  ]
  private static let keys = ["reset"] + contentKeys + viewKeys + BenchSettings.keys
}
