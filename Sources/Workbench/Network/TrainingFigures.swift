import Explorer
import Networks
package import Training

/// How the numbers of a training are written.
package enum TrainingFigures {
  /// `0.412`; what is no number says so.
  package static func loss(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "no number" : "∞" }
    let decimals = value < 0.1 ? 4 : value < 10 ? 3 : 1
    return Fixed(Float(value), decimals: decimals)?.text ?? "∞"
  }

  /// `89.4 %` of a share from 0 to 1.
  package static func percent(_ share: Double) -> String { number(share) + " %" }

  /// `89.4`, without the sign.
  package static func number(_ share: Double) -> String {
    Fixed(Float(share * 100), decimals: 1)?.text ?? "–"
  }

  /// `0.93` of what adds up to 1. What is not all of it is not written as 1.00.
  package static func confidence(_ share: Float) -> String {
    Fixed(share < 1 ? min(share, 0.99) : share, decimals: 2)?.text ?? "–"
  }

  /// `48,000 / 64 = 750 batches an epoch`: examples by batch size, rounded up where the last batch is
  /// smaller.
  package static func batches(of history: History) -> String {
    let (count, size) = (history.trainingExamples, max(1, history.recipe.batchSize))
    let division = "\(count.grouped) / \(size.grouped)"
    let batches =
      "\(history.batchesPerEpoch.grouped) \(history.batchesPerEpoch == 1 ? "batch" : "batches") an epoch"
    guard !count.isMultiple(of: size) else { return "\(division) = \(batches)" }
    let quotient = Fixed(Float(Double(count) / Double(size)), decimals: 1)?.text ?? ""
    let isExact = (count * 10).isMultiple(of: size)
    return "\(division) \(isExact ? "=" : "≈") \(quotient), so \(batches)"
  }

  /// `1 h 5 min`, `1 min 12 s`, `9 s`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "a long time" }
    let whole = Int(seconds.rounded(.up))
    if whole >= 3600 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
  }
}
