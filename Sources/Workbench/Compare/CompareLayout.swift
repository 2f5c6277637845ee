package import Drawing
import Training

/// Where everything is on the screen of a comparison: one page on small screens, all on larger ones.
package struct CompareLayout: Hashable, Sendable {
  /// The row of the pages' names; nil where all of them show.
  package let tabsRow: Int?
  package private(set) var chart: Region?
  package private(set) var table: Region?
  package private(set) var differences: Region?
  package private(set) var pictures: Region?
  package let conclusionRow: Int
  package let progressRow: Int
  package let hintRow: Int
  private let ways: Int

  package static let smallestSize = (columns: 60, rows: 20)
  /// Rows that the conclusion can have.
  static let conclusionRows = 2

  package init(_ comparison: Comparison) {
    let display = comparison.display
    ways = comparison.plan.ways.count
    (progressRow, hintRow) = (display.rows - 2, display.rows - 1)
    conclusionRow = progressRow - Self.conclusionRows
    let showsAll = display.columns >= 110 && display.rows >= 30
    tabsRow = showsAll ? nil : 1
    let top = showsAll ? 2 : 3
    let body = Region(
      row: top, column: 1, rows: conclusionRow - top - 1, columns: display.columns - 2)
    if showsAll {
      let right = min(body.columns * 2 / 5, 64)
      let (left, pictures) = body.columns(split: body.columns - right - 3, gap: 3)
      let (upper, differences) = left.rows(split: left.rows - 6, gap: 1)
      let (chart, table) = upper.rows(split: upper.rows - ways - 2, gap: 1)
      (self.chart, self.table, self.differences, self.pictures) = (
        chart, table, differences, pictures
      )
    } else {
      switch comparison.page {
      case .curves:
        let (chart, table) = body.rows(split: body.rows - ways - 2, gap: 1)
        (self.chart, self.table) = (chart, table)
      case .differences: differences = body
      case .pictures: pictures = body
      }
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
