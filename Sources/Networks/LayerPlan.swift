package import Convolution

/// What a layer does and how large it is, without the numbers that it learns.
///
/// The engine's `Layer` holds weights; a plan only knows how many there will be.
package enum LayerPlan: Hashable, Sendable {
  case convolution(ConvolutionPlan)
  case relu
  case leakyReLU(slope: Float)
  case sigmoid
  case tanh
  case pooling(Pooling2D)
  case globalPooling(Pooling2D.Kind)
  case batchNormalization(epsilon: Float)
  case flatten
  case dense(units: Int, hasBias: Bool)
  case dropout(rate: Float)
  case softmax
  case rescaling(scale: Float, offset: Float)
  case addition

  /// As in network files and as the engine's `Layer.name`.
  package var name: String {
    switch self {
    case .convolution: "convolution"
    case .relu: "relu"
    case .leakyReLU: "leakyReLU"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .pooling(let pooling): pooling.kind == .maximum ? "maxPool" : "averagePool"
    case .globalPooling(let kind): kind == .maximum ? "globalMaxPool" : "globalAveragePool"
    case .batchNormalization: "batchNormalization"
    case .flatten: "flatten"
    case .dense: "dense"
    case .dropout: "dropout"
    case .softmax: "softmax"
    case .rescaling: "rescaling"
    case .addition: "add"
    }
  }

  /// What nodes with this layer are called before their number: `conv`, `relu`, `pool`.
  package var shortName: String {
    switch self {
    case .convolution: "conv"
    case .relu: "relu"
    case .leakyReLU: "leaky"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .pooling, .globalPooling: "pool"
    case .batchNormalization: "norm"
    case .flatten: "flatten"
    case .dense: "dense"
    case .dropout: "dropout"
    case .softmax: "softmax"
    case .rescaling: "rescale"
    case .addition: "add"
    }
  }
}

/// The sizes of a convolutional layer. How deep a filter is follows from its input and the groups.
package struct ConvolutionPlan: Hashable, Sendable {
  /// Filters, and so feature maps.
  package var filters: Int
  /// Kernel, stride, dilation and padding.
  package var window: SlidingWindow
  /// The channels are cut into so many groups, and so are the filters.
  package var groups: Int
  /// Whether every filter adds a number of its own.
  package var hasBias: Bool

  package init(
    filters: Int, kernel: Extent, stride: Extent = Extent(1), padding: Padding = .valid,
    dilation: Extent = Extent(1), groups: Int = 1, hasBias: Bool = true
  ) {
    self.filters = filters
    window = SlidingWindow(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    self.groups = groups
    self.hasBias = hasBias
  }
}

// MARK: - Shapes

extension LayerPlan {
  /// The shape that comes out.
  ///
  /// - Throws: What is wrong with the inputs or with the layer's own sizes.
  func outputShape(for inputs: [Shape]) throws(BlueprintError.Problem) -> Shape {
    if case .addition = self {
      guard inputs.count >= 2 else {
        throw .inputCount(expected: "at least 2", found: inputs.count)
      }
      guard Set(inputs).count == 1 else { throw .unequalShapes }
      return inputs[0]
    }
    guard inputs.count == 1 else { throw .inputCount(expected: "1", found: inputs.count) }
    do throws(ShapeError) {
      return try outputShape(for: inputs[0])
    } catch {
      throw .shape(error)
    }
  }

  private func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    switch self {
    case .convolution(let plan): return try plan.outputShape(for: input)
    case .pooling(let pooling): return try pooling.outputShape(for: input)
    case .globalPooling(let kind):
      return try GlobalPooling2D(kind).pooling(over: input.extent).outputShape(for: input)
    case .flatten: return try Shape(channels: input.count, height: 1, width: 1)
    case .dense(let units, _): return try Shape(channels: units, height: 1, width: 1)
    case .relu, .leakyReLU, .sigmoid, .tanh, .batchNormalization, .dropout, .softmax, .rescaling,
      .addition:
      return input
    }
  }

  /// Whether the layer weighs a vector, not maps.
  var needsVector: Bool { if case .dense = self { true } else { false } }
}

extension ConvolutionPlan {
  /// The channels of one filter over an input of so many.
  func filterChannels(of input: Shape) -> Int { input.channels / groups }

  func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard filters >= 1 else { throw .sizeNotPositive("the number of filters", found: filters) }
    guard groups >= 1 else { throw .sizeNotPositive("the number of groups", found: groups) }
    guard filters % groups == 0 else {
      throw .groupsDoNotDivide(groups: groups, filters: filters)
    }
    let output = try window.grid(over: input.extent).output
    return try Shape(channels: filters, height: output.height, width: output.width)
  }
}

extension Shape {
  /// Whether every channel is a single number, as in a vector; a vector may have length 1 here.
  var isFlat: Bool { height == 1 && width == 1 }

  /// `32×27×27`, channels first, also where there is only one; `1152` for a vector.
  package var sizes: String { isFlat ? "\(channels)" : "\(channels)×\(height)×\(width)" }
}
