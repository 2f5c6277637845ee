import Drawing
import Explorer
import Networks
package import Training
import Workbench

/// A study's outcome as text and as CSV.
package struct StudyReport: Sendable {
  private let result: StudyResult
  private let words: StudyWords

  package init(_ result: StudyResult, task: StudyTask) {
    self.result = result
    words = StudyWords(result, task: task)
  }

  // MARK: Text

  /// What is done: printed before it begins.
  package var opening: String {
    (Self.wrapped([words.title], 80) + result.plan.ways.map { "  \($0.title): \($0.explanation)" }
      + [""])
      .map { $0 + "\n" }.joined()
  }

  /// What came out: how it was measured, a table of means and spreads, the differences, the curves,
  /// and what all that shows.
  ///
  /// - Parameter width: Columns for curves and sentences.
  package func closing(width: Int) -> String {
    let stop = Self.wrapped([words.stopNote].compactMap { $0 }, width)
    // Before a seed is finished there are no figures to lay out.
    guard result.hasFinishedRuns else { return stop.map { $0 + "\n" }.joined() }
    var lines = Self.wrapped(words.method, width) + [""]
    if !stop.isEmpty { lines += stop + [""] }
    lines += means.lines
    if result.smallTestPictures > 0 {
      lines += ["", "On \(result.smallTestPictures.grouped) pictures only:"] + smallTests.lines
      lines += Self.wrapped([words.smallTestNote].compactMap { $0 }, width)
    }
    let differences = result.differences
    if !differences.isEmpty {
      lines += ["", "Seed by seed, in points:"] + table(of: differences).lines
    }
    lines += [""] + curves(width: width)
    if result.isWhole, let conclusion = words.conclusion {
      lines += [""] + Self.wrapped([conclusion], width)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What was compared, the means and the differences, without the method.
  package var overview: String {
    var lines = Self.wrapped([words.title], 80) + [""] + means.lines
    let differences = result.differences
    if !differences.isEmpty {
      lines += ["", "Seed by seed, in points:"] + table(of: differences).lines
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Sentences on as many lines as they take.
  private static func wrapped(_ sentences: [String], _ width: Int) -> [String] {
    sentences.flatMap { ProseText.wrapped($0, width: max(40, width)) }
  }

  private var ways: [StudyWay] { result.plan.ways.filter { result.spread($0) != nil } }

  private func column(
    _ title: String, _ cell: (StudyWay) -> Spread?, _ number: (Spread) -> Double
  ) -> TextTable.Column {
    TextTable.Column(
      title, numeric: true,
      ways.map { cell($0).map { StudyWords.percent(number($0)) } ?? "–" })
  }

  /// Means after every look, and the spread of the last.
  private var means: TextTable {
    let steps = result.plan.checkpoints.map { step in
      column("@\(step)", { result.spread($0, step: step) }, \.mean)
    }
    return TextTable(
      columns: [TextTable.Column("right, %, after @ updates", ways.map(\.title))] + steps
        + spreadColumns { result.spread($0) } + (result.isWhole ? [] : [seedCounts]))
  }

  /// Of a study that was stopped: how many seeds each row is the mean of.
  private var seedCounts: TextTable.Column {
    TextTable.Column(
      "seeds", numeric: true, ways.map { (result.spread($0)?.count ?? 0).grouped })
  }

  private var smallTests: TextTable {
    TextTable(
      columns: [
        TextTable.Column("right, %", ways.map(\.title)),
        column("mean", { result.smallTestSpread($0) }, \.mean),
      ] + spreadColumns { result.smallTestSpread($0) })
  }

  private func spreadColumns(_ cell: (StudyWay) -> Spread?) -> [TextTable.Column] {
    [
      column("spread", cell, \.deviation), column("lowest", cell, \.lowest),
      column("highest", cell, \.highest),
    ]
  }

  private func table(of differences: [PairedDifference]) -> TextTable {
    TextTable(
      columns: [
        TextTable.Column("difference", differences.map(StudyWords.name)),
        TextTable.Column(
          "mean", numeric: true, differences.map { StudyWords.points($0.spread.mean) }),
        TextTable.Column(
          "spread", numeric: true, differences.map { StudyWords.percent($0.spread.deviation) }),
        TextTable.Column("ahead in", numeric: true, differences.map(StudyWords.ahead)),
        TextTable.Column("", differences.map(StudyWords.verdict)),
      ])
  }

  private func curves(width: Int) -> [String] {
    let rows = 18
    var canvas = Canvas(columns: min(width, 100), rows: rows)
    let region = Region(row: 0, column: 0, rows: rows, columns: canvas.columns)
    canvas.draw(result.chart(in: region), in: region, glyphs: .unicode)
    return (0..<rows).map { row in
      let glyphs = (0..<canvas.columns).map { canvas[row, $0].glyph }
      return String(String.UnicodeScalarView(glyphs)).trimmedEnd
    }
  }

  // MARK: Data

  /// One line for each point of each run.
  package var csv: String {
    var lines = ["way,seed,step,accuracy"]
    for run in result.runs {
      lines += run.curve.map { "\(run.way.rawValue),\(run.seed),\($0.step),\($0.accuracy)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
