import Convolution
import Drawing

/// The table beside the window, the number below it, and whole pictures where there is room left.
struct RightColumn {
  var side: ProjectorLayout.Side?
  let number: Region
  let label: Region
  /// Free places for pictures, without the row of their captions.
  private var free: [Region] = []

  /// Pictures smaller than this show nothing.
  private static let leastPicture = Extent(height: 4, width: 8)
  /// What the caption of a picture needs, and two blanks: `whole output`.
  private static let captionWidth = 14

  init(
    _ model: Model, _ tables: ScreenLayout.Tables, _ number: ProjectorNumber, in region: Region
  ) {
    let room = max(BlockText.height, region.rows * 2 / 5)
    let digits = number.digits(
      columns: region.columns, rows: room, glyphs: model.display.glyphs)
    let digitRows = digits?.rows ?? 1
    // A caption above the table, half a row for a frame, the number's label, and something between.
    let hasFrame = model.convolution == nil
    let top = region.row + (hasFrame ? 2 : 1)
    let inner = Region(
      row: top, column: region.column,
      rows: region.endRow - top - digitRows - 2, columns: region.columns * 3 / 5)
    side = Self.side(model, tables, in: inner, of: region.columns)
    let sideEnd = side?.grid.region.endRow ?? top
    let gap = region.endRow - sideEnd - digitRows - 1 > 2 ? 2 : 1
    self.number = Region(
      row: sideEnd + gap, column: region.column, rows: digitRows, columns: region.columns)
    label = Region(
      row: self.number.endRow, column: region.column, rows: 1, columns: region.columns)
    let sideColumn = (side?.grid.region.endColumn ?? region.column) + ProjectorLayout.gap
    free = [
      Region(
        row: region.row + 1, column: sideColumn, rows: sideEnd - region.row - 1,
        columns: region.endColumn - sideColumn),
      Region(
        row: label.row + 3, column: region.column, rows: region.endRow - label.row - 3,
        columns: region.columns),
    ]
  }

  /// With the channels of a cube there is no table.
  ///
  /// - Parameter isBeside: Whether the place is a column beside the channels, with the label below the
  ///   number; otherwise it is a strip below them, with the label beside it.
  init(_ number: ProjectorNumber, in region: Region, isBeside: Bool, glyphs: GlyphSet) {
    let most = isBeside ? region.rows * 2 / 5 : region.rows
    let digits = number.digits(
      columns: region.columns, rows: max(BlockText.height, most), glyphs: glyphs)
    let size = (rows: digits?.rows ?? 1, columns: digits?.columns ?? number.text.count)
    let row = max(region.row, region.endRow - size.rows - (isBeside ? 1 : 0))
    self.number = Region(
      row: row, column: region.column, rows: size.rows, columns: region.columns)
    guard !isBeside else {
      label = Region(
        row: self.number.endRow, column: region.column, rows: 1, columns: region.columns)
      free = [
        Region(
          row: region.row + 1, column: region.column, rows: row - region.row - 2,
          columns: region.columns)
      ]
      return
    }
    // Signs and digits to come keep the label where it is.
    let widest = (number.neighbors + [number.text]).map { text in
      digits.map { BlockText(text, size: $0.size).columns } ?? text.count
    }
    let column = region.column + (widest.max() ?? 0) + ProjectorLayout.gap
    let labelWidth = max(24, number.label.count)
    label = Region(
      row: row + (size.rows - 1) / 2, column: column, rows: 2,
      columns: min(labelWidth, region.endColumn - column))
    let start = label.endColumn + ProjectorLayout.gap
    free = [
      Region(
        row: region.row + 1, column: start, rows: region.rows - 1,
        columns: region.endColumn - start)
    ]
  }

  private static func side(
    _ model: Model, _ tables: ScreenLayout.Tables, in region: Region, of columns: Int
  ) -> ProjectorLayout.Side? {
    guard region.rows > 0, region.columns > 0 else { return nil }
    if let bank = model.convolution?.bank {
      let whole = TableGeometry.Frame(rows: 0..<bank.kernel.height, columns: 0..<bank.kernel.width)
      // Numbers that need more than their part of the column may have it.
      let least = (model.sliceFormat.width + 1) * bank.kernel.width
      var region = region
      region.columns = max(region.columns, min(least, columns))
      return .filter(
        LargeGrid(
          in: region, numberWidth: model.sliceFormat.width, rows: whole.rows,
          columns: whole.columns, focus: whole, wanted: 1))
    }
    if model.outputSheet.isList {
      return .input(
        LargeGrid(
          in: region, numberWidth: tables.inputNumberWidth, rows: tables.inputRows,
          columns: tables.inputColumns, focus: tables.inputFocus, wanted: 3))
    }
    return .output(
      LargeGrid(
        in: region, numberWidth: tables.outputNumberWidth, rows: 0..<tables.output.height,
        columns: 0..<tables.output.width, focus: tables.outputFrame, wanted: 3))
  }

  // MARK: Pictures

  /// Whether the table beside the window already is all of the output.
  func showsAll(of output: Extent) -> Bool {
    guard case .output(let grid) = side else { return false }
    return grid.rows.count == output.height && grid.columns.count == output.width
  }

  /// The whole of something where it can be seen best.
  func picture(of extent: Extent) -> ScreenLayout.WholePicture? {
    free.compactMap { Self.picture(of: extent, in: $0) }
      .max { $0.size.height * $0.size.width < $1.size.height * $1.size.width }
  }

  /// Another one in what is left.
  func secondPicture(
    of extent: Extent, besides first: ScreenLayout.WholePicture?
  ) -> ScreenLayout.WholePicture? {
    guard let first else { return picture(of: extent) }
    let rest = free.flatMap { place -> [Region] in
      guard place.row == first.region.row, place.column == first.region.column else {
        return [place]
      }
      let below = first.region.endRow + 2
      let beside = max(
        first.region.endColumn + 2, first.region.column + Self.captionWidth)
      return [
        Region(
          row: below, column: place.column, rows: place.endRow - below, columns: place.columns),
        Region(
          row: place.row, column: beside, rows: place.rows, columns: place.endColumn - beside),
      ]
    }
    return rest.compactMap { Self.picture(of: extent, in: $0) }
      .max { $0.size.height * $0.size.width < $1.size.height * $1.size.width }
  }

  private static func picture(of extent: Extent, in place: Region) -> ScreenLayout.WholePicture? {
    guard place.rows >= leastPicture.height, place.columns >= leastPicture.width else { return nil }
    let natural = ScreenLayout.pictureSize(extent, rows: place.rows, columns: place.columns)
    let factor = max(
      1, min(3, 2 * place.rows / natural.height, place.columns / natural.width))
    let size = Extent(height: factor * natural.height, width: factor * natural.width)
    return ScreenLayout.WholePicture(
      region: Region(
        row: place.row, column: place.column, rows: (size.height + 1) / 2, columns: size.width),
      size: size)
  }
}
