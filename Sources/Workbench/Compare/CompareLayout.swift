package import Drawing
import Training

/// Where everything is on the screen of a comparison: one page on small screens and on a projector, all
/// on larger ones.
package struct CompareLayout: Hashable, Sendable {
  /// The row of the pages' names; nil where all of them show.
  package let tabsRow: Int?
  /// Networks that learn other classes: what has the place of curves that have not begun.
  package private(set) var preparation: Region?
  /// What came out, for the back of the room.
  package private(set) var figures: Region?
  package private(set) var chart: Region?
  package private(set) var table: Region?
  package private(set) var differences: Region?
  package private(set) var pictures: Region?
  package let conclusion: Region
  package let progressRow: Int
  package let hintRow: Int
  private let ways: Int

  package static let smallestSize = (columns: 60, rows: 20)

  package init(_ comparison: Comparison) {
    let display = comparison.display
    ways = comparison.plan.ways.count
    (progressRow, hintRow) = (display.rows - 2, display.rows - 1)
    let conclusionRows = Self.conclusionRows(comparison)
    conclusion = Region(
      row: progressRow - conclusionRows, column: 1, rows: conclusionRows,
      columns: display.columns - 2)
    let showsAll = !comparison.isPresenting && display.columns >= 110 && display.rows >= 30
    tabsRow = showsAll ? nil : 1
    let top = showsAll ? 2 : 3
    let body = Region(
      row: top, column: 1, rows: conclusion.row - top - 1, columns: display.columns - 2)
    if showsAll {
      arrangeAll(comparison, in: body)
    } else {
      switch comparison.page {
      case .curves: arrangeCurves(comparison, in: body)
      case .differences: differences = body
      case .pictures: pictures = body
      }
    }
  }

  /// As many as the conclusion takes: at least two, and few on a small screen.
  private static func conclusionRows(_ comparison: Comparison) -> Int {
    let display = comparison.display
    let lines = comparison.standingText.text.wrapped(to: display.columns - 2).count
    return min(max(2, lines), display.rows < 24 ? 2 : 4)
  }

  private mutating func arrangeAll(_ comparison: Comparison, in body: Region) {
    let right = min(body.columns * 2 / 5, 64)
    let (left, side) = body.columns(split: body.columns - right - 3, gap: 3)
    pictures = side
    if comparison.preparation != nil {
      preparation = left
    } else {
      let (upper, differences) = left.rows(split: left.rows - 6, gap: 1)
      let (chart, table) = upper.rows(split: upper.rows - ways - 2, gap: 1)
      (self.chart, self.table, self.differences) = (chart, table, differences)
    }
  }

  private mutating func arrangeCurves(_ comparison: Comparison, in body: Region) {
    if comparison.preparation != nil {
      preparation = body
    } else if comparison.isPresenting {
      let rows = StudyFigures(comparison, columns: body.columns, rows: body.rows / 2).rows
      let (figures, chart) = body.rows(split: rows, gap: 1)
      (self.figures, self.chart) = (figures, chart)
    } else {
      let (chart, table) = body.rows(split: body.rows - ways - 2, gap: 1)
      (self.chart, self.table) = (chart, table)
    }
  }

  // MARK: Clicks

  /// The page whose name is at a cell.
  func page(row: Int, column: Int) -> ComparePage? {
    guard row == tabsRow else { return nil }
    return ComparePage.tabs.page(at: column)
  }

  /// The way whose row is at a cell, by its place in the plan.
  func way(row: Int, column: Int) -> Int? {
    guard let table, table.contains(row: row, column: column) else { return nil }
    let place = row - table.row - 1
    return 0..<ways ~= place ? place : nil
  }
}

extension ComparePage {
  static let tabs = TabLine(allCases) { " \($0.title) " }
}
