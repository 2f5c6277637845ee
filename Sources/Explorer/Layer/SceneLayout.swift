package import Convolution
import Drawing

/// What goes where in the scene of a lesson, where nothing surrounds the tables.
///
/// A broad or low region has three columns, like the whole screen: input, filter and sum, output. A
/// high one that is not so broad has two: the input over the whole input, and beside them the filter,
/// the sum and the output. Where rows are few, tables and sum come first.
extension ScreenLayout {
  /// Below this a scene says only that it needs more.
  package static let smallestScene = Extent(height: 9, width: 56)
  /// What the network, the maps of a layer and the like need in a lesson.
  package static let smallestView = Extent(height: 12, width: 56)
  /// From here on there are rows for whole pictures, and one for messages.
  fileprivate static let highRows = 22
  /// From here on there are columns for three columns, however high the region.
  private static let broadColumns = 110
  /// Columns for filter, products and sum, at least and where there is some room.
  fileprivate static let leastCenter = 25
  fileprivate static let fullCenter = 32
  /// Columns of a list that is laid over the tables.
  fileprivate static let panelColumns = 26
  fileprivate static let gap = 2

  /// The rows above the tables, for their names, and those below them, for messages.
  package static func sceneMargins(rows: Int) -> (top: Int, bottom: Int) {
    (1, rows >= highRows ? 1 : 0)
  }

  init(scene model: Model) {
    let least = Self.smallestScene
    let (columns, rows) = (
      max(model.display.columns, least.width), max(model.display.rows, least.height)
    )
    let fits = model.display.columns >= least.width && model.display.rows >= least.height
    let tables = Tables(model)
    let margins = Self.sceneMargins(rows: rows)
    let body = rows - margins.top - margins.bottom
    if fits, let cube = CubeLayout(model, tables, columns: columns, rows: rows) {
      self.init(cube, tables, shown: model.shownSlice(of: model.explanation), body: body)
      return
    }
    let space = SceneSpace(
      model: model, tables: tables, columns: columns, body: body, size: fits ? .full : .tooSmall)
    if columns >= Self.broadColumns || rows < Self.highRows {
      self.init(threeColumns: space)
    } else {
      self.init(twoColumns: space)
    }
  }

  // MARK: Three columns

  private init(threeColumns space: SceneSpace) {
    let (model, tables, body) = (space.model, space.tables, space.body)
    let plan = ThreeColumns(space)
    let isList = model.mode.kind == .why
    let listRows =
      isList && body >= Self.highRows
      ? Self.listRows(model, tables, zoom: plan.zoom, body: body) : 0
    // In a low region the list of terms takes the place of everything behind the input.
    let isCovered = isList && listRows == 0
    let isAlone = isCovered && space.columns - plan.start < TermList.fullWidth
    let tableRows = listRows > 0 ? body - listRows - 1 : plan.tableRows
    let left = Region(row: 1, column: 0, rows: tableRows, columns: plan.input)
    let right = Region(
      row: 1, column: plan.end, rows: tableRows,
      columns: min(plan.output, space.columns - plan.end))
    (size, zoom, cube) = (space.size, plan.zoom, nil)
    input = isAlone ? nil : tables.input(in: left, zoom: zoom)
    // Half a table says nothing.
    let hasOutput = !isCovered && right.columns >= min(plan.output, space.leastOutput)
    output = hasOutput ? tables.output(in: right, zoom: zoom) : nil
    func picture(_ extent: Extent, _ region: Region) -> WholePicture? {
      guard plan.pictureRows > 0, listRows == 0 else { return nil }
      return WholePicture(
        extent, row: region.endRow + 2, column: region.column, rows: plan.pictureRows,
        columns: plan.share)
    }
    inputPicture = picture(tables.input, left)
    outputPicture = picture(tables.output, right)
    center = Region(
      row: 0, column: plan.start, rows: isCovered ? 0 : tableRows + 1, columns: plan.center)
    panel = Region(row: 0, column: 0, rows: body + 1, columns: plan.input + 1)
    guard isList else {
      terms = nil
      return
    }
    let column = isAlone || listRows > 0 ? 0 : plan.start
    terms = Region(
      row: listRows > 0 ? body + 1 - listRows : 0, column: column,
      rows: listRows > 0 ? listRows : body + 1, columns: space.columns - column)
  }

  // MARK: Two columns

