extension Loops {
  /// The most filters whose sums over a panel are in registers at once.
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
    let rest = work + (depth &+ 1) &* panelWidth
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
        accumulating: accumulating, biases: biases, rest: rest)
      window &+= columns
    }
  }

  /// The sums of all filters over one panel, a few filters at a time.
  ///
  /// - Parameter rest: Room for the sums of a panel that is not full.
  private static func multiply(
    _ panel: UnsafePointer<Float>, depth: Int, columns: Int, weights: UnsafePointer<Float>,
    filterStride: Int, filters: Int, into output: UnsafeMutablePointer<Float>,
    outputPlaneStride: Int, accumulating: Bool, biases: UnsafePointer<Float>?,
    rest: UnsafeMutablePointer<Float>
  ) {
    // Tiles of even height: one or two filters alone would wait for their own additions.
    let tiles = (filters &+ tileHeight &- 1) / tileHeight
    let isFull = columns == panelWidth
    var filter = 0
    for tile in 0..<tiles {
      let rows = (filters &- filter) / (tiles &- tile)
      let target = output + filter &* outputPlaneStride
      if !isFull, accumulating {
        for row in 0..<rows {
          for column in 0..<columns {
            rest[row &* panelWidth &+ column] = target[row &* outputPlaneStride &+ column]
          }
        }
      }
      let weights = weights + filter &* filterStride
      let biases = biases.map { $0 + filter }
      if columns > vectorWidth {
        multiplyWideTile(
          panel, depth: depth, weights: weights, filterStride: filterStride, rows: rows,
          into: isFull ? target : rest, rowStride: isFull ? outputPlaneStride : panelWidth,
          accumulating: accumulating, biases: biases)
      } else {
        multiplyNarrowTile(
          panel, depth: depth, weights: weights, filterStride: filterStride, rows: rows,
          into: rest, rowStride: panelWidth, accumulating: accumulating, biases: biases)
      }
      if !isFull {
        for row in 0..<rows {
          for column in 0..<columns {
            target[row &* outputPlaneStride &+ column] = rest[row &* panelWidth &+ column]
          }
        }
      }
      filter &+= rows
    }
  }

  // Two functions, because in one the compiler would take back what the literals are for.

  /// Turns the number of filters into a literal, for a panel of which both vectors count.
  @inline(never)
  private static func multiplyWideTile(
    _ panel: UnsafePointer<Float>, depth: Int, weights: UnsafePointer<Float>, filterStride: Int,
    rows: Int, into output: UnsafeMutablePointer<Float>, rowStride: Int, accumulating: Bool,
    biases: UnsafePointer<Float>?
  ) {
    @inline(__always)
    func multiply(literalRows: Int) {
      multiplyTile(
        panel, depth: depth, weights: weights, filterStride: filterStride,
        literalRows: literalRows, literallyNarrow: false, into: output, rowStride: rowStride,
        accumulating: accumulating, biases: biases)
    }
    switch rows {
    case 1: multiply(literalRows: 1)
    case 2: multiply(literalRows: 2)
    case 3: multiply(literalRows: 3)
    default: multiply(literalRows: 4)
    }
  }

  /// As `multiplyWideTile`, for a panel whose second vector is of no account.
  @inline(never)
  private static func multiplyNarrowTile(
    _ panel: UnsafePointer<Float>, depth: Int, weights: UnsafePointer<Float>, filterStride: Int,
    rows: Int, into output: UnsafeMutablePointer<Float>, rowStride: Int, accumulating: Bool,
    biases: UnsafePointer<Float>?
  ) {
    @inline(__always)
    func multiply(literalRows: Int) {
      multiplyTile(
        panel, depth: depth, weights: weights, filterStride: filterStride,
        literalRows: literalRows, literallyNarrow: true, into: output, rowStride: rowStride,
        accumulating: accumulating, biases: biases)
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
  /// Per tap eight products and eight additions stand against six loads, for which processors with two
  /// pipes each take little more than four cycles. Six filters at once would be a little faster still
  /// (9 % where it was measured) if the compiler kept the order below; it computes all of the left
  /// before the right, wants registers for six weights and has none. So too with several taps in one
  /// pass of the loop. The sums are written out, because variables are kept in registers for certain.
  @inline(__always)
  private static func multiplyTile(
    _ panel: UnsafePointer<Float>, depth: Int, weights: UnsafePointer<Float>, filterStride: Int,
    literalRows rows: Int, literallyNarrow isNarrow: Bool,
    into output: UnsafeMutablePointer<Float>, rowStride: Int, accumulating: Bool,
    biases: UnsafePointer<Float>?
  ) {
    // -0 + p is p for every p, 0 and -0 included: the sum begins with the first product.
    let empty = Vector(repeating: -0.0)
    var (left0, left1, left2, left3) = (empty, empty, empty, empty)
    var (right0, right1, right2, right3) = (empty, empty, empty, empty)
    if accumulating {
      load(&left0, &right0, from: output)
      if rows > 1 { load(&left1, &right1, from: output + rowStride) }
      if rows > 2 { load(&left2, &right2, from: output + 2 &* rowStride) }
      if rows > 3 { load(&left3, &right3, from: output + 3 &* rowStride) }
    }
    for tap in 0..<depth {
      let left = vector(at: panel + tap &* panelWidth)
      let right = isNarrow ? empty : vector(at: panel + (tap &* panelWidth &+ vectorWidth))
      let weights = weights + tap
      add(left, right, times: weights[0], to: &left0, &right0)
      if rows > 1 { add(left, right, times: weights[filterStride], to: &left1, &right1) }
      if rows > 2 { add(left, right, times: weights[2 &* filterStride], to: &left2, &right2) }
      if rows > 3 { add(left, right, times: weights[3 &* filterStride], to: &left3, &right3) }
    }
    if let biases {
      let ones = Vector(repeating: 1)  // 1 · b is b
      add(ones, ones, times: biases[0], to: &left0, &right0)
      if rows > 1 { add(ones, ones, times: biases[1], to: &left1, &right1) }
      if rows > 2 { add(ones, ones, times: biases[2], to: &left2, &right2) }
      if rows > 3 { add(ones, ones, times: biases[3], to: &left3, &right3) }
    }
    store(left0, right0, at: output)
    if rows > 1 { store(left1, right1, at: output + rowStride) }
    if rows > 2 { store(left2, right2, at: output + 2 &* rowStride) }
    if rows > 3 { store(left3, right3, at: output + 3 &* rowStride) }
  }

  @inline(__always)
  private static func load(
    _ left: inout Vector, _ right: inout Vector, from place: UnsafeMutablePointer<Float>
  ) {
    left = vector(at: place)
    right = vector(at: place + vectorWidth)
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
