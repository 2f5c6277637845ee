import Convolution
import Kernels
import Networks
import TestSupport
import Testing

@testable import Training

/// A chain of random layers that ends in a dense one, and pictures for it.
private struct RandomChain: CustomTestStringConvertible {
  let seed: UInt64
  let blueprint: Blueprint
  let tensors: [String: [Float]]
  let pictures: [Tensor]

  var testDescription: String {
    "seed \(seed): \(blueprint.input), \(blueprint.nodes.map(\.name).joined(separator: " "))"
  }

  init(seed: UInt64) throws {
    self.seed = seed
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let input = try Shape(channels: number(1...3), height: number(6...11), width: number(6...11))
    var layers: [Blueprint.Draft] = []
    func add(_ plan: LayerPlan) throws {
      // What does not fit any more is left out.
      let longer = layers + [Blueprint.Draft(plan)]
      if (try? Blueprint(name: "chain", input: input, layers: longer)) != nil { layers = longer }
    }
    if number(0...3) == 0 { try add(.rescaling(scale: 0.5, offset: 0.25)) }
    for _ in 0..<number(1...2) {
      try add(
        .convolution(
          ConvolutionPlan(
            filters: number(1...20), kernel: Extent(height: number(1...3), width: number(1...3)),
            stride: Extent(number(1...2)), padding: number(0...1) == 0 ? .valid : .all(1),
            hasBias: number(0...3) > 0)))
      let activations: [LayerPlan] = [
        .relu, .relu, .relu, .leakyReLU(slope: 0.25), .tanh, .sigmoid,
      ]
      if number(0...4) > 0 { try add(activations[number(0...5)]) }
      let poolings: [LayerPlan] = [
        .pooling(Pooling2D(.maximum, kernel: Extent(2))),
        .pooling(Pooling2D(.maximum, kernel: Extent(3), stride: Extent(2), padding: .all(1))),
        .pooling(Pooling2D(.average(countingPadding: true), kernel: Extent(2), padding: .all(1))),
        .pooling(Pooling2D(.average(countingPadding: false), kernel: Extent(2))),
        .globalPooling(.average(countingPadding: true)),
      ]
      if number(0...4) > 0 { try add(poolings[[0, 0, 0, 1, 2, 3, 4][number(0...6)]]) }
    }
    try add(.flatten)
    if number(0...1) == 0 {
      try add(.dense(units: number(2...40), hasBias: number(0...3) > 0))
      try add(.relu)
    }
    try add(.dense(units: number(2...7), hasBias: true))
    blueprint = try Blueprint(name: "chain", input: input, layers: layers)
    tensors = Initializer.pyTorch.tensors(for: blueprint, seed: seed)
    pictures = (0..<number(1...19)).map { _ in
      Tensor.random(input, using: &generator)
    }
  }
}

@Suite struct BatchLayoutTests {
  /// As far as two orders of addition may be apart.
  private static func isClose(_ found: Float, _ expected: Float, scale: Float) -> Bool {
    abs(found - expected) <= 2e-5 * max(scale, 1e-3)
  }

