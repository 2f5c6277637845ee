import Convolution
package import Drawing

/// "Why?" in words and figures: the formula of one output element with its numbers in it.
///
/// `=` stands only where the figures on the line, exactly as they are shown, give the figure behind
/// it; where rounding gets in the way it is `≈`.
package struct WhyText: Sendable {
  /// `output[7,15] ≈ 0.12`.
  package let title: [Span]
  /// The terms; a piece is never broken between lines.
  package let terms: [[Span]]
  /// How many terms there are besides those written.
  package let unlistedTerms: Int
  /// Whether each term has a line of its own.
  package let listsTerms: Bool
  /// What becomes of them: the sum, the bias, the activation.
  package let results: [[Span]]

  package init(_ model: Model) {
    let writer = WhyWriter(model)
    let address = model.exploration.address(model.cursor.element, at: model.outputPlace)
    let value = model.exploration.tensor(at: model.outputPlace)[model.cursor.element]
    if writer.isComplete, !model.hidesResult {
      title = [Span("why ", .accent), Span("\(address) \(relation(value))", .strong)]
    } else {
      title = [Span("why ", .accent), Span("\(address) = ?", .strong)]
    }
    terms = writer.terms
    unlistedTerms = writer.unlistedTerms
    listsTerms = writer.listsTerms
    results = model.placeInVector + writer.results
  }
}

extension Model {
  /// Where flattening puts the present number, as arithmetic on its old place.
  fileprivate var placeInVector: [[Span]] {
    guard case .flatten = node.layer else { return [] }
    let shape = exploration.tensor(at: inputPlace).shape
    let element = firstSource
    let address = exploration.address(element, at: inputPlace)
    let area = shape.height * shape.width
    return [
      [Span("was "), Span(address, .strong)],
      [
        Span("\(element.channel)×\(area) + "), Span("\(element.row)×\(shape.width) + "),
        Span("\(element.column) = "), Span("\(cursor.element.channel)", .strong),
      ],
    ]
  }
}

/// `= 0.5` or `≈ 0.12`: the number with two decimals, and whether that is all of it.
package func relation(_ value: Float) -> String {
  guard let fixed = Fixed.telling(value) else { return "= " + value.description.minus }
  return (fixed.stands(for: value) ? "= " : "≈ ") + fixed.text.minus
}

extension String {
  /// With a typographic minus, which is as wide as a plus.
  package var minus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

/// Writes the lines of one explanation.
struct WhyWriter {
  let explanation: Explanation
  let stage: Int?
  let stages: Stages
  /// The term that is being added or asked about.
  let present: Int?
  /// Terms on a line.
  let kernel: Int
  /// Whether the terms are listed, rather than written as one sum, row by row of a kernel.
  let isDense: Bool
  /// The terms in the order in which they are listed.
  let order: [Int]
  /// The channels that are told apart; nil where there is only one.
  let channels: ShownChannels?
  /// What the inputs of the node are called.
  let inputNames: [String]
  /// What a lesson keeps back: what the terms come to, what comes of that, and single products.
  let hidesSum: Bool
  let hidesResult: Bool
  let hiddenProducts: Set<Int>
  /// The channels whose sums are kept back.
  let hiddenSlices: Set<Int>
  let hidesSumOfHidden: Bool
  /// Two decimals, and more where the inputs are so small that two would say nothing.
  private let decimals: Int
  /// As many decimals as the smallest of the results needs, where large terms nearly cancel.
  private let resultDecimals: Int

  init(_ model: Model) {
    let explanation = model.explanation
    self.explanation = explanation
    stage = model.cursor.stage
    stages = model.stages(of: explanation)
    present = model.presentTerm(of: explanation)
    kernel = model.kernelWidth
    isDense = model.isDense
    order = model.termOrder(of: explanation)
    channels = ShownChannels(model)
    inputNames = model.node.inputs.map(model.exploration.name)
    (hidesSum, hidesResult) = (model.hidesSum, model.hidesResult)
    hiddenProducts = model.veil.products
    let channels = self.channels
    hiddenSlices = Set(
      channels?.slices.filter { slice in
        channels.map { model.hidesSum(ofSlice: slice, of: $0) } ?? false
      } ?? [])
    hidesSumOfHidden = channels.map(model.hidesSumOfHidden) ?? false
    decimals = Self.decimals(
      for: explanation.terms.reduce(0) { $1.input.isFinite ? max($0, abs($1.input)) : $0 })
    let included = stages.includedTerms(at: stage)
    let results = [explanation.partialSum(of: included), explanation.result].map(abs)
    let smallest = results.filter { $0 > 0 && $0.isFinite }.min() ?? 0
    resultDecimals = max(decimals, Self.decimals(for: smallest))
  }

