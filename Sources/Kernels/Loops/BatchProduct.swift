extension Loops {
  /// Rows of the left matrix that pass over a panel together.
  static var rowsInTile: Int { 4 }

  /// The sums of four rows over one panel, without what they start from.
  ///
  /// As in `correlate`: per product of four rows with a row of the panel, eight products and eight
  /// additions stand against six loads, and every sum has a register of its own.
  @inline(__always)
  static func addProducts(
    of first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, _ third: UnsafePointer<Float>,
    _ fourth: UnsafePointer<Float>, step: Int, count: Int, with panel: UnsafePointer<Float>,
    to sums:
      inout (
        Vector, Vector, Vector, Vector, Vector, Vector, Vector, Vector
      )
  ) {
    var (left0, right0, left1, right1) = (sums.0, sums.1, sums.2, sums.3)
    var (left2, right2, left3, right3) = (sums.4, sums.5, sums.6, sums.7)
    var place = 0
    for index in 0..<count {
      let row = panel + index &* panelWidth
      let (left, right) = (vector(at: row), vector(at: row + vectorWidth))
      var factor = Vector(repeating: first[place])
      left0 += left * factor
      right0 += right * factor
      factor = Vector(repeating: second[place])
      left1 += left * factor
      right1 += right * factor
      factor = Vector(repeating: third[place])
      left2 += left * factor
      right2 += right * factor
      factor = Vector(repeating: fourth[place])
      left3 += left * factor
      right3 += right * factor
      place &+= step
    }
    sums = (left0, right0, left1, right1, left2, right2, left3, right3)
  }

  package static func multiply(
    _ left: UnsafePointer<Float>, rows: Int, rowStride: Int, step: Int, depth: Int,
    panel: UnsafePointer<Float>, biases: UnsafePointer<Float>?,
    into output: UnsafeMutablePointer<Float>, outputStride: Int, columns: Int
  ) {
    let empty = Vector(repeating: -0.0)
    var row = 0
    while row < rows {
      let count = min(rowsInTile, rows &- row)
      // Rows that are too many repeat the last one: what they bring is not stored.
      let first = left + row &* rowStride
      let second = first + min(1, count &- 1) &* rowStride
      let third = first + min(2, count &- 1) &* rowStride
      let fourth = first + min(3, count &- 1) &* rowStride
      var sums = (empty, empty, empty, empty, empty, empty, empty, empty)
      let target = output + row &* outputStride
      addProducts(
        of: first, second, third, fourth, step: step, count: depth, with: panel, to: &sums)
      if let biases {
        let (left, right) = (vector(at: biases), vector(at: biases + vectorWidth))
        sums = (
          sums.0 + left, sums.1 + right, sums.2 + left, sums.3 + right, sums.4 + left,
          sums.5 + right, sums.6 + left, sums.7 + right
        )
      }
      store(sums.0, sums.1, at: target, columns)
      if count > 1 { store(sums.2, sums.3, at: target + outputStride, columns) }
      if count > 2 { store(sums.4, sums.5, at: target + 2 &* outputStride, columns) }
      if count > 3 { store(sums.6, sums.7, at: target + 3 &* outputStride, columns) }
      row &+= count
    }
  }

  /// Both vectors of a row; nothing is written behind its last column.
  @inline(__always)
  static func store(
    _ left: Vector, _ right: Vector, at row: UnsafeMutablePointer<Float>, _ columns: Int
  ) {
    if columns == panelWidth {
      store(left, at: row)
      store(right, at: row + vectorWidth)
    } else {
      for lane in 0..<min(vectorWidth, columns) { row[lane] = left[lane] }
      for lane in 0..<max(0, columns &- vectorWidth) { row[vectorWidth &+ lane] = right[lane] }
    }
  }
}
