import Convolution
import Networks

/// Reads the keys of a block and collects what is wrong with them.
struct SceneReader {
  let keys: YAMLMapping
  let lessonPath: String
  private(set) var errors: [LocatedError] = []
  /// The keys whose values could not be read.
  private(set) var failedKeys: Set<String> = []

  init(_ keys: YAMLMapping, lessonPath: String) {
    (self.keys, self.lessonPath) = (keys, lessonPath)
  }

  /// What a key says; nil where it is missing or wrong.
  mutating func read<Result>(
    _ key: String, _ body: (YAMLMapping) throws(LocatedError) -> Result?
  ) -> Result? {
    guard keys.value(key) != nil else { return nil }
    do throws(LocatedError) {
      return try body(keys)
    } catch {
      fail(key, error)
      return nil
    }
  }

  mutating func fail(_ key: String, _ error: LocatedError) {
    errors.append(error)
    failedKeys.insert(key)
  }

  mutating func flag(_ key: String) -> Bool? {
    read(key) { (keys) throws(LocatedError) in try keys.flag(key, default: false) }
  }

  mutating func text(_ key: String) -> String? {
    read(key) { (keys) throws(LocatedError) in try keys.text(key) }
  }

  /// One of some words.
  mutating func choice<Choice: CaseIterable>(
    _ key: String, _ word: (Choice) -> String
  ) -> Choice? {
    read(key) { (keys) throws(LocatedError) -> Choice in
      let words = Choice.allCases.map(word)
      let text = try keys.text(key) ?? ""
      if let choice = Choice.allCases.first(where: { word($0) == text }) { return choice }
      let expected = words.listed("or")
      let nearest = nearestName(to: text, among: words)
      throw keys.failure(
        at: key,
        "\(key) is '\(text)'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "expected \(expected)"))
    }
  }
}
