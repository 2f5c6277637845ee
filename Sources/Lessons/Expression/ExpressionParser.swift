import Convolution
import Networks

/// Reads an expression by recursive descent, the weakest operator first:
///
///     either  = both { "or" both }
///     both    = not { "and" not }
///     not     = "not" not | compared
///     compared = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
///     sum     = product { ("+" | "-") product }
///     product = signed { ("*" | "/") signed }
///     signed  = "-" signed | part
///     part    = whole { "[" ranges "]" | "." name }
///     whole   = number | size | "network" | name | function "(" arguments ")" | "(" either ")"
struct ExpressionParser {
  private let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0

  /// The longest expression, in Unicode scalars.
  static let mostScalars = 1_000
  /// Brackets within brackets; far more than anybody can read.
  static let mostLevels = 64

  private init(_ tokens: [ExpressionToken]) { self.tokens = tokens }

  static func formula(_ source: String) throws(ExpressionError) -> Formula {
    guard source.unicodeScalars.count <= mostScalars else {
      throw ExpressionError(
        offset: mostScalars,
        message: "the expression is longer than \(mostScalars.grouped) characters; shorten it")
    }
    var scanner = ExpressionScanner(source)
    var parser = ExpressionParser(try scanner.tokens())
    guard parser.token.kind != .end else {
      throw ExpressionError(
        offset: 0, message: "the expression is empty; write a number or a name such as output[0,1]")
    }
    let formula = try parser.either()
    guard parser.token.kind == .end else {
      throw parser.unexpected("an operator such as + or ==, or the end")
    }
    return formula
  }

  // MARK: Words

  private var token: ExpressionToken { tokens[position] }

  /// Takes a sign if it stands here.
  private mutating func take(_ sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    position += 1
    return true
  }

  /// Takes a word if it stands here.
  private mutating func take(word: String) -> Bool {
    guard token.kind == .name(word) else { return false }
    position += 1
    return true
  }

  private mutating func require(_ sign: String, closing offset: Int) throws(ExpressionError) {
    guard !take(sign) else { return }
    guard token.kind != .end else {
      throw ExpressionError(
        offset: offset, message: "this bracket is not closed; write '\(sign)' where it ends")
    }
    throw unexpected("'\(sign)'")
  }

  private func unexpected(_ expected: String) -> ExpressionError {
    ExpressionError(offset: token.offset, message: "expected \(expected); found \(token.found)")
  }

