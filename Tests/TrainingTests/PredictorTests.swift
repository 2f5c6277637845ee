import Convolution
import Networks
import TestSupport
import Testing

@testable import Training

@Suite struct `Looking at many pictures` {
  /// The lecture's network, ending in shares of ten classes or in one number.
  private static func chain(_ last: LayerPlan, units: Int) throws -> Blueprint {
    try Blueprint(
      name: "chain", input: Shape(channels: 1, height: 9, width: 8),
      layers: [
        .init(.convolution(ConvolutionPlan(filters: 5, kernel: Extent(2)))), .init(.relu),
        .init(.pooling(Pooling2D(.maximum, kernel: Extent(2)))), .init(.flatten),
        .init(.dense(units: units, hasBias: true)), .init(last),
      ])
  }

  private static func examples(_ count: Int, of shape: Shape) -> Examples {
    var generator = SeededGenerator(seed: 5)
    let bytes = (0..<count * shape.count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Examples(
      shape: shape, numbers: .bytes(bytes), labels: [UInt8](repeating: 0, count: count))
  }

  @Test(arguments: [false, true])
  func `gives the shares of the engine, in blocks of any length`(isBinary: Bool) throws {
    let blueprint = try Self.chain(isBinary ? .sigmoid : .softmax, units: isBinary ? 1 : 10)
    let tensors = Initializer.pyTorch.tensors(for: blueprint, seed: 3)
    let predictor = try Predictor(blueprint, tensors: tensors, threads: 2)
    let network = blueprint.network(tensors: tensors)
    let examples = Self.examples(37, of: blueprint.input)
    for range in [0..<37, 30..<31, 8..<25] {
      let found = predictor.shares(of: range, of: examples)
      #expect(found.count == range.count * predictor.classes)
      let expected = try range.flatMap { index in
        var tensor = examples.picture(index)
        try network.apply(to: &tensor)
        let elements = tensor.elements
        return isBinary ? [1 - elements[0], elements[0]] : elements
      }
      for (found, expected) in zip(found, expected) { #expect(abs(found - expected) <= 2e-6) }
    }
  }

  @Test func `networks with shortcuts, and too large ones, are left to the engine`() throws {
    #expect(throws: TrainingError.self) {
      let blueprint = try NetworkCatalog.blueprint(named: "resnet18")
      _ = try Predictor(blueprint, tensors: [:])
    }
    let error = #expect(throws: TrainingError.self) {
      let blueprint = try NetworkCatalog.blueprint(named: "vgg16")
      _ = try Predictor(blueprint, tensors: [:])
    }
    guard case .tooLarge(network: "vgg16", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `the trained network gets as many right as when it was tested`() throws {
    let blueprint = try NetworkCatalog.blueprint(named: "fashion-mnist")
    let weights = try NetworkSource(argument: "fashion-mnist").weights(nil, for: blueprint)
    let tensors = try blueprint.tensors(from: weights)
    let data = try FashionMNIST.builtInSample()
    let trainer = try Trainer(
      blueprint, data: data, recipe: Recipe(), weights: tensors, threads: 1)
    let predictor = try Predictor(blueprint, tensors: tensors)
    let shares = predictor.shares(of: 0..<data.test.count, of: data.test)
    let correct = data.test.labels.indices.count { picture in
      let own = shares[picture * 10..<(picture + 1) * 10]
      return own.max() == own[own.startIndex + Int(data.test.labels[picture])]
    }
    let expected = trainer.evaluate(data.test)
    #expect(correct == expected.confusion.indices.reduce(0) { $0 + expected.confusion[$1][$1] })
  }
}
