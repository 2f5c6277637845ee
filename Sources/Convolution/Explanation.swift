/// Why an output element has its value: the numbers that went in, and what was done with them.
///
/// The law that every layer keeps: `result` is the element that `forward` computes, bit for bit.
public struct Explanation: Hashable, Sendable {
  /// The numbers under the window, in the order in which they are used.
  public let terms: [Term]
  /// What was done with them.
  public let operation: Operation
  /// The output element.
  public let result: Float

  /// What is done with the terms.
  public enum Operation: Hashable, Sendable {
    /// Products are added up, one after the other, then the bias.
    case weightedSum(sum: Float, bias: Float)
    /// max(0, the only term).
    case rectification
    /// The largest term wins; `winner` is the first of the largest.
    case maximum(winner: Int)
    /// The sum divided by `count`, which can differ from the number of terms: padding may or may
    /// not count, and terms behind the padding never do.
    case average(sum: Float, count: Int)
    /// A function of the only term.
    case activation(Activation)
    /// (the only term − mean) / √(variance + epsilon) · scale + shift.
    case normalization(BatchNormalization.Channel)
    /// The only term · scale + offset.
    case rescaling(Rescaling)
    /// The only term, as it is: it has only found another place, or nothing has been done to it.
    case copy
    /// The terms are added up, one from each input.
    case addition
    /// Each term becomes an exponential; the one at `position` is divided by the sum of all.
    case softmax(Softmax.Shares)
  }

  /// One number under the window.
  public struct Term: Hashable, Sendable {
    /// Which of the layer's inputs it lies in, from 0: only additions have several.
    public let inputIndex: Int
    /// Where it lies in the layer's input; outside of it for padding.
    public let element: Element
    /// The pixel whose value stands here: `element` itself, the pixel that the border repeats, or
    /// nil where the padding holds a constant.
    public let source: Element?
    /// −∞ in the padding of max pooling.
    public let input: Float
    /// nil for layers without weights.
    public let weight: Float?

    /// A term without `weight` belongs to a layer that has none.
    public init(
      inputIndex: Int = 0, element: Element, source: Element?, input: Float, weight: Float? = nil
    ) {
      self.inputIndex = inputIndex
      self.element = element
      self.source = source
      self.input = input
      self.weight = weight
    }

    /// Input times weight, rounded once; nil without a weight.
    public var product: Float? { weight.map { input * $0 } }
    /// Whether it lies outside the picture, whatever the border puts there.
    public var isPadding: Bool { source != element }
  }

  /// The sum of the first terms: of their products, of their exponentials, or of their inputs where
  /// nothing is weighed.
  ///
  /// For all of the terms it is the operation's sum.
  public func partialSum(of count: Int) -> Float {
    if case .softmax(let shares) = operation { return shares.sum(of: count) }
    return Self.sum(of: terms.prefix(count))
  }

  static func sum(of terms: ArraySlice<Term>) -> Float {
    terms.reduce(emptySum) { $0 + ($1.product ?? $1.input) }
  }
}

/// What a sum starts from: −0, because −0 + x is x for every x, while 0 + −0 would be 0.
///
/// Sums that start here equal, to the last bit, those that start from their first term.
let emptySum: Float = -0.0

/// One use that a layer makes of an input element.
public struct Use: Hashable, Sendable {
  /// The output element.
  public let output: Element
  /// Which term of the output's explanation it is.
  public let term: Int

  /// The term counts from 0, as in `Explanation.terms`.
  public init(output: Element, term: Int) {
    self.output = output
    self.term = term
  }
}
