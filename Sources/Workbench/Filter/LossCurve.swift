import Drawing
import Training

/// The loss from the first numbers to the last step that is kept.
struct LossCurve {
  private let steps: [FilterLearning.Step]
  private let position: Int
  private let isLogarithmic: Bool
  private let lowest: Double?
  private let loss: Double
  /// Whether the loss stands above the curve in large.
  private let hasDigits: Bool

  /// Losses that grow this many times have no room on an even axis.
  private static let explosion = 20.0

  init(_ model: FilterModel) {
    steps = model.learning.steps
    position = model.learning.position
    loss = model.learning.loss
    hasDigits = model.showsProjector
    lowest = model.goal == nil ? model.learning.curvature.lowestLoss : nil
    isLogarithmic =
      model.isLogarithmic
      || steps.contains { $0.loss > Self.explosion * max(model.learning.steps[0].loss, 1e-30) }
  }

  func chart(in region: Region) -> Chart {
    let most = max(2, 2 * region.columns)
    let past = points(0...position, most: most)
    var series = [Chart.Series("", past, ink: .first)]
    if position + 1 < steps.count {
      series.insert(
        Chart.Series("", points(position...steps.count - 1, most: most), ink: .faint), at: 0)
    }
    // The first steps have room to grow into.
    let end = Double(max(20, steps.count - 1))
    let highest = steps.reduce(0) { max($0, $1.loss) }
    return Chart(
      title: title, series: series, horizontal: Chart.Axis("step", range: 0...end, labels: .whole),
      vertical: Chart.Axis(
        "", range: isLogarithmic ? nil : 0...max(1.05 * highest, 1e-12),
        scale: isLogarithmic ? .logarithmic : .linear))
  }

  private var title: String {
    let best = lowest.map { ", no filter gets below \(Figures.loss($0))" } ?? ""
    let mean = "mean squared difference\(best)"
    return hasDigits ? mean : "loss \(Figures.loss(loss)): \(mean)"
  }

  /// As many points as can be told apart.
  private func points(_ range: ClosedRange<Int>, most: Int) -> [Chart.Point] {
    let pace = max(1, range.count / most)
    var chosen = Array(stride(from: range.lowerBound, through: range.upperBound, by: pace))
    if chosen.last != range.upperBound { chosen.append(range.upperBound) }
    return chosen.map { Chart.Point(Double($0), steps[$0].loss) }
  }
}
