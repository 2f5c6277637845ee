/// Keeps one number of each window: the largest, or the average. It has nothing to learn.
///
/// Every channel is pooled on its own. Max pooling pads with −∞, so that padding never wins;
/// average pooling pads with zeros, which count or not. Rounding up (`window.rounding`) lets the
/// last window reach beyond the padding; what lies there is neither a candidate nor counted.
///
/// These are PyTorch's rules for `max_pool2d` and `avg_pool2d`.
public struct Pooling2D: Hashable, Sendable {
  /// What is kept.
  public let kind: Kind
  /// How the window slides.
  public let window: SlidingWindow

  /// What is kept of a window.
  public enum Kind: Hashable, Sendable {
    case maximum
    /// The sum of the window divided by the number of its elements, with those in the padding or
    /// without.
    case average(countingPadding: Bool)
  }

  /// - Parameter stride: nil means that windows touch but do not overlap.
  public init(
    _ kind: Kind, kernel: Extent, stride: Extent? = nil, padding: Padding = .valid,
    dilation: Extent = Extent(1), rounding: WindowAxis.Rounding = .down
  ) {
    self.kind = kind
    window = SlidingWindow(
      kernel: kernel, stride: stride ?? kernel, dilation: dilation, padding: padding,
      rounding: rounding)
  }

  /// (channels, output height, output width).
  ///
  /// - Throws: `ShapeError` when the kernel does not fit, or when a window could lie wholly in the
  ///   padding, where a maximum does not exist.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    let grid = try window.grid(over: input.extent)
    if kind != .average(countingPadding: true),
      !grid.rows.everyWindowMeetsInput || !grid.columns.everyWindowMeetsInput
    {
      throw .windowWithoutPixels(kernel: window.kernel, padding: grid.edges)
    }
    return try Shape(
      channels: input.channels, height: grid.output.height, width: grid.output.width)
  }

  // MARK: Reference

  /// The readable loops.
  ///
  /// - Complexity: O(channels · kernel area · output area).
  public func reference(_ input: Tensor) throws(ShapeError) -> Tensor {
    var output = Tensor(shape: try outputShape(for: input.shape))
    let grid = try window.grid(over: input.shape.extent)
    for channel in 0..<output.shape.channels {
      for row in 0..<output.shape.height {
        for column in 0..<output.shape.width {
          output[channel, row, column] = pool(channel, row, column, of: input, on: grid)
        }
      }
    }
    return output
  }

  /// One output element.
  func pool(
    _ channel: Int, _ row: Int, _ column: Int, of input: Tensor, on grid: WindowGrid
  ) -> Float {
    var sum = emptySum
    var largest: Float?
    var count = 0
    for tapRow in 0..<grid.rows.countedTaps(in: row) {
      let inputRow = grid.rows.position(of: tapRow, in: row)
      for tapColumn in 0..<grid.columns.countedTaps(in: column) {
        let inputColumn = grid.columns.position(of: tapColumn, in: column)
        let element = Element(channel: channel, row: inputRow, column: inputColumn)
        let isPixel = input.shape.contains(element)
        let value = isPixel ? input[element] : 0
        sum += value
        if isPixel, largest.map({ isLarger(value, than: $0) }) ?? true { largest = value }
        if isPixel || kind == .average(countingPadding: true) { count += 1 }
      }
    }
    return switch kind {
    case .maximum: largest ?? -.infinity
    case .average: sum / Float(count)
    }
  }
}

/// Whether a candidate replaces the largest so far: the first of equals stays, and NaN wins.
private func isLarger(_ candidate: Float, than largest: Float) -> Bool {
  candidate > largest || (candidate.isNaN && !largest.isNaN)
}

// MARK: - Why

extension Pooling2D {
  /// The numbers under one window, padding included, and the winner or the count.
  ///
  /// - Throws: `ShapeError` as `outputShape(for:)`, and `ShapeError.noSuchElement`.
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    let shape = try outputShape(for: input.shape)
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let grid = try window.grid(over: input.shape.extent)
    let padding: Float = kind == .maximum ? -.infinity : 0
    var terms: [Explanation.Term] = []
    for tapRow in 0..<grid.rows.countedTaps(in: output.row) {
      for tapColumn in 0..<grid.columns.countedTaps(in: output.column) {
        let element = Element(
          channel: output.channel, row: grid.rows.position(of: tapRow, in: output.row),
          column: grid.columns.position(of: tapColumn, in: output.column))
        let source = input.shape.contains(element) ? element : nil
        terms.append(
          Explanation.Term(
            element: element, source: source, input: source.map { input[$0] } ?? padding))
      }
    }
    switch kind {
    case .maximum:
      var winner = terms.firstIndex { !$0.isPadding } ?? 0
      for (index, term) in terms.enumerated()
      where !term.isPadding && isLarger(term.input, than: terms[winner].input) {
        winner = index
      }
      return Explanation(
        terms: terms, operation: .maximum(winner: winner), result: terms[winner].input)
    case .average(let countingPadding):
      let count = countingPadding ? terms.count : terms.count { !$0.isPadding }
      let sum = Explanation.sum(of: terms[...])
      return Explanation(
        terms: terms, operation: .average(sum: sum, count: count), result: sum / Float(count))
    }
  }

  /// Every window that an input element lies in, with the term that it is there.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    _ = try outputShape(for: shape)
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    let grid = try window.grid(over: shape.extent)
    let columns = grid.columns.uses(of: input.column, border: .zero)
    return grid.rows.uses(of: input.row, border: .zero).flatMap { row in
      columns.map { column in
        Use(
          output: Element(channel: input.channel, row: row.window, column: column.window),
          term: row.tap * grid.columns.countedTaps(in: column.window) + column.tap)
      }
    }
  }
}

extension WindowAxis {
  /// The taps of a window that lie in the input or its padding, not behind it.
  func countedTaps(in window: Int) -> Int {
    let room = input + paddingAfter - start(of: window)
    return min(kernel, (room + dilation - 1) / dilation)
  }

  /// Whether each window has at least one tap on the input itself.
  var everyWindowMeetsInput: Bool {
    // A window that starts on the input meets it. One that starts behind it cannot, and one that
    // starts before it does so with the first tap that is not before it, or not at all.
    guard start(of: output - 1) < input else { return false }
    return (0..<output).prefix { start(of: $0) < 0 }.allSatisfy { window in
      let tap = (dilation - 1 - start(of: window)) / dilation
      return tap < kernel && position(of: tap, in: window) < input
    }
  }
}

/// Pools each channel as a whole: one number is left of it.
public struct GlobalPooling2D: Hashable, Sendable {
  /// What is kept of each channel.
  public let kind: Pooling2D.Kind

  /// A layer for pictures of any size.
  public init(_ kind: Pooling2D.Kind) { self.kind = kind }

  /// The pooling whose only window is the whole of an input of this size.
  public func pooling(over input: Extent) -> Pooling2D { Pooling2D(kind, kernel: input) }
}
