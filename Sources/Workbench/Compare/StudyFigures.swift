import Drawing
import Training

/// What each way gets right, in digits that can be read from the back of the room, side by side.
struct StudyFigures {
  private let ways: [StudyWay]
  private let result: StudyResult
  /// The columns that a way has.
  private let width: Int
  /// nil where not even the smallest block digits fit: then digits have their ordinary size.
  private let size: BlockText.PixelSize?

  /// - Parameter rows: The most that they may take.
  init(_ comparison: Comparison, columns: Int, rows: Int) {
    result = comparison.result
    ways = comparison.plan.ways.filter(comparison.shownWays.contains)
    width = columns / max(1, ways.count)
    // Names have a row of their own.
    size = BlockText.PixelSize.largest(
      for: ways.map { Self.figure($0, comparison.result) }, columns: width - 2, rows: rows - 1,
      glyphs: comparison.display.glyphs)
  }

  var rows: Int {
    let digits = size.map { BlockText("0", size: $0).rows } ?? 1
    return ways.isEmpty ? 0 : digits + 1
  }

  private static func figure(_ way: StudyWay, _ result: StudyResult) -> String {
    result.spread(way).map { StudyWords.percent($0.mean) } ?? "-"
  }

  func draw(in region: Region, on canvas: inout Canvas) {
    for (place, (way, name)) in zip(ways, names).enumerated() {
      let column = region.column + place * width
      let figure = Self.figure(way, result)
      if let size {
        BlockText(figure, size: size)
          .draw(row: region.row, column: column, style: Style(.strong), on: &canvas)
      } else {
        canvas.write(figure, row: region.row, column: column, style: Style(.strong))
      }
      let row = region.row + rows - 1
      let mark = [Span(String(way.ink.marker), style: way.ink.style), Span(" ")]
      canvas.write(
        mark + [Span(name, .strong)], row: row, column: column, columns: width - 1)
    }
  }

  /// `transfer, % right`, or less where there is less room for all of them.
  private var names: [String] {
    let choices = [
      ways.map { "\($0.title), % right" }, ways.map(\.title), ways.map { "\($0.rawValue), %" },
    ]
    return choices.first { $0.allSatisfy { $0.unicodeScalars.count + 3 <= width } }
      ?? ways.map(\.rawValue)
  }
}
