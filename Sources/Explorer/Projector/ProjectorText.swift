import Convolution
import Drawing

/// The line of why below the projector's tables: `output[5,12] = max(0, 2.62) = 2.62`.
struct ProjectorText {
  let model: Model
  let width: Int

  /// What the last key had to say.
  var message: [Span]? { Footer(model: model).message }

  /// What there is to say, the line that has to stay last.
  var lines: [[Span]] {
    if let message { return [message] }
    switch model.focus {
    case .output: return outputLines
    case .input: return [inputLine]
    case .filter:
      // The first of its lines says what it is, the second what it is for.
      let answer = Answer(model, width: width)
      return [answer.title] + answer.lines(room: 2).filter { !$0.isEmpty }.prefix(1)
    }
  }

  /// `input[14,14] = 185   goes into 9 cells of conv1`.
  private var inputLine: [Span] {
    let exploration = model.exploration
    let value = exploration.tensor(at: model.inputPlace)[model.inputCell]
    let address = exploration.address(model.inputCell, at: model.inputPlace)
    let count = model.usesOfInputCell.count
    let cells = count == 0 ? "no cell" : count == 1 ? "1 cell" : "\(count) cells"
    return [
      Span("\(address) \(relation(value))", .strong),
      Span("   goes into \(cells) of \(model.node.name)"),
    ]
  }

  private var outputLines: [[Span]] {
    let exploration = model.exploration
    let address = exploration.address(model.cursor.element, at: model.outputPlace)
    if model.hidesPresentNumber { return [[Span("\(address) = ?", .strong)]] }
    let why = WhyText(model)
    let results = why.results.map { line in line.filter { $0.style.role != .dim } }
      .filter { !$0.isEmpty }
    guard model.isComplete else {
      let sum = results.last.map(\.text) ?? ""
      let term = model.presentTerm(of: model.explanation).map(factors)
      return [[Span(term.map { "\($0)   " } ?? "", .accent), Span(sum, .strong)]]
    }
    let value = exploration.tensor(at: model.outputPlace)[model.cursor.element]
    let short = [Span("\(address) \(relation(value))", .strong)]
    guard let last = results.last?.text else { return [short] }
    let terms = why.listsTerms ? "" : why.terms.joined().map(\.text).joined().singleSpaced
    let sign = relation(value).prefix(1)
    // The fullest wording that fits.
    let wordings: [String] =
      last.hasPrefix("= ") || last.hasPrefix("≈ ")
      ? ["\(address) \(sign) \(terms) \(last)"]
      : last.contains("=") || last.contains("≈")
        ? ["\(address) \(sign) \(last)"]
        : ["\(address) \(relation(value))   \(last)"]
    let line =
      wordings.first { $0.unicodeScalars.count <= width }.map { [Span($0, .strong)] } ?? short
    // What is kept back of a sum must not be worked out from its other parts.
    let sums = model.veil.products.isEmpty ? results.dropLast().last.map { [$0] } ?? [] : []
    return sums.filter { $0.text.unicodeScalars.count <= width } + [line]
  }

  /// `1 × 0.87`, or the number alone where nothing is weighed.
  private func factors(ofTerm index: Int) -> String {
    let term = model.explanation.terms[index]
    func figure(_ value: Float) -> String {
      guard value.isFinite else { return numeral(value).minus }
      return Fixed.telling(value)?.text.minus ?? numeral(value).minus
    }
    return term.weight.map { "\(figure(term.input)) × \(figure($0))" } ?? figure(term.input)
  }
}

extension [Span] {
  fileprivate var text: String { map(\.text).joined() }
}

extension String {
  fileprivate var singleSpaced: String {
    split(separator: " ").joined(separator: " ")
  }
}
