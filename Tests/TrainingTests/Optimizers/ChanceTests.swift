import Convolution
import Networks
import TestSupport
import Testing
import Training

@Suite struct `Shuffled orders` {
  @Test(arguments: [0, 1, 2, 3, 10, 1000])
  func `hold every picture once`(count: Int) {
    #expect(Shuffle.order(count: count, seed: 3, epoch: 1).sorted() == Array(0..<count))
  }

  @Test func `follow from seed and epoch`() {
    func order(_ seed: UInt64, _ epoch: Int) -> [Int] {
      Shuffle.order(count: 50, seed: seed, epoch: epoch)
    }
    #expect(order(1, 0) == order(1, 0))
    #expect(Set([order(1, 0), order(1, 1), order(2, 0), order(2, 1)]).count == 4)
  }

  @Test func `are each as likely as any other`() {
    var counts: [[Int]: Int] = [:]
    for epoch in 0..<6000 {
      counts[Shuffle.order(count: 3, seed: 8, epoch: epoch), default: 0] += 1
    }
    // 1000 each, with a standard deviation of 29.
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }
}

@Suite struct `Dropout masks` {
  @Test(arguments: [0, 0.1, 0.25, 0.5, 0.9] as [Float])
  func `drop their share and keep the sum`(rate: Float) {
    let mask = Dropout(rate: rate).mask(count: 20_000, seed: 4, update: 3, node: 2)
    let dropped = Float(mask.count { $0 == 0 }) / 20_000
    #expect(abs(dropped - rate) < 0.015)
    #expect(mask.allSatisfy { $0 == 0 || $0 == 1 / (1 - rate) })
  }

  @Test func `drop everything at a rate of 1`() {
    #expect(Dropout(rate: 1).mask(count: 3, seed: 1, update: 0, node: 0) == [0, 0, 0])
  }

  @Test func `follow from seed, update and node, and a longer one goes on`() {
    func mask(_ seed: UInt64, _ update: Int, _ node: Int, count: Int = 100) -> [Float] {
      Dropout(rate: 0.5).mask(count: count, seed: seed, update: update, node: node)
    }
    #expect(Set([mask(1, 0, 0), mask(2, 0, 0), mask(1, 1, 0), mask(1, 0, 1)]).count == 4)
    #expect(Array(mask(1, 0, 0, count: 150).prefix(100)) == mask(1, 0, 0))
  }
}

@Suite struct `First weights` {
  private static func blueprint(classes: Int = 5) throws -> Blueprint {
    try Blueprint(
      name: "test", input: Shape(channels: 4, height: 6, width: 6),
      layers: [
        Blueprint.Draft(.convolution(ConvolutionPlan(filters: 8, kernel: Extent(3), groups: 2))),
        Blueprint.Draft(.batchNormalization(epsilon: 1e-5)), Blueprint.Draft(.flatten),
        Blueprint.Draft(.dense(units: classes, hasBias: true)),
      ])
  }

  /// The convolution has 2 · 9 inputs and 8 · 9 outputs each way, the dense layer 128 and 5.
  @Test(
    arguments: zip(
      Initializer.allCases, [(90, 133), (18, 128), (108, 768)] as [(Float, Float)]))
  func `fill their bounds`(initializer: Initializer, variance: (Float, Float)) throws {
    let tensors = initializer.tensors(for: try Self.blueprint(), seed: 1)
    for (name, size) in [("conv1.weight", variance.0), ("dense1.weight", variance.1)] {
      let bound = (6 / size).squareRoot()
      let largest = try #require(tensors[name]).map(abs).max() ?? 0
      #expect(largest <= bound * 1.000001, "\(name)")
      #expect(largest > bound * 0.9, "\(name)")
    }
    let biases = try #require(tensors["dense1.bias"])
    #expect(biases.count == 5)
    #expect(biases.allSatisfy { $0 == 0 } == (initializer != .pyTorch))
    #expect(tensors["norm1.weight"] == Array(repeating: 1, count: 8))
    #expect(tensors["norm1.running_var"] == Array(repeating: 1, count: 8))
    #expect(tensors["norm1.bias"] == Array(repeating: 0, count: 8))
    #expect(tensors["norm1.running_mean"] == Array(repeating: 0, count: 8))
  }

  @Test(arguments: Initializer.allCases)
  func `stay the same when another head is put on`(initializer: Initializer) throws {
    let five = initializer.tensors(for: try Self.blueprint(), seed: 7)
    let three = initializer.tensors(for: try Self.blueprint(classes: 3), seed: 7)
    #expect(five["conv1.weight"] == three["conv1.weight"])
    #expect(five["dense1.weight"] != three["dense1.weight"])
    let others = initializer.tensors(for: try Self.blueprint(), seed: 8)
    #expect(five["conv1.weight"] != others["conv1.weight"])
  }

  @Test func `are as many as the network has`() throws {
    let blueprint = try NetworkCatalog.blueprint(named: "fashion-mnist")
    let tensors = Initializer.glorot.tensors(for: blueprint, seed: 1)
    #expect(tensors.values.reduce(0) { $0 + $1.count } == 302_026)
  }
}
