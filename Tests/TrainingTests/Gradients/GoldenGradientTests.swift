import Convolution
import Foundation
import Networks
import Testing
import Training

/// Lists of numbers that PyTorch recorded, by their names.
private struct Recording {
  private(set) var lists: [String: [Double]] = [:]

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden/\(name).txt")
    var current = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      if Double(words[0]) == nil {
        current = String(words[0])
      } else {
        lists[current, default: []] += try words.map { try #require(Double($0)) }
      }
    }
  }

  /// Whether numbers are those recorded, as far as 24 bits can tell: within `tolerance` of themselves,
  /// small ones of a hundredth of the list's largest.
  ///
  /// - Parameter rest: What may be lost of a number that came about by subtraction.
  func expect(
    _ found: [Float], toBe name: String, tolerance: Double = 1e-4, rest: Double = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try #require(lists[name], "\(name)", sourceLocation: sourceLocation)
    try #require(found.count == expected.count, "\(name)", sourceLocation: sourceLocation)
    let largest = expected.map(abs).max() ?? 0
    for (index, (found, expected)) in zip(found, expected).enumerated() {
      #expect(
        abs(Double(found) - expected) <= rest + tolerance * max(abs(expected), largest / 100),
        "\(name), \(index): \(found), PyTorch has \(expected)", sourceLocation: sourceLocation)
    }
  }
}

private let seed: UInt64 = 3

private func picture(_ shape: Shape, number: Int = 0) throws -> Tensor {
  try Tensor(
    shape: shape,
    elements: SeededNumbers.uniform(
      count: shape.count, seed: 20 + UInt64(number), bound: 1))
}

