package import Convolution
package import Drawing

/// All the terms of an output cell, a line each: where from, which numbers, the sum so far.
///
/// A dense layer can have tens of thousands; a line is written when it is asked for.
package struct TermList: Sendable {
  /// How many lines there are, one for each term.
  package var count: Int { order.count }
  /// The terms in the order of the lines.
  package let order: [Int]
  package let results: [[Span]]

  private let explanation: Explanation
  private let model: Model
  /// The sum of the terms up to and with each one; empty where the order is not that of the sum.
  private let sums: [Float]
  private let addressWidth: Int
  private let weightWidth: Int

  /// Lines besides the terms: the title and the results.
  static let linesAround = 3
  /// Columns of a line up to its product.
  static let fullWidth = 54

  package init(_ model: Model) {
    self.init(model, explanation: model.explanation)
  }

  init(_ model: Model, explanation: Explanation) {
    self.model = model
    self.explanation = explanation
    order = model.termOrder(of: explanation)
    var sum = Float(-0.0)
    sums =
      model.sortsTerms
      ? []
      : explanation.terms.indices.map { index in
        sum += explanation.summand(index)
        return sum
      }
    // The address of the last term is about as long as any; padding can need more.
    addressWidth =
      explanation.terms.count > 256
      ? [explanation.terms.first, explanation.terms.last].compactMap { $0 }
        .map { Self.address($0, model).count }.max() ?? 0
      : explanation.terms.map { Self.address($0, model).count }.max() ?? 0
    // Names are long; short weights leave the room for them.
    let hasNames = model.inputPlace == .picture && !model.exploration.subject.channelNames.isEmpty
    weightWidth =
      hasNames
      ? min(11, explanation.terms.map { numeral($0.weight ?? 0).count }.max() ?? 0) : 11
    results = Self.results(explanation, model)
  }

  /// All of the lines, for printing.
  package var lines: [[Span]] { (0..<count).map(line) }

  /// The line at a place of the order.
  package func line(_ place: Int) -> [Span] {
    let index = order[place]
    let term = explanation.terms[index]
    var spans = [
      Span(
        Self.address(term, model).padding(to: addressWidth + 2), term.isPadding ? .dim : .text)
    ]
    spans.append(Span(Self.figure(term.input).paddingLeft(to: 11)))
    if let weight = term.weight, let product = term.product {
      spans.append(Span(" × \(numeral(weight).minus.padding(to: weightWidth))"))
      let isExact = Self.isProduct(product, of: term.input, weight)
      let shown = model.hidesProduct(index) ? "?" : numeral(product).minus
      spans.append(Span(" \(isExact ? "=" : "≈") \(shown.padding(to: 12))", .strong))
    }
    switch explanation.operation {
    case .weightedSum, .average, .addition:
      if index < sums.count, !model.hidesSum, !model.hidesProduct(among: 0..<index + 1) {
        spans.append(Span("  sum so far \(numeral(sums[index]).minus)", .dim))
      }
    case .maximum(let winner):
      if index == winner, !model.hidesResult { spans.append(Span("  the largest", .accent)) }
    case .softmax(let shares):
      let power = numeral(term.input - shares.largest).minus
      let isHidden =
        model.hidesProduct(index) || model.hidesResult && index == shares.position
      let exponential = isHidden ? "?" : numeral(shares.exponentials[index]).minus
      let sign = term.input == shares.largest ? "=" : "≈"
      spans.append(Span("  e^\(power) \(sign) \(exponential)", .strong))
      if index == shares.position { spans.append(Span("  this one", .accent)) }
    case .rectification, .activation, .normalization, .rescaling, .copy: break
    }
    return spans
  }

  private static func address(_ term: Explanation.Term, _ model: Model) -> String {
    let exploration = model.exploration
    let place = exploration.input(ofNode: model.cursor.node, index: term.inputIndex)
    let shape = exploration.tensor(at: place).shape
    func address(_ element: Element) -> String {
      // A color says more than its number, and the place stays the same.
      guard place == .picture, let name = exploration.name(ofChannel: element.channel, at: place)
      else { return element.address(in: shape) }
      return "[\(name),\(element.row),\(element.column)]"
    }
    guard let source = term.source else { return "padding" + address(term.element) }
    return exploration.name(of: place) + address(source) + (term.isPadding ? " repeated" : "")
  }

  private static func figure(_ value: Float) -> String {
    value.isFinite ? numeral(value).minus : value < 0 ? "−∞" : "∞"
  }

  /// With all digits: what the forward pass has computed.
  private static func results(_ explanation: Explanation, _ model: Model) -> [[Span]] {
    let result = explanation.result
    if model.hidesResult { return WhyWriter(model).coveredList }
    switch explanation.operation {
    case .weightedSum(let sum, let bias):
      let sign = isSum(result, of: sum, bias) ? "=" : "≈"
      let text = "sum \(figure(sum)) + bias \(figure(bias)) \(sign) \(figure(result))"
      guard model.joinedReLU != nil else { return [[Span(text, .strong)]] }
      let rectified = "max(0, \(figure(result))) = \(figure(result <= 0 ? 0 : result))"
      return [[Span(text, .strong)], [Span(rectified, .strong)]]
    case .rectification:
      return [[Span("max(0, \(figure(explanation.terms[0].input))) = \(figure(result))", .strong)]]
    case .maximum: return [[Span("max = \(figure(result))", .strong)]]
    case .average(let sum, let count):
      let sign = isProduct(sum, of: result, Float(count)) ? "=" : "≈"
      return [[Span("sum \(figure(sum)) / \(count) \(sign) \(figure(result))", .strong)]]
    case .addition:
      let terms = explanation.terms.map { Fixed(exactly: $0.input) }
      let isExact = Fixed(exactly: result).map { Fixed.adds(terms, upTo: $0) } ?? false
      return [[Span("sum \(isExact ? "=" : "≈") \(figure(result))", .strong)]]
    case .softmax(let shares):
      let own = shares.exponentials[shares.position]
      let sign = isProduct(own, of: result, shares.sum) ? "=" : "≈"
      return [
        [Span("\(figure(own)) / sum \(figure(shares.sum)) \(sign) \(figure(result))", .strong)]
      ]
    case .copy: return [[Span("the same number: \(figure(result))", .strong)]]
    case .activation(let activation):
      let function = activation.formula(of: figure(explanation.terms[0].input))
      return [[Span("\(function) ≈ \(figure(result))", .strong)]]
    case .normalization(let channel):
      return [
        [
          Span(
            "(\(figure(explanation.terms[0].input)) − mean \(figure(channel.mean)))"
              + " / √(variance \(figure(channel.variance)) + \(figure(channel.epsilon)))")
        ],
        [
          Span(
            "· scale \(figure(channel.scale)) + shift \(figure(channel.shift)) ≈ \(figure(result))",
            .strong)
        ],
      ]
    case .rescaling(let rescaling):
      let product = Fixed(exactly: explanation.terms[0].input).flatMap { input in
        Fixed(exactly: rescaling.scale).flatMap { input * $0 }
      }
      let isExact =
        Fixed(exactly: result).map {
          Fixed.adds([product, Fixed(exactly: rescaling.offset)], upTo: $0)
        } ?? false
      let text = "\(figure(explanation.terms[0].input)) × \(figure(rescaling.scale))"
      return [
        [
          Span(
            "\(text) + \(figure(rescaling.offset)) \(isExact ? "=" : "≈") \(figure(result))",
            .strong)
        ]
      ]
    }
  }

  // A `Float` operation rounds; `=` is for those where the decimals shown agree all the same.

  private static func isProduct(_ product: Float, of first: Float, _ second: Float) -> Bool {
    guard
      let factors = Fixed(exactly: first).flatMap({ first in
        Fixed(exactly: second).flatMap { first * $0 }
      }), let product = Fixed(exactly: product)
    else { return false }
    return Fixed.adds([factors], upTo: product)
  }

  private static func isSum(_ sum: Float, of first: Float, _ second: Float) -> Bool {
    guard let sum = Fixed(exactly: sum) else { return false }
    return Fixed.adds([Fixed(exactly: first), Fixed(exactly: second)], upTo: sum)
  }
}

