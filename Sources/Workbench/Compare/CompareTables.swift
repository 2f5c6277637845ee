import Drawing
import Explorer
import Training

/// The tables of a comparison: what each way has got so far, and how the ways differ.
struct CompareTables {
  let result: StudyResult
  let words: StudyWords
  let shownWays: Set<StudyWay>
  let region: Region

  /// - Parameter shownWays: The ways whose marks show; nil for all.
  init(_ words: StudyWords, shownWays: Set<StudyWay>? = nil, in region: Region) {
    (self.words, result, self.region) = (words, words.result, region)
    self.shownWays = shownWays ?? Set(words.result.plan.ways)
  }

  // MARK: Ways

  /// A row for each way: key, mark, name, mean, spread, range, seeds.
  func drawWays(on canvas: inout Canvas) {
    write(
      ["right, %", "spread", "lowest", "highest", "seeds"], row: region.row, name: "",
      style: Style(.dim), on: &canvas)
    for (place, way) in result.plan.ways.enumerated() where place + 1 < region.rows {
      let row = region.row + 1 + place
      let isShown = shownWays.contains(way)
      canvas.write(
        [
          Span("\(place + 1) ", .accent),
          Span(
            isShown ? String(way.ink.marker) : " ",
            style: isShown ? way.ink.style : Style(.dim)),
        ], row: row, column: region.column)
      let spread = result.spread(way)
      let cells =
        spread.map { spread in
          [spread.mean, spread.deviation, spread.lowest, spread.highest].map(StudyWords.percent)
            + ["\(spread.count)"]
        } ?? ["–", "–", "–", "–", "0"]
      let name = isWide ? way.title : way.rawValue
      write(cells, row: row, name: name, style: Style(isShown ? .text : .dim), on: &canvas)
    }
  }

  /// Whether names can be whole.
  private var isWide: Bool { region.columns >= 67 }

  /// Where the columns of numbers end.
  private var columnEnds: [Int] { isWide ? [37, 45, 53, 61, 67] : [26, 34, 42, 51, 57] }

  private func write(
    _ cells: [String], row: Int, name: String, style: Style, on canvas: inout Canvas
  ) {
    canvas.write(name, row: row, column: region.column + 4, style: style)
    // What comes last is left out where there is no room for it.
    for (cell, end) in zip(cells, columnEnds) where end <= region.columns {
      canvas.write(cell, row: row, endingAt: region.column + end, style: style)
    }
  }

  // MARK: Differences

  /// A row for each difference; on a page of its own, also how everything was measured.
  func drawDifferences(on canvas: inout Canvas) {
    var row = region.row
    canvas.write(
      "seed by seed, in points", row: row, column: region.column, columns: region.columns,
      style: Style(.strong))
    let differences = result.differences
    if differences.isEmpty {
      canvas.write(
        "no seed has finished two ways yet", row: row + 1, column: region.column,
        columns: region.columns, style: Style(.dim))
    } else {
      let ends = Self.differenceEnds
      for (title, end) in [("mean", ends.mean), ("spread", ends.spread), ("ahead in", ends.ahead)]
      where end <= region.columns {
        canvas.write(title, row: row, endingAt: region.column + end, style: Style(.dim))
      }
    }
    for difference in differences where row + 1 < region.endRow {
      row += 1
      draw(difference, row: row, on: &canvas)
    }
    // Where the table has a page of its own.
    guard region.rows >= 12 else { return }
    row += 2
    // A narrow footer has no room for the whole conclusion.
    let conclusion = region.columns < 70 && result.isWhole ? words.conclusion : nil
    let more = [words.smallTestNote, conclusion]
    for line in words.method + more.compactMap({ $0 }) {
      for part in line.wrapped(to: region.columns) where row < region.endRow {
        canvas.write(part, row: row, column: region.column, style: Style(.dim))
        row += 1
      }
    }
  }

  /// Where the columns end that stand behind a difference's name; its verdict stands behind them.
  private static let differenceEnds = (mean: 30, spread: 37, ahead: 47)

  private func draw(_ difference: PairedDifference, row: Int, on canvas: inout Canvas) {
    let verdict = difference.verdict
    let isClear = verdict == .better || verdict == .worse
    let spread = difference.spread
    let style = Style(isClear ? .text : .dim)
    let (start, ends) = (region.column, Self.differenceEnds)
    canvas.write(StudyWords.shortName(difference), row: row, column: start)
    canvas.write(
      StudyWords.points(spread.mean), row: row, endingAt: start + ends.mean,
      style: Style(isClear ? .strong : .text))
    canvas.write(
      StudyWords.percent(spread.deviation), row: row, endingAt: start + ends.spread, style: style)
    canvas.write(StudyWords.ahead(difference), row: row, endingAt: start + ends.ahead, style: style)
    // Shortened where it would be cut.
    let room = region.columns - ends.ahead - 2
    let verdicts = [StudyWords.verdict(difference), StudyWords.shortVerdict(difference)]
    let fitting = verdicts.first { $0.unicodeScalars.count <= room } ?? ""
    canvas.write(fitting, row: row, column: start + ends.ahead + 2, style: style)
  }
}
