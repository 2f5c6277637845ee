package import Drawing

/// Where everything is on the screen of a training.
///
/// Small screens show one page at a time, larger ones the page with what belongs to it, and the
/// largest all of them at once. On a projector there is one page, as large as can be.
package struct NetworkLayout: Hashable, Sendable {
  /// What shows, and where; each has its title in the first row.
  package let panels: [Panel]
  /// The row of the pages' names; nil where all of them show.
  package let tabsRow: Int?
  /// The large digits of the test accuracy, at the end.
  package let result: Region?
  /// Rows of what there is to say, of the progress and of the keys.
  package let noteRow: Int
  package let progressRow: Int
  package let hintRow: Int

  package struct Panel: Hashable, Sendable {
    package let page: NetworkPage
    package let region: Region
  }

  package static let smallestSize = (columns: 60, rows: 20)
  package static let smallestScene = (columns: 40, rows: 8)

  package init(_ training: NetworkTraining) {
    self = training.isScene ? Self(sceneOf: training) : Self(screenOf: training)
  }

  private init(screenOf training: NetworkTraining) {
    let display = training.display
    (noteRow, progressRow, hintRow) = (display.rows - 3, display.rows - 2, display.rows - 1)
    let isPresenting = training.isPresenting
    let showsAll = display.columns >= 180 && display.rows >= 48 && !isPresenting
    tabsRow = showsAll ? nil : 1
    var body = Region(
      row: showsAll ? 2 : 3, column: 1, rows: display.rows - 4 - (showsAll ? 2 : 3),
      columns: display.columns - 2)
    let hasResult = training.test != nil && training.shownEpoch == nil
    if hasResult || isPresenting, training.page == .curves || showsAll {
      let rows =
        isPresenting ? max(4, body.rows / 3) : body.rows >= 40 ? 7 : body.rows >= 24 ? 6 : 4
      result = Region(row: body.row, column: body.column, rows: rows - 1, columns: body.columns)
      body = Region(
        row: body.row + rows, column: body.column, rows: body.rows - rows, columns: body.columns)
    } else {
      result = nil
    }
    panels =
      showsAll
      ? Self.all(in: body)
      : display.columns >= 110 && display.rows >= 30 && !isPresenting
        ? Self.pair(training.page, in: body)
        : [Panel(page: training.page, region: body)]
  }

  /// In a lesson: one page, above it the pages' names or a title, below it how far the training is.
  private init(sceneOf training: NetworkTraining) {
    let display = training.display
    (noteRow, progressRow, hintRow) = (display.rows, display.rows - 1, display.rows)
    tabsRow = training.trainer == nil ? nil : 0
    result = nil
    let below = training.showsProgress ? 1 : 0
    let top = display.rows >= 16 ? 2 : 1
    let body = Region(
      row: top, column: 0, rows: display.rows - top - below, columns: display.columns)
    panels = [Panel(page: training.page, region: body)]
  }

  /// Curves on the left, mistakes below them; filters, maps and confusion on the right.
  private static func all(in body: Region) -> [Panel] {
    let left = (body.columns - 3) / 2
    let (leftPart, right) = body.columns(split: left, gap: 3)
    let (curves, mistakes) = leftPart.rows(split: leftPart.rows * 3 / 5, gap: 1)
    let (filters, rest) = right.rows(split: min(14, right.rows / 4), gap: 1)
    let (maps, confusion) = rest.rows(split: rest.rows - 14, gap: 1)
    return [
      Panel(page: .curves, region: curves), Panel(page: .filters, region: filters),
      Panel(page: .maps, region: maps), Panel(page: .confusion, region: confusion),
      Panel(page: .mistakes, region: mistakes),
    ]
  }

  /// A page, and beside it what is best looked at together with it.
  private static func pair(_ page: NetworkPage, in body: Region) -> [Panel] {
    switch page {
    case .curves:
      let (left, right) = body.columns(split: (body.columns - 3) * 52 / 100, gap: 3)
      let (filters, confusion) = right.rows(split: right.rows - 14, gap: 1)
      return [
        Panel(page: .curves, region: left), Panel(page: .filters, region: filters),
        Panel(page: .confusion, region: confusion),
      ]
    case .filters, .maps:
      let (left, right) = body.columns(split: (body.columns - 3) * 2 / 5, gap: 3)
      return [Panel(page: .filters, region: left), Panel(page: .maps, region: right)]
    case .confusion, .mistakes:
      let (left, right) = body.columns(split: (body.columns - 3) * 11 / 20, gap: 3)
      return [Panel(page: .confusion, region: left), Panel(page: .mistakes, region: right)]
    }
  }

  // MARK: Clicks

  /// The page of whatever is under a cell of the screen.
  package func page(row: Int, column: Int) -> NetworkPage? {
    if row == tabsRow {
      return NetworkPage.tabs.page(at: column)
    }
    return panels.first { $0.region.contains(row: row, column: column) }?.page
  }
}

extension NetworkPage {
  static let tabs = TabLine(allCases) { " \($0.rawValue + 1) \($0.title) " }
  /// In a lesson, digits are the lesson's.
  static let sceneTabs = TabLine(allCases) { "   \($0.title) " }
}

extension Region {
  /// The left part with so many columns, and what is left of the right.
  func columns(split count: Int, gap: Int) -> (Region, Region) {
    let count = min(max(0, count), columns)
    return (
      Region(row: row, column: column, rows: rows, columns: count),
      Region(
        row: row, column: column + count + gap, rows: rows, columns: columns - count - gap)
    )
  }

  /// The upper part with so many rows, and what is left of the lower.
  func rows(split count: Int, gap: Int) -> (Region, Region) {
    let count = min(max(0, count), rows)
    return (
      Region(row: row, column: column, rows: count, columns: columns),
      Region(row: row + count + gap, column: column, rows: rows - count - gap, columns: columns)
    )
  }
}
