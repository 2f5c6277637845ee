#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
package struct Ticks: Hashable, Sendable {
  /// What is written at the axis, from the lowest.
  package private(set) var ticks: [Tick] = []
  /// The numbers that the axis spans, after the scale: logarithms where it is logarithmic.
  let span: ClosedRange<Double>
  private let scale: Chart.Axis.Scale

  package struct Tick: Hashable, Sendable {
    package let value: Double
    package let label: String
  }

  /// - Parameters:
  ///   - values: What the points need; numbers that are not finite are left out.
  ///   - count: The most ticks that there is room for.
  package init(_ axis: Chart.Axis, for values: some Sequence<Double>, most count: Int) {
    scale = axis.scale
    let needed = axis.range.map { [$0.lowerBound, $0.upperBound] } ?? Array(values)
    let places = needed.compactMap { Self.place(of: $0, axis.scale) }
    var low = places.min() ?? 0
    var high = places.max() ?? 1
    if low == high {
      let reach = low == 0 ? 1 : max(abs(low) / 2, abs(low).ulp * 1024)
      (low, high) = low == 0 ? (0, 1) : (low - reach, high + reach)
    }
    switch axis.scale {
    case .linear:
      var step = Step(for: high - low, most: max(1, count - 1), axis.labels)
      if axis.range == nil {
        step = step.sparing(low...high, most: count + 1, axis.labels)
        // Shares of a whole stay within it.
        let isShare = axis.labels == .percent && places.allSatisfy { 0...1 ~= $0 }
        (low, high) = step.widened(low...high)
        if isShare { (low, high) = (max(0, low), min(1, high)) }
      }
      span = low...high
      ticks = step.multiples(in: span).map { multiple in
        Tick(value: step.value(multiple), label: step.label(multiple, axis.labels))
      }
      if axis.labels == .whole { addEnd(insteadOfCloserThan: 0.3 * step.value(1)) }
    case .logarithmic:
      if axis.range == nil { (low, high) = Self.widened(low...high) }
      span = low...high
      ticks = Self.decades(in: span, most: max(1, count))
      if axis.labels == .whole { addEnd() }
    }
  }

  /// The last of what is counted is a tick in any case, such as the seventh of seven epochs.
  ///
  /// - Parameter distance: A tick that is nearer to it gives way.
  private mutating func addEnd(insteadOfCloserThan distance: Double = 0) {
    let end = scale == .linear ? span.upperBound : pow(10, span.upperBound)
    let whole = end.rounded()
    guard abs(whole) < 1e15, abs(end - whole) <= 1e-9 * abs(whole),
      ticks.last.map({ $0.value < whole - 0.5 }) ?? true
    else { return }
    if let last = ticks.last, ticks.count > 1, whole - last.value < distance { ticks.removeLast() }
    ticks.append(Tick(value: whole, label: (whole < 0 ? "−" : "") + Int(abs(whole)).grouped))
  }

  /// Where a value lies between the ends of the axis, from 0 to 1; outside of these beyond the ends,
  /// and nil where it has no place at all.
  package func fraction(of value: Double) -> Double? {
    Self.place(of: value, scale).map { place in
      let fraction = (place - span.lowerBound) / (span.upperBound - span.lowerBound)
      // An end is a multiple of the step, which rounding may have put beside the value it is made for.
      let end = fraction.rounded()
      return 0...1 ~= end && abs(fraction - end) < 1e-9 ? end : fraction
    }
  }

  /// Far beyond what anybody looks at, so that no difference overflows.
  private static let mostMagnitude = 1e150

  private static func place(of value: Double, _ scale: Chart.Axis.Scale) -> Double? {
    guard value.isFinite else { return nil }
    let value = min(max(value, -mostMagnitude), mostMagnitude)
    switch scale {
    case .linear: return value
    case .logarithmic: return value > 0 ? log10(value) : nil
    }
  }

  /// Logarithms out to those of the next 1, 2 or 5 times a power of ten.
  private static func widened(_ range: ClosedRange<Double>) -> (Double, Double) {
    let slack = 1e-9
    func rounds(_ place: Double) -> [Double] {
      [1, 2, 5, 10].map { place.rounded(.down) + log10($0) }
    }
    let low = rounds(range.lowerBound + slack).last { $0 <= range.lowerBound + slack }
    let high = rounds(range.upperBound - slack).first { $0 >= range.upperBound - slack }
    return (low ?? range.lowerBound, high ?? range.upperBound)
  }

  /// Powers of ten; where there are few, twice and five times as much too.
  private static func decades(in span: ClosedRange<Double>, most count: Int) -> [Tick] {
    let first = Int(span.lowerBound.rounded(.down))
    let last = Int(span.upperBound.rounded(.up))
    let decades = last - first
    let mantissas = decades * 3 < count ? [1, 2, 5] : [1]
    let stride = max(1, (decades + count - 1) / count)
    var ticks: [Tick] = []
    for exponent in Swift.stride(from: first, through: last, by: stride) {
      for mantissa in mantissas {
        let place = log10(Double(mantissa)) + Double(exponent)
        guard span.contains(place) else { continue }
        let step = Step(mantissa: mantissa, exponent: exponent)
        ticks.append(Tick(value: step.value(1), label: step.label(1, .numbers)))
      }
    }
    return ticks
  }
}

