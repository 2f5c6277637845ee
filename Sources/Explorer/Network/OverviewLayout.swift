package import Convolution
package import Drawing

/// What goes where on the network screen: the picture, and beside it as many layers as there is room for.
///
/// The picture always shows, since every receptive field ends there.
package struct OverviewLayout: Sendable {
  package let picture: Placed
  /// The columns that show, from left to right.
  package let columns: [Placed]
  /// All columns of the network, seen or not.
  package let count: Int
  /// The row of the columns' names; shapes and parameters have the two rows below it.
  package let headingRow: Int
  /// Whether names are written without blanks.
  package let isShort: Bool

  /// A column on the screen.
  package struct Placed: Sendable {
    /// Its place among all columns; nil for the picture.
    package let index: Int?
    package let place: Place
    /// Where its numbers show, below the heading; the heading is as wide.
    package let region: Region
    package let content: OverviewContent
  }

  package init(_ model: Model) {
    let display = model.display
    let all = model.overviewColumns
    let isTall = display.rows >= Self.tallRows
    headingRow = isTall ? 2 : 1
    let top = headingRow + 3
    let bottom = model.hintRow - Self.footerRows - (isTall ? 1 : 0)
    let body = max(4, bottom - top)
    count = all.count
    let room = display.columns - 2
    let chosen = model.overviewIndex
    let sizing = OverviewSizing.fitting(model, all, body: body, room: room)
    isShort = sizing.isShort
    let pictureWidth = sizing.width(of: .picture, heading: ["input"])
    let widths = Widths(sizing, all, model)
    let space = room - pictureWidth
    let shown = Self.shown(
      widths, chosen: chosen, wish: model.overview.firstColumn, gap: sizing.gap, room: space)
    let used = shown.reduce(0) { $0 + widths[$1] + sizing.gap }
    // What is left over sets the columns apart, and what is left then makes the last one's bars longer.
    let gap = sizing.gap + min(3, max(0, space - used) / max(1, shown.count))
    func placed(_ index: Int?, _ place: Place, column: Int, columns: Int) -> Placed {
      Placed(
        index: index, place: place,
        region: Region(row: top, column: column, rows: body, columns: columns),
        content: sizing.content(at: place))
    }
    picture = placed(nil, .picture, column: 1, columns: pictureWidth)
    var column = 1 + pictureWidth
    var columns: [Placed] = []
    for index in shown {
      column += gap
      let isLast = index == all.count - 1
      let width = isLast ? max(widths[index], display.columns - 1 - column) : widths[index]
      columns.append(placed(index, all[index].place, column: column, columns: width))
      column += width
    }
    self.columns = columns
  }

  /// From this height on there are blank rows around the columns.
  private static let tallRows = 36
  /// Receptive field, note and status, above the hints.
  private static let footerRows = 3

  /// The widths of columns, measured when they are asked for: a network can have hundreds.
  private struct Widths {
    private let sizing: OverviewSizing
    private let columns: [OverviewColumn]
    private let model: Model

    init(_ sizing: OverviewSizing, _ columns: [OverviewColumn], _ model: Model) {
      (self.sizing, self.columns, self.model) = (sizing, columns, model)
    }

    var count: Int { columns.count }

    subscript(index: Int) -> Int {
      sizing.width(
        of: columns[index].place,
        heading: OverviewSizing.heading(of: columns[index], model, isShort: sizing.isShort))
    }
  }

  /// The columns that show: from where they did as long as the chosen one is among them.
  private static func shown(
    _ widths: Widths, chosen: Int, wish: Int, gap: Int, room: Int
  ) -> Range<Int> {
    var first = min(wish, chosen)
    // As far to the left as the chosen column can be seen from, but not further than was wished.
    var used = 0
    var leftmost = chosen
    for index in stride(from: chosen, through: 0, by: -1) {
      used += widths[index] + gap
      guard used <= room || index == chosen else { break }
      leftmost = index
    }
    first = max(first, leftmost)
    var end = first
    used = 0
    while end < widths.count, used + widths[end] + gap <= room || end == first {
      used += widths[end] + gap
      end += 1
    }
    // Behind the last column there is nothing to see: rather something before it.
    while end == widths.count, first > 0, used + widths[first - 1] + gap <= room {
      first -= 1
      used += widths[first] + gap
    }
    return first..<max(end, first + 1)
  }

  // MARK: What lies under a click

  package enum Target: Hashable, Sendable {
    case pixel(Element)
    case cell(column: Int, Element)
    case heading(column: Int)
  }

  package func target(row: Int, column: Int, in model: Model) -> Target? {
    for placed in [picture] + columns {
      let region = placed.region
      guard region.column..<region.endColumn ~= column else { continue }
      if headingRow..<region.row ~= row { return placed.index.map(Target.heading) }
      let shape = model.exploration.tensor(at: placed.place).shape
      let element = placed.content.element(
        row: row - region.row, column: column - region.column, shape: shape)
      guard let element else { return nil }
      return placed.index.map { .cell(column: $0, element) } ?? .pixel(element)
    }
    return nil
  }
}
