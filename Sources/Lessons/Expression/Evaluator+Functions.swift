import Convolution

extension Evaluator {
  func call(
    _ function: Formula.Function, _ arguments: [Formula], at offset: Int
  ) throws(ExpressionError) -> Value {
    switch function {
    case .max: return .number(try some(arguments, at: offset).max() ?? 0)
    case .min: return .number(try some(arguments, at: offset).min() ?? 0)
    case .sum: return .number(try some(arguments, at: offset).reduce(0, +))
    case .mean:
      let numbers = try some(arguments, at: offset)
      return .number(numbers.reduce(0, +) / Double(numbers.count))
    case .abs: return .number(try number(arguments[0]).magnitude)
    case .floor: return .number(try number(arguments[0]).rounded(.down))
    case .ceil: return .number(try number(arguments[0]).rounded(.up))
    case .round: return .number(try rounded(arguments))
    case .count: return .number(Double(try count(arguments)))
    case .size: return .number(Double(try size(arguments, at: offset)))
    }
  }

  /// All the numbers of the arguments, at least one.
  private func some(_ arguments: [Formula], at offset: Int) throws(ExpressionError) -> [Double] {
    var all: [Double] = []
    for argument in arguments { all += try numbers(argument) }
    guard !all.isEmpty else {
      throw ExpressionError(offset: offset, message: "there are no numbers here; name at least one")
    }
    return all
  }

  private func numbers(_ formula: Formula) throws(ExpressionError) -> [Double] {
    let value = try value(of: formula)
    switch value {
    case .number(let number): return [number]
    case .numbers(let numbers): return numbers
    case .size, .truth:
      throw ExpressionError(
        offset: formula.offset, message: "expected numbers here; found \(value.found)")
    }
  }

  private func rounded(_ arguments: [Formula]) throws(ExpressionError) -> Double {
    let number = try number(arguments[0])
    let digits = arguments.count > 1 ? try wholeNumber(arguments[1]) : 0
    guard digits <= Value.mostDigits else {
      throw ExpressionError(
        offset: arguments[1].offset,
        message: "round takes at most \(Value.mostDigits) digits; found \(digits)")
    }
    let factor = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let scaled = (number * factor).rounded()
    // Numbers as large as that have no digits behind the point.
    return scaled.isFinite ? scaled / factor : number
  }

  /// How many numbers there are or, for a comparison, how many of them it holds for.
  private func count(_ arguments: [Formula]) throws(ExpressionError) -> Int {
    var count = 0
    for argument in arguments {
      guard case .comparison(let comparison, let left, let right) = argument.kind else {
        count += try numbers(argument).count
        continue
      }
      let (first, second) = (try numbers(left), try numbers(right))
      guard first.count == second.count || first.count == 1 || second.count == 1 else {
        throw ExpressionError(
          offset: argument.offset,
          message: "\(first.count) numbers are compared with \(second.count); take as many, or one")
      }
      // A comparison takes longer than looking.
      try read(10 * max(first.count, second.count), at: argument.offset)
      for index in 0..<max(first.count, second.count) {
        let pair = (first[index % first.count], second[index % second.count])
        if try holds(comparison, .number(pair.0), .number(pair.1), at: argument.offset) {
          count += 1
        }
      }
    }
    return count
  }

  /// The size formula for one axis: size(n, kernel, stride, padding).
  private func size(_ arguments: [Formula], at offset: Int) throws(ExpressionError) -> Int {
    let length = try wholeNumber(arguments[0])
    let kernel = try wholeNumber(arguments[1])
    let stride = arguments.count > 2 ? try wholeNumber(arguments[2]) : 1
    let padding = arguments.count > 3 ? try wholeNumber(arguments[3]) : 0
    let window = SlidingWindow(
      kernel: Extent(kernel), stride: Extent(stride), padding: .all(padding))
    do throws(ShapeError) {
      return try window.grid(over: Extent(length)).output.height
    } catch {
      throw ExpressionError(offset: offset, message: error.description)
    }
  }
}
