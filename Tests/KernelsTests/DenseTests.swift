import Kernels
import TestSupport
import Testing

/// The definition, one unit after another.
private func multiplyReadably(
  _ input: [Float], _ weights: [Float], units: Int, biases: [Float]
) -> [Float] {
  (0..<units).map { unit in
    var sum: Float = -0.0
    for (row, value) in input.enumerated() { sum += value * weights[row * units + unit] }
    return sum + biases[unit]
  }
}

@Suite struct DenseTests {
  @Test(arguments: availableSets)
  func `a dense layer's sums are those of the definition bit for bit`(kernels: KernelSet) {
    var generator = SeededGenerator(seed: 2028)
    func random(_ count: Int) -> [Float] {
      (0..<count).map { _ in Plane.randomElement(using: &generator) }
    }
    for trial in 0..<1_000 {
      // Now and then more units than are summed at once.
      let isLong = trial % 250 == 0
      let count = Int.random(in: isLong ? 1...9 : 0...40, using: &generator)
      let units = Int.random(in: isLong ? 4000...9000 : 1...80, using: &generator)
      let (input, weights, biases) = (random(count), random(count * units), random(units))
      let expected = multiplyReadably(input, weights, units: units, biases: biases)
      var found = [Float](repeating: .nan, count: units + 1)
      found[units] = Plane.margin
      kernels.multiply(
        input, count: count, weights: weights, units: units, biases: biases, into: &found)
      #expect(found.removeLast() == Plane.margin)
      let place = zip(found, expected).enumerated().first { _, pair in
        pair.0.bitPattern != pair.1.bitPattern && !(pair.0.isNaN && pair.1.isNaN)
      }
      if let place {
        Issue.record("trial \(trial): \(count) inputs, \(units) units, at unit \(place.offset)")
        return
      }
    }
  }

  @Test(arguments: availableSets)
  func `the inputs are added in order and the bias last`(kernels: KernelSet) {
    // 2²⁴ + 1 is 2²⁴ in Float: another order would give another sum.
    var sums = [Float](repeating: 0, count: 40)
    kernels.multiply(
      [0x1p24, 1, -0x1p24, 1, 1, 1], count: 6, weights: [Float](repeating: 1, count: 240),
      units: 40, biases: [Float](repeating: 0x1p24, count: 40), into: &sums)
    #expect(sums == [Float](repeating: 0x1p24 + 4, count: 40))
  }
}
