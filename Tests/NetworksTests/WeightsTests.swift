import Convolution
import Networks
import TestSupport
import Testing

private func blueprint(_ layers: LayerPlan..., channels: Int = 2) throws -> Blueprint {
  try Blueprint(
    name: "test", input: Shape(channels: channels, height: 4, width: 4),
    layers: layers.map { Blueprint.Draft($0) })
}

@Suite struct `Seeded weights` {
  /// The numbers as the documentation says them, by the generator that all tests use.
  private static func numbers(_ count: Int, tensor: Int, seed: UInt64) -> [Float] {
    var main = SeededGenerator(seed: seed)
    for _ in 0..<tensor { _ = main.next() }
    var stream = SeededGenerator(seed: main.next())
    return (0..<count).map { _ in Float(stream.next() >> 40) * 0x1p-24 * 2 - 1 }
  }

  @Test func `follow from the seed tensor by tensor`() throws {
    let network = try blueprint(
      .convolution(ConvolutionPlan(filters: 3, kernel: Extent(2))),
      .batchNormalization(epsilon: 1e-5), .flatten, .dense(units: 5, hasBias: true)
    ).network(weights: .seeded(9))
    guard case .convolution(let convolution) = network.nodes[0].layer,
      case .normalization(let normalization) = network.nodes[1].layer,
      case .dense(let dense) = network.nodes[3].layer
    else {
      Issue.record("the layers are not those of the blueprint")
      return
    }
    func numbers(_ count: Int, _ tensor: Int, bound: Float) -> [Float] {
      Self.numbers(count, tensor: tensor, seed: 9).map { $0 * bound }
    }
    #expect(convolution.bank.weights == numbers(24, 0, bound: (6 / Float(8)).squareRoot()))
    #expect(convolution.bank.biases == numbers(3, 1, bound: 1 / Float(8).squareRoot()))
    #expect(normalization.channels.map(\.scale) == numbers(3, 2, bound: 0.25).map { 0.75 + $0 })
    #expect(normalization.channels.map(\.shift) == numbers(3, 3, bound: 0.1))
    #expect(normalization.channels.map(\.mean) == numbers(3, 4, bound: 0.1))
    #expect(normalization.channels.map(\.variance) == numbers(3, 5, bound: 0.5).map { 1 + $0 })
    #expect(dense.weights == numbers(135, 6, bound: (6 / Float(27)).squareRoot()))
    #expect(dense.biases == numbers(5, 7, bound: 1 / Float(27).squareRoot()))
  }

  @Test func `any output of the generator can be had alone`() {
    var generator = SeededGenerator(seed: 77)
    for number in 1...50 {
      #expect(SeededNumbers.output(number, seed: 77) == generator.next())
    }
  }

  @Test func `other seeds make other networks`() throws {
    let plan = try blueprint(.flatten, .dense(units: 2, hasBias: false))
    #expect(try plan.network(weights: .seeded(1)) == plan.network(weights: .seeded(1)))
    #expect(try plan.network(weights: .seeded(1)) != plan.network(weights: .seeded(2)))
  }

  @Test func `more weights than memory should hold are counted but not made`() throws {
    // The lecture's example: one dense layer on a phone's photo.
    let plan = try Blueprint(
      name: "photo", input: Shape(channels: 3, height: 3024, width: 3024),
      layers: [Blueprint.Draft(.flatten), Blueprint.Draft(.dense(units: 100, hasBias: false))])
    #expect(plan.parameterCount == 2_743_372_800)
    let error = #expect(throws: WeightsError.self) { try plan.network(weights: .seeded(1)) }
    #expect(
      error?.description
        == "the network has 2,743,372,800 weights; the most that are loaded is 1,073,741,824; "
        + "'explore network' works without them")
  }
}
