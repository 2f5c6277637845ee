package import Drawing
package import Training

extension StudyWay {
  /// What its curve is drawn with, the same wherever it is drawn.
  package var ink: Chart.Ink {
    switch self {
    case .scratch: .first
    case .augmentation: .second
    case .transfer: .third
    case .untrained: .fourth
    case .fineTuning: .fifth
    }
  }
}

extension StudyResult {
  /// The mean curves of all ways.
  ///
  /// - Parameter ways: Those that are to be seen.
  package func chart(_ ways: Set<StudyWay> = Set(StudyWay.allCases)) -> Chart {
    let series = plan.ways.filter(ways.contains).compactMap { way -> Chart.Series? in
      let points = plan.checkpoints.compactMap { step in
        spread(way, step: step).map { Chart.Point(Double(step), $0.mean) }
      }
      guard let last = points.last else { return nil }
      return Chart.Series(
        way.title, points, ink: way.ink, showsPoints: true, note: StudyWords.percent(last.y))
    }
    return Chart(
      title: "right, %", series: series,
      horizontal: Chart.Axis("updates", scale: .logarithmic, labels: .whole),
      vertical: Chart.Axis(labels: .percent))
  }
}
