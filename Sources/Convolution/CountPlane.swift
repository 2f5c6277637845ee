/// How often the elements of one channel are used: numbers in a box, zeros around it.
struct CountPlane: Hashable, Sendable {
  /// The rows of the box.
  let rows: Range<Int>
  /// The columns of the box.
  let columns: Range<Int>
  /// The box row by row; something other than 0 in its first and last row and column.
  private(set) var counts: [Double]

  /// A single element, used so often.
  init(row: Int, column: Int, count: Double = 1) {
    rows = Range(row)
    columns = Range(column)
    counts = [count]
  }

  private init(rows: Range<Int>, columns: Range<Int>) {
    (self.rows, self.columns) = (rows, columns)
    counts = Array(repeating: 0, count: rows.count * columns.count)
  }

  /// The counts of a whole channel in reading order; nil when all of them are 0.
  init?(_ counts: [Double], width: Int) {
    var plane = CountPlane(rows: 0..<counts.count / width, columns: 0..<width)
    plane.counts = counts
    guard let trimmed = plane.trimmed else { return nil }
    self = trimmed
  }

  /// The same without the empty rows and columns around it; nil when nothing is left.
  ///
  /// Where windows read only padding, or lie so that the border repeats what others do not read, a box
  /// is smaller than its windows' would be.
  private var trimmed: CountPlane? {
    func isRowUsed(_ row: Int) -> Bool { columns.contains { self[row, $0] > 0 } }
    guard let top = rows.first(where: isRowUsed), let bottom = rows.last(where: isRowUsed) else {
      return nil
    }
    let rows = top..<bottom + 1
    func isColumnUsed(_ column: Int) -> Bool { rows.contains { self[$0, column] > 0 } }
    guard let left = columns.first(where: isColumnUsed),
      let right = columns.last(where: isColumnUsed)
    else { return nil }
    guard rows != self.rows || left..<right + 1 != columns else { return self }
    var trimmed = CountPlane(rows: rows, columns: left..<right + 1)
    trimmed.counts = rows.flatMap { row in trimmed.columns.map { self[row, $0] } }
    return trimmed
  }

  /// 0 outside of the box.
  subscript(row: Int, column: Int) -> Double {
    guard rows.contains(row), columns.contains(column) else { return 0 }
    return counts[(row - rows.lowerBound) * columns.count + column - columns.lowerBound]
  }

  /// The same, so many times.
  func multiplied(by factor: Int) -> CountPlane {
    var product = self
    // Not for ∞ · 0: a factor is at least 1.
    if factor > 1 { product.counts = counts.map { $0 * Double(factor) } }
    return product
  }

  /// The sum of both, place by place.
  func sum(with other: CountPlane) -> CountPlane {
    guard rows != other.rows || columns != other.columns else {
      var sum = self
      for index in counts.indices { sum.counts[index] += other.counts[index] }
      return sum
    }
    var sum = CountPlane(
      rows: rows.union(other.rows), columns: columns.union(other.columns))
    sum.add(self)
    sum.add(other)
    return sum
  }

  private mutating func add(_ other: CountPlane) {
    var index = 0
    for row in other.rows {
      let start =
        (row - rows.lowerBound) * columns.count + other.columns.lowerBound - columns.lowerBound
      for place in start..<start + other.columns.count {
        counts[place] += other.counts[index]
        index += 1
      }
    }
  }
}

extension CountPlane {
  /// How often windows use their input when they are used so often themselves.
  ///
  /// First along the columns of the plane, then along its rows: a window reads the same columns in each
  /// of its rows.
  ///
  /// - Returns: nil when the windows read nothing but zeros of the padding.
  func sources(through grid: WindowGrid, border: Border) -> CountPlane? {
    guard let vertical = AxisUses(of: rows, on: grid.rows, border: border),
      let horizontal = AxisUses(of: columns, on: grid.columns, border: border)
    else { return nil }
    let width = columns.count
    var tall = CountPlane(rows: vertical.sources, columns: columns)
    let used = counts.span
    var sums = tall.counts.mutableSpan
    for use in vertical.uses {
      let (from, to) = (use.window * width, use.source * width)
      for column in 0..<width { sums[to + column] += used[from + column] }
    }
    return tall.sources(through: horizontal).trimmed
  }

  /// The second half of the way: along the rows only.
  private func sources(through uses: AxisUses) -> CountPlane {
    var wide = CountPlane(rows: rows, columns: uses.sources)
    let used = counts.span
    var sums = wide.counts.mutableSpan
    for row in 0..<rows.count {
      let (from, to) = (row * columns.count, row * uses.sources.count)
      for use in uses.uses { sums[to + use.source] += used[from + use.window] }
    }
    return wide
  }
}

/// Which windows of a range read which positions, along one axis.
private struct AxisUses {
  /// From the first position that is read to the last.
  let sources: Range<Int>
  /// Each reading, both counted from the first of their range.
  let uses: [(window: Int, source: Int)]

  /// - Returns: nil when nothing is read.
  init?(of windows: Range<Int>, on axis: WindowAxis, border: Border) {
    let uses = windows.flatMap { window in
      axis.sources(of: window, border: border).map { (window: window, source: $0) }
    }
    guard let first = uses.map(\.source).min(), let last = uses.map(\.source).max() else {
      return nil
    }
    sources = first..<last + 1
    self.uses = uses.map { ($0.window - windows.lowerBound, $0.source - first) }
  }
}

extension Range<Int> {
  /// The smallest range around both.
  func union(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
