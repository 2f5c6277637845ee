/// One thing that a network does to its numbers.
///
/// The set is ours, so it is an enum. Every layer answers the same four questions: what shape comes
/// out, which numbers, why this number, and where did that input go.
public enum Layer: Hashable, Sendable {
  case convolution(Convolution2D)
  case rectification(ReLU)
  case activation(Activation)
  case pooling(Pooling2D)
  case globalPooling(GlobalPooling2D)
  case normalization(BatchNormalization)
  case rescaling(Rescaling)
  case dropout(Dropout)
  case flatten(Flatten)
  case dense(Dense)
  case softmax(Softmax)
  case addition(Addition)

  /// The layer's name in traces and files.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .rectification: "relu"
    case .activation(let activation): activation.elementwiseName
    case .pooling(let pooling): Self.name(of: pooling.kind)
    case .globalPooling(let pooling): "global" + Self.name(of: pooling.kind).capital
    case .normalization(let layer): layer.elementwiseName
    case .rescaling(let layer): layer.elementwiseName
    case .dropout(let layer): layer.elementwiseName
    case .flatten: "flatten"
    case .dense: "dense"
    case .softmax: "softmax"
    case .addition: "add"
    }
  }

  private static func name(of kind: Pooling2D.Kind) -> String {
    switch kind {
    case .maximum: "maxPool"
    case .average: "averagePool"
    }
  }

  /// What nodes with this layer are called before their number: `conv`, `relu`, `pool`.
  public var shortName: String {
    switch self {
    case .convolution: "conv"
    case .rectification: "relu"
    case .activation(.leakyReLU): "leaky"
    case .activation(.sigmoid): "sigmoid"
    case .activation(.tanh): "tanh"
    case .pooling, .globalPooling: "pool"
    case .normalization: "norm"
    case .rescaling: "rescale"
    case .dropout: "dropout"
    case .flatten: "flatten"
    case .dense: "dense"
    case .softmax: "softmax"
    case .addition: "add"
    }
  }

  /// How many inputs the layer takes.
  public var inputCounts: ClosedRange<Int> {
    if case .addition = self { 2...Int.max } else { 1...1 }
  }

  // MARK: Shapes

  /// The shape that comes out.
  ///
  /// - Throws: `ShapeError` when the inputs do not suit the layer.
  public func outputShape(for inputs: [Shape]) throws(ShapeError) -> Shape {
    try require(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.outputShape(for: input)
    case .rectification(let layer): try layer.outputShape(for: input)
    case .activation(let layer): try layer.outputShape(for: input)
    case .pooling(let layer): try layer.outputShape(for: input)
    case .globalPooling(let layer): try layer.pooling(over: input.extent).outputShape(for: input)
    case .normalization(let layer): try layer.outputShape(for: input)
    case .rescaling(let layer): try layer.outputShape(for: input)
    case .dropout(let layer): try layer.outputShape(for: input)
    case .flatten(let layer): layer.outputShape(for: input)
    case .dense(let layer): try layer.outputShape(for: input)
    case .softmax: input
    case .addition(let layer): try layer.outputShape(for: inputs)
    }
  }

  /// How the layer's window lies over its input; nil for layers without a window.
  public func grid(over input: Shape) throws(ShapeError) -> WindowGrid? {
    switch self {
    case .convolution(let layer): try layer.window.grid(over: input.extent)
    case .pooling(let layer): try layer.window.grid(over: input.extent)
    case .globalPooling(let layer):
      try layer.pooling(over: input.extent).window.grid(over: input.extent)
    case .rectification, .activation, .normalization, .rescaling, .dropout, .flatten, .dense,
      .softmax, .addition:
      nil
    }
  }

  // MARK: Numbers

  /// All the output elements, by the fastest path.
  public func forward(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    try require(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.forward(input)
    case .rectification(let layer): layer.forward(input)
    case .activation(let layer): try layer.forward(input)
    case .pooling(let layer): try layer.forward(input)
    case .globalPooling(let layer): try layer.pooling(over: input.shape.extent).forward(input)
    case .normalization(let layer): try layer.forward(input)
    case .rescaling(let layer): try layer.forward(input)
    case .dropout: input
    case .flatten(let layer): layer.forward(input)
    case .dense(let layer): try layer.forward(input)
    case .softmax(let layer): layer.forward(input)
    case .addition(let layer): try layer.forward(inputs)
    }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ inputs: [Tensor], into output: inout Tensor) throws(ShapeError) {
    try require(inputs.count)
    let input = inputs[0]
    switch self {
    case .convolution(let layer): try layer.forward(input, into: &output)
    case .rectification(let layer): layer.forward(input, into: &output)
    case .activation(let layer): try layer.forward(input, into: &output)
    case .pooling(let layer): try layer.forward(input, into: &output)
    case .globalPooling(let layer):
      try layer.pooling(over: input.shape.extent).forward(input, into: &output)
    case .normalization(let layer): try layer.forward(input, into: &output)
    case .rescaling(let layer): try layer.forward(input, into: &output)
    case .dropout: output = input
    case .flatten(let layer): output = layer.forward(input)
    case .dense(let layer): try layer.forward(input, into: &output)
    case .softmax(let layer): output = layer.forward(input)
    case .addition(let layer): try layer.forward(inputs, into: &output)
    }
  }

  /// The same by the readable loops.
  public func reference(_ inputs: [Tensor]) throws(ShapeError) -> Tensor {
    try require(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.reference(input)
    case .rectification(let layer): layer.reference(input)
    case .activation(let layer): try layer.reference(input)
    case .pooling(let layer): try layer.reference(input)
    case .globalPooling(let layer): try layer.pooling(over: input.shape.extent).reference(input)
    case .normalization(let layer): try layer.reference(input)
    case .rescaling(let layer): try layer.reference(input)
    case .dropout(let layer): try layer.reference(input)
    case .flatten(let layer): layer.forward(input)
    case .dense(let layer): try layer.reference(input)
    case .softmax(let layer): layer.reference(input)
    case .addition(let layer): try layer.reference(inputs)
    }
  }

  // MARK: Why

  /// Where one output element comes from. Nothing else is computed.
  public func explain(_ output: Element, of inputs: [Tensor]) throws(ShapeError) -> Explanation {
    try require(inputs.count)
    let input = inputs[0]
    return switch self {
    case .convolution(let layer): try layer.explain(output, of: input)
    case .rectification(let layer): try layer.explain(output, of: input)
    case .activation(let layer): try layer.explain(output, of: input)
    case .pooling(let layer): try layer.explain(output, of: input)
    case .globalPooling(let layer):
      try layer.pooling(over: input.shape.extent).explain(output, of: input)
    case .normalization(let layer): try layer.explain(output, of: input)
    case .rescaling(let layer): try layer.explain(output, of: input)
    case .dropout(let layer): try layer.explain(output, of: input)
    case .flatten(let layer): try layer.explain(output, of: input)
    case .dense(let layer): try layer.explain(output, of: input)
    case .softmax(let layer): try layer.explain(output, of: input)
    case .addition(let layer): try layer.explain(output, of: inputs)
    }
  }

  /// Every output element that an input element goes into.
  ///
  /// - Parameter inputIndex: Which of the layer's inputs the element lies in.
  public func uses(
    of input: Element, in shape: Shape, inputIndex: Int = 0
  ) throws(ShapeError) -> [Use] {
    switch self {
    case .convolution(let layer): return try layer.uses(of: input, in: shape)
    case .rectification(let layer): return try layer.uses(of: input, in: shape)
    case .activation(let layer): return try layer.uses(of: input, in: shape)
    case .pooling(let layer): return try layer.uses(of: input, in: shape)
    case .globalPooling(let layer):
      return try layer.pooling(over: shape.extent).uses(of: input, in: shape)
    case .normalization(let layer): return try layer.uses(of: input, in: shape)
    case .rescaling(let layer): return try layer.uses(of: input, in: shape)
    case .dropout(let layer): return try layer.uses(of: input, in: shape)
    case .flatten(let layer): return try layer.uses(of: input, in: shape)
    case .dense(let layer): return try layer.uses(of: input, in: shape)
    case .softmax(let layer): return try layer.uses(of: input, in: shape)
    case .addition:
      guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
      return [Use(output: input, term: inputIndex)]
    }
  }

  /// What the input element is multiplied by in a use; nil for layers without weights.
  public func weight(of use: Use) -> Float? {
    switch self {
    case .convolution(let layer):
      layer.bank.weights[use.output.channel * layer.bank.filterShape.count + use.term]
    case .dense(let layer): layer[use.term, use.output.channel]
    case .rectification, .activation, .pooling, .globalPooling, .normalization, .rescaling,
      .dropout, .flatten, .softmax, .addition:
      nil
    }
  }

  private func require(_ count: Int) throws(ShapeError) {
    guard inputCounts ~= count else {
      throw .inputCount(layer: name, expected: inputCounts, found: count)
    }
  }
}

extension String {
  fileprivate var capital: String { prefix(1).uppercased() + dropFirst() }
}
