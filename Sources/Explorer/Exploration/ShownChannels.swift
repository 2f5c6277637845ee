package import Convolution
import Drawing

/// The channels of a sum of products that the screen tells apart, and what each adds to the sum.
package struct ShownChannels: Hashable, Sendable {
  /// Counted from the first channel that the present element sees.
  package let slices: Range<Int>
  /// How many channels the element sees.
  package let count: Int
  /// What the shown ones are called, in a word.
  package let labels: [String]
  /// Terms in each channel.
  package let area: Int
  /// The first channel that the present element sees, from which slices are counted.
  private let first: Int

  /// - Returns: nil unless the present element is a sum over several channels.
  package init?(_ model: Model) {
    guard model.isCube, let layer = model.convolution else { return nil }
    self.init(model, layer, slices: model.shownSlices)
  }

  private init(_ model: Model, _ layer: Convolution2D, slices: Range<Int>) {
    self.slices = slices
    count = layer.bank.channels
    area = layer.bank.kernel.height * layer.bank.kernel.width
    let first = model.seenChannels.lowerBound
    self.first = first
    let place = model.inputPlace
    labels = slices.map { slice in
      model.exploration.name(ofChannel: first + slice, at: place) ?? "[\(first + slice)]"
    }
  }

  /// How many channels there are besides those shown.
  package var hiddenCount: Int { count - slices.count }

  /// `29 other channels`, and shorter `29 others`.
  package var hiddenTitle: String {
    "\(hiddenCount) other channel\(hiddenCount == 1 ? "" : "s")"
  }

  /// `[17]`, the channel that adds most to the sum, or takes most from it, of those that are not
  /// shown; nil while none of them is included.
  package func strongestHidden(in explanation: Explanation, included: Int) -> String? {
    let sums = (0..<count).compactMap { slice in
      slices.contains(slice)
        ? nil
        : sum(ofSlice: slice, in: explanation, included: included).map { (slice, abs($0)) }
    }
    return sums.max { $0.1 < $1.1 }.map { "[\(first + $0.0)]" }
  }

  /// The terms of the shown channels.
  package var terms: Range<Int> { slices.lowerBound * area..<slices.upperBound * area }

  /// The terms of a channel.
  package func terms(ofSlice slice: Int) -> Range<Int> { slice * area..<(slice + 1) * area }

  /// What a channel's terms come to, of those that are included; nil when none is.
  package func sum(
    ofSlice slice: Int, in explanation: Explanation, included: Int
  ) -> Float? {
    let terms = terms(ofSlice: slice).clamped(to: 0..<included)
    return terms.isEmpty ? nil : explanation.sum(ofTerms: terms)
  }

  /// The same for all the channels that are shown.
  package func sumOfShown(in explanation: Explanation, included: Int) -> Float? {
    let terms = terms.clamped(to: 0..<included)
    return terms.isEmpty ? nil : explanation.sum(ofTerms: terms)
  }

  /// The same for all the channels that are not shown, in the order in which they are added.
  package func sumOfHidden(in explanation: Explanation, included: Int) -> Float? {
    let before = (0..<slices.lowerBound * area).clamped(to: 0..<included)
    let after = (slices.upperBound * area..<count * area).clamped(to: 0..<included)
    guard !before.isEmpty || !after.isEmpty else { return nil }
    let sum = before.reduce(Float(-0.0)) { $0 + explanation.summand($1) }
    return after.reduce(sum) { $0 + explanation.summand($1) }
  }
}

extension Explanation {
  /// What some of the terms add up to, one after the other.
  func sum(ofTerms terms: Range<Int>) -> Float {
    terms.reduce(Float(-0.0)) { $0 + summand($1) }
  }
}

extension Model {
  /// Whether the present element is a sum over several channels of maps: its filter is a cube.
  package var isCube: Bool {
    guard let layer = convolution else { return false }
    return layer.bank.channels > 1 && !inputSheet.isVector
  }

  /// The channels that the screen tells apart, as many as it has bands for.
  package var shownSlices: Range<Int> {
    if showsProjector, let slices = projectedSlices { return slices }
    if let cube = ScreenLayout(self).cube { return cube.slices }
    return pageOfSlices(most: Self.fewBands)
  }

  /// Bands where no screen says how many there are.
  private static var fewBands: Int { 3 }

  /// A page of channels with the shown one on it. Pages lie still while the shown channel moves.
  func pageOfSlices(most: Int) -> Range<Int> {
    let count = seenChannels.count
    let length = min(most, count)
    let shown = shownSlice(of: explanation)
    let start = min(shown / length * length, count - length)
    return start..<start + length
  }
}

// MARK: - In words

extension WhyWriter {
  /// `red 0.42 + green 0.13 + blue −0.80 ≈ −0.25`.
  func channelLine(_ channels: ShownChannels) -> [Span] {
    let parts = channelParts(channels)
    let total = explanation.partialSum(of: included)
    // Two channels that are equal as shown may still be rounded; it is the figures that have to add up.
    let isExact = fine(total).map { Fixed.adds(parts.map { fine($0.sum) }, upTo: $0) } ?? false
    var spans: [Span] = []
    for part in parts {
      let plus = spans.isEmpty ? "" : " + "
      let sum = part.isHidden ? "?" : shownFinely(part.sum)
      spans.append(Span("\(plus)\(part.label) \(sum)"))
    }
    // The result stays together with its sign when the line is broken.
    return spans + [
      Span((isExact ? " = " : " ≈ ") + (hidesSum ? "?" : shownFinely(total)), .strong)
    ]
  }

  /// The channels so far, while the terms are added one by one; nil before a second one begins.
  var unfinishedChannels: [Span]? {
    guard let channels, channelParts(channels).count > 1 else { return nil }
    return channelLine(channels) + [Span("  \(included) of \(stages.terms)", .dim)]
  }

  /// Channels that a line names each on its own; of more the bands say the sums well enough.
  private static var mostChannels: Int { 6 }

  private func channelParts(
    _ channels: ShownChannels
  ) -> [(label: String, sum: Float, isHidden: Bool)] {
    var parts: [(label: String, sum: Float, isHidden: Bool)] = []
    if channels.slices.count <= Self.mostChannels {
      for (slice, label) in zip(channels.slices, channels.labels) {
        let sum = channels.sum(ofSlice: slice, in: explanation, included: included)
        if let sum { parts.append((label, sum, hiddenSlices.contains(slice))) }
      }
    } else if let sum = channels.sumOfShown(in: explanation, included: included) {
      parts.append(("\(channels.slices.count) channels", sum, hidesSum || !hiddenSlices.isEmpty))
    }
    if let hidden = channels.sumOfHidden(in: explanation, included: included) {
      let count = channels.hiddenCount
      parts.append((count == 1 ? "1 other" : "\(count) others", hidden, hidesSumOfHidden))
    }
    return parts
  }
}
