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
  /// The mean curves of all ways, with as much of their names as there is room for: none is cut.
  ///
  /// - Parameters:
  ///   - ways: Those that are to be seen.
  ///   - hasKey: Whether marks and names stand beside the chart anyway.
  package func chart(
    _ ways: Set<StudyWay> = Set(StudyWay.allCases), in region: Region, hasKey: Bool = false
  ) -> Chart {
    for naming in [CurveNaming.titles, .words] {
      let chart = chart(ways, naming)
      if ChartLayout(chart, in: region).namesColumn != nil { return chart }
    }
    return chart(ways, hasKey ? .nothing : .bareWords)
  }

  private func chart(_ ways: Set<StudyWay>, _ naming: CurveNaming) -> Chart {
    let series = plan.ways.filter(ways.contains).compactMap { way -> Chart.Series? in
      let points = plan.checkpoints.compactMap { step in
        spread(way, step: step).map { Chart.Point(Double(step), $0.mean) }
      }
      guard let last = points.last else { return nil }
      return Chart.Series(
        naming.name(of: way), points, ink: way.ink, showsPoints: true,
        note: naming.hasFigures ? StudyWords.percent(last.y) : "")
    }
    return Chart(
      title: "right, %", series: series,
      horizontal: Chart.Axis("updates", scale: .logarithmic, labels: .whole),
      vertical: Chart.Axis(labels: .percent))
  }
}

/// How curves are called: the longest first.
private enum CurveNaming {
  /// `scratch with augmentation 93.1`
  case titles
  /// `augmentation 93.1`
  case words
  /// `augmentation`
  case bareWords
  case nothing

  var hasFigures: Bool { self == .titles || self == .words }

  func name(of way: StudyWay) -> String {
    switch self {
    case .titles: way.title
    case .words, .bareWords: way.rawValue
    case .nothing: ""
    }
  }
}