// MARK: - The order of terms

extension Explanation {
  /// What a term adds to the sum: its product, its exponential, or itself.
  package func summand(_ index: Int) -> Float {
    if case .softmax(let shares) = operation { return shares.exponentials[index] }
    return terms[index].product ?? terms[index].input
  }
}

extension Model {
  /// The terms in the order in which they are listed: as they are added, or the largest first.
  package func termOrder(of explanation: Explanation) -> [Int] {
    guard sortsTerms else { return Array(explanation.terms.indices) }
    return explanation.largestFirst
  }

  /// Whether terms are listed by size. Where there are as many as in a dense layer, the order in which
  /// they are added says nothing, and so it is the largest first unless the user wants it otherwise.
  package var sortsTerms: Bool {
    // The largest of the terms is the answer where one of them wins.
    if hidesResult, case .maximum = explanation.operation { return false }
    return veil.products.isEmpty && sortsTermsChoice ?? isDense
  }

  /// Whether every number of the input goes into every one of the output.
  package var isDense: Bool {
    switch node.layer {
    case .dense, .softmax: true
    default: false
    }
  }
}

extension Explanation {
  /// The terms by the size of what they add, whatever its sign; equal ones in their order.
  var largestFirst: [Int] {
    let sizes = terms.indices.map { abs(summand($0)) }
    return terms.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
  }
}

extension Activation {
  /// The function with a number in it: `1 / (1 + e^−0.5)`.
  func formula(of figure: String) -> String {
    switch self {
    case .leakyReLU(let slope):
      figure.hasPrefix("−") ? "\(numeral(slope).minus) × \(figure)" : figure
    case .sigmoid: "1 / (1 + e^−(\(figure)))"
    case .tanh: "tanh(\(figure))"
    }
  }
}
