import Convolution
package import Drawing
import Explorer
import Training

/// Why a number changes, in words and figures: the terms of its gradient, their sum, the update.
package struct GradientText {
  private let model: FilterModel
  private let explanation: FilterGradient

  /// Lines below the list.
  static let resultLines = 3

  package init(_ model: FilterModel) {
    self.model = model
    explanation = model.gradientExplanation
  }

  /// - Parameter columns: How wide it may be.
  package func title(columns: Int) -> [Span] {
    let name = "why \(model.name(ofNumber: model.chosen)) changes"
    let what = isBias ? "difference" : "input × difference"
    let wordings = [
      "   \(explanation.count) terms: \(what), the largest first",
      "   \(explanation.count) terms, the largest first", "   \(explanation.count) terms",
    ]
    let details = wordings.first { name.unicodeScalars.count + $0.unicodeScalars.count <= columns }
    return [Span(name, .accent), Span(details ?? "", .dim)]
  }

  private var isBias: Bool { model.place(ofNumber: model.chosen) == nil }

  /// One for each of the largest terms.
  package var lines: [[Span]] {
    explanation.largest.map { term in
      let position = term.position.address(in: model.task.target.shape)
      let product = Figures.term(term.product)
      let difference = Figures.term(Double(term.difference))
      guard let source = term.source else {
        return [Span("at \(position)".padding(to: 12)), Span("difference \(difference.text)")]
      }
      let input = Figures.term(Double(term.input))
      let pixel = "input" + source.address(in: model.task.picture.shape)
      let relation = term.relation(input, difference, product)
      return [
        Span("at \(position)".padding(to: 12)),
        Span("\(pixel) \(input.text)".padding(to: 21)),
        Span("× \(difference.enclosed)".padding(to: 13)), Span("\(relation) \(product.text)"),
      ]
    }
  }

  /// The sum, the gradient, the update.
  ///
  /// - Parameter shown: How many terms the list shows at once.
  package func results(shown: Int) -> [[Span]] {
    let count = min(shown, explanation.largest.count)
    let top = explanation.largest.prefix(count).reduce(0) { $0 + $1.product }
    let rest = explanation.sum - top
    let sum = Figures.term(explanation.sum)
    let parts = [Figures.term(top), Figures.term(rest)]
    let relation =
      sum.fixed.map { Fixed.adds(parts.map(\.fixed), upTo: $0) } ?? false ? "=" : "≈"
    let gradient = Figures.term(Double(explanation.gradient)).text
    let others = explanation.count - count
    return [
      [
        Span("sum", .accent),
        Span(
          others > 0
            ? " \(count) largest \(parts[0].text) and \(others) others \(parts[1].text) \(relation) "
            : " = "),
        Span(sum.text, .strong),
      ],
      [
        Span("gradient", .accent), Span(" 2 × \(sum.enclosed) / \(explanation.count) ≈ "),
        Span(gradient, .strong),
      ],
      [Span(model.name(ofNumber: model.chosen), .accent), Span(" ")] + UpdateText(model).updateLine,
    ]
  }
}

extension FilterGradient.Term {
  /// `=` where the figures multiply to exactly what is shown, else `≈`.
  func relation(
    _ input: Figures.Term, _ difference: Figures.Term, _ product: Figures.Term
  ) -> String {
    guard let input = input.fixed, let difference = difference.fixed, let result = product.fixed,
      let exact = input * difference
    else { return "≈" }
    return Fixed.adds([exact], upTo: result) || Fixed.adds([result], upTo: exact) ? "=" : "≈"
  }
}
