package import Convolution
package import Drawing
internal import Explorer
import Training

/// What goes where on the filter's screen.
///
/// From top to bottom: the maps; the update as an equation of tables, *new = old − rate × gradient*; the
/// lines of why; the loss. What there is no room for goes in the opposite order of what a class looks at.
package struct FilterLayout: Hashable, Sendable {
  package let size: Size
  package internal(set) var maps: [Map] = []
  package internal(set) var tables: [Table] = []
  /// Between two tables: where the sign and what belongs to it begin, and how wide they are.
  package internal(set) var signs: [Region] = []
  /// The lines about the chosen number.
  package internal(set) var why = Region(row: 0, column: 0, rows: 0, columns: 0)
  package internal(set) var chart: Region?
  /// The loss in large digits, while presenting.
  package internal(set) var digits: Region?
  /// The lists and panels: over the tables.
  package internal(set) var panel: Region
  package let frame: Frame

  package enum Size: Hashable, Sendable { case tooSmall, fits }

  package enum MapKind: Hashable, Sendable { case picture, target, output, difference }

  /// A map or the picture; its title stands in the row above.
  package struct Map: Hashable, Sendable {
    package let kind: MapKind
    package let region: Region
    /// In pixels of the screen.
    package let size: Extent
  }

  package enum TableKind: Hashable, Sendable { case now, gradient, next, goal }

  /// Numbers of one channel of the filter; a title stands in the row above, the bias in the row below.
  package struct Table: Hashable, Sendable {
    package let kind: TableKind
    package let region: Region
    package let cell: Extent
    /// The rows and columns of the filter that show.
    package let rows: Range<Int>
    package let columns: Range<Int>

    package func place(_ row: Int, _ column: Int) -> Region {
      Region(
        row: region.row + (row - rows.lowerBound) * cell.height,
        column: region.column + (column - columns.lowerBound) * cell.width, rows: cell.height,
        columns: cell.width)
    }
  }

  /// The rows around everything.
  package struct Frame: Hashable, Sendable {
    package let body: Region
    package let headerRow: Int?
    package let noteRow: Int?
    package let progressRow: Int?
    package let hintRow: Int?
  }

  package static let smallestSize = Extent(height: 20, width: 64)
  package static let smallestScene = Extent(height: 8, width: 40)

  private static func need(_ chrome: Chrome) -> Extent {
    switch chrome {
    case .whole: smallestSize
    case .scene: smallestScene
    case .projector: Extent(height: 12, width: 40)
    }
  }

  package static func smallest(for model: FilterModel) -> Extent { need(model.chrome) }

  package init(_ model: FilterModel) {
    let display = model.display
    let need = Self.need(model.chrome)
    size = display.rows < need.height || display.columns < need.width ? .tooSmall : .fits
    frame = Self.frame(model)
    panel = frame.body
    guard size == .fits else { return }
    if case .painting = model.mode {
      arrangePainting(model)
    } else if model.showsProjector {
      arrangeProjector(model)
    } else {
      arrange(model)
    }
    // A list lies over everything but the numbers that it is about.
    if model.hasPanel {
      tables.removeSubrange(min(1, tables.count)...)
      (signs, chart) = ([], nil)
      why.rows = 0
    }
  }

  private static func frame(_ model: FilterModel) -> Frame {
    let (rows, columns) = (model.display.rows, model.display.columns)
    func body(_ top: Int, _ end: Int) -> Region {
      Region(row: top, column: 1, rows: end - top, columns: columns - 2)
    }
    switch model.chrome {
    case .projector where model.showsProjector:
      return Frame(
        body: body(0, rows - 2), headerRow: nil, noteRow: rows - 1, progressRow: nil,
        hintRow: nil)
    case .whole, .projector:
      return Frame(
        body: body(rows >= 30 ? 2 : 1, rows - 3), headerRow: 0, noteRow: rows - 3,
        progressRow: rows - 2, hintRow: rows - 1)
    case .scene:
      return Frame(
        body: body(0, rows), headerRow: nil, noteRow: nil, progressRow: nil, hintRow: nil)
    }
  }

  static let gap = 2

  /// The row behind the lowest of the maps.
  package var mapsEnd: Int { maps.map(\.region.endRow).max() ?? frame.body.row }
}

// MARK: - What lies under a cell of the screen

extension FilterLayout {
  package enum Target: Hashable, Sendable {
    /// One of the filter's numbers.
    case number(Int)
    /// A position of the window.
    case position(Element)
    /// A place along the loss curve: 0…1.
    case step(Double)
  }

  package func target(row: Int, column: Int, in model: FilterModel) -> Target? {
    for map in maps where map.region.contains(row: row, column: column) {
      let shape = model.task.target.shape
      let original = map.kind == .picture ? model.task.picture.shape : shape
      // In the picture the window's middle is meant, in the maps its position.
      let kernel = model.task.filterShape
      let shift = map.kind == .picture ? (kernel.height / 2, kernel.width / 2) : (0, 0)
      let place = (
        2 * (row - map.region.row) * original.height / map.size.height - shift.0,
        (column - map.region.column) * original.width / map.size.width - shift.1
      )
      return .position(
        Element(
          row: min(max(place.0, 0), shape.height - 1),
          column: min(max(place.1, 0), shape.width - 1)))
    }
    for table in tables {
      for filterRow in table.rows {
        for filterColumn in table.columns
        where table.place(filterRow, filterColumn).contains(row: row, column: column) {
          return .number(
            model.task.filterShape.index(
              of: Element(
                channel: model.shownChannel, row: filterRow, column: filterColumn)))
        }
      }
      if model.task.hasBias, table.kind != .goal, row == table.region.endRow,
        table.region.column..<table.region.endColumn ~= column
      {
        return .number(model.task.count - 1)
      }
    }
    if let chart, chart.contains(row: row, column: column) {
      return .step(Double(column - chart.column) / Double(max(1, chart.columns - 1)))
    }
    return nil
  }
}
