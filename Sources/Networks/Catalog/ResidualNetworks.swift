import Convolution

// Residual networks: each block adds what it computes to what it was given. A block that makes
// another shape sends what it was given through a 1×1 convolution first, the shortcut.
//
// Source: He, Zhang, Ren and Sun, *Deep residual learning for image recognition* (2015), table 1.

extension NetworkCatalog {
  /// Blocks of two 3×3 convolutions.
  static func resNet18() throws -> Blueprint {
    var net = ResidualBuilder(style: .torchvision)
    net.stem()
    for (filters, stride) in [(64, 1), (128, 2), (256, 2), (512, 2)] {
      net.basicBlock(filters, stride: stride, hasShortcut: stride > 1)
      net.basicBlock(filters, stride: 1, hasShortcut: false)
    }
    net.head()
    return try net.layers.blueprint(
      name: "resnet18", summary: "1,000 kinds of things, 2015: blocks that add to their input.",
      input: Shape(channels: 3, height: 224, width: 224), labels: imageNetLabels
    ).trained(
      Pretraining(
        modules: TorchvisionModules.residual(
          blocks: [2, 2, 2, 2], depth: 2, firstHasShortcut: false),
        preprocessing: .imageNet))
  }

  /// Bottlenecks as in torchvision: the 3×3 convolution takes the stride.
  static func resNet50() throws -> Blueprint {
    var net = ResidualBuilder(style: .torchvision)
    net.stem()
    net.bottlenecks()
    net.head()
    return try net.layers.blueprint(
      name: "resnet50", summary: "1,000 kinds of things, 2015: the strides lie in the 3×3 filters.",
      input: Shape(channels: 3, height: 224, width: 224), labels: imageNetLabels
    ).trained(
      Pretraining(
        modules: TorchvisionModules.residual(
          blocks: [3, 4, 6, 3], depth: 3, firstHasShortcut: true),
        preprocessing: .imageNet))
  }

  /// The lecture's feature extractor: Keras' first version without its head.
  ///
  /// The first 1×1 convolution takes the stride, as in the paper; convolutions have biases, and
  /// statistics count as parameters.
  static func headlessResNet50() throws -> Blueprint {
    var net = ResidualBuilder(style: .keras)
    net.stem()
    net.bottlenecks()
    return try net.layers.blueprint(
      name: "resnet50-headless",
      summary: "The lecture's features for another head: Keras' first version, cut off.",
      input: Shape(channels: 3, height: 224, width: 224), convention: .keras)
  }
}

/// Writes residual networks down block by block.
private struct ResidualBuilder {
  var layers = BlueprintBuilder()
  let style: Style

  /// Whose version of the blocks is built.
  enum Style {
    case torchvision, keras

    var hasBias: Bool { self == .keras }
    var epsilon: Float { self == .keras ? 1.001e-5 : 1e-5 }
  }

  /// A wide convolution and pooling: a quarter of the picture's height and width is left.
  mutating func stem() {
    normalizedConvolution(64, kernel: 7, stride: 2, padding: 3)
    layers.add(.relu)
    layers.maxPool(3, stride: 2, padding: 1)
  }

  /// The average of each map, and a weighted sum for each class.
  mutating func head() {
    layers.add(.globalPooling(.average(countingPadding: true)))
    layers.add(.flatten)
    layers.dense(1000)
    layers.add(.softmax)
  }

  mutating func basicBlock(_ filters: Int, stride: Int, hasShortcut: Bool) {
    let input = layers.last
    normalizedConvolution(filters, kernel: 3, stride: stride, padding: 1)
    layers.add(.relu)
    let body = normalizedConvolution(filters, kernel: 3, padding: 1)
    join(
      body, input, shortcut: hasShortcut ? filters : nil, stride: stride)
  }

  /// ResNet-50's four stacks.
  mutating func bottlenecks() {
    for (filters, depth, stride) in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)] {
      for block in 0..<depth {
        bottleneck(filters, stride: block == 0 ? stride : 1, hasShortcut: block == 0)
      }
    }
  }

  /// 1×1 to fewer channels, 3×3, 1×1 to four times as many.
  private mutating func bottleneck(_ filters: Int, stride: Int, hasShortcut: Bool) {
    let input = layers.last
    let strideIsFirst = style == .keras
    normalizedConvolution(filters, kernel: 1, stride: strideIsFirst ? stride : 1)
    layers.add(.relu)
    normalizedConvolution(filters, kernel: 3, stride: strideIsFirst ? 1 : stride, padding: 1)
    layers.add(.relu)
    let body = normalizedConvolution(4 * filters, kernel: 1)
    join(body, input, shortcut: hasShortcut ? 4 * filters : nil, stride: stride)
  }

  private mutating func join(
    _ body: Network.Source, _ input: Network.Source, shortcut filters: Int?, stride: Int
  ) {
    let other =
      filters.map { normalizedConvolution($0, kernel: 1, stride: stride, from: input) } ?? input
    layers.sum(body, other)
    layers.add(.relu)
  }

  @discardableResult
  private mutating func normalizedConvolution(
    _ filters: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    from input: Network.Source? = nil
  ) -> Network.Source {
    layers.convolution(
      filters, kernel: kernel, stride: stride, padding: padding, hasBias: style.hasBias, from: input
    )
    return layers.add(.batchNormalization(epsilon: style.epsilon))
  }
}
