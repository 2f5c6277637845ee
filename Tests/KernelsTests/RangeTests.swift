import Kernels
import TestSupport
import Testing

@Suite struct RangeTests {
  static let wholenessExamples: [(value: Float, isWhole: Bool)] = [
    (Float(0x1p24) - 1, true), (0x1p24, false), (-0x1p24, false), (1 - 0x1p24, true),
    (0x1p23 - 0.5, false), (0x1p23 + 1, true), (0x1p22 + 0.5, false), (0.5, false),
    (-0.0, true), (.leastNonzeroMagnitude, false), (.infinity, false), (-.infinity, false),
  ]

  @Test(arguments: availableSets)
  func `the range is that of a plain loop`(kernels: KernelSet) throws {
    var generator = SeededGenerator(seed: 31)
    for count in 1...300 {
      let isWhole = Bool.random(using: &generator)
      let elements = (0..<count).map { _ in
        isWhole
          ? Float(Int.random(in: -99...99, using: &generator))
          : Float.random(in: -99...99, using: &generator)
      }
      let range = try #require(kernels.range(of: elements, count: count))
      #expect(range.minimum == elements.min())
      #expect(range.maximum == elements.max())
      #expect(range.isWhole == elements.allSatisfy { $0 == $0.rounded() })
    }
  }

  @Test(arguments: availableSets, [0, 63, 64, 99])
  func `a single number with a fraction is noticed wherever it stands`(
    kernels: KernelSet, place: Int
  ) throws {
    var elements = [Float](repeating: -3, count: 100)
    #expect(try #require(kernels.range(of: elements, count: 100)).isWhole)
    elements[place] = -2.5
    #expect(try !#require(kernels.range(of: elements, count: 100)).isWhole)
  }

  @Test(arguments: availableSets, wholenessExamples)
  func `whole numbers end where Float skips one`(
    kernels: KernelSet, example: (value: Float, isWhole: Bool)
  ) throws {
    let range = try #require(kernels.range(of: [example.value, 1, 2], count: 3))
    #expect(range.isWhole == example.isWhole)
  }

  @Test(arguments: availableSets)
  func `NaN is no end of the range and not whole`(kernels: KernelSet) throws {
    for place in 0..<3 {
      var elements: [Float] = [1, 2, 3, 4]
      elements[place] = .nan
      let range = try #require(kernels.range(of: elements, count: 4))
      #expect(range.minimum == (place == 0 ? 2 : 1))
      #expect(range.maximum == 4)
      #expect(!range.isWhole)
    }
    #expect(kernels.range(of: [.nan, .nan], count: 2) == nil)
    #expect(kernels.range(of: [], count: 0) == nil)
  }
}
