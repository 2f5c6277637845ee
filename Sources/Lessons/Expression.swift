package import Explorer

/// A formula over a scene, read once and computed as often as needed.
package struct Expression: Hashable, Sendable {
  /// As it stands in the lesson.
  package let source: String

  /// - Throws: `ExpressionError` where the text is no formula.
  package init(_ source: String) throws(ExpressionError) {
    self.source = source
  }

  /// What it comes to over what the explorer shows.
  ///
  /// - Throws: `ExpressionError` for names that the scene has not, and for cells outside of a table.
  package func value(in model: Model) throws(ExpressionError) -> Value {
    throw ExpressionError(offset: 0, message: "not written yet")
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
