package import Convolution

/// The keys of one mapping, each to be taken once; what is left over is unknown.
package struct YAMLMapping: Sendable {
  package let path: String
  package let place: Place
  /// What the mapping describes, for complaints: `the network`, `convolution`.
  package var subject: String
  private var values: [String: (key: Place, value: YAMLValue)] = [:]
  private var order: [String] = []

  package init(_ value: YAMLValue, subject: String, path: String) throws(LocatedError) {
    self.path = path
    self.subject = subject
    place = value.place
    guard case .mapping(let pairs) = value.content else {
      throw LocatedError(
        path: path, place: value.place,
        message: "\(subject) needs keys with values, such as 'key: value'; found \(value.found)")
    }
    for (key, value) in pairs {
      guard case .scalar(let name) = key.content else {
        throw LocatedError(
          path: path, place: key.place, message: "a key has to be a word; found \(key.found)")
      }
      guard values.updateValue((key.place, value), forKey: name) == nil else {
        throw LocatedError(
          path: path, place: key.place,
          message: "the key '\(name)' stands here more than once; keep one of them")
      }
      order.append(name)
    }
  }

  /// A mapping without keys, for what is written as a single word.
  init(emptyAt place: Place, path: String) {
    self.path = path
    self.place = place
    subject = ""
  }

  /// A complaint about the value of a key, or about the mapping where the key is missing.
  package func failure(at key: String? = nil, _ message: String) -> LocatedError {
    let place = key.flatMap { values[$0]?.value.place } ?? place
    return LocatedError(path: path, place: place, message: message)
  }

  /// - Throws: `LocatedError` for the first key that is not among `known`.
  package func requireKnownKeys(_ known: [String]) throws(LocatedError) {
    if let error = unknownKeys(besides: known).first { throw error }
  }

  /// More unknown keys are no mistyped ones, and looking for what was meant takes its time.
  private static let mostUnknownKeys = 100

  /// A complaint for each key that is not among `known`.
  package func unknownKeys(besides known: [String]) -> [LocatedError] {
    order.filter { !known.contains($0) }.prefix(Self.mostUnknownKeys).map { name in
      let nearest = nearestName(to: name, among: known)
      return LocatedError(
        path: path, place: values[name]?.key ?? place,
        message: "\(subject) has no key '\(name)'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "its keys are \(known.listed("and"))"))
    }
  }

  /// The place of a key's value; that of the mapping where there is none.
  package func place(of key: String) -> Place { values[key]?.value.place ?? place }

  package func value(_ key: String) -> YAMLValue? { values[key]?.value }

  /// The keys in the order of the text.
  package var keys: [String] { order }

  package func require(_ key: String, example: String) throws(LocatedError) -> YAMLValue {
    guard let value = value(key) else {
      throw failure("\(subject) needs the key '\(key)', such as '\(key): \(example)'")
    }
    return value
  }

  package func wrong(_ key: String, expected: String) -> LocatedError {
    failure(
      at: key, "\(key) is \(value(key)?.found ?? "missing"); expected \(expected)")
  }
}

// MARK: - Values

extension YAMLMapping {
  /// A text; nil where the key is missing.
  package func text(_ key: String) throws(LocatedError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .scalar(let text) = value.content, !text.isEmpty else {
      throw wrong(key, expected: "a text")
    }
    return text
  }

  /// A list of texts; a single one may stand alone.
  package func texts(
    _ key: String, example: String = "cat, dog"
  ) throws(LocatedError) -> [(text: String, place: Place)]? {
    guard let value = value(key) else { return nil }
    let items = if case .list(let items) = value.content { items } else { [value] }
    var texts: [(text: String, place: Place)] = []
    for item in items {
      guard case .scalar(let text) = item.content, !text.isEmpty else {
        throw LocatedError(
          path: path, place: item.place,
          message:
            "\(key) has \(item.found); expected texts, such as [\(example)]"
        )
      }
      texts.append((text, item.place))
    }
    return texts
  }

  package func flag(_ key: String, default fallback: Bool) throws(LocatedError) -> Bool {
    guard let value = value(key) else { return fallback }
    switch value.content {
    case .scalar("true"): return true
    case .scalar("false"): return false
    default: throw wrong(key, expected: "true or false")
    }
  }

  /// A number such as `0.5`, `1e-5` or `1/255`.
  package func number(_ key: String, default fallback: Float? = nil) throws(LocatedError) -> Float {
    let value = value(key)
    if value == nil, let fallback { return fallback }
    guard case .scalar(let text) = try require(key, example: "0.5").content,
      let number = KernelText.number(text)
    else { throw wrong(key, expected: "a number, such as 0.5 or 1/255") }
    return number
  }

  package func wholeNumber(
    _ key: String, default fallback: Int? = nil, example: Int
  ) throws(LocatedError) -> Int {
    if value(key) == nil, let fallback { return fallback }
    let numbers = try sizes(
      try require(key, example: "\(example)"), key, separatedBy: "", atLeast: 1,
      expected: "a whole number, such as \(example)")
    return numbers[0]
  }

  /// `3` for both, or `3x5`, height first.
  package func extent(_ key: String, default fallback: Extent? = nil) throws(LocatedError) -> Extent
  {
    if value(key) == nil, let fallback { return fallback }
    let expected = "a whole number or HEIGHTxWIDTH, such as 3 or 3x5"
    let numbers = try sizes(
      try require(key, example: "3"), key, separatedBy: "xX×", atLeast: 1, expected: expected)
    guard numbers.count <= 2 else { throw wrong(key, expected: expected) }
    return Extent(height: numbers[0], width: numbers[numbers.count - 1])
  }

  /// As on the command line: a name, a number, HEIGHTxWIDTH or TOP,LEFT,BOTTOM,RIGHT.
  package func padding(_ key: String) throws(LocatedError) -> Padding {
    guard let value = value(key) else { return .valid }
    let expected =
      "valid, same, same-lower, a whole number, HEIGHTxWIDTH or 'TOP,LEFT,BOTTOM,RIGHT', such as "
      + "1, 0x2 or '0,0,1,1'"
    switch value.content {
    case .scalar("valid"): return .valid
    case .scalar("same"): return .same
    case .scalar("same-lower"): return .sameLower
    case .scalar(let text) where text.contains(","):
      let sides = try sizes(value, key, separatedBy: ",", atLeast: 0, expected: expected)
      guard sides.count == 4 else { throw wrong(key, expected: expected) }
      return .explicit(Edges(top: sides[0], left: sides[1], bottom: sides[2], right: sides[3]))
    default:
      let sides = try sizes(value, key, separatedBy: "xX×", atLeast: 0, expected: expected)
      guard sides.count <= 2 else { throw wrong(key, expected: expected) }
      let (rows, columns) = (sides[0], sides[sides.count - 1])
      return .explicit(Edges(top: rows, left: columns, bottom: rows, right: columns))
    }
  }

  /// Whole numbers with separators between them.
  private func sizes(
    _ value: YAMLValue, _ key: String, separatedBy separators: String, atLeast smallest: Int,
    expected: String
  ) throws(LocatedError) -> [Int] {
    // Far beyond every network; products of two stay far from overflow.
    let largest = 1 << 24
    guard case .scalar(let text) = value.content else { throw wrong(key, expected: expected) }
    var sizes: [Int] = []
    for word in text.split(omittingEmptySubsequences: false, whereSeparator: separators.contains) {
      let digits = word.hasPrefix("-") ? word.dropFirst() : word
      guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
        throw wrong(key, expected: expected)
      }
      // With nothing but digits, only how many there are can keep `Int` from reading them.
      let size = Int(word) ?? (word.hasPrefix("-") ? .min : .max)
      guard size >= smallest else {
        throw failure(at: key, "\(key) is \(word), which is too small; the smallest is \(smallest)")
      }
      guard size <= largest else {
        throw failure(at: key, "\(key) is \(word), which is too large; the largest is \(largest)")
      }
      sizes.append(size)
    }
    return sizes
  }
}

extension [String] {
  /// `a, b and c`; of more than `most` only the first, `a, b and 12 others`.
  package func listed(_ word: String, most: Int) -> String {
    count <= most + 1
      ? listed(word) : (prefix(most) + ["\(count - most) others"]).listed(word)
  }

  /// `a, b and c`.
  package func listed(_ word: String) -> String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " \(word) " + (last ?? "")
  }
}
