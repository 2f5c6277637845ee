import Convolution
import Drawing

/// The lines of what terms add up to: the sum, the bias, the ReLU, the mean.
extension WhyWriter {
  func sumLines(bias: Float) -> [[Span]] {
    let partial = explanation.partialSum(of: included)
    guard included == stages.terms else {
      if let line = unfinishedChannels { return [line] }
      let terms = included == 1 ? "1 term" : "\(included) terms"
      return [[Span("sum of \(terms) "), Span(sum(ofFirst: included), .strong)]]
    }
    let shownSum = hidesSum ? "?" : shownFinely(partial)
    var lines: [[Span]] = []
    // A single product is its own sum.
    if let channels {
      lines.append(channelLine(channels))
    } else if explanation.terms.count > 1 {
      let sum = rowSums
      lines.append([
        Span(sum.text), Span(sum.isExact ? " = " : " ≈ "), Span(shownSum, .strong),
      ])
    } else {
      let isHidden = hidesSum || !hiddenProducts.isEmpty
      lines.append([
        Span("product "), Span(isHidden ? "= ?" : self.sum(ofFirst: 1), .strong),
      ])
    }
    if stages.includesBias(at: stage), bias != 0 {
      let result = explanation.result
      let isExact =
        fine(result).map {
          Fixed.adds(
            [fine(partial), fine(bias)], upTo: $0)
        } ?? false
      let biasText = shownFinely(abs(bias))
      lines.append([
        Span("\(shownSum) \(bias < 0 ? "−" : "+") \(biasText) \(isExact ? "=" : "≈") "),
        Span(hidesBiased ? "?" : shownFinely(result), .strong), Span("  bias", .dim),
      ])
    } else if stages.includesBias(at: stage), stage == stages.terms + 1 {
      lines.append([Span("bias 0", .dim)])
    }
    if stages.includesReLU(at: stage) { lines.append([Span(rectified(explanation.result))]) }
    return lines
  }

  /// Whether the sum with its bias is kept back: because the sum is, or because it is the result.
  private var hidesBiased: Bool { hidesSum || hidesResult && !stages.hasReLU }

  /// The rows' sums with their signs, and whether everything on the screen adds up exactly.
  private var rowSums: (text: String, isExact: Bool) {
    let count = explanation.terms.count
    let starts = stride(from: 0, to: count, by: kernel)
    var text = ""
    var sums: [Fixed?] = []
    for start in starts {
      let products = explanation.terms[start..<min(start + kernel, count)].map { $0.product ?? 0 }
      let sum = products.reduce(0, +)
      sums.append(fine(sum))
      if !hiddenProducts.isDisjoint(with: start..<min(start + kernel, count)) {
        text += text.isEmpty ? "?" : " + ?"
      } else if text.isEmpty {
        text = shownFinely(sum)
      } else {
        text += (sum < 0 ? " − " : " + ") + shownFinely(abs(sum))
      }
    }
    // Kernels of many rows say only the total.
    if sums.count > 4 || hidesSum { text = "sum of \(count) terms" }
    guard let total = fine(explanation.partialSum(of: count)) else {
      return (text, false)
    }
    let rowsAddUp = zip(starts, sums).allSatisfy { start, sum in
      guard let sum else { return false }
      return Fixed.adds(
        explanation.terms[start..<min(start + kernel, count)].map(figure), upTo: sum)
    }
    return (text, rowsAddUp && Fixed.adds(sums, upTo: total))
  }

  /// What a term as it is shown comes to, exactly.
  private func figure(of term: Explanation.Term) -> Fixed? {
    guard let weight = term.weight else { return fixed(term.input) }
    return Fixed.telling(weight).flatMap { weight in fixed(term.input).flatMap { $0 * weight } }
  }

  /// `= 0.5` or `≈ 0.12`: what the first terms as they are shown add up to.
  private func sum(ofFirst count: Int) -> String {
    let sum = explanation.partialSum(of: count)
    let figures = explanation.terms.prefix(count).map(figure)
    let isExact = fine(sum).map { Fixed.adds(figures, upTo: $0) } ?? false
    return (isExact ? "= " : "≈ ") + shownFinely(sum)
  }

  /// `max(0, −0.35) = 0`.
  func rectified(_ value: Float) -> String {
    if hidesResult { return "max(0, \(hidesBiased ? "?" : shownFinely(value))) = ?" }
    return "max(0, \(shownFinely(value))) = \(shownFinely(value <= 0 ? 0 : value))"
  }

  func largest(of count: Int) -> Float {
    explanation.terms.prefix(count).map(\.input).max() ?? -.infinity
  }

  func averageLines(sum: Float, count: Int) -> [[Span]] {
    guard included == stages.terms else {
      return [[Span("sum of \(included) "), Span(self.sum(ofFirst: included), .strong)]]
    }
    let pixels = count == explanation.terms.count ? "" : "  \(count) pixels count"
    let shownTotal = hidesSum ? "= ?" : self.sum(ofFirst: stages.terms)
    var lines = [[Span("sum "), Span(shownTotal, .strong), Span(pixels, .dim)]]
    if stages.includesDivision(at: stage) {
      // Multiplying back avoids the question of what a rounded quotient is worth.
      let isExact =
        fine(explanation.result).flatMap { result in
          fine(sum).map { shownSum in
            result.stands(for: explanation.result)
              && Fixed.adds(Array(repeating: result, count: count), upTo: shownSum)
          }
        } ?? false
      lines.append([
        Span("\(hidesSum ? "?" : shownFinely(sum)) / \(count) \(isExact ? "=" : "≈") "),
        Span(hidesResult ? "?" : shownFinely(explanation.result), .strong),
      ])
    }
    return lines
  }
}
