import Drawing
import Explorer
import Networks
import Training

/// Networks while they learn other classes: which, why, how far they are and how long it will take.
struct PreparationPanel {
  let comparison: Comparison
  let preparation: StudyPreparation
  let region: Region

  func draw(on canvas: inout Canvas) {
    var row = region.row
    func write(_ text: String, _ role: Role, on canvas: inout Canvas) {
      for line in text.wrapped(to: region.columns) where row < region.endRow {
        canvas.write(line, row: row, column: region.column, style: Style(role))
        row += 1
      }
    }
    write("first, other classes are learned", .strong, on: &canvas)
    row += 1
    // The networks come before the words where there is little room.
    let words = [what, why]
    let needed = words.reduce(0) { $0 + $1.wrapped(to: region.columns).count + 1 }
    let fits = row + needed + preparation.networks.count + 2 <= region.endRow
    for text in fits ? words : [what] {
      write(text, .text, on: &canvas)
      row += 1
    }
    for (index, network) in preparation.networks.enumerated() where row < region.endRow {
      draw(network, number: index + 1, row: row, on: &canvas)
      row += 1
    }
    row += 1
    write(rest, .dim, on: &canvas)
  }

  // MARK: Words

  /// Which classes, how many pictures, how often.
  private var what: String {
    let classes = preparation.classes
    let names = classes.dropLast().joined(separator: ", ") + " and " + (classes.last ?? "")
    let networks = preparation.networks.count
    return "\(StudyWords.counted(networks, "network")) \(networks == 1 ? "learns" : "learn") to "
      + "tell \(names) apart: \(StudyWords.counted(preparation.pictures, "picture")), each seen "
      + "\(StudyWords.counted(preparation.epochs, "time")). No \(comparison.task.first.singular) and "
      + "no \(comparison.task.second.singular) is among them."
  }

  private var why: String {
    "Why: transfer takes layers that have learned to see other things, keeps them as they are, and "
      + "lets a small head learn on top of them. So there have to be such layers first."
  }

  private var rest: String {
    guard let seconds = comparison.secondsLeft(of: preparation.fraction) else {
      return "then the curves begin to grow here"
    }
    return "about \(TrainingFigures.duration(seconds)) left; then the curves begin to grow here"
  }

  // MARK: Networks

  /// `network 1  epoch 2 of 3  ━━━━━━━─────  84.1 % right`
  private func draw(
    _ network: StudyPreparation.Network, number: Int, row: Int, on canvas: inout Canvas
  ) {
    canvas.write("network \(number)", row: row, column: region.column, style: Style(.strong))
    canvas.write(stage(of: network), row: row, column: region.column + 11)
    let right = network.accuracy.map { "\(TrainingFigures.percent($0)) right" } ?? ""
    canvas.write(right, row: row, endingAt: region.endColumn)
    let start = region.column + 27
    let length = max(0, region.endColumn - 14 - start)
    let done = Int((network.fraction * Double(length)).rounded())
    canvas.drawProgress(done, of: length, row: row, column: start)
  }

  private func stage(of network: StudyPreparation.Network) -> String {
    switch network.stage {
    case .waiting: "waits"
    case .learning(let epoch): "epoch \(epoch) of \(preparation.epochs)"
    case .looking: "test pictures"
    case .finished: "done"
    }
  }
}
