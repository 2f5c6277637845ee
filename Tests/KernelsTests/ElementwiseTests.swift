import Kernels
import TestSupport
import Testing

@Suite struct ElementwiseTests {
  /// Long enough for whole vectors, several of them, and a rest.
  static let counts = [0, 1, 3, 8, 31, 64, 65, 200]

  @Test(arguments: availableSets, counts)
  func `ReLU keeps what is positive and NaN and has no negative zero`(
    kernels: KernelSet, count: Int
  ) {
    var generator = SeededGenerator(seed: UInt64(count))
    var input = (0..<count).map { _ in Plane.randomElement(using: &generator) }
    if count > 2 { input[2] = .nan }
    let expected = input.map { ($0 <= 0 ? 0 : $0).bitPattern }
    var output = [Float](repeating: -1, count: count)
    kernels.rectify(input, into: &output, count: count)
    #expect(output.map(\.bitPattern) == expected)
    kernels.rectify(&input, count: count)
    #expect(input.map(\.bitPattern) == expected)
    #expect(!output.contains { $0 == 0 && $0.sign == .minus })
  }

  @Test(arguments: availableSets, counts)
  func `the bias is added to every sum`(kernels: KernelSet, count: Int) {
    var sums = (0..<count).map { Float($0) * 0.1 }
    let expected = sums.map { $0 + 0.7 }
    kernels.add(0.7, to: &sums, count: count)
    #expect(sums == expected)
  }
}
