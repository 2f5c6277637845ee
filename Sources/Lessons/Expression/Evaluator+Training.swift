import Convolution
import Networks
import Training
import Workbench

/// What names stand for where something is trained.
extension Evaluator {
  /// The names of what is trained; nil for all others.
  ///
  /// - Throws: `ExpressionError` where the scene trains nothing of this kind.
  func trained(_ name: String, at offset: Int) throws(ExpressionError) -> Operand? {
    switch name {
    case "history":
      guard case .training(let training) = stage.bench else {
        throw missing(name, needed: "training: fashion-mnist", at: offset)
      }
      return .training(.history(training.history))
    case "confusion":
      guard case .training(let training) = stage.bench, let answers = training.answers else {
        throw missing(name, needed: "train: {…, epochs: 0}", at: offset)
      }
      return .table(try confusion(answers.confusion, at: offset))
    case "study":
      guard case .study(let record) = stage.bench else {
        throw missing(name, needed: "study: sandal-sneaker-16", at: offset)
      }
      return .training(.study(record.result))
    case "learning", "learned", "gradient", "updated":
      guard case .filter(let model) = stage.bench else {
        throw missing(name, needed: "learn: {rate: 0.01}", at: offset)
      }
      return try learning(name, model.learning, at: offset)
    default: return nil
    }
  }

  private func missing(_ name: String, needed: String, at offset: Int) -> ExpressionError {
    ExpressionError(
      offset: offset, message: "there is no '\(name)' in the scene; it comes with '\(needed)'")
  }

  /// Rows are what the pictures show, columns what they are taken for.
  private func confusion(_ counts: [[Int]], at offset: Int) throws(ExpressionError) -> CellTable {
    do throws(ShapeError) {
      return CellTable(
        name: "confusion", shape: try Shape(channels: 1, height: counts.count, width: counts.count),
        elements: counts.joined().map(Float.init), origin: .numbers)
    } catch {
      throw ExpressionError(offset: offset, message: error.description)
    }
  }

  private func learning(
    _ name: String, _ learning: FilterLearning, at offset: Int
  ) throws(ExpressionError) -> Operand {
    let numbers: [Float]
    switch name {
    case "learned": numbers = learning.numbers
    case "gradient": numbers = learning.evaluation.gradient
    case "updated": numbers = learning.updates.map(\.newWeight)
    default: return .training(.learning(learning))
    }
    try read(numbers.count, at: offset)
    // The bias is none of the table's cells.
    let shape = learning.task.filterShape
    return .table(
      CellTable(
        name: name, shape: shape, elements: Array(numbers.prefix(shape.count)), origin: .numbers))
  }

  /// One number of a series, or those of a range.
  func numbers(
    of series: Series, _ ranges: [Formula.Range], at offset: Int
  ) throws(ExpressionError) -> Value {
    guard ranges.count == 1 else {
      throw ExpressionError(
        offset: offset, message: "\(series.name) takes one number, as in \(series.name)[0]")
    }
    let first = try wholeNumber(ranges[0].first)
    let last = try ranges[0].last.map { formula throws(ExpressionError) in
      try wholeNumber(formula)
    }
    guard first <= last ?? first, last ?? first < series.numbers.count else {
      throw ExpressionError(
        offset: offset,
        message: "\(series.name) has \(series.numbers.count.grouped) numbers, counted from 0")
    }
    try read((last ?? first) - first + 1, at: offset)
    let numbers = Array(series.numbers[first...(last ?? first)])
    return last == nil ? .number(numbers[0]) : .numbers(numbers)
  }
}