/// 1, 2 or 5 times a power of ten.
private struct Step {
  let mantissa: Int
  let exponent: Int

  init(mantissa: Int, exponent: Int) { (self.mantissa, self.exponent) = (mantissa, exponent) }

  /// The smallest that goes into a length at most so many times.
  init(for length: Double, most count: Int, _ labels: Chart.Axis.Labels) {
    let ideal = max(length / Double(count), 1e-300)
    var exponent = Int(log10(ideal).rounded(.down)) - 1
    if labels == .whole { exponent = max(0, exponent) }
    // A share of rounding, so that ten steps of 0.1 still make 1.
    let tolerance = 1 + 1e-9
    while true {
      for mantissa in [1, 2, 5] {
        let step = Step(mantissa: mantissa, exponent: exponent)
        if step.value(1) * tolerance >= ideal {
          self = step
          return
        }
      }
      exponent += 1
    }
  }

  /// The next smaller one.
  private var finer: Step {
    switch mantissa {
    case 5: Step(mantissa: 2, exponent: exponent)
    case 2: Step(mantissa: 1, exponent: exponent)
    default: Step(mantissa: 5, exponent: exponent - 1)
    }
  }

  /// A smaller step where widening a range to multiples of this one would leave more than half of the axis
  /// empty, as long as no more ticks come of it than there is room for.
  func sparing(
    _ range: ClosedRange<Double>, most count: Int, _ labels: Chart.Axis.Labels
  ) -> Step {
    let finer = finer
    func length(_ step: Step) -> Double {
      let (low, high) = step.widened(range)
      return high - low
    }
    guard range.upperBound - range.lowerBound < length(self) / 2,
      labels != .whole || finer.exponent >= 0,
      length(finer) / finer.value(1) < Double(count) - 0.5
    else { return self }
    return finer.sparing(range, most: count, labels)
  }

  func value(_ multiple: Int) -> Double {
    let digits = Double(multiple) * Double(mantissa)
    return exponent >= 0 ? digits * pow(10, Double(exponent)) : digits / pow(10, Double(-exponent))
  }

  /// The multiples whose values lie in a range.
  func multiples(in range: ClosedRange<Double>) -> ClosedRange<Int> {
    let slack = 1e-6
    let first = Int((range.lowerBound / value(1) - slack).rounded(.up))
    let last = Int((range.upperBound / value(1) + slack).rounded(.down))
    return first...max(first, last)
  }

  /// The range out to the next multiples.
  func widened(_ range: ClosedRange<Double>) -> (Double, Double) {
    let slack = 1e-6
    let low = (range.lowerBound / value(1) + slack).rounded(.down)
    let high = (range.upperBound / value(1) - slack).rounded(.up)
    return (low * value(1), max(high, low + 1) * value(1))
  }

  /// The decimal digits of a multiple, exactly.
  func label(_ multiple: Int, _ labels: Chart.Axis.Labels) -> String {
    let exponent = labels == .percent ? exponent + 2 : exponent
    let unit = labels == .percent ? " %" : ""
    let digits = multiple * mantissa
    guard digits != 0 else { return "0" + unit }
    let sign = digits < 0 ? "−" : ""
    guard -5...6 ~= exponent, abs(digits) < 1_000_000_000_000 else {
      return sign + Self.short(abs(digits), exponent) + unit
    }
    if exponent >= 0 {
      return sign + (0..<exponent).reduce(abs(digits)) { power, _ in power * 10 }.grouped + unit
    }
    var text = String(abs(digits))
    while text.utf8.count <= -exponent { text = "0" + text }
    let point = text.index(text.endIndex, offsetBy: exponent)
    return sign + text[..<point] + "." + text[point...] + unit
  }

  /// With the power of ten written out: 2e−7.
  private static func short(_ digits: Int, _ exponent: Int) -> String {
    var (digits, exponent) = (digits, exponent)
    while digits % 10 == 0 { (digits, exponent) = (digits / 10, exponent + 1) }
    return "\(digits)e" + (exponent < 0 ? "−\(-exponent)" : "\(exponent)")
  }
}

extension Int {
  /// With a comma between thousands: `48,000`.
  fileprivate var grouped: String {
    let digits = String(self)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
