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

  @Test(arguments: availableSets)
  func `every byte finds its entry in the table`(kernels: KernelSet) {
    let bytes = (0..<600).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let table = (0..<256).map { Float($0) / 255 }
    var output = [Float](repeating: -1, count: bytes.count)
    kernels.bytesToFloats(bytes, table: table, into: &output, count: bytes.count)
    #expect(output == bytes.map { Float($0) / 255 })
  }

  @Test(arguments: availableSets)
  func `samples are rounded half up and kept within 0 and 255`(kernels: KernelSet) {
    let examples: [(Float, UInt8)] = [
      (0, 0), (-0.0, 0), (0.49, 0), (0.5, 1), (1.49, 1), (1.5, 2), (2.5, 3), (254.49, 254),
      (254.5, 255), (255, 255), (256, 255), (1e30, 255), (.infinity, 255), (-0.5, 0), (-3, 0),
      (-.infinity, 0), (.nan, 0), (.leastNonzeroMagnitude, 0),
    ]
    // Repeated, so that the examples meet the vectors as well as the rest behind them.
    let repeated = (0..<5).flatMap { _ in examples }
    var bytes = [UInt8](repeating: 9, count: repeated.count)
    kernels.floatsToBytes(repeated.map(\.0), scale: 1, into: &bytes, count: bytes.count)
    #expect(bytes == repeated.map(\.1))
  }

  @Test(arguments: availableSets)
  func `a sample goes through a float and comes back`(kernels: KernelSet) {
    let bytes = (0...255).map { UInt8($0) }
    let unit = bytes.map { Float($0) / 255 }
    var found = [UInt8](repeating: 0, count: 256)
    kernels.floatsToBytes(unit, scale: 255, into: &found, count: 256)
    #expect(found == bytes)
  }

  @Test(arguments: availableSets)
  func `any number becomes the sample that the formula says`(kernels: KernelSet) {
    var generator = SeededGenerator(seed: 255)
    let input = (0..<10_000).map { _ in Float.random(in: -0.2...1.2, using: &generator) }
    var bytes = [UInt8](repeating: 0, count: input.count)
    kernels.floatsToBytes(input, scale: 255, into: &bytes, count: bytes.count)
    #expect(
      bytes == input.map { UInt8(min(max(($0 * 255 + 0.5).rounded(.down), 0), 255)) })
  }
}
