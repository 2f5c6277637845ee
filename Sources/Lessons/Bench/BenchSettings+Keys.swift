import Convolution
import Networks
import Training

/// The keys of a scene that say what is on the bench.
extension BenchSettings {
  mutating func change(_ reader: inout SceneReader) {
    let kinds = ["learn", "training", "train", "study"].filter { reader.keys.value($0) != nil }
    guard kinds.count <= 1 else {
      reader.fail(
        kinds[1],
        reader.keys.failure(
          at: kinds[1],
          "a scene trains or shows one thing; keep '\(kinds[0])' or '\(kinds[1])'"))
      return
    }
    if !kinds.isEmpty { (page, comparison) = (nil, nil) }
    let (lessonPath, folder) = (reader.lessonPath, reader.lessonPath.folder)
    let learn = reader.read("learn") { (keys) throws(LocatedError) in try self.learn(keys) }
    if let learn { work = learn.value.map(Work.learn) }
    let train = reader.read("train") { (keys) throws(LocatedError) in
      try TrainSettings(try Self.mapping("train", keys), folder: folder)
    }
    if let train { work = .train(train) }
    let training = reader.read("training") { (keys) throws(LocatedError) in
      try Self.history("training", keys, lessonPath: lessonPath)
    }
    if let training { work = training.value.map(Work.record) }
    let study = reader.read("study") { (keys) throws(LocatedError) in
      try Self.study(keys, lessonPath: lessonPath)
    }
    if let study { work = study.value }
    let compared = reader.read("compare") { (keys) throws(LocatedError) in
      try Self.history("compare", keys, lessonPath: lessonPath)
    }
    if let compared { comparison = compared.value }
    page = reader.text("page") ?? page
  }

  /// What a key says: in a struct, because nothing can be meant too.
  private struct Said<Value> {
    let value: Value?
  }

  /// What a key of keys holds.
  private static func mapping(
    _ key: String, _ keys: YAMLMapping
  ) throws(LocatedError) -> YAMLMapping {
    try YAMLMapping(try keys.require(key, example: "{…}"), subject: "'\(key)'", path: keys.path)
  }

  private func learn(_ keys: YAMLMapping) throws(LocatedError) -> Said<LearnSettings> {
    if case .scalar("none") = keys.value("learn")?.content { return Said(value: nil) }
    // What was said of the same filter before still holds.
    var settings = LearnSettings()
    if case .learn(let before) = work { settings = before }
    try settings.change(try Self.mapping("learn", keys))
    return Said(value: settings)
  }

  // MARK: Records

  /// A recorded training by its name, or from a file beside the lesson; nothing for `none`.
  private static func history(
    _ key: String, _ keys: YAMLMapping, lessonPath: String
  ) throws(LocatedError) -> Said<History> {
    let name = try keys.text(key) ?? ""
    if name == "none" { return Said(value: nil) }
    if let history = History.recorded(named: name) { return Said(value: history) }
    guard name.hasSuffix(".json") else {
      throw keys.failure(
        at: key,
        "there is no recorded training '\(name)'; "
          + (nearestName(to: name, among: History.recordedNames).map { "did you mean '\($0)'?" }
            ?? "there are \(History.recordedNames.listed("and")), and files such as history.json"))
    }
    let path = name.hasPrefix("/") ? name : lessonPath.folder + name
    do {
      let bytes = try TextFile.bytes(path, limit: History.mostBytes, mustBeRegular: true)
      return Said(value: try History(json: bytes, path: path))
    } catch {
      throw keys.failure(at: key, "\(error)")
    }
  }

  /// A recorded study by its name, or from a file beside the lesson; nothing for `none`.
  private static func study(
    _ keys: YAMLMapping, lessonPath: String
  ) throws(LocatedError) -> Said<Work> {
    let name = try keys.text("study") ?? ""
    if name == "none" { return Said(value: nil) }
    if let result = StudyResult.recorded(named: name) { return Said(value: work(result)) }
    guard name.hasSuffix(".json") else {
      throw keys.failure(
        at: "study",
        "there is no recorded study '\(name)'; "
          + (nearestName(to: name, among: StudyResult.recordedNames).map { "did you mean '\($0)'?" }
            ?? "there are \(StudyResult.recordedNames.listed("and")), and files such as study.json")
      )
    }
    let path = name.hasPrefix("/") ? name : lessonPath.folder + name
    do {
      let bytes = try TextFile.bytes(path, limit: History.mostBytes, mustBeRegular: true)
      guard let work = work(try StudyResult(json: bytes)) else {
        throw keys.failure(at: "study", "\(name) is about a task that is not known here")
      }
      return Said(value: work)
    } catch let error as LocatedError {
      throw error
    } catch let error as TextFileError {
      throw keys.failure(at: "study", "\(error)")
    } catch {
      throw keys.failure(
        at: "study",
        "\(name) is no study; 'explore train compare TASK --format json' writes one")
    }
  }

  private static func work(_ result: StudyResult) -> Work? {
    StudyTask(named: result.plan.task).map { .study(result, $0) }
  }
}
