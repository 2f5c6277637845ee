internal import CProcessor
internal import Convolution
internal import Kernels
internal import Networks

extension BatchLayout {
  /// Finds the stages of a network.
  ///
  /// - Parameter classes: How many kinds of pictures there are.
  /// - Throws: `TrainingError` for a network that is no chain, or has a layer that cannot be trained.
  init(
    _ blueprint: Blueprint, classes: Int, kernels: KernelSet = .fastest
  ) throws(TrainingError) {
    self.kernels = kernels
    input = blueprint.input
    var nodes = blueprint.nodes[...]
    try Self.requireChain(blueprint)
    head = try Self.head(of: blueprint, classes: classes)
    let headCount = Self.endsInShares(blueprint) ? 1 : 0
    nodes.removeLast(headCount)
    var stages: [Stage] = []
    var parameterCount = 0
    // Flattening does nothing to the memory: the last maps say how the numbers lie.
    var maps = blueprint.input
    while let node = nodes.first {
      nodes.removeFirst()
      let position = blueprint.nodes.count - nodes.count - 1 - headCount
      let fusion = Self.takeFusion(behind: node, from: &nodes)
      guard
        var stage = try Self.stage(
          node, at: position, fusion.kind, output: fusion.output, maps: maps)
      else { continue }
      if !stage.isElementwise { maps = stage.outputShape }
      switch stage.kind {
      case .convolution(let convolution):
        stage.weights = parameterCount..<parameterCount + convolution.filters * convolution.depth
        stage.biases = stage.weights.upperBound..<stage.weights.upperBound + convolution.filters
      case .dense(let inputs, let units):
        // Whole panels: what is too much stays 0, because its gradient is.
        let width = (units + kernels.panelWidth - 1) / kernels.panelWidth * kernels.panelWidth
        stage.weights = parameterCount..<parameterCount + inputs * width
        stage.biases = stage.weights.upperBound..<stage.weights.upperBound + width
      case .activation, .pooling, .rescaling, .dropout:
        stage.weights = parameterCount..<parameterCount
        stage.biases = parameterCount..<parameterCount
      }
      parameterCount = stage.biases.upperBound
      stages.append(stage)
    }
    // Where maps are flattened last, their numbers would come out in another order.
    if let last = stages.last, last.outputShape.extent.area > 1 {
      throw .unsupportedLayer("flatten", layer: blueprint.nodes.last?.name ?? last.node)
    }
    self.stages = stages
    self.parameterCount = parameterCount
    segments = Self.segments(of: stages)
  }

