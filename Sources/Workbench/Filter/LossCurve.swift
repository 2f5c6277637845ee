import Drawing
import Training

/// What happened from the first numbers to the last step that is kept: to the loss, or to the numbers.
struct LossCurve {
  private let steps: [FilterLearning.Step]
  private let position: Int
  private let curve: FilterCurve
  private let chosen: (index: Int, name: String)
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
    chosen = (model.chosen, model.name(ofNumber: model.chosen))
    let first = max(model.learning.steps[0].loss, 1e-30)
    curve =
      model.curve == .loss && steps.contains { $0.loss > Self.explosion * first }
      ? .logarithmicLoss : model.curve
  }

  func chart(in region: Region) -> Chart {
    let most = max(2, 2 * region.columns)
    // The first steps have room to grow into.
    let end = Double(max(20, steps.count - 1))
    return Chart(
      title: title, series: curve == .numbers ? numbers(most: most) : losses(most: most),
      horizontal: Chart.Axis("step", range: 0...end, labels: .whole), vertical: vertical)
  }

  private var vertical: Chart.Axis {
    switch curve {
    case .loss:
      let highest = steps.reduce(0) { max($0, $1.loss) }
      return Chart.Axis(range: 0...max(1.05 * highest, 1e-12))
    case .logarithmicLoss: return Chart.Axis(scale: .logarithmic)
    case .numbers: return Chart.Axis()
    }
  }

  private var title: String {
    guard curve != .numbers else { return "\(chosen.name) among the numbers" }
    let best = lowest.map { ", no filter gets below \(Figures.loss($0))" } ?? ""
    let mean = "mean squared error\(best)"
    return hasDigits ? mean : "loss \(Figures.loss(loss)): \(mean)"
  }

  // MARK: Curves

  /// Up to the present step, and behind it what was learned already.
  private func losses(most: Int) -> [Chart.Series] {
    let past = Chart.Series("", points(0...position, most: most) { $0.loss }, ink: .first)
    guard position + 1 < steps.count else { return [past] }
    let future = points(position...steps.count - 1, most: most) { $0.loss }
    return [Chart.Series("", future, ink: .faint), past]
  }

  /// The chosen number before the others.
  private func numbers(most: Int) -> [Chart.Series] {
    let others = steps[0].numbers.indices.filter { $0 != chosen.index }
    return (others + [chosen.index]).map { index in
      Chart.Series(
        "", points(0...position, most: most) { Double($0.numbers[index]) },
        ink: index == chosen.index ? .first : .faint)
    }
  }

  /// As many points as can be told apart.
  private func points(
    _ range: ClosedRange<Int>, most: Int, _ value: (FilterLearning.Step) -> Double
  ) -> [Chart.Point] {
    let pace = max(1, range.count / most)
    var chosen = Array(stride(from: range.lowerBound, through: range.upperBound, by: pace))
    if chosen.last != range.upperBound { chosen.append(range.upperBound) }
    return chosen.map { Chart.Point(Double($0), value(steps[$0])) }
  }
}
