import Drawing

/// A list in the middle of the screen, one line chosen; the room there is decides how much of each
/// line's note shows.
struct ItemList {
  struct Item {
    let title: [Span]
    /// At the right end of the line.
    var detail: [Span] = []
    /// Below the line, where there is room.
    var note = ""
  }

  let items: [Item]
  let chosen: Int
  let region: Region

  private var pitch: Int { Self.pitch(of: items, rows: region.rows) }

  /// Rows for each item: the line, its note, a blank one.
  static func pitch(of items: [Item], rows: Int) -> Int {
    let most = items.allSatisfy(\.note.isEmpty) ? 2 : 3
    return min(max(rows / max(1, items.count), 1), most)
  }

  /// Rows above a list that would else leave many empty below it.
  static func inset(of items: [Item], rows: Int) -> Int {
    min(max(0, rows - pitch(of: items, rows: rows) * items.count) / 2, 4)
  }

  private var capacity: Int { max(1, region.rows / pitch) }

  /// The first item that shows.
  private var first: Int { min(max(0, chosen - capacity / 2), max(0, items.count - capacity)) }

  var showsNotes: Bool { pitch > 1 }

  /// What was clicked.
  func item(atRow row: Int) -> Int? {
    let index = first + (row - region.row) / pitch
    return row >= region.row && row < region.endRow && items.indices.contains(index) ? index : nil
  }

  func draw(on canvas: inout Canvas) {
    for (offset, item) in items.dropFirst(first).prefix(capacity).enumerated() {
      let row = region.row + offset * pitch
      let isChosen = first + offset == chosen
      let detailStart = region.endColumn - 1 - item.detail.reduce(0) { $0 + $1.width }
      if isChosen {
        let line = Region(row: row, column: region.column, rows: 1, columns: region.columns)
        canvas.fill(line, with: Cell(" ", Style(.selection)))
      }
      func styled(_ spans: [Span]) -> [Span] {
        isChosen ? spans.map { Span($0.text, .selection) } : spans
      }
      canvas.write(
        styled(item.title), row: row, column: region.column + 1,
        columns: max(0, detailStart - region.column - 2))
      canvas.write(styled(item.detail), row: row, column: detailStart)
      guard showsNotes else { continue }
      canvas.write(
        item.note, row: row + 1, column: region.column + 7, columns: max(0, region.columns - 8),
        style: Style(isChosen ? .text : .dim))
    }
    drawMore(on: &canvas)
  }

  /// Says that there are items above or below.
  private func drawMore(on canvas: inout Canvas) {
    let style = Style(.dim)
    if first > 0 { canvas[region.row, region.column] = Cell("↑", style) }
    let last = min(items.count, first + capacity)
    guard last < items.count else { return }
    canvas[region.row + (last - first - 1) * pitch, region.column] = Cell("↓", style)
  }
}
