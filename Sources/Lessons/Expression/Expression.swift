package import Convolution
package import Explorer

/// A formula over a scene, read once and computed as often as needed.
package struct Expression: Hashable, Sendable {
  /// As it stands in the lesson.
  package let source: String
  private let formula: Formula

  /// - Throws: `ExpressionError` where the text is no formula.
  package init(_ source: String) throws(ExpressionError) {
    self.source = source
    formula = try ExpressionParser.formula(source)
  }

  /// What it comes to over what the scene shows.
  ///
  /// - Throws: `ExpressionError` for names that the scene has not, and for cells outside of a table.
  package func value(in stage: Stage) throws(ExpressionError) -> Value {
    try Evaluator(stage: stage).value(of: formula)
  }

  /// The cell that the expression names, if it is nothing but a cell: `output[0,1]`, `dense1[7]`.
  package var address: Address? {
    guard case .cells(let base, let ranges) = formula.kind, case .name(let table) = base.kind,
      1...3 ~= ranges.count
    else { return nil }
    var position: [Int] = []
    for range in ranges {
      guard range.last == nil, case .number(let number) = range.first.kind,
        let index = Int(exactly: number)
      else { return nil }
      position.append(index)
    }
    return Address(node: table, position: position)
  }

  /// The cell whose terms explain the expression, for "why?": the one that it names or, for `sum` and
  /// `result`, the cursor's; nil for everything else.
  package func cell(in model: Model) -> (place: Explorer.Place, element: Element)? {
    switch formula.kind {
    case .name("sum"): (.node(model.cursor.node), model.cursor.element)
    case .name("result"): (model.outputPlace, model.cursor.element)
    default: address.flatMap { try? model.exploration.locate($0) }
    }
  }
}

/// What is wrong with an expression.
package struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the source, in Unicode scalars from 0.
  package let offset: Int
  /// What was found, what is supported, what to do.
  package let message: String

  package init(offset: Int, message: String) { (self.offset, self.message) = (offset, message) }

  package var description: String { message }
}
