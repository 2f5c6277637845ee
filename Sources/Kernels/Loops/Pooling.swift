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
      let best = larger(upper[left], upper[right])
      output[x] = larger(larger(best, lower[left]), lower[right])
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
      output[x] = larger(output[x], input[x &* stride])
    }
  }

  /// The first of equals, and NaN as soon as there is one.
  @inline(__always)
  private static func larger(_ best: Float, _ value: Float) -> Float {
    best >= value || best != best ? best : value
  }

  private static func add(
    _ input: UnsafePointer<Float>, stride: Int, to output: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for x in 0..<count { output[x] += input[x &* stride] }
  }
}
