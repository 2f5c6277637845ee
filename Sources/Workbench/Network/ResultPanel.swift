import Drawing
import Networks
import Training

/// What came out in the end, for the back of the room.
struct ResultPanel {
  let training: NetworkTraining
  let region: Region

  func draw(on canvas: inout Canvas) {
    guard let test = training.test else { return }
    let figure = TrainingFigures.number(test.score.accuracy)
    let digits = BlockDigits(
      figure, columns: region.columns / 2, rows: region.rows, glyphs: training.display.glyphs)
    var column = region.column
    if let digits {
      digits.draw(row: region.row, column: column, style: Style(.strong), on: &canvas)
      column += digits.columns + 2
    }
    let wrong = test.count - (test.confusion.indices.reduce(0) { $0 + test.confusion[$1][$1] })
    var lines = [
      [
        Span(digits == nil ? "\(figure) % " : "% ", .strong),
        Span("of the \(test.count.grouped) test pictures are right", .strong),
      ],
      [Span("\(wrong.grouped) are wrong", .text)],
    ]
    if let comparison = training.comparison,
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
  /// With the test, also where the training was stopped before it came to it.
  var historyWithTest: History {
    var history = history
    history.test = test?.score ?? history.test
    return history
  }
}
