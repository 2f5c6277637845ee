/// One thing that a network does to its numbers.
///
/// The set is ours, so it is an enum. Every layer answers the same four questions: what shape comes
/// out, which numbers, why this number, and where did that input go.
public enum Layer: Hashable, Sendable {
  case convolution(Convolution2D)
  case rectification(ReLU)
  case pooling(Pooling2D)
  case globalPooling(GlobalPooling2D)

  /// The layer's name in traces and files.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .rectification: "relu"
    case .pooling(let pooling): Self.name(of: pooling.kind)
    case .globalPooling(let pooling): "global" + Self.name(of: pooling.kind).capital
    }
  }

  private static func name(of kind: Pooling2D.Kind) -> String {
    switch kind {
    case .maximum: "maxPool"
    case .average: "averagePool"
    }
  }

  /// What nodes with this layer are called before their number: `conv`, `relu`, `pool`.
  var shortName: String {
    switch self {
    case .convolution: "conv"
    case .rectification: "relu"
    case .pooling, .globalPooling: "pool"
    }
  }

  /// How many inputs the layer takes.
  public var inputCount: Int { 1 }

  // MARK: Shapes

  /// The shape that comes out.
  ///
  /// - Throws: `ShapeError` when the inputs do not suit the layer.
  public func outputShape(for inputs: [Shape]) throws(ShapeError) -> Shape {
    try requireOne(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.outputShape(for: input)
    case .rectification: input
    case .pooling(let layer): try layer.outputShape(for: input)
    case .globalPooling(let layer): try layer.pooling(over: input.extent).outputShape(for: input)
    }
  }

  /// How the layer's window lies over its input; nil for layers without a window.
  public func grid(over input: Shape) throws(ShapeError) -> WindowGrid? {
    switch self {
    case .convolution(let layer): try layer.window.grid(over: input.extent)
    case .rectification: nil
    case .pooling(let layer): try layer.window.grid(over: input.extent)
    case .globalPooling(let layer):
      try layer.pooling(over: input.extent).window.grid(over: input.extent)
    }
  }

  // MARK: Numbers

  /// All the output elements, by the fastest path.
  public func forward(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    try requireOne(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.forward(input)
    case .rectification(let layer): layer.forward(input)
    case .pooling(let layer): try layer.forward(input)
    case .globalPooling(let layer): try layer.pooling(over: input.shape.extent).forward(input)
    }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ inputs: [Tensor], into output: inout Tensor) throws(ShapeError) {
    try requireOne(inputs.count)
    let input = inputs[0]
    switch self {
    case .convolution(let layer): try layer.forward(input, into: &output)
    case .rectification(let layer): layer.forward(input, into: &output)
    case .pooling(let layer): try layer.forward(input, into: &output)
    case .globalPooling(let layer):
      try layer.pooling(over: input.shape.extent).forward(input, into: &output)
    }
  }

  /// The same by the readable loops.
  public func reference(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    try requireOne(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.reference(input)
    case .rectification(let layer): layer.reference(input)
    case .pooling(let layer): try layer.reference(input)
    case .globalPooling(let layer): try layer.pooling(over: input.shape.extent).reference(input)
    }
  }

  // MARK: Why

  /// Where one output element comes from. Nothing else is computed.
  public func explain(_ output: Element, of inputs: [Tensor]) throws(ShapeError) -> Explanation {
    try requireOne(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.explain(output, of: input)
    case .rectification(let layer): try layer.explain(output, of: input)
    case .pooling(let layer): try layer.explain(output, of: input)
    case .globalPooling(let layer):
      try layer.pooling(over: input.shape.extent).explain(output, of: input)
    }
  }

  /// Every output element that an input element goes into.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    switch self {
    case .convolution(let layer): try layer.uses(of: input, in: shape)
    case .rectification(let layer): try layer.uses(of: input, in: shape)
    case .pooling(let layer): try layer.uses(of: input, in: shape)
    case .globalPooling(let layer):
      try layer.pooling(over: shape.extent).uses(of: input, in: shape)
    }
  }

  private func requireOne(_ count: Int) throws(ShapeError) {
    guard count == inputCount else {
      throw .inputCount(layer: name, expected: inputCount, found: count)
    }
  }
}

extension String {
  fileprivate var capital: String { prefix(1).uppercased() + dropFirst() }
}
