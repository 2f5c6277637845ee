internal import Networks

extension LessonBlock.EmbeddedText {
  /// The value that the lines stand for, if they are YAML.
  ///
  /// - Parameter emptiness: What is said where there is nothing.
  /// - Throws: `LocatedError`, also for characters that only an escape such as `"\e"` can bring in.
  func yaml(path: String, emptiness: String) throws(LocatedError) -> YAMLValue {
    let root = try YAMLText(path: path, linesBefore: linesBefore, emptiness: emptiness)
      .root(of: lines.joined(separator: "\n"))
    if let place = root.firstUnprintable {
      throw LocatedError(
        path: path, place: place,
        message: "the text holds control characters, which could command a terminal; "
          + "write letters, digits and signs")
    }
    return root
  }
}

extension YAMLValue {
  /// The place of the first scalar with control characters in it; line ends are none.
  fileprivate var firstUnprintable: Place? {
    switch content {
    case .scalar(let text):
      text.unicodeScalars.contains { $0 != "\n" && $0.isUnprintable } ? place : nil
    case .list(let values): values.lazy.compactMap(\.firstUnprintable).first
    case .mapping(let pairs):
      pairs.lazy.compactMap { $0.key.firstUnprintable ?? $0.value.firstUnprintable }.first
    }
  }
}

/// Does something that can fail, and goes on without its result where it has.
func attempt<Result>(
  _ errors: inout [LocatedError], _ body: @autoclosure () throws(LocatedError) -> Result
) -> Result? {
  do throws(LocatedError) {
    return try body()
  } catch {
    errors.append(error)
    return nil
  }
}