  private init(twoColumns space: SceneSpace) {
    let (model, tables, body) = (space.model, space.tables, space.body)
    // Both tables whole, one over the other with a title between them.
    func wholeSize(_ zoom: Zoom) -> Extent {
      let sizes = space.wholeSizes(at: zoom)
      return Extent(
        height: sizes.input.height + 2 + sizes.output.height,
        width: max(sizes.input.width, sizes.output.width))
    }
    let usual = min(
      max(space.centerColumns(least: Self.fullCenter), space.columns * 2 / 5),
      max(Self.leastCenter, space.columns - tables.windowWidth - Self.gap))
    // Where it makes tables of numbers show whole, the middle makes do with less.
    let beside = [Zoom.large, .numbers].filter(space.zooms.contains).map(wholeSize)
      .filter { $0.height <= body }.map { space.columns - Self.gap - $0.width }
      .first { $0 >= Self.leastCenter }
    let center = min(usual, beside ?? usual)
    let start = space.columns - center
    let room = start - Self.gap
    func isWhole(_ zoom: Zoom) -> Bool {
      let size = wholeSize(zoom)
      return size.width <= room && size.height <= body
    }
    let pictureRows = Self.pictureRows(tables, body: body, width: room + 1)
    let tableRows = body - pictureRows - 2
    let zoom = space.zoom(rows: tableRows, columns: room, isWhole: isWhole)
    let whole = isWhole(zoom) ? zoom : nil
    let listRows =
      model.mode.kind == .why ? Self.listRows(model, tables, zoom: zoom, body: body) : 0
    let sizes = space.wholeSizes(at: zoom)
    let upper = listRows > 0 ? body - listRows - 1 : whole == nil ? tableRows : sizes.input.height
    let left = Region(row: 1, column: 0, rows: upper, columns: room)
    (size, self.zoom, cube) = (space.size, zoom, nil)
    input = tables.input(in: left, zoom: zoom)
    panel = Region(
      row: 0, column: 0, rows: body + 1, columns: min(start, max(Self.panelColumns, room)))
    guard listRows == 0 else {
      (output, inputPicture, outputPicture) = (nil, nil, nil)
      self.center = Region(row: 0, column: start, rows: upper + 1, columns: center)
      terms = Region(
        row: body + 1 - listRows, column: 0, rows: listRows, columns: space.columns)
      return
    }
    terms = nil
    guard whole == nil else {
      output = tables.output(
        in: Region(
          row: left.endRow + 2, column: 0, rows: sizes.output.height, columns: room), zoom: zoom)
      (inputPicture, outputPicture) = (nil, nil)
      self.center = Region(row: 0, column: start, rows: body + 1, columns: center)
      return
    }
    let pictureRow = left.endRow + 2
    inputPicture = WholePicture(
      tables.input, row: pictureRow, column: 0, rows: pictureRows, columns: room)
    // On the right the sum comes first, then the numbers of the output, then the whole of it.
    let below = Region(row: pictureRow, column: start, rows: pictureRows, columns: center)
    let fitsBelow =
      sizes.output.height <= below.rows && sizes.output.width <= below.columns
    let answerEnd = space.centerRows + 1
    // A list of a few numbers has no picture worth looking at.
    let isList = model.outputSheet.isList
    let numbersEnd = isList ? below.endRow : left.endRow
    let numbers = Region(
      row: answerEnd + 1, column: start, rows: numbersEnd - answerEnd - 1, columns: center)
    let showsNumbers =
      (isList || !fitsBelow) && numbers.rows >= min(5, tables.output.height)
    output =
      showsNumbers
      ? tables.output(in: numbers, zoom: zoom)
      : fitsBelow ? tables.output(in: below, zoom: zoom) : nil
    outputPicture =
      fitsBelow || isList
      ? nil
      : WholePicture(
        tables.output, row: pictureRow, column: start, rows: pictureRows, columns: center)
    self.center = Region(
      row: 0, column: start, rows: showsNumbers ? answerEnd - 1 : left.endRow, columns: center)
  }
}

extension ScreenLayout.WholePicture {
  /// As large as it is, or made smaller to fit.
  init(_ extent: Extent, row: Int, column: Int, rows: Int, columns: Int) {
    size = ScreenLayout.pictureSize(extent, rows: rows, columns: columns)
    region = Region(row: row, column: column, rows: (size.height + 1) / 2, columns: size.width)
  }
}

/// How broad and how high three columns are.
private struct ThreeColumns {
  let zoom: Zoom
  /// Columns of input, middle and output.
  let input: Int
  let center: Int
  let output: Int
  /// Columns for a table where both tables get as many.
  let share: Int
  let tableRows: Int
  /// 0 where the tables show everything, or where there is no room.
  let pictureRows: Int

