import Kernels
import TestSupport
import Testing

/// The definition: the elements of each window in reading order, and what `summarize` makes of them.
private func poolReadably(
  _ input: Plane, _ geometry: WindowGeometry, into output: inout Plane,
  _ summarize: ([Float]) -> Float
) {
  for outputRow in 0..<output.height {
    for outputColumn in 0..<output.width {
      var window: [Float] = []
      for row in 0..<geometry.windowSize.height {
        for column in 0..<geometry.windowSize.width {
          let inputRow = outputRow * geometry.stride.height + row * geometry.dilation.height
          let inputColumn = outputColumn * geometry.stride.width + column * geometry.dilation.width
          window.append(input.elements[inputRow * input.rowStride + inputColumn])
        }
      }
      output.elements[outputRow * output.rowStride + outputColumn] = summarize(window)
    }
  }
}

@Suite struct PoolingTests {
  @Test(arguments: availableSets)
  func `fast pooling is the pooling of the definition bit for bit`(kernels: KernelSet) {
    var generator = SeededGenerator(seed: 2027)
    for trial in 0..<2_000 {
      let geometry = WindowGeometry(using: &generator)
      let input = Plane(
        height: geometry.inputHeight, width: geometry.inputWidth, margin: trial % 3,
        using: &generator)
      let outputSize = geometry.outputSize
      var expected = Plane(
        height: outputSize.height, width: outputSize.width,
        rowStride: outputSize.width + trial % 2)
      var found = expected
      poolReadably(input, geometry, into: &expected) { window in
        window.dropFirst().reduce(window[0]) { $1 > $0 ? $1 : $0 }
      }
      kernels.poolMaximum(
        input.elements, inputRowStride: input.rowStride, windowSize: geometry.windowSize,
        stride: geometry.stride, dilation: geometry.dilation, into: &found.elements,
        outputRowStride: found.rowStride, outputSize: outputSize)
      if let place = found.firstDifference(from: expected) {
        Issue.record("trial \(trial), maximum: \(geometry), at \(place)")
        return
      }
      poolReadably(input, geometry, into: &expected) { window in
        window.dropFirst().reduce(window[0], +) / Float(window.count)
      }
      kernels.poolAverage(
        input.elements, inputRowStride: input.rowStride, windowSize: geometry.windowSize,
        stride: geometry.stride, dilation: geometry.dilation, into: &found.elements,
        outputRowStride: found.rowStride, outputSize: outputSize)
      if let place = found.firstDifference(from: expected) {
        Issue.record("trial \(trial), average: \(geometry), at \(place)")
        return
      }
    }
  }

  static let windowsOfFour: [(height: Int, width: Int)] = [(2, 2), (1, 4)]

  @Test(arguments: availableSets, windowsOfFour)
  func `NaN wins the window wherever it stands`(
    kernels: KernelSet, windowSize: (height: Int, width: Int)
  ) {
    let stride = (height: 2, width: windowSize.width)
    var maxima: [Float] = [0]
    for place in 0..<4 {
      var input: [Float] = [1, 2, 3, 2]
      input[place] = .nan
      kernels.poolMaximum(
        input, inputRowStride: 2, windowSize: windowSize, stride: stride, into: &maxima,
        outputRowStride: 1, outputSize: (1, 1))
      #expect(maxima[0].isNaN, "NaN at \(place)")
    }
  }
}