/// Losses, gradients and updates are what PyTorch computes, in 64 bits.
@Suite struct `Golden gradients` {
  @Test func `of losses agree with PyTorch`() throws {
    let recording = try Recording("losses")
    #expect(recording.lists.count > 50)
    for name in recording.lists.keys {
      let parts = name.split(separator: ".").map(String.init)
      let loss = try #require(Loss(rawValue: parts[0]))
      let scores = SeededNumbers.uniform(
        count: try #require(recording.lists[name]).count - 1,
        seed: try #require(UInt64(parts[1])), bound: try #require(Float(parts[2])))
      let explanation = loss.explain(scores, label: try #require(Int(parts[3])))
      try recording.expect([explanation.value] + explanation.gradient, toBe: name, rest: 1e-7)
    }
  }

  @Test func `of a layer of each kind agree with PyTorch`() throws {
    let recording = try Recording("everything")
    let blueprint = try everything()
    let network = try blueprint.network(weights: .seeded(seed))
    let shapes = try network.shapes(for: blueprint.input)
    let pass = try TrainingPass(
      network, over: picture(blueprint.input),
      masks: [
        13: Dropout(rate: 0.25).mask(count: shapes[13].count, seed: seed, update: 6, node: 13)
      ])
    let answer = try #require(pass.outputs.last).elements
    let loss = Loss.meanSquaredError.explain(answer, label: 1)
    let gradient = try pass.backward(loss.gradient)
    try recording.expect(answer, toBe: "answer")
    try recording.expect([loss.value], toBe: "loss")
    try recording.expect(gradient.picture.elements, toBe: "gradient.picture")
    let tensors = BatchGradient(meanOf: [gradient]).tensors(for: blueprint)
    #expect(tensors.count == 11)
    for (name, numbers) in tensors { try recording.expect(numbers, toBe: "gradient.\(name)") }
  }

  /// One convolution has no biases, so that it is seen that none are asked for.
  private func everything() throws -> Blueprint {
    var net = BlueprintBuilder()
    net.add(
      .convolution(
        ConvolutionPlan(filters: 6, kernel: Extent(3), padding: .all(1), groups: 2)))
    net.add(.batchNormalization(epsilon: 1e-3))
    let skip = net.add(.leakyReLU(slope: 0.1))
    net.add(
      .convolution(
        ConvolutionPlan(
          filters: 6, kernel: Extent(3), padding: .all(2), dilation: Extent(2), hasBias: false)))
    let body = net.add(.tanh)
    net.sum(body, skip)
    net.maxPool(3, stride: 2, padding: 1)
    net.convolution(5, kernel: 2, stride: 2, padding: 1)
    net.add(.sigmoid)
    for (stride, counting) in [(1, false), (2, true)] {
      net.add(
        .pooling(
          Pooling2D(
            .average(countingPadding: counting), kernel: Extent(2), stride: Extent(stride),
            padding: .all(1))))
    }
    net.add(.rescaling(scale: 1, offset: -0.25))
    net.add(.relu)
    net.add(.dropout(rate: 0.25))
    let maps = net.add(.rescaling(scale: 0.5, offset: -1))
    let maxima = net.add(.globalPooling(.maximum), from: [maps])
    let means = net.add(.globalPooling(.average(countingPadding: true)), from: [maps])
    net.sum(maxima, means)
    net.add(.flatten)
    net.dense(8)
    net.add(.tanh)
    net.dense(3)
    net.add(.softmax)
    return try net.blueprint(
      name: "everything", summary: "", input: Shape(channels: 4, height: 9, width: 9))
  }
}

/// Five updates of a network like the lecture's.
@Suite struct `Golden updates` {
  private let recording: Recording
  private let blueprint: Blueprint

  init() throws {
    recording = try Recording("lecture")
    var net = BlueprintBuilder()
    for filters in [4, 5] {
      net.convolution(filters, kernel: 2)
      net.add(.relu)
      net.maxPool(2)
    }
    net.add(.flatten)
    net.dense(12)
    net.add(.relu)
    net.dense(4)
    net.add(.softmax)
    blueprint = try net.blueprint(
      name: "lecture", summary: "", input: Shape(channels: 1, height: 14, width: 14))
  }

  /// The mean loss of three pictures and its gradient.
  private func lesson(_ network: Network) throws -> (loss: Float, gradient: BatchGradient) {
    let objective = Objective(for: blueprint)
    var (losses, gradients): ([Float], [NetworkGradient]) = ([], [])
    for (number, label) in [2, 0, 3].enumerated() {
      let pass = try TrainingPass(network, over: picture(blueprint.input, number: number))
      let loss = objective.loss.explain(pass.outputs[objective.node].elements, label: label)
      losses.append(loss.value)
      gradients.append(try pass.backward(loss.gradient, from: objective.node))
    }
    return (losses.reduce(0, +) / 3, BatchGradient(meanOf: gradients))
  }

  @Test func `have the gradients of PyTorch`() throws {
    let (loss, gradient) = try lesson(blueprint.network(weights: .seeded(seed)))
    try recording.expect([loss], toBe: "loss")
    let tensors = gradient.tensors(for: blueprint)
    #expect(tensors.count == 8)
    for (name, numbers) in tensors { try recording.expect(numbers, toBe: "gradient.\(name)") }
  }

  /// Gradients near 0, of which Adam keeps but the sign, may differ in it: so the tolerance is that of
  /// the rate. Keras' epsilon has another place; as long as it is small, that is less than 1e-4.
  @Test(arguments: [
    ("descent", Optimizer.gradientDescent(rate: 0.1)),
    ("momentum", .gradientDescent(rate: 0.05, momentum: 0.9)),
    ("adam", .adam(rate: 0.01, epsilon: 1e-8)),
    ("adam-large-epsilon", .adam(rate: 0.01, epsilon: 1e-2)),
    ("keras", .adam(rate: 0.01, epsilon: 1e-7)),
  ])
  func `lead where PyTorch's lead`(name: String, optimizer: Optimizer) throws {
    var network = try blueprint.network(weights: .seeded(seed))
    var states: [String: OptimizerState] = [:]
    var weights: [String: [Float]] = [:]
    for (node, plan) in zip(network.nodes, blueprint.nodes) {
      for tensor in plan.tensors { weights[tensor.name] = node.layer.numbers(of: tensor.role) }
    }
    var losses: [Float] = []
    for _ in 0..<5 {
      let (loss, gradient) = try lesson(network)
      losses.append(loss)
      for (node, gradients) in zip(blueprint.nodes, gradient.parameters) {
        for tensor in node.tensors {
          var numbers = try #require(weights[tensor.name])
          states[tensor.name, default: OptimizerState(optimizer, count: numbers.count)]
            .update(&numbers, gradients: try #require(gradients[tensor.role]))
          weights[tensor.name] = numbers
        }
      }
      network = try blueprint.network(weights: .handmade(weights, rest: .seeded(0)))
    }
    try recording.expect(losses, toBe: "\(name).losses", tolerance: 2e-5)
    for tensor in ["conv1.weight", "dense2.bias"] {
      try recording.expect(
        try #require(weights[tensor]), toBe: "\(name).\(tensor)", tolerance: 2e-4)
    }
  }
}

extension Layer {
  /// What it has learned, in its own order.
  fileprivate func numbers(of role: WeightTensor.Role) -> [Float]? {
    switch (self, role) {
    case (.convolution(let layer), .weight): layer.bank.weights
    case (.convolution(let layer), .bias): layer.bank.biases
    case (.dense(let layer), .weight): layer.weights
    case (.dense(let layer), .bias): layer.biases
    case (_, .weight), (_, .bias), (_, .scale), (_, .shift), (_, .mean), (_, .variance): nil
    }
  }
}
