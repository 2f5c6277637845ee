package import Convolution
package import Drawing

/// What occlusion finds, in words: the same on the screen and as plain text.
package struct OcclusionText {
  private let model: Model
  private let occlusion: Occlusion
  /// The watched output over the whole picture.
  package let whole: Float

  package init(_ model: Model, _ occlusion: Occlusion) {
    (self.model, self.occlusion) = (model, occlusion)
    whole = model.exploration.tensor(at: model.exploration.answer)[occlusion.watched]
  }

  /// `Sneaker`, or the address of the output where it has no label.
  package var name: String { name(ofChannel: occlusion.watched.channel) }

  private func name(ofChannel channel: Int) -> String {
    var element = occlusion.watched
    element.channel = channel
    let place = model.exploration.answer
    return model.exploration.label(ofChannel: channel, at: place)
      ?? model.exploration.address(element, at: place)
  }

  /// `what becomes of Sneaker when a square of 7×7 hides a part`.
  package var title: String {
    let side = occlusion.grid.side
    let isWide = model.display.columns >= 80
    return isWide
      ? "what becomes of \(name) when a square of \(side)×\(side) hides a part"
      : "\(name) with \(side)×\(side) pixels hidden"
  }

  /// What the square does where it is.
  package var present: [Span] {
    guard let value = occlusion.value(at: occlusion.place) else {
      return [Span("\(name) ", .strong), Span("… "), Span(hidden(at: occlusion.place), .dim)]
    }
    return [
      Span("\(name) ", .accent), Span(Self.change(from: whole, to: value), .strong),
      Span("  \(hidden(at: occlusion.place))", .dim),
    ] + otherAnswer
  }

  /// Which class wins while the square is where it is, if it is not the one that is watched.
  private var otherAnswer: [Span] {
    guard model.exploration.tensor(at: model.exploration.answer).shape.isVector,
      let largest = occlusion.largestChannel(at: occlusion.place),
      largest != occlusion.watched.channel
    else { return [] }
    return [Span("; the largest is then ", .dim), Span(name(ofChannel: largest))]
  }

  /// `without [6–12,8–14]`: rows and columns that are hidden.
  package func hidden(at place: Int) -> String {
    let frame = occlusion.grid.frame(of: place)
    func range(_ range: Range<Int>) -> String {
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound - 1)"
    }
    return "without [\(range(frame.rows)),\(range(frame.columns))]"
  }

  /// Where the output falls most and where it rises most, when all is known.
  package var findings: [[Span]] {
    guard occlusion.isComplete, let (lowest, highest) = occlusion.extremes else { return [] }
    return [
      finding("falls most", lowest, isThere: (occlusion.value(at: lowest) ?? whole) < whole),
      finding("rises most", highest, isThere: (occlusion.value(at: highest) ?? whole) > whole),
    ]
  }

  private func finding(_ words: String, _ place: Int, isThere: Bool) -> [Span] {
    guard isThere, let value = occlusion.value(at: place) else {
      return [Span(words.prefix(5) + " nowhere", .dim)]
    }
    let (row, column) = occlusion.grid.origin(of: place)
    return [
      Span(words + " ", .dim), Span(Self.change(from: whole, to: value)),
      Span(" at [\(row),\(column)]", .dim),
    ]
  }

  /// What is done, and with which gray.
  package var method: [Span] {
    let step = occlusion.grid.stride
    return [Span("gray \(numeral(occlusion.gray)), steps of \(step)", .dim)]
  }

  /// `0.31 ─→ 0.12`, with as many decimals as it takes to tell them apart.
  ///
  /// The arrow is long because in ASCII a short one would claim that the first is larger.
  package static func change(from whole: Float, to value: Float) -> String {
    for decimals in 2...8 {
      guard let first = Fixed(whole, decimals: decimals),
        let second = Fixed(value, decimals: decimals)
      else { break }
      // Two significant digits, too, as 0.00 says nothing.
      let isTelling = first.units.magnitude >= 10 || second.units.magnitude >= 10 || whole == 0
      let isApart = whole == value || (first.units - second.units).magnitude > 1
      if isTelling && isApart || decimals == 8 {
        return "\(first.text.minus) ─→ \(second.text.minus)"
      }
    }
    return "\(whole.description.minus) ─→ \(value.description.minus)"
  }

  // MARK: Scale

  /// The falls that are known.
  package static func range(_ model: Model, _ occlusion: Occlusion) -> ValueRange {
    let whole = OcclusionText(model, occlusion).whole
    var range = ValueRange(minimum: 0, maximum: 0, isWhole: true)
    for place in 0..<occlusion.grid.count {
      guard let fall = occlusion.fall(at: place, from: whole), !fall.isNaN else { continue }
      range = range.union(
        ValueRange(minimum: fall, maximum: fall, isWhole: fall == fall.rounded()))
    }
    return range
  }

  /// Falls are signed by nature: white is where hiding changes nothing.
  static func scale(_ model: Model, _ occlusion: Occlusion) -> ColorScale {
    ColorScale(
      model.palette == .automatic ? .diverging : model.palette, for: range(model, occlusion),
      tier: model.display.colors)
  }
}
