import Convolution
import Drawing

/// The number that the projector's screen is about, and what is said beside it.
///
/// It is the present output cell, with sub-steps what has been added up so far, and the chosen cell or
/// weight while the focus is there.
package struct ProjectorNumber: Hashable, Sendable {
  /// nil while it is kept back.
  package let value: Float?
  /// As it stands on the screen, in the figures of the line below.
  package let text: String
  /// `sum, then ReLU`.
  package let label: String
  /// Numbers that may follow in the same place: digits that keep their size do not jump.
  let neighbors: [String]

  package init(_ model: Model) {
    switch model.focus {
    case .output: self.init(ofOutput: model)
    case .input:
      let value = model.exploration.tensor(at: model.inputPlace)[model.inputCell]
      self.init(value, label: model.exploration.address(model.inputCell, at: model.inputPlace))
    case .filter:
      let cell = model.weightCell
      self.init(
        model.chosenWeight, label: "weight [\(cell.row),\(cell.column)] of the filter")
    }
  }

  private init(_ value: Float, label: String) {
    self.value = value
    text = Fixed.telling(value)?.text.minus ?? numeral(value).minus
    (self.label, neighbors) = (label, [])
  }

  private init(ofOutput model: Model) {
    let writer = WhyWriter(model)
    label = writer.label
    let output = model.exploration.tensor(at: model.outputPlace)[model.cursor.element]
    let value = writer.isComplete ? output : writer.unfinishedValue
    self.value = model.hidesPresentNumber ? nil : value
    text = model.hidesPresentNumber ? "?" : writer.presentFigure(value)
    let range = model.exploration.range(
      .map, at: model.outputPlace, channel: model.cursor.element.channel)
    neighbors = [range.minimum, range.maximum].map(writer.presentFigure)
  }

  /// The largest digits for it and its neighbors; for it alone where theirs would be too small, and
  /// nil where it is too long for any.
  func digits(columns: Int, rows: Int, glyphs: GlyphSet) -> BlockText? {
    func largest(for texts: [String]) -> BlockText.PixelSize? {
      BlockText.PixelSize.largest(for: texts, columns: columns, rows: rows, glyphs: glyphs)
    }
    return (largest(for: neighbors + [text]) ?? largest(for: [text]))
      .map { BlockText(text, size: $0) }
  }
}

extension Model {
  /// The weight under the focus, as the filter is used.
  fileprivate var chosenWeight: Float {
    guard let bank = convolution?.bank else { return 0 }
    let (row, column) = typedPlace(weightCell.row, weightCell.column, bank.kernel)
    return bank[cursor.element.channel, shownSlice(of: explanation), row, column]
  }
}

extension WhyWriter {
  /// What stands there while not everything is done.
  fileprivate var unfinishedValue: Float {
    if case .maximum = explanation.operation {
      return explanation.terms.prefix(included).map(\.input).max() ?? 0
    }
    // Behind the terms come the bias or the division, and only then the ReLU.
    let isBehindTerms = stages.includesBias(at: stage) || stages.includesDivision(at: stage)
    return isBehindTerms ? explanation.result : explanation.partialSum(of: included)
  }

  /// A number in the figures that the line of why has.
  fileprivate func presentFigure(_ value: Float) -> String {
    switch explanation.operation {
    case .weightedSum, .rectification, .maximum, .average: shownFinely(value)
    case .activation, .normalization, .rescaling, .copy, .addition, .softmax: figure(value)
    }
  }

  fileprivate var label: String {
    let (count, so) = (explanation.terms.count, included)
    switch explanation.operation {
    case .weightedSum(_, let bias):
      if so < count { return "sum of \(so) of \(count) products" }
      if !stages.includesBias(at: stage) { return "sum of \(count) products" }
      let withBias = bias == 0 ? "sum" : "sum, plus bias"
      return stages.includesReLU(at: stage) ? "\(withBias), then ReLU" : withBias
    case .maximum: return so < count ? "largest so far, \(so) of \(count)" : "largest of \(count)"
    case .average:
      if so < count { return "sum of \(so) of \(count)" }
      return stages.includesDivision(at: stage) ? "mean of \(count)" : "sum of \(count)"
    case .softmax:
      if stages.includesDivision(at: stage) { return "share of all \(count)" }
      return "sum of \(so) of \(count) exponentials"
    case .addition: return so < count ? "\(so) of \(count) added" : "sum of \(count)"
    case .rectification: return "ReLU: nothing below 0"
    case .copy: return "the same number"
    case .activation(.leakyReLU): return "leaky ReLU"
    case .activation(.sigmoid): return "sigmoid"
    case .activation(.tanh): return "tanh"
    case .normalization: return "normalized"
    case .rescaling: return "rescaled"
    }
  }
}
