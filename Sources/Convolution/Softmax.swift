/// Turns numbers into shares of a whole: each becomes an exponential, divided by the sum of all.
///
/// Along the channels, so that a vector of scores becomes probabilities. The largest number is
/// subtracted first, which changes no share and keeps the exponentials from overflowing.
public struct Softmax: Hashable, Sendable {
  /// There is nothing to choose.
  public init() {}

  /// How one share comes about.
  public struct Shares: Hashable, Sendable {
    /// The largest of the inputs, which is subtracted from each.
    public let largest: Float
    /// e^(input − largest) of each input.
    public let exponentials: [Float]
    /// All of them, added up in order.
    public let sum: Float
    /// The exponential that is divided by the sum.
    public let position: Int

    /// The share of one of the inputs.
    package init(of inputs: [Float], position: Int) {
      let largest = inputs.reduce(-.infinity) { $0 < $1 ? $1 : $0 }
      self.largest = largest
      exponentials = inputs.map { exponential(of: $0 - largest) }
      sum = exponentials.reduce(emptySum, +)
      self.position = position
    }

    /// The sum of the first exponentials.
    public func sum(of count: Int) -> Float { exponentials.prefix(count).reduce(emptySum, +) }

    /// What comes out at the position.
    public var share: Float { exponentials[position] / sum }
  }

  /// The definition, element by element.
  ///
  /// - Parameter input: Shape (channels, height, width); the channels of each place sum up to 1.
  public func reference(_ input: Tensor) -> Tensor {
    var output = Tensor(shape: input.shape)
    for index in 0..<input.shape.count {
      let element = input.shape.element(at: index)
      output[element] = shares(element, of: input).share
    }
    return output
  }

  /// The same; the exponentials of a place are computed once for all of its channels.
  public func forward(_ input: Tensor) -> Tensor {
    var output = Tensor(shape: input.shape)
    for row in 0..<input.shape.height {
      for column in 0..<input.shape.width {
        let first = Element(row: row, column: column)
        let shares = shares(first, of: input)
        for channel in 0..<input.shape.channels {
          output[channel, row, column] = shares.exponentials[channel] / shares.sum
        }
      }
    }
    return output
  }

  private func shares(_ element: Element, of input: Tensor) -> Shares {
    Shares(
      of: (0..<input.shape.channels).map { input[$0, element.row, element.column] },
      position: element.channel)
  }

  /// All the numbers of the same place: each has its part in the sum.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  /// - Complexity: O(*channels*).
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    guard input.shape.contains(output) else { throw .noSuchElement(output, shape: input.shape) }
    let terms = (0..<input.shape.channels).map { channel in
      let element = Element(channel: channel, row: output.row, column: output.column)
      return Explanation.Term(element: element, source: element, input: input[element])
    }
    let shares = shares(output, of: input)
    return Explanation(terms: terms, operation: .softmax(shares), result: shares.share)
  }

  /// Every channel at the same place.
  ///
  /// - Throws: `ShapeError.noSuchElement`.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    return (0..<shape.channels).map { channel in
      Use(
        output: Element(channel: channel, row: input.row, column: input.column),
        term: input.channel)
    }
  }
}
