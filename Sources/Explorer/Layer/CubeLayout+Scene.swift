import Convolution
import Drawing

/// The bands of a filter that reaches through several channels, in the scene of a lesson.
extension CubeLayout {
  /// From here on the bands have frames, and there are pictures.
  private static let highRows = 24
  /// From here on the output stands beside the bands, as on the whole screen.
  private static let broadColumns = 84
  /// From here on what the channels come to is a long line.
  private static let manyChannels = 4

  /// Rows for the answer below the bands.
  private static func answerRows(_ model: Model, isCompact: Bool) -> Int {
    let isLong = model.seenChannels.count >= manyChannels
    return isCompact ? (isLong ? 3 : 2) : (isLong ? 7 : 5)
  }

  init?(
    scene model: Model, _ tables: ScreenLayout.Tables, _ zoom: Zoom, columns: Int, rows: Int
  ) {
    guard let kernel = model.convolution?.bank.kernel else { return nil }
    let sizes = CubeSizes(model, tables, zoom, kernel)
    let margins = ScreenLayout.sceneMargins(rows: rows)
    let body = Region(
      row: margins.top, column: 0, rows: rows - margins.top - margins.bottom, columns: columns)
    let layout =
      rows < Self.highRows
      ? CubeLayout(compact: model, tables, sizes, in: body)
      : CubeLayout(high: model, tables, sizes, in: body)
    guard let layout else { return nil }
    self = layout
  }

  /// Few rows: bands without frames, named at their left, the answer in a line or two below them.
  private init?(
    compact model: Model, _ tables: ScreenLayout.Tables, _ sizes: CubeSizes, in body: Region
  ) {
    let height = sizes.filterRows
    let answerRows = Self.answerRows(model, isCompact: true)
    let room = body.rows - answerRows
    // Where it makes all of the channels fit, they stand close together.
    let count = model.seenChannels.count
    let gap = count * (height + 1) - 1 > room && count * height <= room ? 0 : 1
    let most = (room + gap) / (height + gap)
    guard most >= 1 else { return nil }
    slices = model.pageOfSlices(most: most)
    let labels = slices.map { slice in
      model.exploration.labels(
        ofChannel: model.seenChannels.lowerBound + slice, at: model.inputPlace)
    }
    let leastRight = 2 * sizes.outputCell.width + 3
    let fitting = [6, 4].compactMap { room -> Int? in
      let widths = labels.map { $0.map(\.unicodeScalars.count).first { $0 < room } ?? room - 1 }
      let columns = (widths.max() ?? 0) + 2
      let needed = columns + sizes.columns(inputColumns: sizes.windowColumns) + leastRight
      return needed <= body.columns ? columns : nil
    }
    guard let labelColumns = fitting.first else { return nil }
    // Half of what is left shows more of the input, the other half more of the output.
    let spare = body.columns - labelColumns - sizes.columns(inputColumns: 0) - 1
    let wholeOutput = tables.output.width * sizes.outputCell.width + 2
    let right = min(
      max(leastRight, spare - tables.inputColumns.count * sizes.cell.width),
      max(leastRight, wholeOutput, spare / 2))
    let inputColumns = min(
      tables.inputColumns.count, max(sizes.windowColumns, (spare - right) / sizes.cell.width))
    sumEnd = labelColumns + sizes.columns(inputColumns: inputColumns) - 1
    bands = slices.enumerated().map { index, slice in
      CubeLayout.Band(
        slice: slice, sizes: sizes, tables: tables,
        region: Region(
          row: body.row + index * (height + gap), column: 0, rows: height, columns: labelColumns),
        inputColumns: inputColumns, isTitleInFrame: false, isInputChosen: model.focus == .input,
        labelColumns: labelColumns)
    }
    let end = body.row + slices.count * (height + gap) - gap
    let answerRow = body.endRow - end > answerRows ? end + 1 : end
    panelColumns = Self.panelColumns(before: bands)
    let start = [.picking, .options].contains(model.mode.kind) ? panelColumns + 1 : 0
    answer = Region(
      row: answerRow, column: start, rows: body.endRow - answerRow, columns: body.columns - start)
    self.right = Region(
      row: body.row, column: sumEnd + 2, rows: end - body.row, columns: body.columns - sumEnd - 2)
    outputRows = end - body.row
    (zoom, legendRow, headingRow) = (sizes.zoom, nil, body.row - 1)
    (inputPicture, outputPicture, isCompact, isAnswerFirst) = (nil, nil, true, false)
  }

