import Convolution
import Networks
import TestSupport
import Testing

private func draft(
  _ plan: LayerPlan, _ name: String? = nil, from inputs: [Network.Source]? = nil
) -> Blueprint.Draft {
  Blueprint.Draft(plan, name: name, inputs: inputs)
}

private func convolution(
  _ filters: Int, _ kernel: Int, groups: Int = 1, padding: Padding = .valid
) -> LayerPlan {
  .convolution(
    ConvolutionPlan(filters: filters, kernel: Extent(kernel), padding: padding, groups: groups))
}

/// What is said about layers that do not go together, over a picture of 2×6×6.
private func complaint(_ layers: Blueprint.Draft..., labels: [String] = []) -> String? {
  do {
    _ = try Blueprint(
      name: "test", input: Shape(channels: 2, height: 6, width: 6), labels: labels, layers: layers)
    return nil
  } catch {
    return "\(error)"
  }
}

@Suite struct `Blueprints` {
  // MARK: Laws

  @Test(arguments: 0..<150)
  func `shapes are those of the engine`(seed: UInt64) throws {
    let blueprint = try Blueprint.random(seed: seed)
    let network = try blueprint.network(weights: .seeded(seed))
    #expect(try network.shapes(for: blueprint.input) == blueprint.nodes.map(\.output))
    #expect(network.nodes.map(\.name) == blueprint.nodes.map(\.name))
    #expect(network.nodes.map(\.layer.name) == blueprint.nodes.map(\.plan.name))
    #expect(network.nodes.map(\.layer.shortName) == blueprint.nodes.map(\.plan.shortName))
  }

  @Test(arguments: 0..<60)
  func `forward is the composition of the references`(seed: UInt64) throws {
    let blueprint = try Blueprint.random(seed: seed)
    let network = try blueprint.network(weights: .seeded(seed))
    var generator = SeededGenerator(seed: seed)
    let picture = Tensor.random(blueprint.input, using: &generator)
    let outputs = try network.forward(picture)
    var references: [Tensor] = []
    for node in network.nodes {
      references.append(
        try node.layer.reference(node.inputs.map { $0.value(picture: picture, nodes: references) }))
    }
    for (index, node) in network.nodes.enumerated() {
      let largest = references[index].elements.map(abs).max() ?? 0
      let isEqual = zip(outputs[index].elements, references[index].elements).allSatisfy {
        abs($0 - $1) <= 2e-6 * max(1, largest) || $0 == $1
      }
      #expect(isEqual, "\(node.name) of seed \(seed)")
    }
  }

  @Test(arguments: 0..<100)
  func `parameters are the numbers that the engine holds`(seed: UInt64) throws {
    let blueprint = try Blueprint.random(seed: seed)
    for (node, built) in zip(
      blueprint.nodes, try blueprint.network(weights: .seeded(1)).nodes)
    {
      let count =
        switch built.layer {
        case .convolution(let layer):
          layer.bank.weights.count + (node.tensors.count == 2 ? layer.bank.biases.count : 0)
        case .dense(let layer):
          layer.weights.count + (node.tensors.count == 2 ? layer.biases.count : 0)
        case .normalization(let layer): 4 * layer.channels.count
        default: 0
        }
      #expect(node.parameters.stored == count)
      #expect(node.weightBytes == 4 * count)
    }
  }

