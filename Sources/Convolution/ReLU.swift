/// The rectified linear unit: max(0, x), element by element.
public struct ReLU: Hashable, Sendable {
  public init() {}

  /// NaN stays NaN, and −0 becomes 0.
  static func rectify(_ value: Float) -> Float { value <= 0 ? 0 : value }

  /// The readable loop. Shape in = shape out.
  public func reference(_ input: Tensor) -> Tensor {
    Tensor(uncheckedShape: input.shape, elements: input.elements.map(Self.rectify))
  }

  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    guard input.shape.contains(output) else { throw .noSuchElement(output, shape: input.shape) }
    let value = input[output]
    return Explanation(
      terms: [Explanation.Term(element: output, source: output, input: value)],
      operation: .rectification, result: Self.rectify(value))
  }

  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    return [Use(output: input, term: 0)]
  }
}
