import Convolution
import Explorer
import Networks
import Training

/// Computes formulas over what a scene shows.
///
/// The numbers are the engine's, exactly as they are; arithmetic on them is done with `Double`.
struct Evaluator {
  let stage: Stage

  var model: Model { stage.model }

  /// What a part of a formula stands for.
  enum Operand {
    case value(Value)
    case table(CellTable)
    case blueprint(Blueprint)
    /// What a network of the catalogue takes.
    case picture(Shape)
    case layer(Int, of: Blueprint)
    case training(TrainingOperand)
    /// Numbers one after the other: by epoch, or by step.
    case series(Series)
  }

  func value(of formula: Formula) throws(ExpressionError) -> Value {
    switch try operand(formula) {
    case .value(let value): return value
    case .table(let table):
      try read(table.elements.count, at: formula.offset)
      return table.value
    case .series(let series):
      try read(series.numbers.count, at: formula.offset)
      return series.numbers.count == 1 ? .number(series.numbers[0]) : .numbers(series.numbers)
    case .training(let operand):
      throw ExpressionError(
        offset: formula.offset,
        message: "say what you want to know of \(operand.name); it has "
          + operand.members.map { "." + $0 }.listed("and"))
    case .blueprint, .picture, .layer:
      throw ExpressionError(
        offset: formula.offset,
        message: "say what you want to know of it, such as .parameters, .size or .multiplications")
    }
  }

  /// Takes note of how many numbers are looked at.
  ///
  /// - Throws: `ExpressionError` where the lesson has looked at more than it may.
  func read(_ count: Int, at offset: Int) throws(ExpressionError) {
    do throws(LessonExcess) {
      try LessonBudget.spend(count, on: .readings)
    } catch {
      throw ExpressionError(offset: offset, message: error.description)
    }
  }

  func operand(_ formula: Formula) throws(ExpressionError) -> Operand {
    switch formula.kind {
    case .number(let number): return .value(.number(number))
    case .size(let size): return .value(.size(size))
    case .name(let name): return try named(name, at: formula.offset)
    case .network(let name):
      try read(Self.networkCost, at: formula.offset)
      if let study = StudyResult.recorded(named: name) { return .training(.study(study)) }
      do throws(UnknownNetwork) {
        return .blueprint(try NetworkCatalog.blueprint(named: name))
      } catch {
        throw ExpressionError(offset: formula.offset, message: error.description)
      }
    case .cells(let base, let ranges): return .value(try cells(of: base, ranges))
    case .member(let base, let name): return try member(name, of: base)
    case .call(let function, let arguments):
      return .value(try call(function, arguments, at: formula.offset))
    case .negated(let operand): return .value(.number(-(try number(operand))))
    case .arithmetic(let operation, let left, let right):
      return .value(.number(try arithmetic(operation, left, right)))
    case .comparison(let comparison, let left, let right):
      return .value(
        .truth(
          try holds(comparison, try value(of: left), try value(of: right), at: formula.offset)))
    case .not(let operand): return .value(.truth(!(try truth(operand))))
    // The first condition may make sure that what the second one names is there.
    case .both(let left, let right):
      return .value(.truth(try truth(left) ? truth(right) : false))
    case .either(let left, let right):
      return .value(.truth(try truth(left) ? true : truth(right)))
    }
  }

  /// A network takes as long to lay out as so many numbers take to look at.
  static let networkCost = 20_000

  // MARK: Kinds of values

  func number(_ formula: Formula) throws(ExpressionError) -> Double {
    let value = try value(of: formula)
    guard case .number(let number) = value else {
      throw ExpressionError(
        offset: formula.offset, message: "expected a number here; found \(value.found)")
    }
    return number
  }

  func truth(_ formula: Formula) throws(ExpressionError) -> Bool {
    let value = try value(of: formula)
    guard case .truth(let truth) = value else {
      throw ExpressionError(
        offset: formula.offset,
        message: "expected a condition here, such as sum > 0; found \(value.found)")
    }
    return truth
  }

  /// A whole number from 0.
  func wholeNumber(_ formula: Formula) throws(ExpressionError) -> Int {
    let number = try number(formula)
    guard number == number.rounded(), 0...Self.largestWholeNumber ~= number else {
      throw ExpressionError(
        offset: formula.offset,
        message: "expected a whole number from 0 to \(Int(Self.largestWholeNumber).grouped); found "
          + Value.number(number).text(digits: nil))
    }
    return Int(number)
  }

  /// Products of two stay far from overflow.
  private static let largestWholeNumber = Double(1 << 24)

  // MARK: Arithmetic

  private func arithmetic(
    _ operation: Formula.Arithmetic, _ left: Formula, _ right: Formula
  ) throws(ExpressionError) -> Double {
    let (first, second) = (try number(left), try number(right))
    switch operation {
    case .plus: return first + second
    case .minus: return first - second
    case .times: return first * second
    case .dividedBy:
      guard second != 0 else {
        throw ExpressionError(
          offset: right.offset, message: "this is 0, and nothing is divided by 0")
      }
      return first / second
    }
  }

  /// Whether a comparison holds.
  ///
  /// Whole numbers are equal when they are the same; of two others it is enough that they differ by no
  /// more than a millionth, because 1/9 is rounded one way here and another way in the engine.
  func holds(
    _ comparison: Formula.Comparison, _ left: Value, _ right: Value, at offset: Int
  ) throws(ExpressionError) -> Bool {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      let isEqual = Self.isEqual(first, second)
      return switch comparison {
      case .equal: isEqual
      case .unequal: !isEqual
      case .less: first < second && !isEqual
      case .lessOrEqual: first < second || isEqual
      case .greater: first > second && !isEqual
      case .greaterOrEqual: first > second || isEqual
      }
    case (.size(let first), .size(let second)):
      switch comparison {
      case .equal: return first == second
      case .unequal: return first != second
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        throw ExpressionError(
          offset: offset,
          message:
            "sizes are equal or not; compare heights, widths or counts by \(comparison.rawValue)")
      }
    default:
      throw ExpressionError(
        offset: offset,
        message:
          "\(left.found) and \(right.found) cannot be compared; compare numbers with numbers "
          + "and sizes with sizes")
    }
  }

  private static func isEqual(_ first: Double, _ second: Double) -> Bool {
    if first == second { return true }
    guard first != first.rounded(), second != second.rounded() else { return false }
    return (first - second).magnitude <= 1e-6 * max(first.magnitude, second.magnitude)
  }
}

extension Value {
  /// What kind of value was found, for a complaint.
  var found: String {
    switch self {
    case .number: "the number \(text(digits: nil))"
    case .numbers(let numbers): "\(numbers.count.grouped) numbers"
    case .size: "the size \(text(digits: nil))"
    case .truth: "a condition"
    }
  }
}
