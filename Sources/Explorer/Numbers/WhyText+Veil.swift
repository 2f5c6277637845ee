import Convolution
import Drawing

/// The lines of results that a lesson keeps back.
extension WhyWriter {
  /// What stands in place of the results where all there is to say is that they are kept back; nil
  /// where they show, or where a part of them does.
  var covered: [[Span]]? {
    // While terms are added one by one, what they have come to so far would say too much.
    if included < stages.terms {
      let isHidden = hidesSum || hiddenProducts.contains { $0 < included }
      return isHidden ? [[Span("sum of \(included) so far = "), Span("?", .strong)]] : nil
    }
    guard hidesResult else { return nil }
    return switch explanation.operation {
    case .weightedSum, .average: nil
    case .rectification:
      [[Span("max(0, \(figure(explanation.terms[0].input))) = "), Span("?", .strong)]]
    case .softmax(let shares):
      hidesSum
        ? [[Span("? / sum of \(included) exponentials ≈ "), Span("?", .strong)]]
        : [
          [Span("sum of \(included) exponentials ≈ "), Span(figure(shares.sum), .strong)],
          [Span("? / \(figure(shares.sum)) ≈ "), Span("?", .strong)],
        ]
    case .copy: [[Span("the same number, "), Span("?", .strong)]]
    case .maximum, .addition, .activation, .normalization, .rescaling:
      [[Span("= "), Span("?", .strong)]]
    }
  }

  /// What stands below the list of terms: what of the results shows.
  var coveredList: [[Span]] {
    let lines = covered ?? results
    // The list has room for two lines: the last say what becomes of the sum.
    return lines.suffix(2).map { $0 }
  }
}
