import Convolution
package import Drawing

/// Where everything is while a filter reaches through several channels: for each of them a band with
/// its part of the input, its slice of the filter, the products and what they come to.
///
/// The output's table stays on the right, with the whole pictures below it; the sum of the bands is
/// said below them.
package struct CubeLayout: Hashable, Sendable {
  package let zoom: Zoom
  /// The channels that have a band, counted from the first that the present element sees.
  package let slices: Range<Int>
  package let bands: [Band]
  /// What the sums mean, below the bands.
  package let answer: Region
  /// The column behind the sums.
  package let sumEnd: Int
  /// The right side: what comes out.
  package let right: Region
  /// Rows of the output's table.
  package let outputRows: Int
  package let inputPicture: ScreenLayout.WholePicture?
  package let outputPicture: ScreenLayout.WholePicture?
  /// Where the color scale is explained; nil in a scene.
  package let legendRow: Int?
  /// The row of what the tables are called.
  package let headingRow: Int
  /// Whether the bands have no rows but those of the filter, and stand close together.
  package let isCompact: Bool
  /// Whether answer and output stand below the bands, which have the whole width.
  package let isAnswerFirst: Bool
  /// Columns of a list that is laid over the bands.
  package let panelColumns: Int

  /// One channel.
  package struct Band: Hashable, Sendable {
    package let slice: Int
    package let region: Region
    /// Whether the title stands in the upper edge of the frame, for want of a row of its own.
    package let isTitleInFrame: Bool
    package let input: TableGeometry
    package let weights: TableGeometry
    package let products: TableGeometry
    /// The row of the sum and of the signs between the tables.
    package let sumRow: Int
  }

  /// Rows above the bands, the header and the headings, and rows of the footer.
  private static let margins = (top: 2, bottom: 3)
  /// Columns between input and filter, and between filter and products.
  static let gap = 3
  /// Columns of a panel over the bands.
  static let panelWidth = 30
  /// Rows for the answer: its title, the channels, the bias, the ReLU; then a remark as well.
  private static let leastAnswer = 4
  private static let fullAnswer = 7
  /// Rows for a title of its own and a little of what lies above and below the window.
  private static let surroundings = 3
  private static let manyBands = 5

  /// - Returns: nil when there are not several channels, or when not even one of them fits.
  init?(_ model: Model, _ tables: ScreenLayout.Tables, columns: Int, rows: Int) {
    guard model.isCube, model.mode.kind != .why, (model.zoom ?? .numbers) >= .numbers else {
      return nil
    }
    for zoom in model.zoom == .large ? [Zoom.large, .numbers] : [.numbers] {
      let layout =
        model.chrome == .scene
        ? CubeLayout(scene: model, tables, zoom, columns: columns, rows: rows)
        : CubeLayout(model, tables, zoom, columns: columns, rows: rows)
      if let layout {
        self = layout
        return
      }
    }
    return nil
  }

  private init?(
    _ model: Model, _ tables: ScreenLayout.Tables, _ zoom: Zoom, columns: Int, rows: Int
  ) {
    guard let kernel = model.convolution?.bank.kernel else { return nil }
    let sizes = CubeSizes(model, tables, zoom, kernel)
    let body = rows - Self.margins.top - Self.margins.bottom
    let least = sizes.bandRows
    let most = (body - Self.leastAnswer) / least
    let leastRight = max(15, 2 * sizes.outputCell.width + 3)
    guard most >= 1, sizes.columns(inputColumns: sizes.windowColumns) + leastRight < columns else {
      return nil
    }
    (self.zoom, headingRow) = (zoom, Self.margins.top - 1)
    (isCompact, isAnswerFirst, panelColumns) = (false, false, Self.panelWidth)
    // On a large screen a few channels fewer, with something around their windows.
    let roomy = (body - Self.fullAnswer) / (least + Self.surroundings)
    slices = model.pageOfSlices(most: roomy >= Self.manyBands ? roomy : most)
    let count = slices.count
    let answerRows = min(Self.fullAnswer, max(Self.leastAnswer, body - count * least))
    let height = min((body - answerRows) / count, tables.inputRows.count * sizes.cell.height + 3)
    let isTitleInFrame = height == least
    // What is left of the width shows more of the input.
    let right = max(leastRight, min(columns / 3, columns - sizes.columns(inputColumns: 0)))
    let room = columns - right - sizes.columns(inputColumns: 0)
    let fitting = max(sizes.windowColumns, room / sizes.cell.width)
    let inputColumns =
      isTitleInFrame ? sizes.windowColumns : min(tables.inputColumns.count, fitting)
    let leftEnd = sizes.columns(inputColumns: inputColumns)
    sumEnd = leftEnd
    bands = slices.enumerated().map { index, slice in
      Band(
        slice: slice, sizes: sizes, tables: tables,
        region: Region(
          row: Self.margins.top + index * height, column: 1, rows: height, columns: leftEnd - 1),
        inputColumns: inputColumns, isTitleInFrame: isTitleInFrame,
        isInputChosen: model.focus == .input)
    }
    let answerRow = Self.margins.top + count * height
    // A panel lies over the first columns.
    let answerColumn = [.picking, .options].contains(model.mode.kind) ? Self.panelWidth + 1 : 1
    answer = Region(
      row: answerRow, column: answerColumn, rows: Self.margins.top + body - answerRow,
      columns: leftEnd - answerColumn)

    let outer = Region(
      row: Self.margins.top, column: leftEnd + 2, rows: body, columns: columns - leftEnd - 2)
    self.right = outer
    let legendRow = outer.endRow - 1
    self.legendRow = legendRow
    let isWhole = sizes.outputFitsWhole(in: outer)
    outputRows = isWhole ? tables.output.height * sizes.outputCell.height : outer.rows / 2
    let pictureRow = outer.row + outputRows + (isWhole ? 2 : 1)
    let pictureRows = legendRow - pictureRow
    let width = isWhole ? outer.columns : (outer.columns - 1) / 2
    func picture(_ extent: Extent, column: Int) -> ScreenLayout.WholePicture? {
      guard pictureRows > 0 else { return nil }
      let size = Self.enlarged(
        ScreenLayout.pictureSize(extent, rows: pictureRows, columns: width), rows: pictureRows,
        columns: width)
      return ScreenLayout.WholePicture(
        region: Region(
          row: pictureRow, column: column, rows: (size.height + 1) / 2, columns: size.width),
        size: size)
    }
    inputPicture = picture(tables.input, column: outer.column)
    outputPicture = isWhole ? nil : picture(tables.output, column: outer.column + width + 1)
  }

  /// A small picture a few times as large, so that its colors can be seen.
  static func enlarged(_ size: Extent, rows: Int, columns: Int) -> Extent {
    let factor = min(4, 2 * rows / size.height, columns / size.width)
    guard factor > 1 else { return size }
    return Extent(height: factor * size.height, width: factor * size.width)
  }

  /// The band of a channel.
  package func band(ofSlice slice: Int) -> Band? { bands.first { $0.slice == slice } }
}

