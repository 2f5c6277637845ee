package import Convolution
package import Drawing

/// What goes where on the projector's screen.
///
/// On the left the window in large cells; on the right what is laid over it, below that the number that
/// it is about; at the foot one line of why. Channels of a cube take the whole width, and the number
/// stands below them where there is room.
package struct ProjectorLayout: Hashable, Sendable {
  package let main: Main
  /// The filter, or where there is none the output's or the input's table.
  package let side: Side?
  /// Where the number is, and what is said about it.
  package let number: Region
  package let labelRow: Int
  /// The lines of why.
  package let text: Region
  /// The first of the two rows of progress; nil where there are none.
  package let progressRow: Int?
  package let inputPicture: ScreenLayout.WholePicture?
  package let outputPicture: ScreenLayout.WholePicture?

  package enum Main: Hashable, Sendable {
    case input(LargeGrid)
    case channels([Channel])
    /// The output as bars with their labels.
    case bars(Region)

    package var grids: [LargeGrid] {
      switch self {
      case .input(let grid): [grid]
      case .channels(let channels): channels.map(\.window)
      case .bars: []
      }
    }
  }

  package enum Side: Hashable, Sendable {
    case filter(LargeGrid)
    case input(LargeGrid)
    case output(LargeGrid)

    package var grid: LargeGrid {
      switch self {
      case .filter(let grid), .input(let grid), .output(let grid): grid
      }
    }
  }

  /// One channel of a cube: its window, its slice of the filter and its sum, one below the other.
  package struct Channel: Hashable, Sendable {
    package let slice: Int
    package let captionRow: Int
    package let window: LargeGrid
    package let filter: LargeGrid?
    package let sumRow: Int
  }

  /// Less than this is too little.
  package static let smallestSize = Extent(height: 12, width: 40)

  static func fits(_ display: DisplayProperties) -> Bool {
    display.columns >= smallestSize.width && display.rows >= smallestSize.height
  }

  static let gap = 3

  package init(_ model: Model) {
    let (columns, rows) = (model.display.columns, model.display.rows)
    let progressRow = model.showsProgress ? rows - 2 : nil
    // Progress keeps a blank row above it, and so does the text.
    let end = progressRow.map { $0 - 1 } ?? rows
    let lines = end >= 30 ? 2 : 1
    text = Region(row: end - lines, column: 1, rows: lines, columns: columns - 2)
    self.progressRow = progressRow
    let body = Region(row: 0, column: 1, rows: end - lines - 1, columns: columns - 2)
    let tables = ScreenLayout.Tables(model)
    let number = ProjectorNumber(model)
    if model.isCube, let cube = CubeArrangement(model, tables, in: body) {
      main = .channels(cube.channels)
      side = nil
      let column = RightColumn(below: number, in: cube.rest)
      (self.number, labelRow) = (column.number, column.labelRow)
      (inputPicture, outputPicture) = (nil, column.picture(of: tables.output))
      return
    }
    let width = body.columns * 53 / 100
    // A caption, and half a row for the frame.
    let left = Region(
      row: body.row + 2, column: body.column, rows: body.rows - 2, columns: width)
    let right = Region(
      row: body.row, column: left.endColumn + Self.gap, rows: body.rows,
      columns: body.endColumn - left.endColumn - Self.gap)
    if model.outputSheet.isList {
      main = .bars(left)
    } else {
      main = .input(
        LargeGrid(
          in: left, numberWidth: tables.inputNumberWidth, rows: tables.inputRows,
          columns: tables.inputColumns, focus: tables.inputFocus))
    }
    let column = RightColumn(model, tables, number, in: right)
    (side, self.number, labelRow) = (column.side, column.number, column.labelRow)
    outputPicture = model.outputSheet.isList ? nil : column.picture(of: tables.output)
    inputPicture = column.secondPicture(of: tables.input, besides: outputPicture)
  }
}

// MARK: - The right column

