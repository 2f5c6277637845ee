package import Convolution
import Drawing
package import Explorer

/// Steps as people read them: a block of lines for each, every term with all its digits.
package struct StepText: Sendable {
  private var model: Model

  package init(_ exploration: Exploration) {
    // Nothing is drawn; a model wants a display all the same.
    let display = DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode)
    model = Model(exploration, display: display)
    // The ReLU behind a convolution has steps of its own here.
    model.showAsComputed()
  }

  /// - Parameter number: The step's position in the trace, plus 1.
  /// - Returns: Lines that each end with a line feed.
  /// - Throws: `ShapeError` when the step is not one of the exploration's.
  package mutating func block(
    _ number: Int, _ step: Trace.Step
  ) throws(ShapeError) -> String {
    try model.go(to: step.element, ofNode: step.node)
    let list = TermList(model)
    let address = model.node.name + step.element.address(in: model.shape)
    let value = model.exploration.outputs[step.node][step.element]
    let lines =
      ["step \(number): \(address) = \(numeral(value).minus)"]
      + (list.lines + list.results).map { "  " + $0.map(\.text).joined() }
    return lines.map { $0.trimmedEnd + "\n" }.joined()
  }
}

extension String {
  /// Without the blanks at its end.
  var trimmedEnd: String {
    var line = self
    while line.last == " " { line.removeLast() }
    return line
  }
}
