import Convolution
import Networks
import TestSupport
import Testing

@testable import Training

@Suite struct `Features for a head` {
  private static func features(_ count: Int, of length: Int) throws -> Examples {
    var generator = SeededGenerator(seed: 12)
    let numbers = (0..<count * length).map { index in
      Float(index % length) + Float.random(in: 0...3, using: &generator)
    }
    return Examples(
      shape: try Shape(channels: length, height: 1, width: 1), numbers: .floats(numbers),
      labels: [UInt8](repeating: 0, count: count))
  }

  @Test func `are each around 0, and deviate by 1 together`() throws {
    let features = try Self.features(20, of: 7)
    let scaled = FeatureScale(of: features).applied(to: features)
    let pictures = (0..<20).map { scaled.picture($0).elements }
    for place in 0..<7 {
      #expect(abs(pictures.reduce(0) { $0 + $1[place] } / 20) < 1e-5)
    }
    let squares = pictures.joined().reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / 140 - 1) < 1e-4)
  }

  @Test func `a head that has taken the scale over answers the same`() throws {
    let features = try Self.features(6, of: 7)
    let scale = FeatureScale(of: features)
    let head = try Blueprint.head(named: "head", features: 7, classes: ["a", "b", "c"])
    let tensors = Initializer.glorot.tensors(for: head, seed: 4)
    let dense = try #require(head.nodes.first { $0.name.hasPrefix("head-dense") }).name
    let (before, after) = (
      head.network(tensors: tensors),
      head.network(tensors: scale.folding(into: tensors, dense: dense))
    )
    let scaled = scale.applied(to: features)
    for index in 0..<features.count {
      var (expected, found) = (scaled.picture(index), features.picture(index))
      try before.apply(to: &expected)
      try after.apply(to: &found)
      for (expected, found) in zip(expected.elements, found.elements) {
        #expect(abs(expected - found) <= 1e-5)
      }
    }
  }

  @Test func `that never differ stay the same size`() throws {
    let features = Examples(
      shape: try Shape(channels: 2, height: 1, width: 1), numbers: .floats([3, 0, 3, 0]),
      labels: [0, 1])
    #expect(FeatureScale(of: features).applied(to: features).numbers == .floats([0, 0, 0, 0]))
  }
}
