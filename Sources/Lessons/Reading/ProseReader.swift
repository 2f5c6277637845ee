internal import Networks

/// Reads `**strong**`, `*emphasis*`, `` `code` `` and `{{formulas}}`.
///
/// What else Markdown knows is refused, so that nothing appears that was not meant.
struct ProseReader {
  private let text: PlacedText
  private let path: String
  private var position = 0
  private var draft = ProseDraft()
  private var errors: [LocatedError] = []
  /// The emphasis that is open, and where it was opened.
  private var opened: (emphasis: Prose.Emphasis, index: Int)?

  /// More does not fit any screen.
  private static let longest = 5_000

  static func draft(
    of text: PlacedText, path: String, errors: inout [LocatedError]
  ) -> ProseDraft {
    guard text.scalars.count <= longest else {
      errors.append(
        LocatedError(
          path: path, place: text.start,
          message: "this text has \(text.scalars.count.grouped) characters, and the longest has "
            + "\(longest.grouped); divide it"))
      return ProseDraft()
    }
    var reader = ProseReader(text: text, path: path)
    reader.read()
    errors += reader.errors
    return reader.draft
  }

  private init(text: PlacedText, path: String) { (self.text, self.path) = (text, path) }

  private mutating func read() {
    while let scalar = peek() {
      switch scalar {
      case _ where scalar.isUnprintable:
        complain("there is a control character, which could command a terminal; delete it")
        position += 1
      case "\\": readEscape()
      case "`": readCode()
      case "*": readStars()
      case "{" where peek(1) == "{": readFormula()
      default:
        if let complaint = unsupported(scalar) { complain(complaint) }
        take(1)
      }
    }
    if let opened {
      let stars = opened.emphasis == .strong ? "**" : "*"
      complain(
        "'\(stars)' is opened here and never closed; a star that is meant as a star is '\\*'",
        at: opened.index)
    }
  }

