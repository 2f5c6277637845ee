import Convolution
import Drawing

/// The lines of layers that are no sums of products under a window.
extension WhyWriter {
  /// Terms that are written at most, the largest first, where nobody could read all of them.
  static let mostListed = 48

  // MARK: Dense

  /// `[41] 0.31×1.35 ≈ 0.42`, a line each, the largest first.
  var largestProducts: [[Span]] {
    listed.map { index in
      let term = explanation.terms[index]
      guard index < included, let weight = term.weight, let product = term.product else {
        return [Span("[\(term.element.channel)] ·", .dim)]
      }
      let factors = [Fixed.telling(weight), Fixed.telling(term.input)]
      let shown = Fixed.telling(product)
      let isExact =
        shown.map { shown in
          factors[0].flatMap { first in factors[1].flatMap { first * $0 } }
            .map { Fixed.adds([$0], upTo: shown) } ?? false
        } ?? false
      let text = zip(factors, [weight, term.input]).map { $0?.text.minus ?? $1.description.minus }
      let result = shown?.text.minus ?? product.description.minus
      let style: Role = index == present ? .strong : .text
      return [
        Span("[\(term.element.channel)] ", .dim),
        Span("\(text[0])×\(text[1]) \(isExact ? "=" : "≈") ", style),
        Span(hiddenProducts.contains(index) ? "?" : result, .strong),
      ]
    }
  }

  /// The terms that are written: the first of the order, and the present one.
  var listed: [Int] {
    var listed = Array(order.prefix(Self.mostListed))
    if let present, !listed.contains(present) { listed.insert(present, at: 0) }
    // Of a softmax, the one that is divided comes first: it stays when there is little room.
    if case .softmax(let shares) = explanation.operation, present == nil {
      listed.removeAll { $0 == shares.position }
      listed.insert(shares.position, at: 0)
    }
    return listed
  }

  // MARK: Softmax

  /// `[9] e^(2.31 − 4.02) ≈ 0.18`, a line each, the largest first.
  func exponentials(_ shares: Softmax.Shares) -> [[Span]] {
    listed.map { index in
      let term = explanation.terms[index]
      guard index < included else { return [Span("[\(term.element.channel)] ·", .dim)] }
      return [
        Span("[\(term.element.channel)] ", .dim),
        Span(
          power(index, shares),
          index == present || index == shares.position ? .strong : .text),
        Span(index == shares.position ? "  this" : "", .accent),
      ]
    }
  }

  /// `e^(2.31 − 4.02) ≈ 0.18`; the largest has e^0, which is exactly 1.
  private func power(_ index: Int, _ shares: Softmax.Shares) -> String {
    let input = explanation.terms[index].input
    // The own one is what the result is made of.
    let isHidden = hiddenProducts.contains(index) || hidesResult && index == shares.position
    let value = isHidden ? "?" : figure(shares.exponentials[index])
    let sign = input == shares.largest ? "=" : "≈"
    let minus = shares.largest < 0 ? "+" : "−"
    return "e^(\(figure(input)) \(minus) \(figure(abs(shares.largest)))) \(sign) \(value)"
  }

  func softmaxLines(_ shares: Softmax.Shares) -> [[Span]] {
    let sum = figure(explanation.partialSum(of: included))
    guard stages.includesDivision(at: stage) else {
      return [[Span("sum of \(included) exponentials ≈ "), Span(sum, .strong)]]
    }
    let own = shares.exponentials[shares.position]
    return [
      [Span("sum of \(included) exponentials ≈ "), Span(sum, .strong)],
      [
        Span("\(figure(own)) / \(sum) \(quotientSign(own, shares.sum)) "),
        Span(figure(explanation.result), .strong),
      ],
    ]
  }

  /// Whether the quotient as shown is exact: multiplied back, it gives the dividend.
  private func quotientSign(_ dividend: Float, _ divisor: Float) -> String {
    guard let dividend = Fixed.telling(dividend), let divisor = Fixed.telling(divisor),
      let quotient = Fixed.telling(explanation.result), let product = quotient * divisor,
      Fixed.adds([product], upTo: dividend)
    else { return "≈" }
    return "="
  }

