extension Loops {
  /// The most filters whose sums over a panel are in registers at once: twelve of sixteen hold sums.
  private static var tileHeight: Int { 4 }

  /// The numbers of working memory that `correlate` with many filters needs.
  package static func workCount(depth: Int) -> Int {
    (depth &+ 1) &* panelWidth &+ tileHeight &* panelWidth
  }

  /// How far behind the last element under a window `correlate` with many filters reads.
  package static var overhang: Int { panelWidth }

  package static func correlate(
    _ planes: UnsafePointer<Float>, planeStride: Int, rowStride: Int, channels: Int,
    weights: UnsafePointer<Float>, filterStride: Int, filters: Int,
    kernelSize: (height: Int, width: Int), stride: (height: Int, width: Int),
    dilation: (height: Int, width: Int), into output: UnsafeMutablePointer<Float>,
    outputPlaneStride: Int, outputSize: (height: Int, width: Int), accumulating: Bool,
    biases: UnsafePointer<Float>?, work: UnsafeMutablePointer<Float>
  ) {
    let depth = channels &* kernelSize.height &* kernelSize.width
    let tile = work + (depth &+ 1) &* panelWidth
    let windows = outputSize.height &* outputSize.width
    var window = 0
    while window < windows {
      let columns = min(panelWidth, windows &- window)
      pack(
        planes, planeStride: planeStride, rowStride: rowStride, channels: channels,
        kernelSize: kernelSize, stride: stride, dilation: dilation, firstWindow: window,
        columns: columns, outputWidth: outputSize.width, into: work)
      multiply(
        work, depth: depth, columns: columns, weights: weights, filterStride: filterStride,
        filters: filters, into: output + window, outputPlaneStride: outputPlaneStride,
        accumulating: accumulating, biases: biases, tile: tile)
      window &+= columns
    }
  }

  /// The sums of all filters over one panel, a few filters at a time.
  ///
  /// - Parameter tile: Room for the sums that are being added to.
  private static func multiply(
    _ panel: UnsafePointer<Float>, depth: Int, columns: Int, weights: UnsafePointer<Float>,
    filterStride: Int, filters: Int, into output: UnsafeMutablePointer<Float>,
    outputPlaneStride: Int, accumulating: Bool, biases: UnsafePointer<Float>?,
    tile: UnsafeMutablePointer<Float>
  ) {
    // Tiles of even height: one or two filters alone would wait for their own additions.
    let tiles = (filters &+ tileHeight &- 1) / tileHeight
    var filter = 0
    for index in 0..<tiles {
      let rows = (filters &- filter) / (tiles &- index)
      for row in 0..<rows {
        let source = output + (filter &+ row) &* outputPlaneStride
        let sums = tile + row &* panelWidth
        if !accumulating {
          // -0 + p is p for every p, 0 and -0 included: the sum begins with the first product.
          for column in 0..<panelWidth { sums[column] = -0.0 }
        } else if columns == panelWidth {
          copyPair(source, to: sums)
        } else {
          for column in 0..<columns { sums[column] = source[column] }
        }
      }
      multiplyTile(
        panel, depth: depth, weights: weights + filter &* filterStride, filterStride: filterStride,
        rows: rows, isNarrow: columns <= vectorWidth, sums: tile)
      for row in 0..<rows {
        let target = output + (filter &+ row) &* outputPlaneStride
        let sums = tile + row &* panelWidth
        if let biases {
          for column in 0..<panelWidth { sums[column] += biases[filter &+ row] }
        }
        if columns == panelWidth {
          copyPair(sums, to: target)
        } else {
          for column in 0..<columns { target[column] = sums[column] }
        }
      }
      filter &+= rows
    }
  }

  /// Turns the number of filters into a literal, and whether the panel's second half is wanted.
  private static func multiplyTile(
    _ panel: UnsafePointer<Float>, depth: Int, weights: UnsafePointer<Float>, filterStride: Int,
    rows: Int, isNarrow: Bool, sums: UnsafeMutablePointer<Float>
  ) {
    @inline(__always)
    func multiply(literalRows: Int) {
      if isNarrow {
        multiplyTile(
          panel, depth: depth, weights: weights, filterStride: filterStride,
          literalRows: literalRows, literallyNarrow: true, sums: sums)
      } else {
        multiplyTile(
          panel, depth: depth, weights: weights, filterStride: filterStride,
          literalRows: literalRows, literallyNarrow: false, sums: sums)
      }
    }
    switch rows {
    case 1: multiply(literalRows: 1)
    case 2: multiply(literalRows: 2)
    case 3: multiply(literalRows: 3)
    default: multiply(literalRows: 4)
    }
  }

  /// The loop itself: each sum has a register of its own, and the taps come one after another.
  ///
  /// Per tap twelve products and twelve sums stand against eight loads, for which processors with two
  /// pipes each take about seven cycles. The sums are written out, because the compiler keeps variables
  /// in registers for certain, and elements of an array only at times; and the taps come one at a
  /// time, because it shuffles several of them until they need more registers than there are.
  @inline(__always)
  private static func multiplyTile(
    _ panel: UnsafePointer<Float>, depth: Int, weights: UnsafePointer<Float>, filterStride: Int,
    literalRows rows: Int, literallyNarrow isNarrow: Bool, sums: UnsafeMutablePointer<Float>
  ) {
    var (left0, right0) = pair(at: sums)
    var (left1, right1) = pair(at: sums + panelWidth)
    var (left2, right2) = pair(at: sums + 2 &* panelWidth)
    var (left3, right3) = pair(at: sums + 3 &* panelWidth)
    for tap in 0..<depth {
      var (left, right) = pair(at: panel + tap &* panelWidth)
      if isNarrow { right = left }
      let weights = weights + tap
      add(left, right, times: weights[0], to: &left0, &right0)
      if rows > 1 { add(left, right, times: weights[filterStride], to: &left1, &right1) }
      if rows > 2 { add(left, right, times: weights[2 &* filterStride], to: &left2, &right2) }
      if rows > 3 { add(left, right, times: weights[3 &* filterStride], to: &left3, &right3) }
    }
    store(left0, isNarrow ? left0 : right0, at: sums)
    store(left1, isNarrow ? left1 : right1, at: sums + panelWidth)
    store(left2, isNarrow ? left2 : right2, at: sums + 2 &* panelWidth)
    store(left3, isNarrow ? left3 : right3, at: sums + 3 &* panelWidth)
  }

  @inline(__always)
  private static func pair(at place: UnsafePointer<Float>) -> (Vector, Vector) {
    (vector(at: place), vector(at: place + vectorWidth))
  }

  @inline(__always)
  private static func add(
    _ left: Vector, _ right: Vector, times factor: Float, to leftSum: inout Vector,
    _ rightSum: inout Vector
  ) {
    let factor = Vector(repeating: factor)
    leftSum += left * factor
    rightSum += right * factor
  }

  @inline(__always)
  private static func store(
    _ left: Vector, _ right: Vector, at place: UnsafeMutablePointer<Float>
  ) {
    store(left, at: place)
    store(right, at: place + vectorWidth)
  }
}
