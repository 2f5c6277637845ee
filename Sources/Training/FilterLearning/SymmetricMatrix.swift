/// A small symmetric matrix, for its eigenvalues.
struct SymmetricMatrix {
  private var rows: [[Double]]

  init(_ rows: [[Double]]) { self.rows = rows }

  private var count: Int { rows.count }

  /// All eigenvalues with their eigenvectors of length 1, in no particular order.
  ///
  /// Jacobi's method: turn two axes at a time so that the number between them vanishes, until all have.
  /// It finds small eigenvalues as exactly as large ones, and needs no start that could be unlucky.
  ///
  /// Source: Golub and Van Loan, *Matrix Computations*, section 8.5.
  func spectrum() -> [(value: Double, vector: [Double])] {
    var matrix = self
    var axes = (0..<count).map { axis in (0..<count).map { $0 == axis ? 1.0 : 0.0 } }
    for _ in 0..<30 where matrix.offDiagonal > 1e-30 * matrix.size {
      for first in 0..<count {
        for second in first + 1..<max(first + 1, count) { matrix.turn(first, second, &axes) }
      }
    }
    return (0..<count).map { (matrix.rows[$0][$0], axes[$0]) }
  }

  private var size: Double { rows.joined().reduce(0) { $0 + $1 * $1 } }

  private var offDiagonal: Double {
    size - (0..<count).reduce(0) { $0 + rows[$1][$1] * rows[$1][$1] }
  }

  /// Turns two axes so that the number between them becomes 0.
  private mutating func turn(_ first: Int, _ second: Int, _ axes: inout [[Double]]) {
    let between = rows[first][second]
    guard between != 0, between.isFinite else { return }
    let ratio = (rows[second][second] - rows[first][first]) / (2 * between)
    let tangent = (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    func mixed(_ one: Double, _ two: Double) -> (Double, Double) {
      (cosine * one - sine * two, sine * one + cosine * two)
    }
    for index in 0..<count {
      (rows[index][first], rows[index][second]) = mixed(rows[index][first], rows[index][second])
    }
    for index in 0..<count {
      (rows[first][index], rows[second][index]) = mixed(rows[first][index], rows[second][index])
      (axes[first][index], axes[second][index]) = mixed(axes[first][index], axes[second][index])
    }
    (rows[first][second], rows[second][first]) = (0, 0)
  }
}
