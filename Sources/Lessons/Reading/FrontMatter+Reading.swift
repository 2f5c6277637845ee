internal import Networks

/// The front matter's lines in a file, and what stands behind them.
struct FrontMatterLines {
  let text: LessonBlock.EmbeddedText
  let body: LessonBlock.EmbeddedText

  private static let example = "title, summary, minutes and 'format: 1'"

  /// - Throws: `LocatedError` where it does not begin in line 1, or does not end.
  init(of source: LessonSource) throws(LocatedError) {
    func failure(_ message: String) -> LocatedError {
      LocatedError(path: source.path, place: Place(line: 1, column: 1), message: message)
    }
    let lines = source.lines
    guard lines.first?.trimmedEnd == "---" else {
      throw failure(
        "a lesson begins with '---' in line 1, then \(Self.example), and '---' again")
    }
    guard let end = lines.dropFirst().firstIndex(where: { $0.trimmedEnd == "---" }) else {
      throw failure("the front matter has no end; put '---' on a line below \(Self.example)")
    }
    text = LessonBlock.EmbeddedText(lines: lines[1..<end], linesBefore: 1)
    body = LessonBlock.EmbeddedText(lines: lines[(end + 1)...], linesBefore: end + 1)
  }
}

extension FrontMatter {
  /// Reads only what stands at the top of a lesson.
  ///
  /// - Throws: `LessonErrors`.
  package init(bytes: some Sequence<UInt8>, path: String) throws(LessonErrors) {
    var errors: [LocatedError] = []
    guard let source = attempt(&errors, try LessonSource(bytes: bytes, path: path)),
      let lines = attempt(&errors, try FrontMatterLines(of: source))
    else { throw LessonErrors(errors) }
    errors = source.unprintable(inFirst: lines.body.linesBefore)
    guard errors.isEmpty, let front = FrontMatter(lines.text, path: path, errors: &errors) else {
      throw LessonErrors(errors)
    }
    self = front
  }

  /// - Returns: nil where there is something to complain about.
  init?(_ text: LessonBlock.EmbeddedText, path: String, errors: inout [LocatedError]) {
    let before = errors.count
    guard
      let root = attempt(
        &errors,
        try text.yaml(
          path: path,
          emptiness: "the front matter is empty; it needs title, summary, minutes and 'format: 1'")),
      let mapping = attempt(
        &errors, try YAMLMapping(root, subject: "the front matter", path: path))
    else { return nil }
    errors += mapping.unknownKeys(besides: ["title", "summary", "minutes", "format"])
    let title = attempt(
      &errors, try mapping.line("title", example: "Laying a filter over a picture"))
    let summary = attempt(
      &errors, try mapping.line("summary", example: "Nine products, one sum, one cell."))
    let minutes = attempt(&errors, try mapping.wholeNumber("minutes", example: 8))
    if let minutes, minutes > 60 {
      errors.append(
        mapping.failure(
          at: "minutes", "minutes is \(minutes), which is too large; the largest is 60"))
    }
    if let format = attempt(&errors, try mapping.require("format", example: "1")) {
      if case .scalar("1") = format.content {
      } else {
        errors.append(
          mapping.failure(
            at: "format", "format is \(format.found); this program reads lessons of format 1"))
      }
    }
    guard errors.count == before, let title, let summary, let minutes else { return nil }
    self.init(title: title, summary: summary, minutes: minutes)
  }
}

extension YAMLMapping {
  private static let longestLine = 200

  /// A text on one line, which has to be there.
  fileprivate func line(_ key: String, example: String) throws(LocatedError) -> String {
    _ = try require(key, example: example)
    guard let text = try text(key) else { return "" }
    guard text.count <= Self.longestLine else {
      throw failure(
        at: key,
        "\(key) has \(text.count.grouped) characters, and the longest has \(Self.longestLine); "
          + "shorten it")
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
