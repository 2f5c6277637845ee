import Kernels

/// The rectified linear unit: max(0, x), element by element.
public struct ReLU: Hashable, Sendable {
  /// There is nothing to choose.
  public init() {}

  /// NaN stays NaN, and −0 becomes 0.
  static func rectify(_ value: Float) -> Float { value <= 0 ? 0 : value }

  /// The readable loop. Shape in = shape out.
  public func reference(_ input: Tensor) -> Tensor {
    Tensor(uncheckedShape: input.shape, elements: input.elements.map(Self.rectify))
  }

  // MARK: Fast path

  /// The same, as vectors, bit for bit.
  public func forward(_ input: Tensor) -> Tensor {
    unsafe Tensor(shape: input.shape) { unsafe write(input, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ input: Tensor, into output: inout Tensor) {
    unsafe output.overwrite(as: input.shape) { unsafe write(input, to: $0) }
  }

  /// Rectifies in place.
  public func rectify(_ tensor: inout Tensor) {
    unsafe tensor.overwrite(as: tensor.shape) { elements in
      guard let start = elements.baseAddress else { return }
      unsafe KernelSet.fastest.rectify(start, count: elements.count)
    }
  }

  private func write(_ input: Tensor, to output: UnsafeMutableBufferPointer<Float>) {
    unsafe input.elements.withUnsafeBufferPointer { input in
      guard let input = input.baseAddress, let start = output.baseAddress else {
        return
      }
      unsafe KernelSet.fastest.rectify(input, into: start, count: output.count)
    }
  }

  // MARK: Why

  /// The number before, and the one that it became.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    guard input.shape.contains(output) else { throw .noSuchElement(output, shape: input.shape) }
    let value = input[output]
    return Explanation(
      terms: [Explanation.Term(element: output, source: output, input: value)],
      operation: .rectification, result: Self.rectify(value))
  }

  /// The element at the same place.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    return [Use(output: input, term: 0)]
  }
}
