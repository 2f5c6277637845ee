package import Training
import Workbench

/// How a study goes, for those who read it without a screen.
package enum StudyProgress {
  /// `12 %, network 1 of 2 learns other classes: epoch 1 of 3, 81.2 % right, 1 min 5 s left`, as much of
  /// it as fits.
  ///
  /// - Parameter seconds: What it has taken so far.
  package static func text(_ study: Study, seconds: Double, width: Int) -> String {
    let fraction = study.fraction
    var facts = ["\(Int(fraction * 100)) %", study.activity]
    if let network = study.preparation?.networks.first(where: { $0.stage != .finished }),
      let accuracy = network.accuracy
    {
      facts.append("\(TrainingFigures.percent(accuracy)) right")
    }
    if fraction > 0.01, seconds > 0.5, fraction < 1 {
      let left = seconds * (1 - fraction) / fraction
      facts.append("\(TrainingFigures.duration(left)) left")
    }
    return ProgressLine.text(facts, width: width)
  }
}

/// What a study prints while it goes on: a line for each network that has learned the other classes, and
/// for each seed that has been through all ways, in their order.
package struct StudyRows: Sendable {
  private var networks = 0
  private var seeds = 0

  package init() {}

  /// The lines that have become ready since the last time.
  package mutating func next(of study: Study) -> String {
    var lines: [String] = []
    let (result, plan) = (study.result, study.plan)
    // Seeds come after all networks, however many are at work.
    for base in result.bases.dropFirst(networks) {
      networks += 1
      lines.append(
        "network \(networks) has learned the other classes: \(TrainingFigures.percent(base.accuracy)) "
          + "right")
    }
    guard study.preparation == nil else { return text(lines) }
    while seeds < plan.seeds {
      let shares = plan.ways.compactMap { way in result.accuracies(way)[seeds].map { (way, $0) } }
      guard shares.count == plan.ways.count else { break }
      seeds += 1
      let figures = shares.map { "\($0.rawValue) \(StudyWords.percent($1))" }
      lines.append("seed \(seeds): \(figures.joined(separator: ", "))")
    }
    return text(lines)
  }

  private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