// MARK: - How numbers are written

extension Model {
  /// How a slice of the filter is written beside its input: no wider than it has to be.
  var sliceFormat: CellFormat {
    CellFormat(exploration.weightRange(ofNode: cursor.node) ?? ValueRange.nothing)
  }

  /// Columns for what a channel comes to, wide enough for any sum that can occur.
  var channelSumWidth: Int {
    guard let layer = convolution else { return 0 }
    let input = exploration.range(.layer, at: inputPlace, channel: 0)
    let weights = exploration.weightRange(ofNode: cursor.node) ?? ValueRange.nothing
    let reach =
      max(abs(input.minimum), abs(input.maximum)) * max(abs(weights.minimum), abs(weights.maximum))
      * Float(layer.bank.kernel.height * layer.bank.kernel.width)
    let digits = reach.isFinite && reach < 1e6 ? String(Int(reach)).count : 6
    // A blank, the sign of equality and another blank; a minus; two decimals behind the point.
    return 3 + 1 + digits + (input.isWhole && weights.isWhole ? 0 : 3)
  }
}

extension ValueRange {
  fileprivate static let nothing = ValueRange(minimum: 0, maximum: 0, isWhole: true)
}

// MARK: - What lies under a click

extension CubeLayout {
  /// What a click on a band chooses: an input cell, a weight, or a product to be asked about.
  func target(row: Int, column: Int, in model: Model) -> ScreenLayout.Target? {
    guard let kernel = model.convolution?.bank.kernel else { return nil }
    for band in bands {
      if let cell = band.input.cell(screenRow: row, screenColumn: column) {
        let channel = model.seenChannels.lowerBound + band.slice
        return model.inputSheet.element(cell.row, cell.column, channel: channel)
          .map(ScreenLayout.Target.input)
      }
      if let cell = band.weights.cell(screenRow: row, screenColumn: column) {
        let (row, column) = model.typedPlace(cell.row, cell.column, kernel)
        return .weight(Element(channel: band.slice, row: row, column: column))
      }
      if let cell = band.products.cell(screenRow: row, screenColumn: column) {
        return .term((band.slice * kernel.height + cell.row) * kernel.width + cell.column)
      }
    }
    return nil
  }
}
