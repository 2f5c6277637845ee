internal import Yams

/// YAML as it may come from anywhere: short, without anchors, its scalars read from their text.
///
/// YAML's own types are left alone: `yes`, `12:30` and `1/9` are texts until a key says what it
/// expects. Anchors are refused, because a few lines with aliases can stand for billions.
package struct YAMLText {
  package let path: String
  /// How many lines stand before this text in its file.
  private let linesBefore: Int
  /// What is said where there is nothing.
  private let emptiness: String

  package static let mostBytes = 1 << 20

  package init(
    path: String, linesBefore: Int = 0,
    emptiness: String = "the file is empty; it needs at least 'input' and 'layers'"
  ) {
    self.path = path
    self.linesBefore = linesBefore
    self.emptiness = emptiness
  }

  /// The document's value with its place.
  package func root(of text: String) throws(LocatedError) -> YAMLValue {
    guard text.utf8.count <= Self.mostBytes else {
      throw failure(
        1, 1,
        "the file is longer than \(Self.mostBytes >> 10) KiB, the most that is read; shorten it")
    }
    do {
      // Aliases are expanded while YAML is read, so anchors have to be found before: with another
      // character for every '*' there are no aliases.
      if text.contains("&") {
        let root = try parse(String(text.map { $0 == "*" ? "·" : $0 }))
        if let place = root?.firstAnchor {
          throw LocatedError(
            path: path, place: place,
            message:
              "anchors (&…) and aliases (*…) are not supported; write the value out where it is used"
          )
        }
      }
      guard let root = try parse(text) else {
        throw failure(1, 1, emptiness)
      }
      return root
    } catch let error as LocatedError {
      throw error
    } catch {
      throw located(error, in: text)
    }
  }

  package func failure(_ line: Int, _ column: Int, _ message: String) -> LocatedError {
    LocatedError(
      path: path, place: Place(line: linesBefore + line, column: column), message: message)
  }

  private func parse(_ text: String) throws -> YAMLValue? {
    let parser = try Parser(yaml: text, encoding: .utf8)
    // Nodes hold their anchors weakly; the parser keeps them.
    return try withExtendedLifetime(parser) {
      try parser.singleRoot().map { YAMLValue($0, linesBefore: linesBefore) }
    }
  }

  /// What Yams says, on one line and in our form.
  private func located(_ error: any Error, in text: String) -> LocatedError {
    let advice = "check indentation, colons and quotes"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      // The library names a function of its own.
      let isDeep = problem.hasPrefix("Maximum nesting level")
      return failure(
        mark.line, mark.column,
        isDeep
          ? "lists and keys are nested too deeply; a few levels are enough"
          : "this is no YAML: \(problem); \(advice)")
    case .composer(_, let problem, let mark, _):
      let isAlias = problem.contains("alias")
      return failure(
        mark.line, mark.column,
        isAlias
          ? "aliases (*…) are not supported; write the value out, or put the text in quotes"
          : "there is a second document; keep one, without '---'")
    case .duplicatedKeysInMapping(let keys, let context):
      let place = Self.repetition(of: keys.first ?? "", from: context.mark, in: text)
      return failure(
        place.line, place.column,
        "the key '\(keys.first ?? "")' stands here more than once; keep one of them")
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      let line = before.count(where: \.isNewline) + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      return failure(line, column, "this is no text: \(problem); save the file as UTF-8")
    default:
      return failure(1, 1, "this is no YAML: \(error); \(advice)")
    }
  }

  /// Where a key stands for the second time, on a line of its own; else where its mapping begins,
  /// which is all that Yams knows.
  private static func repetition(of key: String, from mark: Mark, in text: String) -> Place {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indentation = String(repeating: " ", count: mark.column - 1)
    let repeated = lines.indices.dropFirst(mark.line).first {
      lines[$0].hasPrefix("\(indentation)\(key):")
    }
    return repeated.map { Place(line: $0 + 1, column: mark.column) }
      ?? Place(line: mark.line, column: mark.column)
  }
}

/// A value of a YAML document with its place; scalars are texts.
package struct YAMLValue: Sendable {
  package let place: Place
  package let content: Content
  package let hasAnchor: Bool

  package indirect enum Content: Sendable {
    case scalar(String)
    case list([YAMLValue])
    case mapping([(key: YAMLValue, value: YAMLValue)])
  }

  fileprivate init(_ node: Node, linesBefore: Int) {
    let mark = node.mark
    place = Place(line: linesBefore + (mark?.line ?? 1), column: mark?.column ?? 1)
    hasAnchor = node.anchor != nil
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .sequence(let sequence):
      content = .list(sequence.map { YAMLValue($0, linesBefore: linesBefore) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.map {
          (
            YAMLValue($0.key, linesBefore: linesBefore),
            YAMLValue($0.value, linesBefore: linesBefore)
          )
        })
    case .alias: content = .scalar("")
    }
  }

  /// The place of the first anchor in here.
  package var firstAnchor: Place? {
    if hasAnchor { return place }
    return switch content {
    case .scalar: nil
    case .list(let values): values.lazy.compactMap(\.firstAnchor).first
    case .mapping(let pairs):
      pairs.lazy.compactMap { $0.key.firstAnchor ?? $0.value.firstAnchor }.first
    }
  }

  /// What kind of value was found, for a complaint.
  package var found: String {
    switch content {
    case .scalar(""): "nothing"
    case .scalar(let text): "'\(text)'"
    case .list: "a list"
    case .mapping: "keys with values"
    }
  }
}
