extension Loops {
  /// How many units are summed before the next ones: few enough that their sums stay in the nearest
  /// cache while the weights pass by.
  private static var unitsAtOnce: Int { 4096 }

  package static func multiply(
    _ input: UnsafePointer<Float>, count: Int,
    weights: UnsafePointer<Float>, rowStride: Int, units: Int,
    biases: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>
  ) {
    var start = 0
    while start < units {
      let piece = min(unitsAtOnce, units &- start)
      let sums = output + start
      for unit in 0..<piece { sums[unit] = -0.0 }
      var row = 0
      // Several rows in one pass: the sums are loaded and stored once for all of them.
      while count &- row >= 4 {
        addRows(
          input + row, weights + (row &* rowStride &+ start), rowStride: rowStride, rows: 4,
          to: sums, count: piece)
        row &+= 4
      }
      while row < count {
        addRows(
          input + row, weights + (row &* rowStride &+ start), rowStride: rowStride, rows: 1,
          to: sums, count: piece)
        row &+= 1
      }
      for unit in 0..<piece { sums[unit] += biases[start &+ unit] }
      start &+= piece
    }
  }

  /// Adds `rows` products, a literal of at most four, to each sum, one row after another.
  @inline(__always)
  private static func addRows(
    _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, rowStride: Int, rows: Int,
    to sums: UnsafeMutablePointer<Float>, count: Int
  ) {
    // Copies, because the compiler can't know that writing the sums leaves the input alone.
    var factors = InlineArray<4, Float>(repeating: 0)
    for row in 0..<rows { factors[unchecked: row] = input[row] }
    for unit in 0..<count {
      var sum = sums[unit]
      for row in 0..<rows { sum += factors[unchecked: row] * weights[row &* rowStride &+ unit] }
      sums[unit] = sum
    }
  }
}