  @Test(arguments: UInt64(1)...40)
  func `many pictures at once give what the engine gives, forwards and back`(
    seed: UInt64
  ) throws {
    let chain = try RandomChain(seed: seed)
    let classes = chain.blueprint.output.count
    let network = chain.blueprint.network(tensors: chain.tensors)
    var generator = SeededGenerator(seed: seed ^ 7)
    let above = (0..<chain.pictures.count * classes).map { _ in
      Float.random(in: -1...1, using: &generator)
    }
    // The readable way, picture by picture.
    var scores: [Float] = []
    var gradients: [NetworkGradient] = []
    for (index, picture) in chain.pictures.enumerated() {
      let pass = try TrainingPass(network, over: picture)
      scores += pass.outputs.last?.elements ?? []
      gradients.append(
        try pass.backward(Array(above[index * classes..<(index + 1) * classes])))
    }
    let expected = BatchGradient(meanOf: gradients).tensors(for: chain.blueprint)

    for kernels in KernelSet.allCases where kernels.isAvailable {
      let layout = try BatchLayout(chain.blueprint, classes: classes, kernels: kernels)
      let memory = BatchMemory(for: layout, capacity: 20, workers: 2)
      let parameters = try layout.parameters(from: chain.tensors)
      #expect(layout.tensors(from: parameters) == chain.tensors)
      let examples = Examples(
        shape: chain.blueprint.input, numbers: .floats(chain.pictures.flatMap(\.elements)),
        labels: chain.pictures.map { _ in 0 })
      for index in 0..<examples.count {
        examples.write(
          index, scale: 1, to: memory.input.start + index * examples.shape.count)
      }
      layout.forward(examples.count, parameters: parameters, in: memory)
      let found = Array(try #require(memory.outputs.last)[..<scores.count])
      let largest = scores.map(abs).max() ?? 0
      for (one, other) in zip(found, scores) {
        #expect(Self.isClose(one, other, scale: largest), "\(chain.testDescription)")
      }
      for (index, gradient) in above.enumerated() {
        memory.outputGradients[index] = gradient / Float(examples.count)
      }
      var flat = [Float](repeating: .nan, count: layout.parameterCount)
      flat.withUnsafeMutableBufferPointer {
        layout.backward(
          examples.count, parameters: parameters, in: memory, chance: nil, to: $0.start)
      }
      let tensors = layout.tensors(from: flat)
      #expect(Set(tensors.keys) == Set(expected.keys))
      for (name, numbers) in tensors {
        let wanted = try #require(expected[name])
        let largest = wanted.map(abs).max() ?? 0
        let place = zip(numbers, wanted).enumerated().first {
          !Self.isClose($1.0, $1.1, scale: largest)
        }
        #expect(place == nil, "\(name)[\(place?.offset ?? 0)]: \(chain.testDescription)")
      }
    }
  }

  @Test(arguments: UInt64(41)...60)
  func `the numbers depend neither on the threads nor on the kernels`(seed: UInt64) throws {
    let chain = try RandomChain(seed: seed)
    let classes = chain.blueprint.output.count
    var results: Set<[String: [Float]]> = []
    for kernels in KernelSet.allCases where kernels.isAvailable {
      for workers in 1...3 {
        let layout = try BatchLayout(chain.blueprint, classes: classes, kernels: kernels)
        let memory = BatchMemory(for: layout, capacity: 20, workers: workers)
        let parameters = try layout.parameters(from: chain.tensors)
        for (index, picture) in chain.pictures.enumerated() {
          for (place, element) in picture.elements.enumerated() {
            memory.input[
              index * picture.shape.count + picture.shape.placeWithChannelsLast(place)] = element
          }
        }
        layout.forward(chain.pictures.count, parameters: parameters, in: memory)
        for index in 0..<chain.pictures.count * classes {
          memory.outputGradients[index] = (memory.outputs.last?[index] ?? 0) - 0.25
        }
        var flat = [Float](repeating: .nan, count: layout.parameterCount)
        flat.withUnsafeMutableBufferPointer {
          layout.backward(
            chain.pictures.count, parameters: parameters, in: memory, chance: nil, to: $0.start)
        }
        results.insert(layout.tensors(from: flat))
      }
    }
    #expect(results.count == 1, "\(chain.testDescription)")
  }

  @Test func `a layer that training cannot follow is named`() throws {
    let input = try Shape(channels: 2, height: 4, width: 4)
    let normalized = try Blueprint(
      name: "normalized", input: input,
      layers: [
        .init(.batchNormalization(epsilon: 1e-5)), .init(.flatten),
        .init(.dense(units: 2, hasBias: true)),
      ])
    #expect(throws: TrainingError.unsupportedLayer("batchNormalization", layer: "norm1")) {
      try BatchLayout(normalized, classes: 2)
    }
    let residual = try NetworkCatalog.blueprint(named: "resnet18")
    #expect(throws: TrainingError.self) { try BatchLayout(residual, classes: 1000) }
    let three = try Blueprint(
      name: "three", input: input,
      layers: [.init(.flatten), .init(.dense(units: 3, hasBias: true))])
    #expect(throws: TrainingError.classCount(network: "three", outputs: 3, classes: 2)) {
      try BatchLayout(three, classes: 2)
    }
  }
}
