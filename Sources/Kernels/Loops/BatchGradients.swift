package import CProcessor

// What goes back through a convolution, and through the ReLU and the pooling that were computed with it:
// a cell has one window that counts, and none at all where the ReLU let nothing through. So there is a
// quarter of the products that all windows would need, or less.

extension Loops {
  /// Adds up what every weight gets: for each filter over the cells that count, the numbers under the
  /// window times the cell's gradient, in reading order.
  ///
  /// - Parameters:
  ///   - gradients: Of the cells; in the order of the output.
  ///   - outputs: What came out; cells that are not above 0 don't count. nil without a ReLU.
  ///   - winners: The windows that were the largest; nil without pooling.
  ///   - weightGradients: The filters one after another, each as its window lies in memory; added to.
  ///   - places: Room for a number for each cell. So too `factors`.
  package static func addWeightGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, over picture: UnsafePointer<Float>,
    _ windows: batch_windows, to weightGradients: UnsafeMutablePointer<Float>,
    biasGradients: UnsafeMutablePointer<Float>, places: UnsafeMutablePointer<Int>,
    factors: UnsafeMutablePointer<Float>
  ) {
    let depth = windows.runs &* windows.run_length
    for filter in 0..<filters {
      var count = 0
      var bias = biasGradients[filter]
      var cell = filter
      for row in 0..<windows.rows {
        for column in 0..<windows.columns {
          let gradient = gradients[cell]
          if gradient != 0, outputs.map({ $0[cell] > 0 }) ?? true {
            bias += gradient
            factors[count] = gradient
            places[count] = place(row, column, winners.map { Int($0[cell]) } ?? 0, windows)
            count &+= 1
          }
          cell &+= filters
        }
      }
      biasGradients[filter] = bias
      for run in 0..<windows.runs {
        addPieces(
          picture + run &* windows.run_stride, places: places, factors: factors, count: count,
          to: weightGradients + (filter &* depth &+ run &* windows.run_length),
          length: windows.run_length)
      }
    }
  }

  /// Adds up what every number of the picture gets: for each window that counts, the filters' weights
  /// times the cells' gradients, in the order of the filters.
  ///
  /// - Parameters:
  ///   - weights: The filters one after another, each as its window lies in memory.
  ///   - pictureGradients: As the picture; added to.
  ///   - places: Room for four numbers for each filter. So too `factors`.
  package static func addPictureGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, weights: UnsafePointer<Float>,
    _ windows: batch_windows, to pictureGradients: UnsafeMutablePointer<Float>,
    places: UnsafeMutablePointer<Int>, factors: UnsafeMutablePointer<Float>
  ) {
    let depth = windows.runs &* windows.run_length
    let windowCount = winners == nil ? 1 : 4
    var cell = 0
    for row in 0..<windows.rows {
      for column in 0..<windows.columns {
        // The filters that count, sorted by the window that won.
        var counts = InlineArray<4, Int>(repeating: 0)
        for filter in 0..<filters {
          let gradient = gradients[cell &+ filter]
          if gradient == 0 { continue }
          if let outputs, !(outputs[cell &+ filter] > 0) { continue }
          let window = winners.map { Int($0[cell &+ filter]) } ?? 0
          let entry = window &* filters &+ counts[unchecked: window]
          factors[entry] = gradient
          places[entry] = filter &* depth
          counts[unchecked: window] &+= 1
        }
        for window in 0..<windowCount {
          let count = counts[unchecked: window]
          if count == 0 { continue }
          let target = pictureGradients + place(row, column, window, windows)
          for run in 0..<windows.runs {
            addPieces(
              weights + run &* windows.run_length, places: places + window &* filters,
              factors: factors + window &* filters, count: count,
              to: target + run &* windows.run_stride, length: windows.run_length)
          }
        }
        cell &+= filters
      }
    }
  }

  /// As `addWeightGradients`, for small windows: filters side by side fill the vectors then.
  ///
  /// - Parameter weightGradients: For each number under the window a row of all filters; added to. As
  ///   many rows as that, each with whole panels.
  package static func addSmallWeightGradients(
    _ gradients: UnsafePointer<Float>, outputs: UnsafePointer<Float>?,
    winners: UnsafePointer<Int32>?, filters: Int, over picture: UnsafePointer<Float>,
    _ windows: batch_windows, to weightGradients: UnsafeMutablePointer<Float>,
    rowLength: Int, biasGradients: UnsafeMutablePointer<Float>
  ) {
    let zero = Vector(repeating: 0)
    var filter = 0
    while filter < filters {
      let lanes = min(vectorWidth, filters &- filter)
      var bias = vector(at: biasGradients + filter)
      for row in 0..<windows.rows {
        for column in 0..<windows.columns {
          let cell = (row &* windows.columns &+ column) &* filters &+ filter
          var gradient = load(gradients + cell, lanes)
          if let outputs {
            gradient.replace(with: zero, where: .!(load(outputs + cell, lanes) .> zero))
          }
          bias += gradient
          let start = picture + place(row, column, 0, windows)
          if let winners {
            let places = load(winners + cell, lanes)
            let first = zero.replacing(with: gradient, where: places .== Places(repeating: 0))
            let second = zero.replacing(with: gradient, where: places .== Places(repeating: 1))
            let third = zero.replacing(with: gradient, where: places .== Places(repeating: 2))
            let fourth = zero.replacing(with: gradient, where: places .== Places(repeating: 3))
            var target = weightGradients + filter
            for run in 0..<windows.runs {
              let start = start + run &* windows.run_stride
              for index in 0..<windows.run_length {
                let number = start + index
                var sum = vector(at: target)
                sum += first * Vector(repeating: number[0])
                sum += second * Vector(repeating: number[windows.column_stride])
                sum += third * Vector(repeating: number[windows.row_stride])
                sum +=
                  fourth * Vector(repeating: number[windows.row_stride &+ windows.column_stride])
                store(sum, at: target)
                target += rowLength
              }
            }
          } else {
            var target = weightGradients + filter
            for run in 0..<windows.runs {
              let start = start + run &* windows.run_stride
              for index in 0..<windows.run_length {
                store(
                  vector(at: target) + gradient * Vector(repeating: start[index]), at: target)
                target += rowLength
              }
            }
          }
        }
      }
      store(bias, at: biasGradients + filter)
      filter &+= vectorWidth
    }
  }

  // MARK: Pieces

  /// Where the window begins that counts in a cell.
  @inline(__always)
  private static func place(
    _ row: Int, _ column: Int, _ window: Int, _ windows: batch_windows
  ) -> Int {
    row &* windows.row_step &+ column &* windows.column_step
      &+ (window >> 1) &* windows.row_stride &+ (window & 1) &* windows.column_stride
  }

  /// Adds pieces of a buffer, each times its factor, to one target, one after another.
  @inline(__always)
  private static func addPieces(
    _ source: UnsafePointer<Float>, places: UnsafePointer<Int>, factors: UnsafePointer<Float>,
    count: Int, to target: UnsafeMutablePointer<Float>, length: Int
  ) {
    var start = 0
    // Eight vectors of sums stay in registers while the pieces pass by.
    while start &+ 8 &* vectorWidth <= length {
      let row = target + start
      var (sum0, sum1, sum2, sum3) = (
        vector(at: row), vector(at: row + vectorWidth), vector(at: row + 2 &* vectorWidth),
        vector(at: row + 3 &* vectorWidth)
      )
      let upper = row + 4 &* vectorWidth
      var (sum4, sum5, sum6, sum7) = (
        vector(at: upper), vector(at: upper + vectorWidth), vector(at: upper + 2 &* vectorWidth),
        vector(at: upper + 3 &* vectorWidth)
      )
      for index in 0..<count {
        let piece = source + (places[index] &+ start)
        let factor = Vector(repeating: factors[index])
        sum0 += vector(at: piece) * factor
        sum1 += vector(at: piece + vectorWidth) * factor
        sum2 += vector(at: piece + 2 &* vectorWidth) * factor
        sum3 += vector(at: piece + 3 &* vectorWidth) * factor
        let upper = piece + 4 &* vectorWidth
        sum4 += vector(at: upper) * factor
        sum5 += vector(at: upper + vectorWidth) * factor
        sum6 += vector(at: upper + 2 &* vectorWidth) * factor
        sum7 += vector(at: upper + 3 &* vectorWidth) * factor
      }
      store(sum0, at: row)
      store(sum1, at: row + vectorWidth)
      store(sum2, at: row + 2 &* vectorWidth)
      store(sum3, at: row + 3 &* vectorWidth)
      store(sum4, at: upper)
      store(sum5, at: upper + vectorWidth)
      store(sum6, at: upper + 2 &* vectorWidth)
      store(sum7, at: upper + 3 &* vectorWidth)
      start &+= 8 &* vectorWidth
    }
    while start &+ vectorWidth <= length {
      var sum = vector(at: target + start)
      for index in 0..<count {
        sum += vector(at: source + (places[index] &+ start)) * Vector(repeating: factors[index])
      }
      store(sum, at: target + start)
      start &+= vectorWidth
    }
    while start < length {
      var sum = target[start]
      for index in 0..<count { sum += source[places[index] &+ start] * factors[index] }
      target[start] = sum
      start &+= 1
    }
  }

  /// The first lanes of a vector; nothing is read behind them.
  @inline(__always)
  private static func load(_ place: UnsafePointer<Float>, _ lanes: Int) -> Vector {
    if lanes == vectorWidth { return vector(at: place) }
    var result = Vector(repeating: 0)
    for lane in 0..<lanes { result[lane] = place[lane] }
    return result
  }

  @inline(__always)
  private static func load(_ place: UnsafePointer<Int32>, _ lanes: Int) -> Places {
    if lanes == vectorWidth {
      return UnsafeRawPointer(place).loadUnaligned(as: Places.self)
    }
    var result = Places(repeating: 0)
    for lane in 0..<lanes { result[lane] = place[lane] }
    return result
  }
}
