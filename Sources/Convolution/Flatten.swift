/// Puts all the numbers of a tensor into one vector, in reading order: channel, row, column.
///
/// Nothing is calculated; only the place of each number changes. (Keras, which stores channels last,
/// reads row, column, channel.)
public struct Flatten: Hashable, Sendable {
  /// There is nothing to choose.
  public init() {}

  /// (elements, 1, 1).
  public func outputShape(for input: Shape) -> Shape {
    Shape(uncheckedChannels: input.count, height: 1, width: 1)
  }

  /// The same numbers; they share their memory.
  public func forward(_ input: Tensor) -> Tensor {
    Tensor(uncheckedShape: outputShape(for: input.shape), elements: input.elements)
  }

  /// The one element that stands here now.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    let shape = outputShape(for: input.shape)
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let element = input.shape.element(at: output.channel)
    return Explanation(
      terms: [Explanation.Term(element: element, source: element, input: input[element])],
      operation: .copy, result: input[element])
  }

  /// Where an element went.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    return [Use(output: Element(channel: shape.index(of: input), row: 0, column: 0), term: 0)]
  }
}