  // MARK: Scalars

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    let index = position + offset
    return text.scalars.indices ~= index ? text.scalars[index] : nil
  }

  private func starts(with word: String) -> Bool {
    text.scalars[position...].starts(with: word.unicodeScalars)
  }

  /// Where a word comes next, at or behind an index.
  private func index(of word: String, from start: Int) -> Int? {
    let scalars = Array(word.unicodeScalars)
    return (start..<max(start, text.scalars.count - scalars.count + 1)).first {
      text.scalars[$0...].starts(with: scalars)
    }
  }

  /// Takes scalars over as they are.
  private mutating func take(_ count: Int) {
    let end = min(position + count, text.scalars.count)
    draft.append(.run(Prose.Run(text.text(position..<end), opened?.emphasis ?? .plain)))
    position = end
  }

  private mutating func complain(_ message: String, at index: Int? = nil) {
    errors.append(
      LocatedError(path: path, place: text.place(index ?? position), message: message))
  }

  // MARK: Marks

  /// A backslash takes the meaning from the sign behind it.
  private mutating func readEscape() {
    if let next = peek(1), next.isASCIIPunctuation { position += 1 }
    take(1)
  }

  private mutating func readCode() {
    var length = 0
    while peek(length) == "`" { length += 1 }
    let mark = String(repeating: "`", count: length)
    guard let end = index(of: mark, from: position + length) else {
      complain("'\(mark)' is opened here and never closed; a backtick that is meant is '\\`'")
      take(length)
      return
    }
    let code = text.text(position + length..<end)
    // As in Markdown: a blank at both ends lets code begin with a backtick.
    let isPadded = length > 1 && code.hasPrefix(" ") && code.hasSuffix(" ") && code.count > 2
    draft.append(.run(Prose.Run(isPadded ? String(code.dropFirst().dropLast()) : code, .code)))
    position = end + length
  }

  private mutating func readStars() {
    let isStrong = peek(1) == "*"
    let emphasis = isStrong ? Prose.Emphasis.strong : .emphasized
    let length = isStrong ? 2 : 1
    let followsBlank = position == 0 || text.scalars[position - 1] == " "
    let precedesBlank = (peek(length) ?? " ") == " "
    if followsBlank, precedesBlank {
      // A star on its own multiplies.
      take(length)
    } else if opened == nil {
      if precedesBlank {
        complain(
          "the text behind '\(isStrong ? "**" : "*")' begins with a blank; delete it, or write '\\*'"
        )
      }
      opened = (emphasis, position)
      position += length
    } else if opened?.emphasis == emphasis {
      opened = nil
      position += length
    } else {
      complain(
        "strong text and emphasis cannot stand inside of each other; end one before the other")
      position += length
    }
  }

  private mutating func readFormula() {
    guard let end = index(of: "}}", from: position + 2) else {
      complain("'{{' is opened here and never closed; end the expression with '}}'")
      take(2)
      return
    }
    defer { position = end + 2 }
    var range = position + 2..<end
    var digits: Int?
    if let colon = text.scalars[range].lastIndex(of: ":") {
      let word = text.text(colon + 1..<end).trimmedEnds
      guard let number = Int(word), 0...9 ~= number else {
        complain(
          "the digits behind the point are '\(word)'; expected a number from 0 to 9, as in {{sum:3}}",
          at: colon + 1)
        return
      }
      digits = number
      range = range.lowerBound..<colon
    }
    guard text.scalars[range].contains(where: { $0 != " " }) else {
      complain("the braces are empty; write an expression, as in {{sum}}")
      return
    }
    do throws(LocatedError) {
      let expression = try PlacedExpression(text.part(range), path: path)
      draft.append(.formula(expression, digits: digits))
    } catch {
      errors.append(error)
    }
  }

  // MARK: What lessons have not

  private func unsupported(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "!" where peek(1) == "[" && closesLink(from: position + 1):
      return "pictures in the text are not supported; show them in a scene"
    case "[" where peek(1) == "^":
      return "footnotes are not supported; write a sentence"
    case "["
    where closesLink(from: position) && (position == 0 || text.scalars[position - 1] != "!"):
      return "links are not supported; there is no browser: write what there is to say"
    case "<" where starts(with: "<!--"):
      return "comments stand on lines of their own"
    case "<" where beginsTag:
      return "HTML is not supported; for the sign itself, write '\\<'"
    case "&" where beginsEntity:
      return "HTML's names for signs are not supported; write the sign itself"
    case "~" where peek(1) == "~" && (position == 0 || text.scalars[position - 1] != "~"):
      return "struck-out text is not supported"
    case "_" where beginsUnderscored:
      return "emphasis is written with stars, as in *this*; for the sign itself, write '\\_'"
    case "}" where peek(1) == "}" && (position == 0 || text.scalars[position - 1] != "}"):
      return "'}}' ends an expression that was not begun; write '{{' before it"
    default: return nil
    }
  }

  /// `[text](address)`.
  private func closesLink(from start: Int) -> Bool {
    guard let end = index(of: "](", from: start) else { return false }
    return !text.scalars[start + 1..<end].contains("[") && text.scalars[end...].contains(")")
  }

  private var beginsTag: Bool {
    guard let next = peek(1), next == "/" || next == "?" || next == "!" || next.isASCIILetter
    else { return false }
    return text.scalars[position...].contains(">")
  }

  private var beginsEntity: Bool {
    let name = text.scalars[(position + 1)...].prefix {
      $0.isASCIILetter || $0 == "#" || $0.isASCIIDigit
    }
    return !name.isEmpty && text.scalars[(position + 1)...].dropFirst(name.count).first == ";"
  }

  /// `_word_`, unlike `a_name`.
  private var beginsUnderscored: Bool {
    let before = position == 0 ? " " : text.scalars[position - 1]
    guard !before.isWordPart, before != "\\", let next = peek(1), next != " " else { return false }
    return text.scalars.indices.dropFirst(position + 2).contains { index in
      text.scalars[index] == "_" && text.scalars[index - 1] != " "
        && !(index + 1 < text.scalars.count && text.scalars[index + 1].isWordPart)
    }
  }
}

extension Unicode.Scalar {
  var isASCIILetter: Bool { properties.isAlphabetic && isASCII }
  var isASCIIDigit: Bool { "0"..."9" ~= self }
  fileprivate var isWordPart: Bool {
    properties.isAlphabetic || properties.numericType != nil || self == "_"
  }
  fileprivate var isASCIIPunctuation: Bool {
    isASCII && value > 0x20 && value < 0x7F && !isASCIILetter && !isASCIIDigit
  }
}
