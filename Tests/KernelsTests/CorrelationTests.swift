import Kernels
import TestSupport
import Testing

/// The definition, one output element after another.
private func correlateReadably(
  _ input: Plane, _ kernel: [Float], _ geometry: WindowGeometry, into output: inout Plane,
  accumulating: Bool
) {
  input.elements.withUnsafeBufferPointer { source in
    for outputRow in 0..<output.height {
      for outputColumn in 0..<output.width {
        let target = outputRow * output.rowStride + outputColumn
        var sum: Float? = accumulating ? output.elements[target] : nil
        var tap = 0
        var row = outputRow * geometry.stride.height
        for _ in 0..<geometry.windowSize.height {
          var column = outputColumn * geometry.stride.width
          for _ in 0..<geometry.windowSize.width {
            let product = source[row * input.rowStride + column] * kernel[tap]
            sum = sum.map { $0 + product } ?? product
            tap += 1
            column += geometry.dilation.width
          }
          row += geometry.dilation.height
        }
        output.elements[target] = sum ?? 0
      }
    }
  }
}

@Suite struct CorrelationTests {
  @Test(arguments: availableSets)
  func `the fast sums are those of the definition bit for bit`(kernels: KernelSet) {
    var generator = SeededGenerator(seed: 2026)
    for trial in 0..<10_000 {
      let geometry = WindowGeometry(using: &generator)
      let input = Plane(
        height: geometry.inputHeight, width: geometry.inputWidth,
        margin: Int.random(in: 0...2, using: &generator), using: &generator)
      let kernel = (0..<geometry.windowSize.height * geometry.windowSize.width).map { _ in
        Plane.randomElement(using: &generator)
      }
      let isAccumulating = Bool.random(using: &generator)
      let outputSize = geometry.outputSize
      var expected = Plane(
        height: outputSize.height, width: outputSize.width,
        rowStride: outputSize.width + Int.random(in: 0...2, using: &generator))
      var found = expected
      correlateReadably(input, kernel, geometry, into: &expected, accumulating: isAccumulating)
      kernels.correlate(
        input.elements, inputRowStride: input.rowStride, kernel: kernel,
        kernelSize: geometry.windowSize, stride: geometry.stride, dilation: geometry.dilation,
        into: &found.elements, outputRowStride: found.rowStride, outputSize: outputSize,
        accumulating: isAccumulating)
      if let place = found.firstDifference(from: expected) {
        Issue.record("trial \(trial): \(geometry), accumulating \(isAccumulating), at \(place)")
        return
      }
    }
  }

  @Test(arguments: availableSets)
  func `the sum runs from left to right and from top to bottom`(kernels: KernelSet) {
    // 2²⁴ + 1 is 2²⁴ in Float: each of these orders of addition gives another sum.
    let input: [Float] = [0x1p24, 1, -0x1p24, 1]
    let ones: [Float] = [1, 1, 1, 1]
    var sums: [Float] = [0]
    kernels.correlate(
      input, inputRowStride: 2, kernel: ones, kernelSize: (2, 2), into: &sums, outputRowStride: 1,
      outputSize: (1, 1), accumulating: false)
    #expect(sums == [1])
    kernels.correlate(
      input, inputRowStride: 4, kernel: ones, kernelSize: (1, 4), into: &sums, outputRowStride: 1,
      outputSize: (1, 1), accumulating: true)
    #expect(sums == [1])
  }

  @Test(arguments: availableSets)
  func `products are rounded before they are added`(kernels: KernelSet) {
    // (1 + 2⁻¹²)² is 1 + 2⁻¹¹ + 2⁻²⁴, the last part of which a rounded product loses.
    let factor: Float = 1 + 0x1p-12
    let input = [Float](repeating: -1, count: 64) + [Float](repeating: factor, count: 64)
    var sums = [Float](repeating: 0, count: 64)
    kernels.correlate(
      input, inputRowStride: 64, kernel: [factor * factor, factor], kernelSize: (2, 1), into: &sums,
      outputRowStride: 64, outputSize: (1, 64), accumulating: false)
    #expect(sums == [Float](repeating: 0, count: 64))
  }
}
