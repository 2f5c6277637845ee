/// What a line of Markdown begins.
enum LineKind: Hashable {
  case text
  case blank
  case heading(level: Int)
  case fence(length: Int, word: String)
  /// An item of a list; the width is that of its marker and the blank behind it.
  case bullet(width: Int)
  case numbered(Int, width: Int)
  case tableRow
  case comment
  /// A line that begins with blanks.
  case indented
  /// Something that a lesson has not; with what it has instead.
  case unsupported(String)

  init(_ line: String) {
    let text = line.trimmedEnd
    switch text.first {
    case nil: self = .blank
    case " ": self = .indented
    case "#": self = Self.heading(text)
    case "`": self = Self.fence(text)
    case "|": self = .tableRow
    case ">": self = .unsupported("block quotes are not supported; write a paragraph")
    case "<" where text.hasPrefix("<!--"): self = .comment
    case "~" where text.hasPrefix("~~~"):
      self = .unsupported("fenced blocks begin with ``` here, not with ~~~")
    case _ where text.isRule:
      self = .unsupported("rules are not supported; a '##' heading begins the next step")
    case _ where text.allSatisfy { $0 == "=" }:
      self = .unsupported("headings are written with '##' before them, not underlined")
    case "-" where text == "-" || text.hasPrefix("- "): self = .bullet(width: 2)
    case "*" where text == "*" || text.hasPrefix("* "),
      "+" where text == "+" || text.hasPrefix("+ "):
      self = .unsupported("the items of a list begin with '- ' or '1. '")
    case "[" where text.definesLink:
      self = .unsupported(
        "links are not supported; there is no browser: write what there is to say")
    default: self = Self.numbered(text) ?? .text
    }
  }

  /// Whether a line of this kind goes on with the paragraph before it.
  var continuesText: Bool {
    switch self {
    case .text, .indented: true
    // As in Markdown: a sentence may have a number at the beginning of a line.
    case .numbered(let number, _): number != 1
    case .blank, .heading, .fence, .bullet, .tableRow, .comment, .unsupported: false
    }
  }

  var isNumbered: Bool { if case .numbered = self { true } else { false } }

  private static func heading(_ text: String) -> LineKind {
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level)
    // `#1` is no heading in Markdown either.
    return rest.isEmpty || rest.hasPrefix(" ") ? .heading(level: level) : .text
  }

  private static func fence(_ text: String) -> LineKind {
    let length = text.prefix { $0 == "`" }.count
    let word = text.dropFirst(length)
    guard length >= 3, !word.contains("`") else { return .text }
    return .fence(length: length, word: String(word.drop { $0 == " " }))
  }

  private static func numbered(_ text: String) -> LineKind? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard 1...9 ~= digits.count, let number = Int(digits) else { return nil }
    let rest = text.dropFirst(digits.count)
    if rest.hasPrefix(") ") {
      return .unsupported("the items of a list begin with '- ' or '1. '")
    }
    return rest.hasPrefix(". ") || rest == "."
      ? .numbered(number, width: digits.count + 2) : nil
  }
}

extension StringProtocol {
  var isBlank: Bool { allSatisfy { $0 == " " } }

  /// Without the blanks at its end.
  var trimmedEnd: String {
    var text = String(self)
    while text.last == " " { text.removeLast() }
    return text
  }

  func closesFence(length: Int) -> Bool {
    let text = trimmedEnd
    return text.count >= length && text.allSatisfy { $0 == "`" }
  }

  /// `---`, `***` or `___`, also with blanks between.
  fileprivate var isRule: Bool {
    let signs = filter { $0 != " " }
    guard signs.count >= 3, let first = signs.first, "-*_".contains(first) else { return false }
    return signs.allSatisfy { $0 == first }
  }

  /// `[name]: address`.
  fileprivate var definesLink: Bool {
    guard let end = firstRange(of: "]:") else { return false }
    return !self[..<end.lowerBound].dropFirst().contains { $0 == "[" || $0 == "]" }
  }
}