  // MARK: Functions of one number

  func activationLines(_ activation: Activation) -> [[Span]] {
    let input = explanation.terms[0].input
    let result = figure(explanation.result)
    switch activation {
    case .leakyReLU where input > 0:
      return [[Span("\(figure(input)) is above 0 and stays: "), Span(result, .strong)]]
    case .leakyReLU(let slope):
      let product = Fixed.telling(slope).flatMap { slope in
        Fixed.telling(input).flatMap { slope * $0 }
      }
      let isExact =
        Fixed.telling(explanation.result).map { Fixed.adds([product], upTo: $0) } ?? false
      return [
        [
          Span("\(figure(slope)) × \(figure(input)) \(isExact ? "=" : "≈") "),
          Span(result, .strong),
        ]
      ]
    case .sigmoid:
      let sign = input == 0 ? "=" : "≈"
      return [
        [
          Span("1 / (1 + e^\(input < 0 ? "" : "−")\(figure(abs(input)))) \(sign) "),
          Span(result, .strong),
        ]
      ]
    case .tanh:
      let sign = input == 0 ? "=" : "≈"
      return [[Span("tanh(\(figure(input))) \(sign) "), Span(result, .strong)]]
    }
  }

  func normalizationLines(_ channel: BatchNormalization.Channel) -> [[Span]] {
    let input = explanation.terms[0].input
    let centered = (input - channel.mean) / channel.deviation
    let shift = "\(channel.shift < 0 ? "−" : "+") \(figure(abs(channel.shift)))"
    return [
      [
        Span("√(\(figure(channel.variance)) + \(figure(channel.epsilon))) ≈ "),
        Span(figure(channel.deviation)), Span("  from the variance", .dim),
      ],
      [
        Span("(\(figure(input)) \(channel.mean < 0 ? "+" : "−") \(figure(abs(channel.mean))))"),
        Span(" / \(figure(channel.deviation)) ≈ \(figure(centered))"),
        Span("  less the mean", .dim),
      ],
      [
        Span("\(figure(centered)) × \(figure(channel.scale))"), Span(" \(shift) ≈ "),
        Span(figure(explanation.result), .strong), Span("  scale, shift", .dim),
      ],
    ]
  }

  func rescalingLines(_ rescaling: Rescaling) -> [[Span]] {
    let input = explanation.terms[0].input
    let product = Fixed.telling(input).flatMap { input in
      Fixed.telling(rescaling.scale).flatMap { input * $0 }
    }
    let isExact =
      Fixed.telling(explanation.result).map {
        Fixed.adds([product, Fixed.telling(rescaling.offset)], upTo: $0)
      } ?? false
    let offset =
      rescaling.offset == 0
      ? "" : " \(rescaling.offset < 0 ? "−" : "+") \(figure(abs(rescaling.offset)))"
    return [
      [
        Span("\(figure(input)) × \(figure(rescaling.scale))\(offset) \(isExact ? "=" : "≈") "),
        Span(figure(explanation.result), .strong),
      ]
    ]
  }

  /// `−0.74  norm5`, then `+ 0.02  relu3`: a line for each input.
  var addends: [[Span]] {
    explanation.terms.enumerated().map { index, term in
      let sign = index == 0 ? "" : term.input < 0 ? "− " : "+ "
      let value = index == 0 ? figure(term.input) : figure(abs(term.input))
      let style: Role = index == present ? .strong : index < included ? .text : .dim
      return [
        Span(index < included ? sign + value : sign + "·", style),
        Span("  \(inputNames[term.inputIndex])", .dim),
      ]
    }
  }

  func additionLines() -> [[Span]] {
    let figures = explanation.terms.prefix(included).map { Fixed.telling($0.input) }
    let sum = explanation.partialSum(of: included)
    let isExact = Fixed.telling(sum).map { Fixed.adds(figures, upTo: $0) } ?? false
    return [[Span(isExact ? "= " : "≈ "), Span(figure(sum), .strong)]]
  }

  /// Two decimals, or two significant digits of what is smaller.
  func figure(_ value: Float) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "−∞" : "∞" }
    return Fixed.telling(value)?.text.minus ?? value.description.minus
  }
}
