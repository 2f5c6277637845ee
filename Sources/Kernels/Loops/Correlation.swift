extension Loops {
  /// The longest piece of a kernel row that is handled at once, its weights in registers.
  private static let longestPiece = 7

  package static func correlate(
    _ input: UnsafePointer<Float>, inputRowStride: Int,
    kernel: UnsafePointer<Float>, kernelSize: (height: Int, width: Int),
    stride: (height: Int, width: Int), dilation: (height: Int, width: Int),
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int,
    outputSize: (height: Int, width: Int), accumulating: Bool
  ) {
    let tapRowStride = dilation.height &* inputRowStride
    for outputRow in 0..<outputSize.height {
      let source = input + outputRow &* stride.height &* inputRowStride
      let target = output + outputRow &* outputRowStride
      if kernelSize == (3, 3), stride.width == 1, dilation.width == 1 {
        correlateRow3x3(
          source, tapRowStride: tapRowStride, weights: kernel, into: target,
          count: outputSize.width, accumulating: accumulating)
        continue
      }
      // The output row stays in the nearest cache while the kernel's rows pass over it.
      for kernelRow in 0..<kernelSize.height {
        var column = 0
        while column < kernelSize.width {
          let taps = min(longestPiece, kernelSize.width &- column)
          correlateRow(
            source + (kernelRow &* tapRowStride &+ column &* dilation.width),
            weights: kernel + (kernelRow &* kernelSize.width &+ column), taps: taps,
            stride: stride.width, dilation: dilation.width, into: target,
            count: outputSize.width, accumulating: accumulating || kernelRow > 0 || column > 0)
          column &+= taps
        }
      }
    }
  }

  // MARK: One row of output

  /// Adds the nine products of the commonest kernel in one pass.
  private static func correlateRow3x3(
    _ input: UnsafePointer<Float>, tapRowStride: Int, weights: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int, accumulating: Bool
  ) {
    if accumulating {
      addProducts(
        input, tapRowStride: tapRowStride, weights: weights, rows: 3, columns: 3, stride: 1,
        dilation: 1, into: output, count: count, accumulating: true)
    } else {
      addProducts(
        input, tapRowStride: tapRowStride, weights: weights, rows: 3, columns: 3, stride: 1,
        dilation: 1, into: output, count: count, accumulating: false)
    }
  }

  /// Adds the products of 1…7 neighbors in a kernel row.
  private static func correlateRow(
    _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>, taps: Int, stride: Int,
    dilation: Int, into output: UnsafeMutablePointer<Float>, count: Int, accumulating: Bool
  ) {
    // Steps that the compiler knows become plain, or shuffled, vector loads.
    switch (stride, dilation) {
    case (1, 1):
      correlateRow(
        input, weights: weights, taps: taps, knownStride: 1, knownDilation: 1, into: output,
        count: count, accumulating: accumulating)
    case (1, _):
      correlateRow(
        input, weights: weights, taps: taps, knownStride: 1, knownDilation: dilation,
        into: output, count: count, accumulating: accumulating)
    case (2, 1):
      correlateRow(
        input, weights: weights, taps: taps, knownStride: 2, knownDilation: 1, into: output,
        count: count, accumulating: accumulating)
    default:
      correlateRow(
        input, weights: weights, taps: taps, knownStride: stride, knownDilation: dilation,
        into: output, count: count, accumulating: accumulating)
    }
  }

  /// Turns the number of taps into a literal.
  @inline(__always)
  private static func correlateRow(
    _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>, taps: Int, knownStride: Int,
    knownDilation: Int, into output: UnsafeMutablePointer<Float>, count: Int, accumulating: Bool
  ) {
    @inline(__always)
    func correlate(literalTaps: Int) {
      if accumulating {
        addProducts(
          input, tapRowStride: 0, weights: weights, rows: 1, columns: literalTaps,
          stride: knownStride, dilation: knownDilation, into: output, count: count,
          accumulating: true)
      } else {
        addProducts(
          input, tapRowStride: 0, weights: weights, rows: 1, columns: literalTaps,
          stride: knownStride, dilation: knownDilation, into: output, count: count,
          accumulating: false)
      }
    }
    switch taps {
    case 1: correlate(literalTaps: 1)
    case 2: correlate(literalTaps: 2)
    case 3: correlate(literalTaps: 3)
    case 4: correlate(literalTaps: 4)
    case 5: correlate(literalTaps: 5)
    case 6: correlate(literalTaps: 6)
    default: correlate(literalTaps: longestPiece)
    }
  }

  /// The loop itself. `rows`, `columns` (at most nine taps) and `accumulating` are literals at every
  /// call, which unrolls the loops over the taps and leaves a single one for the vectors.
  @inline(__always)
  private static func addProducts(
    _ input: UnsafePointer<Float>, tapRowStride: Int, weights: UnsafePointer<Float>, rows: Int,
    columns: Int, stride: Int, dilation: Int, into output: UnsafeMutablePointer<Float>,
    count: Int, accumulating: Bool
  ) {
    // Copies, because the compiler can't know that writing the output leaves the weights alone.
    var taps = InlineArray<9, Float>(repeating: 0)
    for tap in 0..<rows &* columns { taps[unchecked: tap] = weights[tap] }
    for x in 0..<count {
      // -0 + p is p for every p, 0 and -0 included: the sum begins with the first product.
      var sum: Float = accumulating ? output[x] : -0.0
      for row in 0..<rows {
        for column in 0..<columns {
          sum +=
            input[x &* stride &+ row &* tapRowStride &+ column &* dilation]
            * taps[unchecked: row &* columns &+ column]
        }
      }
      output[x] = sum
    }
  }
}