  /// Bands with their frames; the output beside them where there is room, else below.
  private init?(
    high model: Model, _ tables: ScreenLayout.Tables, _ sizes: CubeSizes, in body: Region
  ) {
    let isBroad = body.columns >= Self.broadColumns
    let least = sizes.bandRows
    let answerRows = Self.answerRows(model, isCompact: false)
    let below = isBroad ? answerRows + 2 : 10
    let most = (body.rows - below) / least
    let leastRight = isBroad ? max(15, 2 * sizes.outputCell.width + 3) : 0
    guard most >= 1,
      sizes.columns(inputColumns: sizes.windowColumns) + leastRight <= body.columns
    else { return nil }
    slices = model.pageOfSlices(most: most)
    let count = slices.count
    let height =
      isBroad
      ? min((body.rows - below) / count, tables.inputRows.count * sizes.cell.height + 4) : least
    let isTitleInFrame = height == least
    let right =
      isBroad
      ? max(
        leastRight, min(body.columns / 3, body.columns - sizes.columns(inputColumns: 0))) : 0
    let room = body.columns - right - sizes.columns(inputColumns: 0)
    let inputColumns = min(
      tables.inputColumns.count, max(sizes.windowColumns, room / sizes.cell.width))
    sumEnd = sizes.columns(inputColumns: inputColumns)
    let width = sumEnd - 1
    bands = slices.enumerated().map { index, slice in
      CubeLayout.Band(
        slice: slice, sizes: sizes, tables: tables,
        region: Region(
          row: body.row + index * height, column: 0, rows: height, columns: width),
        inputColumns: inputColumns, isTitleInFrame: isTitleInFrame,
        isInputChosen: model.focus == .input)
    }
    let answerRow = body.row + count * height + (isBroad ? 0 : 1)
    panelColumns = Self.panelColumns(before: bands)
    let start = [.picking, .options].contains(model.mode.kind) ? panelColumns + 1 : 0
    (zoom, legendRow, headingRow) = (sizes.zoom, nil, body.row - 1)
    (isCompact, isAnswerFirst) = (false, !isBroad)
    guard isBroad else {
      // The answer over the whole input, the output beside them.
      let half = body.columns / 2
      answer = Region(
        row: answerRow, column: 0, rows: answerRows, columns: half - 1)
      self.right = Region(
        row: answerRow + 1, column: half + 1, rows: body.endRow - answerRow - 1,
        columns: body.columns - half - 1)
      outputRows = self.right.rows
      let row = answerRow + answerRows + 1
      inputPicture = Self.picture(
        tables.input, row: row, column: 0, rows: body.endRow - row, columns: half - 1)
      outputPicture = nil
      return
    }
    answer = Region(
      row: answerRow, column: start, rows: body.endRow - answerRow, columns: sumEnd - start)
    let outer = Region(
      row: body.row, column: sumEnd + 2, rows: body.rows, columns: body.columns - sumEnd - 2)
    self.right = outer
    let isWhole = sizes.outputFitsWhole(in: outer)
    outputRows = isWhole ? tables.output.height * sizes.outputCell.height : outer.rows / 2
    let row = outer.row + outputRows + 2
    let share = isWhole ? outer.columns : (outer.columns - 1) / 2
    func picture(_ extent: Extent, column: Int) -> ScreenLayout.WholePicture? {
      Self.picture(extent, row: row, column: column, rows: outer.endRow - row, columns: share)
    }
    inputPicture = picture(tables.input, column: outer.column)
    outputPicture = isWhole ? nil : picture(tables.output, column: outer.column + share + 1)
  }

  /// A list hides the inputs and leaves the filters.
  private static func panelColumns(before bands: [CubeLayout.Band]) -> Int {
    (bands.first?.weights.region.column ?? panelWidth) - gap
  }

  /// A whole picture, a few times as large where it is small; nil where there is no room for one.
  private static func picture(
    _ extent: Extent, row: Int, column: Int, rows: Int, columns: Int
  ) -> ScreenLayout.WholePicture? {
    guard rows > 2 else { return nil }
    let size = enlarged(
      ScreenLayout.pictureSize(extent, rows: rows, columns: columns), rows: rows, columns: columns)
    return ScreenLayout.WholePicture(
      region: Region(row: row, column: column, rows: (size.height + 1) / 2, columns: size.width),
      size: size)
  }
}
