import Networks

/// A word of an expression.
struct ExpressionToken: Hashable {
  let kind: Kind
  /// Where it begins, in Unicode scalars from 0.
  let offset: Int

  enum Kind: Hashable {
    case number(Double)
    /// `26x26`.
    case size([Int])
    case name(String)
    case network(String)
    /// An operator, a bracket, a point, a comma.
    case sign(String)
    case end
  }

  /// As a complaint quotes it.
  var found: String {
    switch kind {
    case .number(let number): "the number \(Value.number(number).text(digits: nil))"
    case .size(let size): "the size \(Value.size(size).text(digits: nil))"
    case .name(let name): "'\(name)'"
    case .network(let name): "\"\(name)\""
    case .sign(let sign): "'\(sign)'"
    case .end: "the end"
    }
  }
}

/// Cuts an expression into words.
struct ExpressionScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  /// All words and, behind them, the end.
  mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    repeat {
      tokens.append(try next())
    } while tokens.last?.kind != .end
    return tokens
  }

  private func scalar(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func next() throws(ExpressionError) -> ExpressionToken {
    while let scalar = scalar(), scalar.properties.isWhitespace { position += 1 }
    let offset = position
    func token(_ kind: ExpressionToken.Kind) -> ExpressionToken {
      ExpressionToken(kind: kind, offset: offset)
    }
    guard let first = scalar() else { return token(.end) }
    if first.isDigit || (first == "." && scalar(1)?.isDigit == true) { return token(try number()) }
    if first.isNameStart { return token(.name(take(while: \.isNamePart))) }
    if first == "\"" { return token(.network(try quoted())) }
    for sign in Self.signs where scalars[position...].starts(with: sign.unicodeScalars) {
      position += sign.unicodeScalars.count
      return token(.sign(sign == "−" ? "-" : sign == "×" ? "*" : sign))
    }
    throw ExpressionError(
      offset: offset,
      message:
        "'\(first)' means nothing in an expression; write numbers, names such as output[0,1], "
        + "+ - * /, and == != < <= > >=")
  }

  /// Longer ones before those that they begin with.
  private static let signs = [
    "==", "!=", "<=", ">=", "..", "<", ">", "+", "-", "−", "*", "×", "/", "(", ")", "[", "]", ",",
    ".",
  ]

  private mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = scalar(), isPart(scalar) {
      text.append(scalar)
      position += 1
    }
    return String(text)
  }

  /// A number, or a size such as `26x26`.
  private mutating func number() throws(ExpressionError) -> ExpressionToken.Kind {
    let offset = position
    var text = take(while: \.isDigit)
    if let size = size(beginningWith: text) { return .size(size) }
    // Two points make a range.
    if scalar() == ".", scalar(1) != "." {
      position += 1
      text += "." + take(while: \.isDigit)
    }
    if scalar() == "e" || scalar() == "E" {
      let hasSign = scalar(1) == "-" || scalar(1) == "+"
      if scalar(hasSign ? 2 : 1)?.isDigit == true {
        text += "e" + (scalar(1) == "-" ? "-" : "")
        position += hasSign ? 2 : 1
        text += take(while: \.isDigit)
      }
    }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    guard let number = Double(text), number.isFinite else {
      throw ExpressionError(
        offset: offset, message: "the number is too large; the largest is 1e308")
    }
    if let next = scalar(), next.isNamePart {
      throw ExpressionError(
        offset: position,
        message: "'\(next)' follows a number; put an operator between them, such as *")
    }
    return .number(number)
  }

  /// The size that goes on behind its first number; nil where it is a number alone.
  private mutating func size(beginningWith first: String) -> [Int]? {
    let start = position
    var parts = [Int(first)]
    while scalar() == "x" || scalar() == "×", scalar(1)?.isDigit == true {
      position += 1
      parts.append(Int(take(while: \.isDigit)))
    }
    let sizes = parts.compactMap { $0 }
    guard parts.count > 1, sizes.count == parts.count else {
      position = start
      return nil
    }
    return sizes
  }

  private mutating func quoted() throws(ExpressionError) -> String {
    let offset = position
    position += 1
    let name = take { $0 != "\"" }
    guard scalar() == "\"" else {
      throw ExpressionError(offset: offset, message: "the quotation mark is not closed")
    }
    position += 1
    return name
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { "0"..."9" ~= self }
  fileprivate var isNameStart: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }
  fileprivate var isNamePart: Bool { isNameStart || isDigit || self == "_" }
}
