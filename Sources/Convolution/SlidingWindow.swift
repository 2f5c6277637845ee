/// The geometry that convolution and pooling share: a kernel that slides over a padded picture.
public struct SlidingWindow: Hashable, Sendable {
  /// The taps, downwards and to the right.
  public var kernel: Extent
  /// From one window to the next.
  public var stride: Extent
  /// From one tap to the next.
  public var dilation: Extent
  /// What is added around the input.
  public var padding: Padding
  /// What happens to a rest that is too short for a window.
  public var rounding: WindowAxis.Rounding

  /// Any sizes; they are checked when the window is laid over an input.
  public init(
    kernel: Extent, stride: Extent = Extent(1), dilation: Extent = Extent(1),
    padding: Padding = .valid, rounding: WindowAxis.Rounding = .down
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.rounding = rounding
  }

  /// Lays the window over an input: where windows start, and how many fit.
  ///
  /// - Throws: `ShapeError` for sizes that are not positive or too large, and for a kernel that does
  ///   not fit the padded input.
  public func grid(over input: Extent) throws(ShapeError) -> WindowGrid {
    try validate()
    try require(
      [("the input's height", input.height), ("the input's width", input.width)],
      within: 1...Shape.maximumCount)
    let edges = try edges(over: input)
    do {
      return WindowGrid(
        rows: try WindowAxis(
          input: input.height, kernel: kernel.height, stride: stride.height,
          dilation: dilation.height, paddingBefore: edges.top, paddingAfter: edges.bottom,
          rounding: rounding),
        columns: try WindowAxis(
          input: input.width, kernel: kernel.width, stride: stride.width,
          dilation: dilation.width, paddingBefore: edges.left, paddingAfter: edges.right,
          rounding: rounding))
    } catch {
      let padded = Extent(
        height: input.height + edges.top + edges.bottom,
        width: input.width + edges.left + edges.right)
      throw .kernelExceedsInput(kernel: kernel, dilation: dilation, paddedInput: padded)
    }
  }

  /// The elements added on each side of an input of this size.
  private func edges(over input: Extent) throws(ShapeError) -> Edges {
    switch padding {
    case .valid: return Edges(0)
    case .same, .sameLower:
      let rows = samePadding(input.height, kernel.height, stride.height, dilation.height)
      let columns = samePadding(input.width, kernel.width, stride.width, dilation.width)
      let (halfRows, halfColumns) = (rows / 2, columns / 2)
      return padding == .same
        ? Edges(
          top: halfRows, left: halfColumns, bottom: rows - halfRows, right: columns - halfColumns)
        : Edges(
          top: rows - halfRows, left: columns - halfColumns, bottom: halfRows, right: halfColumns)
    case .explicit(let edges):
      try require(
        [
          ("the padding at the top", edges.top), ("the padding at the left", edges.left),
          ("the padding at the bottom", edges.bottom), ("the padding at the right", edges.right),
        ], within: 0...WindowAxis.limit)
      return edges
    }
  }

  /// What ⌈n / stride⌉ windows need beyond the n elements that there are.
  private func samePadding(_ input: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> Int {
    let windows = (input + stride - 1) / stride
    return max(0, (windows - 1) * stride + dilation * (kernel - 1) + 1 - input)
  }

  private func validate() throws(ShapeError) {
    try require(
      [
        ("the kernel's height", kernel.height), ("the kernel's width", kernel.width),
        ("the vertical stride", stride.height), ("the horizontal stride", stride.width),
        ("the vertical dilation", dilation.height), ("the horizontal dilation", dilation.width),
      ], within: 1...WindowAxis.limit)
    // A kernel of one row has no distance between rows: whatever the dilation, it stays one row.
    try require(
      [
        ("the dilated kernel's height", dilation.height * (kernel.height - 1) + 1),
        ("the dilated kernel's width", dilation.width * (kernel.width - 1) + 1),
      ], within: 1...WindowAxis.limit)
  }

  /// - Parameter range: From 0 or 1 to the largest size supported.
  private func require(
    _ sizes: [(label: String, size: Int)], within range: ClosedRange<Int>
  ) throws(ShapeError) {
    for (label, size) in sizes {
      guard size >= range.lowerBound else {
        throw range.lowerBound == 0
          ? .sizeNegative(label, found: size) : .sizeNotPositive(label, found: size)
      }
      guard size <= range.upperBound else {
        throw .sizeTooLarge(label, found: size, limit: range.upperBound)
      }
    }
  }
}

/// A sliding window laid over a picture of a certain size: both axes.
public struct WindowGrid: Hashable, Sendable {
  /// From top to bottom.
  public let rows: WindowAxis
  /// From left to right.
  public let columns: WindowAxis

  /// Height and width of one output map.
  public var output: Extent { Extent(height: rows.output, width: columns.output) }

  /// The elements added on each side.
  public var edges: Edges {
    Edges(
      top: rows.paddingBefore, left: columns.paddingBefore,
      bottom: rows.paddingAfter, right: columns.paddingAfter)
  }

  /// The windows that lie wholly inside the input, as ranges of output rows and columns; both are
  /// empty when there are none.
  var inner: (rows: Range<Int>, columns: Range<Int>) {
    let (rows, columns) = (rows.inner, columns.inner)
    return rows.isEmpty || columns.isEmpty ? (0..<0, 0..<0) : (rows, columns)
  }

  /// Calls `body` for the windows that reach into the padding: those that `inner` leaves.
  func forEachOuterWindow(_ body: (_ row: Int, _ column: Int) -> Void) {
    let inner = inner
    for row in 0..<rows.output {
      if inner.rows.contains(row) {
        for column in 0..<inner.columns.lowerBound { body(row, column) }
        for column in inner.columns.upperBound..<columns.output { body(row, column) }
      } else {
        for column in 0..<columns.output { body(row, column) }
      }
    }
  }
}

extension WindowGrid {
  /// One sentence on the rows and columns that no window reads, or nil when all are read.
  public var leftoverNote: String? {
    let notes = [
      rows.leftoverNote(unit: "row", side: "bottom"),
      columns.leftoverNote(unit: "column", side: "right"),
    ].compactMap { $0 }
    let ending = " left over"
    if notes.count == 2, notes.allSatisfy({ $0.hasSuffix(ending) }) {
      return notes[0].dropLast(ending.count) + " and " + notes[1]
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
