import Convolution
import Drawing

/// The picture with its square on the left, the map of what matters on the right, words below it.
struct OcclusionLayout {
  let picture: ScreenLayout.WholePicture
  let map: TableGeometry
  /// Legend and words.
  let text: Region
  private let grid: OcclusionGrid

  private static let leastWidth = 24
  /// Lines below the map that say where it is strongest.
  private static let textRows = 7

  init(_ model: Model, _ occlusion: Occlusion) {
    let body = model.viewBody
    let grid = occlusion.grid
    self.grid = grid
    // A heading above each.
    let rows = max(1, body.rows - 1)
    let sizes = Extent.drawingSizes(
      of: grid.picture, least: 1, most: max(2 * rows, body.columns / 2))
    let size =
      sizes.first { ($0.height + 1) / 2 <= rows && $0.width <= body.columns / 2 - 1 }
      ?? Extent(1)
    picture = ScreenLayout.WholePicture(
      region: Region(
        row: body.row + 1, column: body.column, rows: (size.height + 1) / 2, columns: size.width),
      size: size)
    let column = body.column + max(Self.leastWidth, size.width) + 3
    let columns = max(1, body.endColumn - column)
    let range = OcclusionText.range(model, occlusion)
    let format = CellFormat(range)
    let width = format.width
    func fits(_ zoom: Zoom, rows: Int) -> Bool {
      let cell = TableGeometry.cellSize(zoom, numberWidth: width)
      return grid.rows * cell.height <= rows && grid.columns * cell.width + 2 <= columns
    }
    // Numbers come when all are known: before, their width would change again and again.
    let zoom: Zoom =
      occlusion.isComplete && fits(.large, rows: rows - Self.textRows)
      ? .large
      : occlusion.isComplete && fits(.numbers, rows: rows - 1)
        ? .numbers : fits(.tiles, rows: rows - 1) ? .tiles : .picture
    let height = TableGeometry.cellSize(zoom, numberWidth: width).height
    let tableRows = zoom == .picture ? (grid.rows + 1) / 2 : grid.rows * height
    let region = Region(
      row: body.row + 1, column: column, rows: min(tableRows, rows - 1), columns: columns)
    let frame = TableGeometry.Frame(
      (row: occlusion.place / grid.columns, column: occlusion.place % grid.columns))
    map = TableGeometry(
      region: region, zoom: zoom, numberWidth: width, rows: 0..<grid.rows,
      columns: 0..<grid.columns, frame: frame, focus: frame, opensRows: false)
    text = Region(
      row: region.endRow, column: column, rows: max(0, body.endRow - region.endRow),
      columns: columns)
  }

  /// The place that a click chooses.
  func place(row: Int, column: Int) -> Int? {
    if picture.region.contains(row: row, column: column) {
      let pixel = (
        row: (row - picture.region.row) * 2 * grid.picture.height / picture.size.height,
        column: (column - picture.region.column) * grid.picture.width / picture.size.width
      )
      return grid.place(nearest: pixel.row, pixel.column)
    }
    return map.cell(screenRow: row, screenColumn: column).map {
      $0.row * grid.columns + $0.column
    }
  }
}
