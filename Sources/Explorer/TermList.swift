import Convolution
package import Drawing

/// All the terms of an output cell, a line each: where from, which numbers, the sum so far.
package struct TermList: Sendable {
  package let lines: [[Span]]
  package let results: [[Span]]

  /// Lines besides the terms: the title and the results.
  static let linesAround = 3

  package init(_ model: Model) {
    let explanation = model.explanation
    let exploration = model.exploration
    let input = exploration.tensor(at: model.inputPlace).shape
    let name = exploration.name(of: model.inputPlace)
    let winner: Int? = if case .maximum(let winner) = explanation.operation { winner } else { nil }
    let addresses = explanation.terms.map { term in
      guard let source = term.source else { return "padding" + term.element.address(in: input) }
      return name + source.address(in: input) + (term.isPadding ? " repeated" : "")
    }
    let width = addresses.map(\.count).max() ?? 0
    var sum = Float(-0.0)
    lines = explanation.terms.enumerated().map { index, term in
      sum += term.product ?? term.input
      var spans = [Span(addresses[index].padding(to: width + 2), term.isPadding ? .dim : .text)]
      spans.append(Span(Self.figure(term.input).paddingLeft(to: 11)))
      if let weight = term.weight, let product = term.product {
        spans.append(Span(" × \(numeral(weight).minus.padding(to: 11))"))
        let isExact = Self.isProduct(product, of: term.input, weight)
        spans.append(
          Span(" \(isExact ? "=" : "≈") \(numeral(product).minus.padding(to: 12))", .strong))
      }
      switch explanation.operation {
      case .weightedSum, .average:
        spans.append(Span("  sum so far \(numeral(sum).minus)", .dim))
      case .maximum:
        if index == winner { spans.append(Span("  the largest", .accent)) }
      case .rectification: break
      }
      return spans
    }
    results = Self.results(explanation, model)
  }

  private static func figure(_ value: Float) -> String {
    value.isFinite ? numeral(value).minus : value < 0 ? "−∞" : "∞"
  }

  /// With all digits: what the forward pass has computed.
  private static func results(_ explanation: Explanation, _ model: Model) -> [[Span]] {
    let result = explanation.result
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