  /// Goes a level deeper.
  private mutating func nested(
    _ body: (inout ExpressionParser) throws(ExpressionError) -> Formula
  ) throws(ExpressionError) -> Formula {
    guard depth < Self.mostLevels else {
      throw ExpressionError(
        offset: token.offset,
        message: "the expression has more than \(Self.mostLevels) levels of brackets; simplify it")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Conditions

  private mutating func either() throws(ExpressionError) -> Formula {
    try nested { (parser) throws(ExpressionError) in
      var formula = try parser.both()
      while parser.take(word: "or") {
        formula = Formula(kind: .either(formula, try parser.both()), offset: formula.offset)
      }
      return formula
    }
  }

  private mutating func both() throws(ExpressionError) -> Formula {
    var formula = try not()
    while take(word: "and") {
      formula = Formula(kind: .both(formula, try not()), offset: formula.offset)
    }
    return formula
  }

  private mutating func not() throws(ExpressionError) -> Formula {
    let offset = token.offset
    guard take(word: "not") else { return try compared() }
    return try nested { (parser) throws(ExpressionError) in
      Formula(kind: .not(try parser.not()), offset: offset)
    }
  }

  private mutating func compared() throws(ExpressionError) -> Formula {
    let left = try sum()
    guard let comparison = takeComparison() else { return left }
    let right = try sum()
    if takeComparison() != nil {
      position -= 1
      throw ExpressionError(
        offset: token.offset, message: "two comparisons in a row; write them apart, joined by 'and'"
      )
    }
    return Formula(kind: .comparison(comparison, left, right), offset: left.offset)
  }

  private mutating func takeComparison() -> Formula.Comparison? {
    guard case .sign(let sign) = token.kind, let comparison = Formula.Comparison(rawValue: sign)
    else { return nil }
    position += 1
    return comparison
  }

  // MARK: Numbers

  private mutating func sum() throws(ExpressionError) -> Formula {
    var formula = try product()
    while let operation = takeArithmetic(.plus, .minus) {
      formula = Formula(
        kind: .arithmetic(operation, formula, try product()), offset: formula.offset)
    }
    return formula
  }

  private mutating func product() throws(ExpressionError) -> Formula {
    var formula = try signed()
    while let operation = takeArithmetic(.times, .dividedBy) {
      formula = Formula(
        kind: .arithmetic(operation, formula, try signed()), offset: formula.offset)
    }
    return formula
  }

  private mutating func takeArithmetic(
    _ choices: Formula.Arithmetic...
  ) -> Formula.Arithmetic? {
    guard case .sign(let sign) = token.kind, let operation = Formula.Arithmetic(rawValue: sign),
      choices.contains(operation)
    else { return nil }
    position += 1
    return operation
  }

  private mutating func signed() throws(ExpressionError) -> Formula {
    let offset = token.offset
    guard take("-") else { return try part() }
    return try nested { (parser) throws(ExpressionError) in
      Formula(kind: .negated(try parser.signed()), offset: offset)
    }
  }

  private mutating func part() throws(ExpressionError) -> Formula {
    var formula = try whole()
    while true {
      let offset = token.offset
      if take("[") {
        let ranges = try ranges()
        try require("]", closing: offset)
        formula = Formula(kind: .cells(formula, ranges), offset: formula.offset)
      } else if take(".") {
        guard case .name(let name) = token.kind else {
          throw unexpected("a name behind the point, such as .size")
        }
        position += 1
        formula = Formula(kind: .member(formula, name), offset: formula.offset)
      } else {
        return formula
      }
    }
  }

  private mutating func ranges() throws(ExpressionError) -> [Formula.Range] {
    var ranges: [Formula.Range] = []
    repeat {
      let first = try either()
      ranges.append(Formula.Range(first: first, last: take("..") ? try either() : nil))
    } while take(",")
    return ranges
  }

  private mutating func whole() throws(ExpressionError) -> Formula {
    let offset = token.offset
    switch token.kind {
    case .number(let number):
      position += 1
      return Formula(kind: .number(number), offset: offset)
    case .size(let size):
      position += 1
      return Formula(kind: .size(size), offset: offset)
    case .network(let name):
      position += 1
      return Formula(kind: .network(name), offset: offset)
    case .name("and"), .name("or"), .name("not"): throw unexpected("a number or a name")
    case .name(let name):
      position += 1
      let bracket = token.offset
      guard take("(") else { return Formula(kind: .name(name), offset: offset) }
      return try call(name, at: offset, bracket: bracket)
    case .sign("("):
      position += 1
      let formula = try either()
      try require(")", closing: offset)
      return Formula(kind: formula.kind, offset: offset)
    case .sign, .end: throw unexpected("a number, a name or a bracket")
    }
  }

  private mutating func call(
    _ name: String, at offset: Int, bracket: Int
  ) throws(ExpressionError) -> Formula {
    guard let function = Formula.Function(rawValue: name) else {
      let names = Formula.Function.allCases.map(\.rawValue)
      throw ExpressionError(
        offset: offset,
        message: "there is no function '\(name)'; "
          + (nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.listed("and"))"))
    }
    var arguments: [Formula] = []
    if !take(")") {
      repeat { arguments.append(try either()) } while take(",")
      try require(")", closing: bracket)
    }
    guard function.argumentCounts ~= arguments.count else {
      throw ExpressionError(
        offset: offset,
        message: "\(name) is written \(function.example); found "
          + "\(arguments.count) argument\(arguments.count == 1 ? "" : "s")")
    }
    return Formula(kind: .call(function, arguments), offset: offset)
  }
}
