package import Drawing
import Explorer
import Training

/// Draws a bench, whatever it is, as large as its display; what it draws depends on the bench alone.
package struct BenchView {
  private var filter = FilterView()
  private var training = NetworkView()

  package init() {}

  package mutating func canvas(for bench: Bench) -> Canvas {
    switch bench {
    case .filter(let model): filter.canvas(for: model)
    case .training(let model): training.canvas(for: model)
    case .study(let record): StudyRecordView(record).canvas
    }
  }
}

/// A study that is over, on one page or on as many as there is room for.
struct StudyRecordView {
  private let record: StudyRecord

  init(_ record: StudyRecord) { self.record = record }

  var canvas: Canvas {
    Canvas(for: record.display) { draw(on: &$0) }
  }

  private func draw(on canvas: inout Canvas) {
    let words = record.words
    let title =
      words.title.unicodeScalars.count <= canvas.columns ? words.title : words.shortTitle
    canvas.write(title, row: 0, column: 0, columns: canvas.columns, style: Style(.strong))
    let body = Region(row: 1, column: 0, rows: canvas.rows - 1, columns: canvas.columns)
    let parts = arranged(in: body)
    let hasKey = parts.contains { $0.part == .table }
    for (part, region) in parts { draw(part, in: region, hasKey: hasKey, &canvas) }
  }

  /// Where everything is; the curves take what the others leave.
  private func arranged(in body: Region) -> [(part: StudyPage, region: Region)] {
    let parts = parts(rows: body.rows)
    let rest = body.rows - parts.compactMap(height).reduce(0, +) - (parts.count - 1)
    var row = body.row
    return parts.map { part in
      let rows = min(height(of: part) ?? rest, body.endRow - row)
      defer { row += rows + 1 }
      return (part, Region(row: row, column: body.column, rows: rows, columns: body.columns))
    }
  }

  /// What there is room for, beginning with the present page, in the order in which it is read.
  private func parts(rows: Int) -> [StudyPage] {
    var parts = [record.page]
    var left = rows - (height(of: record.page) ?? Self.fewestChartRows)
    var next = record.page.following
    while next != record.page {
      guard !record.hidden.contains(next) else {
        next = next.following
        continue
      }
      left -= (height(of: next) ?? Self.fewestChartRows) + 1
      guard left >= 0 else { break }
      parts.append(next)
      next = next.following
    }
    return StudyPage.allCases.filter(parts.contains)
  }

  private static let fewestChartRows = 8

  /// Rows that a part takes; nil for the curves.
  private func height(of part: StudyPage) -> Int? {
    switch part {
    case .curves: nil
    case .table: record.result.plan.ways.count + 1
    case .differences: record.result.differences.count + 1
    }
  }

  /// - Parameter hasKey: Whether a table says which way has which mark.
  private func draw(
    _ part: StudyPage, in region: Region, hasKey: Bool, _ canvas: inout Canvas
  ) {
    switch part {
    case .curves:
      canvas.draw(
        record.result.chart(in: region, hasKey: hasKey), in: region, glyphs: record.display.glyphs)
    case .table: CompareTables(record.words, in: region).drawWays(on: &canvas)
    case .differences: CompareTables(record.words, in: region).drawDifferences(on: &canvas)
    }
  }
}
