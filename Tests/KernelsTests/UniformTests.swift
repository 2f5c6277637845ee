import Kernels
import TestSupport
import Testing

@Suite struct UniformTests {
  @Test(arguments: availableSets, [0, 1, 42, UInt64.max])
  func `numbers are those of the generator, one after another`(kernels: KernelSet, seed: UInt64) {
    let bound: Float = 0.37
    var generator = SeededGenerator(seed: seed)
    let expected = (0..<1_000).map { _ in
      (Float(generator.next() >> 40) * 0x1p-24 * 2 - 1) * bound
    }
    for count in [0, 1, 7, 8, 31, 64, 1_000] {
      var found = [Float](repeating: Plane.margin, count: count + 1)
      kernels.fillUniform(&found, count: count, seed: seed, bound: bound)
      #expect(found.removeLast() == Plane.margin)
      #expect(found == Array(expected.prefix(count)))
    }
  }

  @Test func `numbers lie in both halves and within the bound`() {
    var numbers = [Float](repeating: 0, count: 10_000)
    KernelSet.fastest.fillUniform(&numbers, count: numbers.count, seed: 7, bound: 2)
    #expect(numbers.allSatisfy { -2 <= $0 && $0 < 2 })
    #expect(abs(numbers.reduce(0, +) / 10_000) < 0.05)
    #expect(numbers.contains { $0 < -1.9 } && numbers.contains { $0 > 1.9 })
  }
}
