/// The line of the names of pages, one of which shows.
package struct TabLine<Page: Equatable & Sendable>: Sendable {
  private var tabs: [(page: Page, label: String, columns: Range<Int>)] = []

  /// - Parameter label: What stands there for a page; a blank parts it from the next.
  package init(_ pages: some Sequence<Page>, label: (Page) -> String) {
    var column = 1
    for page in pages {
      let label = label(page)
      let end = column + label.unicodeScalars.count
      tabs.append((page, label, column..<end))
      column = end + 1
    }
  }

  /// The page whose name is at a column; nil between and behind them.
  package func page(at column: Int) -> Page? { tabs.first { $0.columns.contains(column) }?.page }

  package func draw(_ present: Page, row: Int, on canvas: inout Canvas) {
    for tab in tabs {
      canvas.write(
        tab.label, row: row, column: tab.columns.lowerBound,
        style: Style(tab.page == present ? .selection : .dim))
    }
  }
}
