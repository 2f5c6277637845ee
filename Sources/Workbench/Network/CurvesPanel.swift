import Drawing
import Training

/// Loss and accuracy over the epochs, as they grow.
struct CurvesPanel {
  let training: NetworkTraining
  let region: Region
  private let history: History

  init(_ training: NetworkTraining, in region: Region) {
    (self.training, self.region, history) = (training, region, training.history)
  }

  /// Rows from which two charts stand one above the other.
  private static let rowsForTwo = 20

  func draw(on canvas: inout Canvas) {
    var region = region
    // In the end the large digits say it.
    if let comparison = training.comparison, training.test == nil || training.shownEpoch != nil,
      let left = ErrorLeft(history, comparedWith: comparison), region.rows > 8
    {
      region.rows -= 1
      // The mark says which of the curves is meant, also where its name finds no room beside it.
      canvas[region.endRow, region.column] = Cell(
        Chart.Ink.third.marker, Chart.Ink.third.style)
      canvas.write(
        left.text(width: region.columns - 2), row: region.endRow, column: region.column + 2,
        columns: region.columns - 2, style: Style(.accent))
    }
    let (first, second) =
      region.rows >= Self.rowsForTwo
      ? region.rows(split: (region.rows - 1) / 2, gap: 1)
      : region.columns(split: (region.columns - 2) / 2, gap: 2)
    let glyphs = training.display.glyphs
    canvas.draw(lossChart(columns: first.columns), in: first, glyphs: glyphs)
    canvas.draw(accuracyChart(columns: second.columns), in: second, glyphs: glyphs)
  }

  // MARK: The two charts

  private func lossChart(columns: Int) -> Chart {
    let curves = curves(columns: columns, { $0.loss }, TrainingFigures.loss)
    var axis = Chart.Axis(scale: training.choice.isLogarithmic ? .logarithmic : .linear)
    let highest = curves.flatMap { $0.points.map(\.y) }.filter(\.isFinite).max()
    // The first batches would press everything that follows to the floor: they may leave the chart.
    if !training.choice.isLogarithmic, !history.epochs.isEmpty, let highest, highest > 0 {
      axis.range = 0...highest * 1.15
    }
    return Chart(
      title: "loss",
      series: batches(training.trainer?.batchLosses ?? [], from: 0, columns: columns) + curves,
      horizontal: epochs,
      vertical: axis, marks: marks)
  }

  private func accuracyChart(columns: Int) -> Chart {
    let curves = curves(columns: columns, { $0.accuracy }, TrainingFigures.percent)
    var axis = Chart.Axis(labels: .percent)
    let shares = curves.flatMap { $0.points.map(\.y) }.filter(\.isFinite)
    if !history.epochs.isEmpty, let lowest = shares.min(), let highest = shares.max() {
      let margin = max(0.02, (highest - lowest) / 4)
      axis.range = max(0, lowest - margin)...min(1, highest + margin)
    }
    let recorded = training.batchAccuracies
    return Chart(
      title: "accuracy",
      series: batches(recorded.shares, from: recorded.first, columns: columns) + curves,
      horizontal: epochs, vertical: axis, marks: marks)
  }

  private var epochs: Chart.Axis {
    let count = max(1, history.recipe.epochs, history.epochs.count)
    return Chart.Axis("epochs", range: 0...Double(count), labels: .whole)
  }

  /// Every batch's number, or where these are too many for the dots, their means.
  ///
  /// - Parameter first: The batch of the whole training that the numbers begin with.
  private func batches(_ numbers: [Float], from first: Int, columns: Int) -> [Chart.Series] {
    guard !numbers.isEmpty else { return [] }
    let perEpoch = Double(history.batchesPerEpoch)
    // As many as there are dots for the part of the axis that is behind us.
    let share = Double(numbers.count) / (perEpoch * Double(max(1, history.recipe.epochs)))
    let most = max(8, Int(share * Double(2 * columns)))
    let size = (numbers.count + most - 1) / most
    let points = stride(from: 0, to: numbers.count, by: size).map { start in
      let part = numbers[start..<min(start + size, numbers.count)]
      let mean = part.reduce(0.0) { $0 + Double($1) } / Double(part.count)
      return Chart.Point((Double(first + start) + Double(part.count) / 2) / perEpoch, mean)
    }
    return [Chart.Series("each batch", points, ink: .faint)]
  }

  private func curves(
    columns: Int, _ measure: (History.Score) -> Double, _ figure: (Double) -> String
  ) -> [Chart.Series] {
    var learned = history.epochs.enumerated().map {
      Chart.Point(Double($0 + 1), measure($1.training))
    }
    if let running = running { learned.append(Chart.Point(running.place, measure(running.score))) }
    let heldOut = history.epochs.enumerated().compactMap { index, epoch in
      epoch.validation.map { Chart.Point(Double(index + 1), measure($0)) }
    }
    let other = training.comparison.map { other in
      other.epochs.prefix(max(1, history.recipe.epochs)).enumerated().compactMap { index, epoch in
        epoch.validation.map { Chart.Point(Double(index + 1), measure($0)) }
      }
    }
    // It is its held-out pictures that are compared with these.
    let name = comparisonName
    return [
      ("training", learned, Chart.Ink.first), ("validation", heldOut, .second),
      (name, other ?? [], .third),
    ].compactMap { name, points, ink in
      guard let last = points.last else { return nil }
      // Where names stand in one line above, there is no room for numbers. And one of a later epoch than
      // the others' would be taken for their rival.
      let isLater = ink == .third && points.count > heldOut.count
      return Chart.Series(
        name, points, ink: ink, showsPoints: true,
        note: columns >= 56 && !isLater ? figure(last.y) : "")
    }
  }

  /// What the other network is called, without what both are called.
  private var comparisonName: String {
    guard let name = training.comparison?.network else { return "" }
    let family = history.network + "-"
    return name.hasPrefix(family) ? String(name.dropFirst(family.count)) : name
  }

  /// How the epoch under way goes, and where it is.
  private var running: (place: Double, score: History.Score)? {
    guard let trainer = training.trainer, let score = trainer.running,
      trainer.epoch == history.epochs.count
    else { return nil }
    let share = Double(trainer.batch) / Double(history.batchesPerEpoch)
    return (Double(trainer.epoch) + share, score)
  }

  private var marks: [Chart.Mark] {
    if let epoch = training.shownEpoch {
      return [Chart.Mark(Double(epoch), epoch == 0 ? "before" : "epoch \(epoch)")]
    }
    return history.bestEpoch.map { [Chart.Mark(Double($0 + 1), "lowest loss held out")] } ?? []
  }
}
