/// A layer whose output elements each depend on the input element at the same place, and nothing else.
///
/// Shape in = shape out. What conforms says what becomes of one number; everything else follows.
public protocol ElementwiseLayer {
  /// The layer's name in errors.
  var elementwiseName: String { get }
  /// How many channels it has numbers for; nil if it takes any.
  var channelCount: Int? { get }
  /// What becomes of a number.
  func value(of input: Float, channel: Int) -> Float
  /// The same as an explanation says it.
  func operation(channel: Int) -> Explanation.Operation
}

extension ElementwiseLayer {
  /// Any number of channels, unless the layer says otherwise.
  public var channelCount: Int? { nil }

  /// The input's shape.
  ///
  /// - Throws: `ShapeError.channelCount`.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    if let channelCount, channelCount != input.channels {
      throw .channelCount(layer: elementwiseName, expected: channelCount, found: input.channels)
    }
    return input
  }

  /// The readable loop.
  ///
  /// - Throws: `ShapeError.channelCount`.
  public func reference(_ input: Tensor) throws(ShapeError) -> Tensor {
    var output = Tensor(shape: try outputShape(for: input.shape))
    for index in 0..<input.shape.count {
      let element = input.shape.element(at: index)
      output[element] = value(of: input[element], channel: element.channel)
    }
    return output
  }

  /// The same, channel by channel.
  ///
  /// - Throws: `ShapeError.channelCount`.
  /// - Complexity: O(*elements*).
  public func forward(_ input: Tensor) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: input.shape)
    return unsafe Tensor(shape: shape) { unsafe write(input, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ input: Tensor, into output: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: input.shape)
    unsafe output.overwrite(as: shape) { unsafe write(input, to: $0) }
  }

  private func write(_ input: Tensor, to output: UnsafeMutableBufferPointer<Float>) {
    let area = input.shape.extent.area
    unsafe input.elements.withUnsafeBufferPointer { input in
      var start = 0
      for channel in 0..<output.count / area {
        for index in start..<start + area {
          unsafe output[index] = unsafe value(of: input[index], channel: channel)
        }
        start += area
      }
    }
  }

  /// The number before, and what became of it.
  ///
  /// - Throws: `ShapeError.noSuchElement`, or as `outputShape(for:)`.
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    let shape = try outputShape(for: input.shape)
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let value = input[output]
    return Explanation(
      terms: [Explanation.Term(element: output, source: output, input: value)],
      operation: operation(channel: output.channel),
      result: self.value(of: value, channel: output.channel))
  }

  /// The element at the same place.
  ///
  /// - Throws: `ShapeError.noSuchElement`, or as `outputShape(for:)`.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    guard try outputShape(for: shape).contains(input) else {
      throw .noSuchElement(input, shape: shape)
    }
    return [Use(output: input, term: 0)]
  }
}
