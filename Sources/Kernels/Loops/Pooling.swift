extension Loops {
  package static func poolMaximum(
    _ input: UnsafePointer<Float>, inputRowStride: Int, windowSize: (height: Int, width: Int),
    stride: (height: Int, width: Int), dilation: (height: Int, width: Int),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int)
  ) {
    let tapRowStride = dilation.height &* inputRowStride
    for outputRow in 0..<outputSize.height {
      let source = input + outputRow &* stride.height &* inputRowStride
      let target = output + outputRow &* outputRowStride
      if windowSize == (2, 2), stride.width == 2, dilation.width == 1 {
        maximumOfFour(source, source + tapRowStride, into: target, count: outputSize.width)
        continue
      }
      take(source, stride: stride.width, into: target, count: outputSize.width)
      for row in 0..<windowSize.height {
        for column in 0..<windowSize.width where row > 0 || column > 0 {
          takeLarger(
            source + (row &* tapRowStride &+ column &* dilation.width), stride: stride.width,
            into: target, count: outputSize.width)
        }
      }
    }
  }

  package static func poolAverage(
    _ input: UnsafePointer<Float>, inputRowStride: Int, windowSize: (height: Int, width: Int),
    stride: (height: Int, width: Int), dilation: (height: Int, width: Int),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int)
  ) {
    let tapRowStride = dilation.height &* inputRowStride
    let elementCount = Float(windowSize.height &* windowSize.width)
    for outputRow in 0..<outputSize.height {
      let source = input + outputRow &* stride.height &* inputRowStride
      let target = output + outputRow &* outputRowStride
      if windowSize == (2, 2), stride.width == 2, dilation.width == 1 {
        averageOfFour(source, source + tapRowStride, into: target, count: outputSize.width)
        continue
      }
      take(source, stride: stride.width, into: target, count: outputSize.width)
      for row in 0..<windowSize.height {
        for column in 0..<windowSize.width where row > 0 || column > 0 {
          add(
            source + (row &* tapRowStride &+ column &* dilation.width), stride: stride.width,
            to: target, count: outputSize.width)
        }
      }
      for x in 0..<outputSize.width { target[x] /= elementCount }
    }
  }

  // MARK: Windows of 2x2, side by side

  private static func maximumOfFour(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    for x in 0..<count {
      let left = 2 &* x
      let right = left &+ 1
      var best = upper[left]
      if upper[right] > best { best = upper[right] }
      if lower[left] > best { best = lower[left] }
      if lower[right] > best { best = lower[right] }
      output[x] = best
    }
  }

  private static func averageOfFour(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    for x in 0..<count {
      let left = 2 &* x
      let right = left &+ 1
      output[x] = (upper[left] + upper[right] + lower[left] + lower[right]) / 4
    }
  }

  // MARK: Any window, one of its elements at a time over a row of output

  private static func take(
    _ input: UnsafePointer<Float>, stride: Int, into output: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for x in 0..<count { output[x] = input[x &* stride] }
  }

  private static func takeLarger(
    _ input: UnsafePointer<Float>, stride: Int, into output: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for x in 0..<count {
      let value = input[x &* stride]
      let best = output[x]
      output[x] = value > best ? value : best
    }
  }

  private static func add(
    _ input: UnsafePointer<Float>, stride: Int, to output: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for x in 0..<count { output[x] += input[x &* stride] }
  }
}