  init(_ space: SceneSpace) {
    let (tables, body, gap) = (space.tables, space.body, ScreenLayout.gap)
    let least = space.centerColumns(least: ScreenLayout.leastCenter)
    // Where everything fits side by side, the tables are as wide as they are.
    func isWhole(_ zoom: Zoom) -> Bool {
      let sizes = space.wholeSizes(at: zoom)
      return max(sizes.input.height, sizes.output.height) <= body
        && sizes.input.width + sizes.output.width + least + 2 * gap <= space.columns
    }
    let fitting = max(
      ScreenLayout.leastCenter,
      min(space.centerColumns(least: ScreenLayout.fullCenter), space.spare))
    share = (space.columns - fitting - 2 * gap) / 2
    let rows =
      body >= ScreenLayout.highRows
      ? ScreenLayout.pictureRows(tables, body: body, width: share + 1) : 0
    let upper = rows > 0 ? body - rows - 2 : body
    zoom = space.zoom(rows: upper, columns: share, isWhole: isWhole)
    let sizes = space.wholeSizes(at: zoom)
    let isWhole = isWhole(zoom)
    pictureRows = isWhole ? 0 : rows
    // The pictures follow the tables.
    tableRows =
      pictureRows > 0
      ? min(upper, max(sizes.input.height, sizes.output.height, space.centerRows)) : body
    // A table that shows whole leaves the rest to the other.
    let room = space.columns - (isWhole ? least : fitting) - 2 * gap
    let narrow = isWhole ? sizes.input.width : min(share, sizes.input.width)
    output = min(sizes.output.width, max(space.leastOutput, room - narrow))
    let wide = isWhole ? sizes.input.width : min(sizes.input.width, room - output)
    let hasPanel = [.picking, .options].contains(space.model.mode.kind)
    input = hasPanel ? max(wide, ScreenLayout.panelColumns) : wide
    center = min(
      58, max(ScreenLayout.leastCenter, space.columns - input - 2 * gap - output))
  }

  /// Where the middle begins, and the output.
  var start: Int { input + ScreenLayout.gap }
  var end: Int { start + center + ScreenLayout.gap }
}

/// What there is room for in a scene.
private struct SceneSpace {
  let model: Model
  let tables: ScreenLayout.Tables
  let columns: Int
  /// Rows below the tables' names.
  let body: Int
  let size: ScreenLayout.SizeClass

  /// The zooms to try, the largest first.
  var zooms: [Zoom] { Zoom.allCases.reversed().filter { $0 <= model.zoom ?? .large } }

  /// The largest zoom that shows everything, or at least the window. Large cells are for what shows
  /// whole, unless they are wanted.
  func zoom(rows: Int, columns: Int, isWhole: (Zoom) -> Bool) -> Zoom {
    zooms.first {
      isWhole($0)
        || ($0 != .large || model.zoom == .large)
          && tables.windowFits($0, rows: rows, columns: columns)
    } ?? .picture
  }

  /// The sizes of the whole tables, with room for their names.
  func wholeSizes(at zoom: Zoom) -> (input: Extent, output: Extent) {
    var sizes = tables.wholeSizes(at: zoom)
    sizes.input.width = max(sizes.input.width, Self.titleColumns)
    sizes.output.width = max(sizes.output.width, Self.titleColumns)
    return sizes
  }

  private static let titleColumns = 10

  /// Columns that are not needed for the window of numbers and what it comes to.
  var spare: Int { max(25, columns - 2 * tables.windowWidth - 4) }

  /// Columns for a part of the output: three of its numbers.
  var leastOutput: Int { 3 * tables.outputNumberWidth + 1 }

  /// Columns for filter, products and sum.
  func centerColumns(least: Int) -> Int {
    guard let kernel, model.convolution != nil else { return max(least, tables.centerWidth) }
    let beside = CenterLayout.columnsBeside(model, kernel) + 1
    return max(least, beside <= least + 12 ? beside : min(tables.centerWidth, spare))
  }

  /// Rows for the filter with its products beside it and the whole answer.
  var centerRows: Int { (kernel?.height ?? 0) + 10 }

  private var kernel: Extent? {
    model.exploration.grid(ofNode: model.cursor.node).map {
      Extent(height: $0.rows.kernel, width: $0.columns.kernel)
    }
  }
}