/// The table beside the window, the number below it, and whole pictures where there is room left.
private struct RightColumn {
  var side: ProjectorLayout.Side?
  let number: Region
  let labelRow: Int
  /// Free places for pictures, without the row of their captions.
  private var free: [Region] = []

  /// Pictures smaller than this show nothing.
  private static let leastPicture = Extent(height: 4, width: 8)

  init(
    _ model: Model, _ tables: ScreenLayout.Tables, _ number: ProjectorNumber, in region: Region
  ) {
    let room = max(BlockDigits.height, region.rows * 2 / 5)
    let digits = number.digits(columns: region.columns, rows: room)
    let digitRows = digits?.rows ?? 1
    // A caption above the table, half a row for a frame, the number's label, and something between.
    let hasFrame = model.convolution == nil
    let top = region.row + (hasFrame ? 2 : 1)
    let inner = Region(
      row: top, column: region.column,
      rows: region.endRow - top - digitRows - 2, columns: region.columns * 3 / 5)
    side = Self.side(model, tables, in: inner)
    let sideEnd = side?.grid.region.endRow ?? top
    let gap = region.endRow - sideEnd - digitRows - 1 > 2 ? 2 : 1
    self.number = Region(
      row: sideEnd + gap, column: region.column, rows: digitRows, columns: region.columns)
    labelRow = self.number.endRow
    let sideColumn = (side?.grid.region.endColumn ?? region.column) + ProjectorLayout.gap
    free = [
      Region(
        row: region.row + 1, column: sideColumn, rows: sideEnd - region.row - 1,
        columns: region.endColumn - sideColumn),
      Region(
        row: labelRow + 3, column: region.column, rows: region.endRow - labelRow - 3,
        columns: region.columns),
    ]
  }

  /// Below the channels of a cube there is no table.
  init(below number: ProjectorNumber, in region: Region) {
    let digits = number.digits(
      columns: region.columns * 3 / 5, rows: max(BlockDigits.height, region.rows - 1))
    let size = (rows: digits?.rows ?? 1, columns: digits?.columns ?? number.text.count)
    let row = max(region.row, region.endRow - size.rows - 1)
    self.number = Region(
      row: row, column: region.column, rows: size.rows, columns: region.columns)
    labelRow = self.number.endRow
    let column = region.column + max(size.columns, number.label.count) + ProjectorLayout.gap
    free = [
      Region(
        row: region.row + 1, column: column, rows: region.rows - 1,
        columns: region.endColumn - column)
    ]
  }