  /// Dense stages alone, what lies between them together.
  private static func segments(of stages: [Stage]) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    for (index, stage) in stages.enumerated() {
      if !stage.isDense, let last = segments.last, !stages[last.lowerBound].isDense {
        segments[segments.count - 1] = last.lowerBound..<index + 1
      } else {
        segments.append(index..<index + 1)
      }
    }
    return segments
  }

  private static func requireChain(_ blueprint: Blueprint) throws(TrainingError) {
    for (index, node) in blueprint.nodes.enumerated() {
      guard node.inputs == [index == 0 ? .picture : .node(index - 1)] else {
        throw .notAChain(network: blueprint.name, layer: node.name)
      }
    }
  }

  private static func head(of blueprint: Blueprint, classes: Int) throws(TrainingError) -> Head {
    let outputs = blueprint.output.count
    if case .sigmoid = blueprint.nodes.last?.plan {
      guard outputs == 1, classes == 2 else {
        throw .sigmoidClasses(network: blueprint.name, outputs: outputs, classes: classes)
      }
      return .binary
    }
    guard outputs == classes else {
      throw .classCount(network: blueprint.name, outputs: outputs, classes: classes)
    }
    return .categories(outputs)
  }

  /// Whether softmax or sigmoid come last, which are part of the loss here.
  private static func endsInShares(_ blueprint: Blueprint) -> Bool {
    switch blueprint.nodes.last?.plan {
    case .softmax, .sigmoid: true
    case .none, .some: false
    }
  }

  /// What a convolution is computed together with.
  private static func takeFusion(
    behind node: Blueprint.Node, from nodes: inout ArraySlice<Blueprint.Node>
  ) -> (kind: BatchConvolution.Fusion, output: Shape) {
    guard case .convolution = node.plan, let relu = nodes.first, case .relu = relu.plan else {
      return (.alone, node.output)
    }
    nodes.removeFirst()
    if let next = nodes.first, case .pooling(let pooling) = next.plan,
      pooling.isTwoByTwo(over: node.output.extent)
    {
      nodes.removeFirst()
      return (.withReLUAndPooling, next.output)
    }
    return (.withReLU, relu.output)
  }

  /// nil for a layer that does nothing to the numbers.
  private static func stage(
    _ node: Blueprint.Node, at position: Int, _ fusion: BatchConvolution.Fusion, output: Shape,
    maps: Shape
  ) throws(TrainingError) -> Stage? {
    let input = node.inputShapes[0]
    func stage(_ kind: Kind) -> Stage {
      Stage(
        kind: kind, node: node.name, position: position, inputShape: input, outputShape: output)
    }
    do throws(ShapeError) {
      switch node.plan {
      case .convolution(let plan):
        guard plan.groups == 1, plan.window.dilation.width == 1 || plan.window.kernel.width == 1
        else { break }
        var result = stage(
          .convolution(try BatchConvolution(plan, over: input, fusion, output: output)))
        result.hasBias = plan.hasBias
        return result
      case .relu: return stage(.activation(.relu))
      case .leakyReLU(let slope): return stage(.activation(.other(.leakyReLU(slope: slope))))
      case .sigmoid: return stage(.activation(.other(.sigmoid)))
      case .tanh: return stage(.activation(.other(.tanh)))
      case .pooling(let pooling):
        return stage(.pooling(try PoolingTable(pooling, over: input)))
      case .globalPooling(let kind):
        return stage(
          .pooling(
            try PoolingTable(GlobalPooling2D(kind).pooling(over: input.extent), over: input)))
      case .dense(let units, let hasBias):
        var result = stage(.dense(inputs: input.count, units: units))
        result.hasBias = hasBias
        return result
      case .rescaling(let scale, let offset):
        return stage(.rescaling(scale: scale, offset: offset))
      case .dropout(let rate):
        guard rate > 0 else { return nil }
        var order = Array(0..<maps.count)
        for index in order.indices { order[maps.placeWithChannelsLast(index)] = index }
        return stage(.dropout(rate: rate, order: order))
      case .flatten: return nil
      case .batchNormalization, .softmax, .addition: break
      }
    } catch {
      throw .shape(error, layer: node.name)
    }
    throw .unsupportedLayer(node.plan.name, layer: node.name)
  }
}

extension BatchLayout.Stage {
  var isDense: Bool { if case .dense = kind { true } else { false } }

  var learns: Bool { !weights.isEmpty }
}

extension Pooling2D {
  /// Whether each two by two numbers of the input give their largest, and nothing else does.
  fileprivate func isTwoByTwo(over input: Extent) -> Bool {
    let two = Extent(2)
    guard kind == .maximum, window.kernel == two, window.stride == two,
      window.dilation == Extent(1), let grid = try? window.grid(over: input)
    else { return false }
    return [grid.rows, grid.columns].allSatisfy {
      $0.paddingBefore == 0 && $0.output == $0.input / 2
    }
  }
}

extension BatchConvolution {
  fileprivate init(
    _ plan: ConvolutionPlan, over input: Shape, _ fusion: Fusion, output: Shape
  ) throws(ShapeError) {
    let grid = try plan.window.grid(over: input.extent)
    let height = max(
      input.height + grid.rows.paddingBefore,
      (grid.rows.output - 1) * grid.rows.stride + grid.rows.span)
    let width = max(
      input.width + grid.columns.paddingBefore,
      (grid.columns.output - 1) * grid.columns.stride + grid.columns.span)
    padded = Extent(height: height, width: width)
    paddingBefore =
      padded == input.extent
      ? nil : Extent(height: grid.rows.paddingBefore, width: grid.columns.paddingBefore)
    filters = plan.filters
    self.fusion = fusion
    let channels = input.channels
    let kernel = plan.window.kernel
    depth = kernel.height * kernel.width * channels
    let (rowStride, columnStride) = (
      plan.window.stride.height * width * channels, plan.window.stride.width * channels
    )
    let pooled = fusion == .withReLUAndPooling ? 2 : 1
    windows = batch_windows(
      rows: output.height, columns: output.width, row_step: pooled * rowStride,
      column_step: pooled * columnStride, row_stride: rowStride, column_stride: columnStride,
      runs: kernel.height, run_length: kernel.width * channels,
      run_stride: plan.window.dilation.height * width * channels)
  }

  /// Numbers of the picture with its padding.
  func paddedCount(channels: Int) -> Int { padded.height * padded.width * channels }
}
