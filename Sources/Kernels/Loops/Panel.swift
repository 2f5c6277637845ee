extension Loops {
  /// The windows that are handled at once, side by side in a panel: what two registers hold.
  package static var panelWidth: Int { 2 &* vectorWidth }

  /// From how many pieces of output rows on a panel is gathered one number at a time.
  private static var mostPieces: Int { 4 }

  /// Writes the numbers under neighboring windows, tap after tap, those of a tap side by side.
  ///
  /// - Parameters:
  ///   - firstWindow: Counted in reading order of the output; the windows may go over the end of a row.
  ///   - columns: The number of windows, at most `panelWidth`. Behind them the panel holds anything.
  ///   - panel: Room for `panelWidth` numbers of every tap, and of one more, which is of no account.
  static func pack(
    _ planes: UnsafePointer<Float>, planeStride: Int, rowStride: Int, channels: Int,
    kernelSize: (height: Int, width: Int), stride: (height: Int, width: Int),
    dilation: (height: Int, width: Int), firstWindow: Int, columns: Int, outputWidth: Int,
    into panel: UnsafeMutablePointer<Float>
  ) {
    // A piece is a part of the panel whose windows are neighbors in an output row: where its first
    // window is in the plane, and in the panel.
    var places = InlineArray<16, Int>(repeating: 0)
    var starts = InlineArray<16, Int>(repeating: 0)
    var pieces = 0
    var (row, column) = (firstWindow / outputWidth, firstWindow % outputWidth)
    let areNeighbors = stride.width == 1 && columns <= (mostPieces &- 1) &* outputWidth
    var start = 0
    while start < columns {
      places[unchecked: pieces] = row &* stride.height &* rowStride &+ column &* stride.width
      starts[unchecked: pieces] = start
      let length = areNeighbors ? min(outputWidth &- column, columns &- start) : 1
      pieces &+= 1
      start &+= length
      column &+= length
      if column == outputWidth { (row, column) = (row &+ 1, 0) }
    }
    var target = panel
    for channel in 0..<channels {
      for kernelRow in 0..<kernelSize.height {
        let source =
          planes + (channel &* planeStride &+ kernelRow &* dilation.height &* rowStride)
        for kernelColumn in 0..<kernelSize.width {
          let source = source + kernelColumn &* dilation.width
          if areNeighbors {
            // Whole vectors: what is too much at the end of a piece, the next one or the next tap
            // writes over.
            copyPair(source + places[unchecked: 0], to: target)
            for piece in 1..<max(1, pieces) {
              copyPair(source + places[unchecked: piece], to: target + starts[unchecked: piece])
            }
          } else {
            for column in 0..<columns { target[column] = source[places[unchecked: column]] }
          }
          target += panelWidth
        }
      }
    }
  }

  @inline(__always)
  private static func copyPair(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>
  ) {
    let (first, second) = (vector(at: source), vector(at: source + vectorWidth))
    store(first, at: target)
    store(second, at: target + vectorWidth)
  }
}
