import Convolution
import Explorer
import Networks

/// A table of numbers with a name: the picture, a node's output, a filter, what lies under the window.
struct CellTable {
  let name: String
  let shape: Shape
  let elements: [Float]
  let origin: Origin

  enum Origin {
    case place(Explorer.Place)
    /// What belongs to the cursor's cell.
    case window(CellWindow)
    /// Numbers of a filter that learns.
    case numbers
  }

  /// All its numbers; the number itself where it is the only one.
  var value: Value {
    elements.count == 1 ? .number(Double(elements[0])) : .numbers(elements.map(Double.init))
  }
}

extension Shape {
  /// As a value: a vector's length is a plain number.
  var value: Value {
    if isVector { return .number(Double(channels)) }
    return .size(channels == 1 ? [height, width] : [channels, height, width])
  }
}

// MARK: - Cells

extension Evaluator {
  /// One number, or those of a range in reading order.
  func cells(of base: Formula, _ ranges: [Formula.Range]) throws(ExpressionError) -> Value {
    let operand = try operand(base)
    if case .series(let series) = operand {
      return try numbers(of: series, ranges, at: base.offset)
    }
    guard case .table(let table) = operand else {
      throw ExpressionError(
        offset: base.offset, message: "this has no cells; name a table, such as output[0,1]")
    }
    var positions: [[Int]] = [[]]
    var isRange = false
    for range in ranges {
      let first = try wholeNumber(range.first)
      let last = try range.last.map { formula throws(ExpressionError) in
        try wholeNumber(formula)
      }
      isRange = isRange || last != nil
      guard first <= last ?? first else {
        throw ExpressionError(
          offset: range.first.offset,
          message:
            "the range \(first)..\(last ?? first) runs backwards; write \(last ?? first)..\(first)")
      }
      // Where a table ends, its cells end: before a long range is written out.
      let most = max(table.shape.channels, table.shape.height, table.shape.width)
      let shown = first...min(last ?? first, first + most)
      positions = positions.flatMap { head in shown.map { head + [$0] } }
      guard positions.count <= 4 * (table.elements.count + 1) else {
        throw ExpressionError(
          offset: range.first.offset, message: "there are not so many cells in \(table.name)")
      }
    }
    try read(positions.count, at: base.offset)
    var numbers: [Double] = []
    for position in positions {
      numbers.append(Double(try element(position, of: table, at: base.offset)))
    }
    return isRange ? .numbers(numbers) : .number(numbers[0])
  }

  private func element(
    _ position: [Int], of table: CellTable, at offset: Int
  ) throws(ExpressionError) -> Float {
    switch table.origin {
    case .place(let place):
      do throws(AddressError) {
        let element = try model.exploration.element(position, at: place)
        return table.elements[table.shape.index(of: element)]
      } catch {
        throw ExpressionError(offset: offset, message: error.description)
      }
    case .window(let window):
      do throws(PositionError) {
        return table.elements[try window.term(at: position, word: table.name)]
      } catch {
        throw ExpressionError(offset: offset, message: error.description)
      }
    case .numbers:
      do throws(PositionError) {
        return table.elements[try table.shape.index(at: position, word: table.name)]
      } catch {
        throw ExpressionError(offset: offset, message: error.description)
      }
    }
  }
}