  private static func side(
    _ model: Model, _ tables: ScreenLayout.Tables, in region: Region
  ) -> ProjectorLayout.Side? {
    guard region.rows > 0, region.columns > 0 else { return nil }
    if let bank = model.convolution?.bank {
      let whole = TableGeometry.Frame(rows: 0..<bank.kernel.height, columns: 0..<bank.kernel.width)
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
      let beside = first.region.endColumn + 2
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

// MARK: - Cubes

/// The channels of a cube side by side.
private struct CubeArrangement {
  let channels: [ProjectorLayout.Channel]
  /// What is left for the number: below the channels, or beside them on a low screen.
  let rest: Region

  private static let lowScreen = 19
  private static let mostChannels = 4

  /// - Returns: nil where not even one channel fits.
  init?(_ model: Model, _ tables: ScreenLayout.Tables, in body: Region) {
    guard let kernel = model.convolution?.bank.kernel else { return nil }
    let isLow = body.rows < Self.lowScreen
    let width = isLow ? body.columns * 62 / 100 : body.columns
    let least = max(tables.inputNumberWidth, model.sliceFormat.width) + 1
    let most = (width + ProjectorLayout.gap) / (kernel.width * least + ProjectorLayout.gap)
    guard most >= 1 else { return nil }
    let slices = model.pageOfSlices(most: min(most, Self.mostChannels))
    let column = (width + ProjectorLayout.gap) / slices.count
    // A caption and half a row for the frame above, the sums below, and blanks in between.
    let digitRows = isLow ? 0 : max(BlockDigits.height, body.rows / 4) + 2
    let room = body.rows - digitRows - 4
    let cell = min((column - ProjectorLayout.gap) / kernel.width, 2 * max(2, room / (2 * kernel.height)) + 3)
    let windowRows = min(max(kernel.height, room * 3 / 5), max(1, room))
    let filterRows = room - windowRows / kernel.height * kernel.height
    guard cell >= least else { return nil }
    let whole = TableGeometry.Frame(rows: 0..<kernel.height, columns: 0..<kernel.width)
    channels = slices.enumerated().map { index, slice in
      let left = body.column + index * min(column, kernel.width * cell + 2 * ProjectorLayout.gap)
      let window = LargeGrid(
        in: Region(
          row: body.row + 2, column: left, rows: windowRows, columns: kernel.width * cell),
        numberWidth: tables.inputNumberWidth, rows: tables.window.rows,
        columns: tables.window.columns, focus: tables.window, wanted: 1)
      let filter =
        filterRows < kernel.height
        ? nil
        : LargeGrid(
          in: Region(
            row: window.region.endRow + 1, column: left, rows: filterRows,
            columns: kernel.width * cell),
          numberWidth: model.sliceFormat.width, rows: whole.rows, columns: whole.columns,
          focus: whole, wanted: 1)
      return ProjectorLayout.Channel(
        slice: slice, captionRow: body.row, window: window, filter: filter,
        sumRow: (filter?.region.endRow ?? window.region.endRow) + 0)
    }
    guard let last = channels.last else { return nil }
    if isLow {
      let start = last.window.region.endColumn + 2 * ProjectorLayout.gap
      rest = Region(
        row: body.row, column: start, rows: body.rows, columns: body.endColumn - start)
    } else {
      rest = Region(
        row: last.sumRow + 2, column: body.column, rows: body.endRow - last.sumRow - 2,
        columns: body.columns)
    }
  }
}

// MARK: - What lies under a click

extension ProjectorLayout {
  /// What a click at a cell of the screen chooses.
  func target(row: Int, column: Int, in model: Model) -> ScreenLayout.Target? {
    guard Self.fits(model.display) else { return nil }
    let slice = model.shownSlice(of: model.explanation)
    func input(_ grid: LargeGrid, slice: Int) -> ScreenLayout.Target? {
      grid.cell(screenRow: row, screenColumn: column).flatMap {
        model.inputSheet.element(
          $0.row, $0.column, channel: model.seenChannels.lowerBound + slice)
      }.map(ScreenLayout.Target.input)
    }
    func weight(_ grid: LargeGrid, slice: Int) -> ScreenLayout.Target? {
      let kernel = model.convolution?.bank.kernel ?? Extent(1)
      return grid.cell(screenRow: row, screenColumn: column).map {
        let (row, column) = model.typedPlace($0.row, $0.column, kernel)
        return .weight(Element(channel: slice, row: row, column: column))
      }
    }
    let inMain: ScreenLayout.Target? =
      switch main {
      case .input(let grid): input(grid, slice: slice)
      case .channels(let channels):
        channels.lazy.compactMap { channel in
          input(channel.window, slice: channel.slice)
            ?? channel.filter.flatMap { weight($0, slice: channel.slice) }
        }.first
      case .bars: nil
      }
    if let inMain { return inMain }
    switch side {
    case .filter(let grid): return weight(grid, slice: slice)
    case .input(let grid): return input(grid, slice: slice)
    case .output(let grid):
      return grid.cell(screenRow: row, screenColumn: column).flatMap {
        model.outputSheet.element(
          $0.row, $0.column, channel: model.cursor.element.channel)
      }.map(ScreenLayout.Target.output)
    case nil: return nil
    }
  }
}
