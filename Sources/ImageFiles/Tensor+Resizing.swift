package import Convolution

// The goals, in this order: a value is the exact mean of what the new pixel covers, also where it
// covers parts of pixels; enlarged pixels stay squares that can be counted; one pass over the
// picture, with working memory of a few rows.

extension Tensor {
  /// The picture with another number of pixels, per channel and per axis: an axis that shrinks takes
  /// the mean over the area that each new pixel covers, one that grows repeats the nearest pixel.
  ///
  /// Along an axis of *n* pixels that becomes *m*, measured in *m*-ths of an old pixel, new pixel *i*
  /// covers *i n … (i + 1) n* and old pixel *j* lies at *j m … (j + 1) m*. So all overlaps are whole
  /// numbers that add up to *n*, and only the last division rounds.
  ///
  /// - Throws: `PictureProblem.resizeTooLarge`.
  /// - Complexity: O(old pixels + new pixels).
  package func resized(to extent: Extent) throws(PictureProblem) -> Tensor {
    guard extent != shape.extent else { return self }
    guard
      let target = try? Shape(
        channels: shape.channels, height: extent.height, width: extent.width),
      target.count <= PictureLimits.pixels
    else { throw .resizeTooLarge(extent) }
    let rows = Coverage(from: shape.height, to: target.height)
    let columns = Coverage(from: shape.width, to: target.width)
    let area = rows.total * columns.total
    return Tensor(shape: target) { result in
      var sums = [Double](repeating: 0, count: target.width)
      for channel in 0..<target.channels {
        for row in 0..<target.height {
          for column in sums.indices { sums[column] = 0 }
          rows.forEach(coveredBy: row) { sourceRow, weight in
            let start = (channel * shape.height + sourceRow) * shape.width
            for column in sums.indices {
              var sum = 0.0
              columns.forEach(coveredBy: column) { sourceColumn, weight in
                sum += weight * Double(elements[start + sourceColumn])
              }
              sums[column] += weight * sum
            }
          }
          let start = (channel * target.height + row) * target.width
          for column in sums.indices { result[start + column] = Float(sums[column] / area) }
        }
      }
    }
  }
}

/// Which old pixels of an axis a new one covers, and how much of each.
private struct Coverage {
  let old: Int
  let new: Int

  init(from old: Int, to new: Int) {
    self.old = old
    self.new = new
  }

  /// The sum of the weights of one new pixel.
  var total: Double { new < old ? Double(old) : 1 }

  @inline(__always)
  func forEach(coveredBy position: Int, _ body: (Int, Double) -> Void) {
    guard new < old else {
      // The middle of the new pixel, (position + 1/2) · old / new.
      body((2 * position + 1) * old / (2 * new), 1)
      return
    }
    let start = position * old
    let end = start + old
    var source = start / new
    while source * new < end {
      body(source, Double(min(end, (source + 1) * new) - max(start, source * new)))
      source += 1
    }
  }
}