  @Test(arguments: 0..<100)
  func `a receptive field is the bounding box of the taps`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var layers: [Blueprint.Draft] = []
    var windows: [SlidingWindow] = []
    let input = try Shape(channels: 1, height: 61, width: 67)
    while layers.count < 4 {
      let plan = LayerPlan.random(using: &generator)
      switch plan {
      case .convolution(let convolution) where convolution.groups == 1:
        windows.append(convolution.window)
      case .pooling(let pooling) where pooling.window.rounding == .down:
        windows.append(pooling.window)
      default: continue
      }
      layers.append(Blueprint.Draft(plan))
      // Some poolings would meet nothing but padding.
      if (try? Blueprint(name: "test", input: input, layers: layers)) == nil {
        layers.removeLast()
        windows.removeLast()
      }
    }
    let blueprint = try Blueprint(name: "test", input: input, layers: layers)
    let field = try #require(blueprint.nodes.last?.receptiveField)
    /// The rows of the picture, or of its padding, that one row of the output reads.
    func rows(_ row: Int) throws -> Set<Int> {
      var rows: Set = [row]
      for (window, node) in zip(windows, blueprint.nodes).reversed() {
        let axis = try window.grid(over: node.inputShapes[0].extent).rows
        rows = Set(rows.flatMap { row in (0..<axis.kernel).map { axis.position(of: $0, in: row) } })
      }
      return rows
    }
    let (first, second) = (try rows(1), try rows(2))
    let start = try #require(first.min())
    #expect(try #require(first.max()) - start + 1 == field.size.height)
    #expect(try #require(second.min()) - start == field.jump.height)
  }

  // MARK: Examples

  @Test func `the engine finds fields of the same size inside the picture`() throws {
    let blueprint = try NetworkCatalog.blueprint(named: "fashion-mnist")
    let network = try blueprint.network(weights: .seeded(1))
    for (index, node) in blueprint.nodes.prefix(6).enumerated() {
      let (size, jump) = (node.receptiveField.size.height, node.receptiveField.jump.height)
      let field = try network.receptiveField(
        of: Element(row: 2, column: 3), node: index, picture: blueprint.input)
      #expect(field[.picture]?.rows == 2 * jump..<2 * jump + size)
      #expect(field[.picture]?.columns == 3 * jump..<3 * jump + size)
    }
  }

  @Test func `the largest of several paths is what a sum sees`() throws {
    let blueprint = try Blueprint(
      name: "test", input: Shape(channels: 1, height: 9, width: 9),
      layers: [
        draft(convolution(2, 3, padding: .same)), draft(convolution(2, 5, padding: .same)),
        draft(.addition, from: [.node(1), .node(0)]), draft(.flatten),
        draft(.dense(units: 3, hasBias: false)),
      ])
    #expect(blueprint.nodes.map(\.receptiveField.size.height) == [3, 7, 7, 7, 15])
  }

  @Test func `what sees everything sees all places, also behind flatten`() throws {
    let blueprint = try Blueprint(
      name: "test", input: Shape(channels: 1, height: 1, width: 1 << 25),
      layers: [
        draft(.flatten), draft(convolution(1, 1)), draft(.dense(units: 1, hasBias: false)),
        draft(.softmax, from: [.node(0)]), draft(.softmax, from: [.picture]),
      ])
    #expect(
      blueprint.nodes.map(\.receptiveField.size.width) == [1, 1 << 25, 1 << 25, 1 << 25, 1])
  }

  @Test func `both axes are told apart`() throws {
    let blueprint = try Blueprint(
      name: "test", input: Shape(channels: 1, height: 9, width: 9),
      layers: [
        draft(
          .convolution(
            ConvolutionPlan(
              filters: 1, kernel: Extent(height: 1, width: 3),
              stride: Extent(height: 1, width: 2)))),
        draft(.pooling(Pooling2D(.maximum, kernel: Extent(height: 3, width: 2)))),
      ])
    let field = try #require(blueprint.nodes.last?.receptiveField)
    #expect(field.size == Extent(height: 3, width: 5))
    #expect(field.jump == Extent(height: 3, width: 4))
  }

  @Test func `groups and missing biases are in the arithmetic`() throws {
    let plan = ConvolutionPlan(
      filters: 6, kernel: Extent(height: 1, width: 3), groups: 2, hasBias: false)
    let blueprint = try Blueprint(
      name: "test", input: Shape(channels: 4, height: 5, width: 5),
      layers: [
        draft(.convolution(plan)), draft(.batchNormalization(epsilon: 0)), draft(.flatten),
        draft(.dense(units: 7, hasBias: false)),
      ])
    #expect(
      blueprint.nodes.map(\.parameters.text) == [
        "6 × 2×1×3 = 36", "2 × 6 = 12", "", "90 × 7 = 630",
      ])
    #expect(blueprint.nodes[0].multiplyAdds == 36 * 15)
  }

  @Test func `conventions differ in what they count of normalization`() throws {
    func count(_ convention: ParameterConvention) throws -> (Int, Int, Int) {
      let node = try Blueprint(
        name: "test", input: Shape(channels: 3, height: 1, width: 1), convention: convention,
        layers: [draft(.batchNormalization(epsilon: 0))]
      ).nodes[0]
      return (node.parameters.counted, node.parameters.trainable, node.parameters.stored)
    }
    #expect(try count(.pyTorch) == (6, 6, 12))
    #expect(try count(.keras) == (12, 6, 12))
  }

  @Test func `another picture size gives other shapes`() throws {
    let resnet = try NetworkCatalog.blueprint(named: "resnet18")
    let larger = try resnet.replacingInput(by: Shape(channels: 3, height: 320, width: 256))
    #expect(try larger.node("relu17").output == Shape(channels: 512, height: 10, width: 8))
    #expect(larger.parameterCount == resnet.parameterCount)
    #expect(throws: BlueprintError.self) {
      try NetworkCatalog.blueprint(named: "alexnet")
        .replacingInput(by: Shape(channels: 3, height: 20, width: 20))
    }
  }

  @Test func `thousands are separated`() {
    #expect(
      [0, 7, 999, 1_000, 302_026, 1_234_567, -1_000].map(\.grouped)
        == ["0", "7", "999", "1,000", "302,026", "1,234,567", "-1,000"])
  }

  // MARK: Mistakes

  @Test func `shapes that do not fit are named with the layer`() {
    #expect(
      complaint(draft(convolution(4, 3)), draft(convolution(4, 5)))
        == "conv2 does not fit conv1's output of 4×4×4: the 5×5 kernel does not fit the 4×4 input "
        + "(padding included); add padding or choose a smaller kernel")
    #expect(
      complaint(draft(convolution(4, 3)), draft(.dense(units: 2, hasBias: true)))
        == "dense1 takes a vector, found conv1's output of 4×4×4; put a flatten layer before it")
    #expect(
      complaint(draft(convolution(2, 3)), draft(.addition, from: [.node(0), .picture]))
        == "add1 adds numbers of equal shape, found conv1's output of 2×4×4 and the picture of 2×6×6; "
        + "make their shapes equal")
    #expect(
      complaint(draft(convolution(6, 3, groups: 3)))
        == "conv1 does not fit the picture of 2×6×6: its channels cannot be shared out evenly among "
        + "3 groups; choose another number of groups")
    #expect(
      complaint(draft(convolution(3, 3, groups: 2)))
        == "conv1 does not fit the picture of 2×6×6: 3 filters cannot be shared out evenly among 2 "
        + "groups")
  }

  @Test func `inputs have to be there, and enough of them`() {
    #expect(
      complaint(draft(.relu), draft(.addition))
        == "add1 takes at least 2 inputs, found 1; correct 'from'")
    #expect(
      complaint(draft(.relu), draft(.relu, from: [.picture, .node(0)]))
        == "relu2 takes 1 input, found 2; correct 'from'")
    #expect(
      complaint(draft(.relu, from: [.node(1)]), draft(.relu))
        == "relu1 takes 'layer 2', which comes later; a layer takes the picture ('input') or layers "
        + "before it")
    #expect(complaint() == "a network needs at least one layer")
  }

  @Test func `names are unique and plain`() {
    #expect(
      complaint(draft(.relu, "a"), draft(.relu, "a"))
        == "the name 'a' is taken by layer 1; names have to be unique")
    #expect(
      complaint(draft(.relu, "relu2"), draft(.relu))
        == "the name 'relu2' is taken by layer 1; names have to be unique")
    for name in ["", "input", "output", "a b", "ä", "a[1]", String(repeating: "a", count: 65)] {
      #expect(!Blueprint.isUsable(name))
    }
    #expect(Blueprint.isUsable("block2.conv_1-a"))
  }

  @Test func `numbers out of range are named`() {
    #expect(
      complaint(draft(.dropout(rate: 1)))
        == "dropout1: rate is 1.0; it has to be at least 0 and less than 1")
    #expect(
      complaint(draft(.leakyReLU(slope: .nan)))
        == "leaky1: slope is nan; it has to be a finite number")
    #expect(
      complaint(draft(.batchNormalization(epsilon: -1)))
        == "norm1: epsilon is -1.0; it has to be 0 or more")
  }

  @Test func `labels are as many as numbers`() {
    #expect(
      complaint(draft(.flatten), labels: ["a", "b"])
        == "there are 2 labels, but flatten1 makes 72 numbers; give one for each, or none")
    let single = draft(.dense(units: 1, hasBias: true))
    #expect(complaint(draft(.flatten), single, labels: ["a", "b"]) == nil)
    #expect(
      complaint(draft(.flatten), single, labels: ["a"])
        == "there are 1 labels, but dense1 makes a single number; give two, for numbers near 0 and "
        + "near 1, or none")
  }

  @Test func `what cannot be counted is refused`() throws {
    var layers = [draft(.flatten)]
    for _ in 0..<2 { layers.append(draft(.dense(units: Shape.maximumCount, hasBias: true))) }
    // 2⁵⁸ parameters can be counted.
    #expect(
      try Blueprint(
        name: "test", input: Shape(channels: 1, height: 1, width: 1), layers: layers
      ).parameterCount == (1 << 58) + (3 << 29))
    let huge = ConvolutionPlan(
      filters: Shape.maximumCount, kernel: Extent(1 << 24), padding: .all(1 << 23))
    #expect(throws: BlueprintError.self) {
      try Blueprint(
        name: "test", input: Shape(channels: 64, height: 1, width: 1),
        layers: [draft(.convolution(huge))])
    }
  }
}