  var isComplete: Bool { (stage ?? stages.count) == stages.count }
  var included: Int { stages.includedTerms(at: stage) }

  // MARK: Terms

  /// The terms as shown, row by row of the kernel.
  var terms: [[Span]] {
    switch explanation.operation {
    case .weightedSum: isDense ? largestProducts : weighted
    case .rectification, .activation, .normalization, .rescaling, .copy: []
    case .addition: addends
    case .softmax(let shares): exponentials(shares)
    case .maximum(let winner):
      candidates(winner: included == stages.terms && !hidesResult ? winner : nil)
    case .average: candidates(winner: nil)
    }
  }

  /// How many terms are not among those written.
  var unlistedTerms: Int {
    switch explanation.operation {
    case .weightedSum where isDense, .softmax: max(0, explanation.terms.count - listed.count)
    default: explanation.terms.count - (channels?.terms.count ?? explanation.terms.count)
    }
  }

  /// Whether each term has a line of its own.
  var listsTerms: Bool {
    switch explanation.operation {
    case .softmax: true
    case .weightedSum: isDense
    default: false
    }
  }

  /// `1×0.03 + 1×0.35 − 1×0.98`.
  private var weighted: [[Span]] {
    lines { index in
      let term = explanation.terms[index]
      let weight = term.weight ?? 0
      let sign = index % kernel == 0 ? (weight < 0 ? "−" : "") : (weight < 0 ? " − " : " + ")
      let magnitude = Fixed.telling(abs(weight))?.text ?? abs(weight).description
      return sign + "\(magnitude)×\(shown(term.input))"
    }
  }

  /// `max(0.12, 0.90,` and so on, or `0.12 + 0.90`.
  private func candidates(winner: Int?) -> [[Span]] {
    let last = explanation.terms.count - 1
    let isMaximum = if case .maximum = explanation.operation { true } else { false }
    return lines(strong: winner) { index in
      let text = shown(explanation.terms[index].input)
      guard isMaximum else { return index == 0 ? text : " + " + text }
      let start = index == 0 ? "max(" : index % kernel == 0 ? "    " : " "
      return start + text + (index == last ? ")" : ",")
    }
  }

  private func lines(strong: Int? = nil, _ text: (Int) -> String) -> [[Span]] {
    let range = channels?.terms ?? explanation.terms.indices
    return stride(from: range.lowerBound, to: range.upperBound, by: kernel).map { start in
      (start..<min(start + kernel, range.upperBound)).map { index in
        let term = explanation.terms[index]
        let isPresent = index == present || index == strong
        let isIdle = index >= included || term.isPadding || term.weight == 0
        return Span(
          index < included ? text(index) : String(repeating: " ", count: text(index).count),
          isPresent ? .strong : isIdle ? .dim : .text)
      }
    }
  }

  private static func decimals(for magnitude: Float) -> Int {
    switch magnitude {
    case 0, 0.1...: 2
    case 0.01...: 3
    case 0.001...: 4
    default: 6
    }
  }

  func fixed(_ value: Float) -> Fixed? {
    Fixed.shortest(value, least: decimals, most: decimals)
  }

  func fine(_ value: Float) -> Fixed? {
    Fixed.shortest(value, least: resultDecimals, most: resultDecimals)
  }

  func shown(_ value: Float) -> String { Self.text(value, as: fixed(value)) }

  func shownFinely(_ value: Float) -> String { Self.text(value, as: fine(value)) }

  private static func text(_ value: Float, as fixed: Fixed?) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "−∞" : "∞" }
    guard let fixed else { return value.description.minus }
    // A small negative number keeps its sign, also where it rounds to nothing.
    return fixed.units == 0 && value < 0 ? "−" + fixed.text : fixed.text.minus
  }

  // MARK: Results

  var results: [[Span]] {
    if let covered { return covered }
    return switch explanation.operation {
    case .weightedSum(_, let bias): sumLines(bias: bias)
    case .rectification: [[Span(rectified(explanation.terms[0].input))]]
    case .activation(let activation): activationLines(activation)
    case .normalization(let channel): normalizationLines(channel)
    case .rescaling(let rescaling): rescalingLines(rescaling)
    case .copy: [[Span("the same number, "), Span(figure(explanation.result), .strong)]]
    case .addition: additionLines()
    case .softmax(let shares): softmaxLines(shares)
    case .maximum:
      included < stages.terms
        ? [[Span("largest so far \(shown(largest(of: included)))")]]
        : [[Span("= "), Span(shown(explanation.result), .strong)]]
    case .average(let sum, let count): averageLines(sum: sum, count: count)
    }
  }
}
