import Kernels

/// The rectified linear unit: max(0, x), element by element.
public struct ReLU: Hashable, Sendable {
  /// There is nothing to choose.
  public init() {}

  /// NaN stays NaN, and −0 becomes 0.
  static func rectify(_ value: Float) -> Float { value <= 0 ? 0 : value }

  /// The readable loop. Unlike those of other layers it takes any input, and so never throws.
  ///
  /// Shape in = shape out.
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
}

extension ReLU: ElementwiseLayer {
  /// The layer's name in traces and errors.
  public var elementwiseName: String { "relu" }

  /// What becomes of a number.
  public func value(of input: Float, channel: Int) -> Float { Self.rectify(input) }

  /// The same as an explanation says it.
  public func operation(channel: Int) -> Explanation.Operation { .rectification }
}
