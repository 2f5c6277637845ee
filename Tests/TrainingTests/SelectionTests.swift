import Convolution
import TestSupport
import Testing

@testable import Training

@Suite struct `Pictures that are chosen from others` {
  /// Twelve pictures of two channels, as bytes or as other numbers.
  private static func source(inBytes: Bool) throws -> Examples {
    var generator = SeededGenerator(seed: 8)
    let shape = try Shape(channels: 2, height: 5, width: 4)
    let bytes = (0..<12 * shape.count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Examples(
      shape: shape, numbers: inBytes ? .bytes(bytes) : .floats(bytes.map { Float($0) / 100 }),
      labels: Array(0..<12))
  }

  private static func written(_ examples: Examples, _ index: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: examples.shape.count) { buffer, count in
      count = examples.shape.count
      if let start = buffer.baseAddress { examples.write(index, scale: 1 / 255, to: start) }
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `are bit for bit those that are kept`(inBytes: Bool, disturbed: Bool) throws {
    let source = try Self.source(inBytes: inBytes)
    let change =
      disturbed
      ? try Augmentation(flips: true, rotation: 0.1, shift: 2, noise: 0.1, border: .black)
      : .none
    let places = [3, 3, 11, 0]
    let kept = source.selecting(places, changedBy: change, seed: 6)
    let chosen = source.choosing(places, changedBy: change, seed: 6)
    #expect(chosen.count == 4)
    #expect(chosen.labels == [3, 3, 11, 0])
    for index in places.indices {
      #expect(chosen.picture(index) == kept.picture(index))
      #expect(Self.written(chosen, index) == Self.written(kept, index))
    }
    // The same picture at two places is changed in two ways.
    #expect((chosen.picture(0) == chosen.picture(1)) == !disturbed)
    #expect(chosen.selecting([2, 1]).picture(1) == kept.picture(1))
  }
}
