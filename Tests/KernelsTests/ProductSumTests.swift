import Kernels
import TestSupport
import Testing

@Suite struct ProductSumTests {
  private func random(_ count: Int, using generator: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float.random(in: -3...3, using: &generator) }
  }

  @Test(arguments: availableSets)
  func `every set gives the same sum, bit for bit, and the definition's up to rounding`(
    kernels: KernelSet
  ) {
    var generator = SeededGenerator(seed: 2031)
    for count in Array(0...40) + [100, 511, 512, 513] {
      let (first, second) = (random(count, using: &generator), random(count, using: &generator))
      let sum = kernels.productSum(first, second, count: count)
      #expect(sum == KernelSet.baseline.productSum(first, second, count: count), "\(count)")
      let products = zip(first, second).map { Double($0) * Double($1) }
      let size = products.reduce(0) { $0 + abs($1) }
      #expect(abs(sum - products.reduce(0, +)) <= 1e-15 * size, "\(count)")
    }
  }

  @Test(arguments: availableSets)
  func `whole numbers are added exactly`(kernels: KernelSet) {
    // In Float, 2²⁴ + 1 would be 2²⁴.
    let sum = kernels.productSum([0x1p24, 1, 1, 1], [1, 1, 1, 1], count: 4)
    #expect(sum == 0x1p24 + 3)
  }
}
