/// Adds tensors of one shape, element by element: what a skip connection ends in.
///
/// Source: He and others, *Deep Residual Learning for Image Recognition* (2015).
public struct Addition: Hashable, Sendable {
  /// There is nothing to choose.
  public init() {}

  /// The shape that all inputs have.
  ///
  /// - Throws: `ShapeError.unequalInputs`.
  public func outputShape(for inputs: [Shape]) throws(ShapeError) -> Shape {
    if let odd = inputs.first(where: { $0 != inputs[0] }) {
      throw .unequalInputs(layer: "add", inputs[0], odd)
    }
    return inputs[0]
  }

  /// The readable loop: in the order of the inputs.
  ///
  /// - Parameter inputs: At least one.
  /// - Throws: `ShapeError.unequalInputs`.
  public func reference(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    var output = Tensor(shape: try outputShape(for: inputs.map(\.shape)))
    for index in 0..<output.shape.count {
      let element = output.shape.element(at: index)
      output[element] = inputs.reduce(emptySum) { $0 + $1[element] }
    }
    return output
  }

  /// The same, tensor by tensor.
  public func forward(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: inputs.map(\.shape))
    return unsafe Tensor(shape: shape) { unsafe write(inputs, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ inputs: [Tensor], into output: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: inputs.map(\.shape))
    unsafe output.overwrite(as: shape) { unsafe write(inputs, to: $0) }
  }

  private func write(_ inputs: [Tensor], to output: UnsafeMutableBufferPointer<Float>) {
    unsafe inputs[0].elements.withUnsafeBufferPointer { first in
      _ = unsafe output.update(fromContentsOf: first)
    }
    for input in inputs.dropFirst() {
      unsafe input.elements.withUnsafeBufferPointer { input in
        for index in 0..<output.count { unsafe output[index] += input[index] }
      }
    }
  }

  /// One term from each input.
  ///
  /// - Throws: `ShapeError.noSuchElement`, or as `outputShape(for:)`.
  public func explain(_ output: Element, of inputs: [Tensor]) throws(ShapeError) -> Explanation {
    let shape = try outputShape(for: inputs.map(\.shape))
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let terms = inputs.enumerated().map { index, input in
      Explanation.Term(inputIndex: index, element: output, source: output, input: input[output])
    }
    return Explanation(
      terms: terms, operation: .addition, result: Explanation.sum(of: terms[...]))
  }
}
