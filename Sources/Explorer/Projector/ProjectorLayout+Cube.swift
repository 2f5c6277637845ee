import Convolution
import Drawing

/// The channels of a cube side by side.
struct CubeArrangement {
  let slices: Range<Int>
  let channels: [ProjectorLayout.Channel]
  /// What is left for the number: below the channels, or beside them on a low screen.
  let rest: Region
  /// Whether that is beside them.
  let isLow: Bool

  private static let lowScreen = 19
  private static let mostChannels = 4
  /// Rows that leave room for block digits below each channel.
  private static let highScreen = 28
  /// A caption and half a row for the frame above the window, a sign above the filter.
  private static let titles = 3

  /// - Returns: nil where not even one channel fits.
  init?(_ model: Model, _ tables: ScreenLayout.Tables, in body: Region) {
    guard let kernel = model.convolution?.bank.kernel else { return nil }
    isLow = body.rows < Self.lowScreen
    let width = isLow ? body.columns * 2 / 3 : body.columns
    let least = max(tables.inputNumberWidth, model.sliceFormat.width) + 1
    let most = (width + ProjectorLayout.gap) / (kernel.width * least + ProjectorLayout.gap)
    guard most >= 1 else { return nil }
    slices = model.pageOfSlices(most: min(most, Self.mostChannels))
    let column = (width + ProjectorLayout.gap) / slices.count
    let sumRows = body.rows < Self.highScreen ? 1 : (BlockText.height + 1) / 2 + 1
    let below = isLow ? 0 : max(BlockText.height, body.rows / 4) + 1
    // The window has most of the rows, and the filter what is left of them.
    let room = max(1, body.rows - below - Self.titles - sumRows) / kernel.height
    let windowHeight = max(1, (2 * room + 1) / 3)
    let filterHeight = max(0, room - windowHeight)
    let cellWidth = max(
      least, min((column - ProjectorLayout.gap) / kernel.width, 4 * windowHeight))
    let whole = TableGeometry.Frame(rows: 0..<kernel.height, columns: 0..<kernel.width)
    channels = slices.enumerated().map { index, slice in
      let left =
        body.column + index * min(column, kernel.width * cellWidth + 2 * ProjectorLayout.gap)
      let window = LargeGrid(
        tables.window, row: body.row + 2, column: left, cell: (windowHeight, cellWidth),
        numberWidth: tables.inputNumberWidth)
      let filter =
        filterHeight == 0
        ? nil
        : LargeGrid(
          whole, row: window.region.endRow + 1, column: left, cell: (filterHeight, cellWidth),
          numberWidth: model.sliceFormat.width)
      let end = filter?.region.endRow ?? window.region.endRow
      return ProjectorLayout.Channel(
        slice: slice, captionRow: body.row, window: window, filter: filter,
        sum: Region(
          row: sumRows == 1 ? end : end + 1, column: left,
          rows: sumRows == 1 ? 1 : sumRows - 1, columns: window.region.columns))
    }
    guard let last = channels.last else { return nil }
    if isLow {
      let start = last.window.region.endColumn + ProjectorLayout.gap
      rest = Region(
        row: body.row, column: start, rows: body.rows, columns: body.endColumn - start)
    } else {
      let start = last.sum.endRow
      rest = Region(
        row: start, column: body.column, rows: body.endRow - start, columns: body.columns)
    }
  }
}

extension Model {
  /// The channels of a cube that the projector's screen shows; nil where none fits.
  var projectedSlices: Range<Int>? {
    CubeArrangement(self, ScreenLayout.Tables(self), in: ProjectorLayout.Rows(self).body)?.slices
  }
}
