/// Slides filters over the input and sums the products under them.
///
/// As the field means it, and unlike a mathematician's convolution, the filter is not flipped; use
/// `FilterBank.flipped` for that. One output element is
///
///     bias[f] + Σ weight[f, c, i, j] · input[c, row·stride + i·dilation, column·stride + j·dilation]
///
/// where the products are added one after the other in the order channel, row, column of the
/// kernel, and the bias comes last. Every path through this type keeps that order, so that steps,
/// explanation and forward pass agree to the last bit.
public struct Convolution2D: Hashable, Sendable {
  /// The weights, as they lie over the picture: not flipped.
  public let bank: FilterBank
  /// How the filters slide.
  public let window: SlidingWindow
  /// What stands in the padding.
  public let border: Border
  /// The channels are cut into so many groups, and so are the filters; each filter sees only its
  /// own group.
  public let groups: Int

  /// - Throws: `ShapeError` when the groups do not divide the filters.
  public init(
    bank: FilterBank, stride: Extent = Extent(1), padding: Padding = .valid,
    dilation: Extent = Extent(1), border: Border = .zero, groups: Int = 1
  ) throws(ShapeError) {
    guard groups >= 1 else { throw .sizeNotPositive("the number of groups", found: groups) }
    guard bank.filters % groups == 0 else {
      throw .groupsDoNotDivide(groups: groups, filters: bank.filters)
    }
    self.bank = bank
    self.border = border
    self.groups = groups
    window = SlidingWindow(
      kernel: bank.kernel, stride: stride, dilation: dilation, padding: padding)
  }

  /// (filters, output height, output width).
  ///
  /// - Throws: `ShapeError` when the channels differ or the kernel does not fit.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    // No overflow: the bank has at least as many weights in memory.
    guard input.channels == bank.channels * groups else {
      throw .channels(filter: bank.channels, groups: groups, input: input.channels)
    }
    let output = try window.grid(over: input.extent).output
    return try Shape(channels: bank.filters, height: output.height, width: output.width)
  }

  // MARK: Reference

  /// The readable loops: what the steps animate, and what every faster path is held against.
  ///
  /// - Parameter input: Shape (channels, height, width).
  /// - Returns: Shape (filters, output height, output width).
  /// - Complexity: O(filters · channels · kernel area · output area).
  public func reference(_ input: Tensor) throws(ShapeError) -> Tensor {
    var output = Tensor(shape: try outputShape(for: input.shape))
    let grid = try window.grid(over: input.shape.extent)
    for filter in 0..<output.shape.channels {
      for row in 0..<output.shape.height {
        for column in 0..<output.shape.width {
          output[filter, row, column] =
            sum(filter, row, column, of: input, on: grid) + bank.biases[filter]
        }
      }
    }
    return output
  }

  /// The sum of the products under one window.
  func sum(
    _ filter: Int, _ row: Int, _ column: Int, of input: Tensor, on grid: WindowGrid
  ) -> Float {
    var sum = emptySum
    let firstChannel = firstInputChannel(of: filter)
    for channel in 0..<bank.channels {
      for tapRow in 0..<bank.kernel.height {
        let inputRow = border.source(
          of: grid.rows.position(of: tapRow, in: row), length: input.shape.height)
        for tapColumn in 0..<bank.kernel.width {
          let inputColumn = border.source(
            of: grid.columns.position(of: tapColumn, in: column), length: input.shape.width)
          let value: Float =
            if let inputRow, let inputColumn {
              input[firstChannel + channel, inputRow, inputColumn]
            } else {
              0
            }
          sum += value * bank[filter, channel, tapRow, tapColumn]
        }
      }
    }
    return sum
  }
}

// MARK: - Why

extension Convolution2D {
  /// The products of one output element, in the order in which they are added.
  ///
  /// - Throws: `ShapeError` as `outputShape(for:)`, and `ShapeError.noSuchElement`.
  /// - Complexity: O(channels · kernel area), whatever the size of the picture.
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    let shape = try outputShape(for: input.shape)
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let grid = try window.grid(over: input.shape.extent)
    let firstChannel = firstInputChannel(of: output.channel)
    var terms: [Explanation.Term] = []
    terms.reserveCapacity(bank.filterShape.count)
    for channel in 0..<bank.channels {
      for tapRow in 0..<bank.kernel.height {
        for tapColumn in 0..<bank.kernel.width {
          let element = Element(
            channel: firstChannel + channel,
            row: grid.rows.position(of: tapRow, in: output.row),
            column: grid.columns.position(of: tapColumn, in: output.column))
          let source = border.source(of: element, in: input.shape)
          terms.append(
            Explanation.Term(
              element: element, source: source, input: source.map { input[$0] } ?? 0,
              weight: bank[output.channel, channel, tapRow, tapColumn]))
        }
      }
    }
    let sum = Explanation.sum(of: terms[...])
    let bias = bank.biases[output.channel]
    return Explanation(
      terms: terms, operation: .weightedSum(sum: sum, bias: bias), result: sum + bias)
  }

  /// Every output element that an input element goes into, with the term that it is there.
  ///
  /// In reading order of the outputs; a border that repeats pixels can bring one into the same
  /// window several times, in order of the terms then.
  ///
  /// - Complexity: O(filters · kernel area · (1 + padding)), independent of the picture's size.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    _ = try outputShape(for: shape)
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    let grid = try window.grid(over: shape.extent)
    let rows = grid.rows.uses(of: input.row, border: border)
    let columns = grid.columns.uses(of: input.column, border: border)
    let (group, channel) = input.channel.quotientAndRemainder(dividingBy: bank.channels)
    let filtersInGroup = bank.filters / groups
    let uses = (group * filtersInGroup..<(group + 1) * filtersInGroup).flatMap { filter in
      rows.flatMap { row in
        columns.map { column in
          Use(
            output: Element(channel: filter, row: row.window, column: column.window),
            term: (channel * bank.kernel.height + row.tap) * bank.kernel.width + column.tap)
        }
      }
    }
    // One window can meet a pixel and its copies in the padding, in several of its rows.
    return uses.sorted { $0.order < $1.order }
  }

  /// The first of the input channels that a filter sees.
  public func firstInputChannel(of filter: Int) -> Int {
    filter / (bank.filters / groups) * bank.channels
  }
}

extension Use {
  fileprivate var order: (Int, Int, Int, Int) {
    (output.channel, output.row, output.column, term)
  }
}

extension Border {
  /// The pixel that stands at a position in or around a picture; nil where a constant stands.
  public func source(of element: Element, in shape: Shape) -> Element? {
    guard let row = source(of: element.row, length: shape.height),
      let column = source(of: element.column, length: shape.width)
    else { return nil }
    return Element(channel: element.channel, row: row, column: column)
  }
}

extension WindowAxis {
  /// The windows, and the taps in them, under which an input position is read, in order.
  ///
  /// Besides its own place a position is read wherever the border repeats it.
  func uses(of position: Int, border: Border) -> [(window: Int, tap: Int)] {
    var places = [position]
    if border != .zero {
      let end = max(input + paddingAfter, start(of: output - 1) + span)
      let around = [-paddingBefore..<0, input..<max(input, end)]
      places += around.joined().filter { border.source(of: $0, length: input) == position }
    }
    let uses = places.flatMap { place in
      (0..<kernel).compactMap { tap in
        window(at: place - tap * dilation).map { (window: $0, tap: tap) }
      }
    }
    return uses.sorted { ($0.window, $0.tap) < ($1.window, $1.tap) }
  }
}
