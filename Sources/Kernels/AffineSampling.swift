// There is no twin for AVX2: what costs the time here are reads from places that are not side by side.

/// From where in a picture each pixel of another one comes: row and column as sums of products.
///
/// Whole positions are the middles of pixels.
package struct AffineMap: Hashable, Sendable {
  /// What the source's row gets from the target's row, from its column, and in any case.
  package let row: (fromRow: Float, fromColumn: Float, offset: Float)
  /// The same for the source's column.
  package let column: (fromRow: Float, fromColumn: Float, offset: Float)

  package init(
    row: (fromRow: Float, fromColumn: Float, offset: Float),
    column: (fromRow: Float, fromColumn: Float, offset: Float)
  ) {
    (self.row, self.column) = (row, column)
  }

  package static func == (first: AffineMap, second: AffineMap) -> Bool {
    first.row == second.row && first.column == second.column
  }

  package func hash(into hasher: inout Hasher) {
    for number in [
      row.fromRow, row.fromColumn, row.offset, column.fromRow, column.fromColumn, column.offset,
    ] { hasher.combine(number) }
  }
}

/// What lies around a picture.
package enum SamplingBorder: Hashable, Sendable {
  /// The picture in a mirror: `c b a | a b c`.
  case reflect
  /// Zeros.
  case black
}

extension AffineMap {
  /// Fills one channel of a picture with what the map finds in another one, between four pixels in
  /// proportion to how near they are. Whole positions give their pixel exactly.
  ///
  /// - Precondition: `source` and `target` hold height · width numbers and do not overlap; no position
  ///   is farther from the picture than 2³⁰ pixels.
  package func sample(
    _ source: UnsafePointer<Float>, height: Int, width: Int, border: SamplingBorder,
    into target: UnsafeMutablePointer<Float>
  ) {
    for targetRow in 0..<height {
      let startRow = row.fromRow * Float(targetRow) + row.offset
      let startColumn = column.fromRow * Float(targetRow) + column.offset
      let line = target + targetRow * width
      for targetColumn in 0..<width {
        let y = startRow + row.fromColumn * Float(targetColumn)
        let x = startColumn + column.fromColumn * Float(targetColumn)
        let (top, left) = (floor(y), floor(x))
        let (down, right) = (y - Float(top), x - Float(left))
        let a, b, c, d: Float
        if top >= 0, top + 1 < height, left >= 0, left + 1 < width {
          let corner = source + top * width + left
          (a, b, c, d) = (corner[0], corner[1], corner[width], corner[width + 1])
        } else {
          func pixel(_ row: Int, _ column: Int) -> Float {
            switch border {
            case .reflect:
              return source[reflected(row, height) * width + reflected(column, width)]
            case .black:
              let isInside = 0..<height ~= row && 0..<width ~= column
              return isInside ? source[row * width + column] : 0
            }
          }
          (a, b) = (pixel(top, left), pixel(top, left + 1))
          (c, d) = (pixel(top + 1, left), pixel(top + 1, left + 1))
        }
        let above = a + (b - a) * right
        let below = c + (d - c) * right
        line[targetColumn] = above + (below - above) * down
      }
    }
  }
}

/// The largest whole number that is not above; without a call, which the baseline needs for it.
@inline(__always)
private func floor(_ number: Float) -> Int {
  let truncated = Int(number)
  return Float(truncated) > number ? truncated - 1 : truncated
}

/// The index that a mirror at both ends of an axis shows in place of another.
private func reflected(_ index: Int, _ count: Int) -> Int {
  let period = 2 * count
  let remainder = index % period
  let inPeriod = remainder < 0 ? remainder + period : remainder
  return inPeriod < count ? inPeriod : period - 1 - inPeriod
}

/// Adds noise of the mean 0 to numbers: for each the sum of four uniform numbers, which is nearly
/// normal (never beyond 3.5 deviations), the same on every machine and costs no logarithm.
///
/// Number *i* takes the four quarters of output *i* + 1 of SplitMix64.
package func addNoise(
  to numbers: UnsafeMutablePointer<Float>, count: Int, deviation: Float, seed: UInt64
) {
  // Quarters are 0..<2¹⁶; a sum of four has the mean 2 · (2¹⁶ − 1) and the variance (2³² − 1) / 3.
  let scale = deviation * (3 as Float).squareRoot() / 65_536
  var state = seed
  for index in 0..<count {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    let sum = mixed & 0xFFFF + mixed >> 16 & 0xFFFF + mixed >> 32 & 0xFFFF + mixed >> 48
    numbers[index] += Float(Int(sum) - 131_070) * scale
  }
}
