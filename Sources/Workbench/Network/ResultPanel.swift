import Drawing
import Networks
package import Training

/// What came out in the end, for the back of the room.
struct ResultPanel {
  let training: NetworkTraining
  let region: Region

  func draw(on canvas: inout Canvas) {
    guard let result = training.result else { return }
    let figure = TrainingFigures.number(result.accuracy)
    let digits = BlockText(
      figure, columns: region.columns / 2, rows: region.rows, glyphs: training.display.glyphs)
    var column = region.column
    if let digits {
      digits.draw(row: region.row, column: column, style: Style(.strong), on: &canvas)
      column += digits.columns + 2
    }
    var lines = [
      [Span("\(digits == nil ? figure + " " : "")% of \(result.pictures) are right", .strong)],
      [Span(result.rest)],
    ]
    if training.test != nil, let comparison = training.comparison,
      let left = ErrorLeft(training.historyWithTest, comparedWith: comparison)
    {
      lines.append([Span(left.text(width: region.endColumn - column), .accent)])
    }
    for (offset, line) in lines.prefix(region.rows).enumerated() {
      canvas.write(
        line, row: region.row + offset, column: column,
        columns: max(0, region.endColumn - column))
    }
  }
}

extension NetworkTraining {
  /// The accuracy to be read from the back of the room.
  fileprivate var result: (accuracy: Double, pictures: String, rest: String)? {
    if let test, shownEpoch == nil {
      let right = test.confusion.indices.reduce(0) { $0 + test.confusion[$1][$1] }
      return (
        test.score.accuracy, "the \(test.count.grouped) test pictures",
        "\((test.count - right).grouped) are wrong"
      )
    }
    guard let answers, let score = answers.score else { return nil }
    return (score.accuracy, "the \(answers.title)", "loss \(TrainingFigures.loss(score.loss))")
  }

  /// With the test, also where the training was stopped before it came to it.
  package var historyWithTest: History {
    var history = history
    history.test = test?.score ?? history.test
    return history
  }
}
