package import Convolution
package import Drawing

/// What goes where on the main screen, for the present size of the terminal.
///
/// Three columns: what comes in, what is done to it, what comes out. Tables of numbers above, the
/// whole pictures below where the tables show a part only.
package struct ScreenLayout: Sendable {
  package let size: SizeClass
  package let zoom: Zoom
  /// The table of the input and of the output; one of them is nil on a small terminal.
  package let input: TableGeometry?
  package let output: TableGeometry?
  package let inputPicture: WholePicture?
  package let outputPicture: WholePicture?
  /// Filter, products and why.
  package let center: Region
  /// Where lists and panels go: over the input.
  package let panel: Region
  /// The bands of a filter that reaches through several channels; nil where it does not.
  package let cube: CubeLayout?
  /// The list of terms while it is asked why; the tables then have the rows above it.
  package let terms: Region?

  /// A whole picture: its place, and its size in pixels, two to a screen row.
  package struct WholePicture: Hashable, Sendable {
    package let region: Region
    package let size: Extent
  }

  package enum SizeClass: Hashable, Sendable {
    case full
    /// One table, and why.
    case single
    case tooSmall
  }

  package static let fullSize = Extent(height: 24, width: 80)
  package static let smallestSize = Extent(height: 20, width: 60)
  /// Rows above the tables and below them.
  static let top = 2
  static let bottom = 3
  private static let centerWidth = 30

  package init(_ model: Model) {
    if model.chrome == .scene {
      self = ScreenLayout(scene: model)
      return
    }
    let (columns, rows) = (model.display.columns, model.display.rows)
    let sizeClass: SizeClass =
      columns >= Self.fullSize.width && rows >= Self.fullSize.height
      ? .full
      : columns >= Self.smallestSize.width && rows >= Self.smallestSize.height
        ? .single : .tooSmall
    let body = max(1, rows - Self.top - Self.bottom)
    let tables = Tables(model)
    if sizeClass == .full, let cube = CubeLayout(model, tables, columns: columns, rows: rows) {
      self = ScreenLayout(
        cube, tables, shown: model.shownSlice(of: model.explanation), body: body)
      return
    }
    (size, cube) = (sizeClass, nil)
    // The filter may be scrolled; the window of numbers beside it should fit.
    let room = columns - 2 * tables.windowWidth
    let center = max(Self.centerWidth, size == .full ? min(tables.centerWidth, room) : 0)
    let widest = max(4, size == .full ? (columns - center) / 2 : columns - center - 1)

    let fitting = Self.zoom(model, tables, body: body, width: widest)
    zoom = fitting.zoom
    let isWhole = fitting.isWhole
    let pictureRows = isWhole ? 0 : Self.pictureRows(tables, body: body, width: widest)
    let listRows = Self.listRows(model, tables, zoom: zoom, body: body)
    let tableRows =
      listRows > 0 ? body - listRows - 1 : isWhole ? body : body - pictureRows - 1
    let width = isWhole ? min(widest, max(24, tables.wholeWidth(at: zoom))) : widest
    let left = Region(row: Self.top, column: 1, rows: tableRows, columns: width - 1)
    // Tables that show whole leave room for longer lines between them.
    let middle = isWhole ? max(center, min(58, columns - 2 * width)) : center
    let rightColumn = size == .full ? width + middle : 1
    let right = Region(
      row: Self.top, column: rightColumn, rows: tableRows,
      columns: min(width, columns - rightColumn))
    let showsInput = size == .full || model.focus == .input
    let showsOutput = size == .full || !showsInput
    input = showsInput ? tables.input(in: left, zoom: zoom) : nil
    output = showsOutput ? tables.output(in: right, zoom: zoom) : nil
    let pictureRow = Self.top + tableRows + 1
    func picture(_ region: Region, _ extent: Extent) -> WholePicture? {
      guard pictureRows > 0, listRows == 0 else { return nil }
      let size = Self.pictureSize(extent, rows: pictureRows, columns: region.columns)
      let place = Region(
        row: pictureRow, column: region.column, rows: (size.height + 1) / 2, columns: size.width)
      return WholePicture(region: place, size: size)
    }
    inputPicture = showsInput ? picture(left, tables.input) : nil
    outputPicture = showsOutput ? picture(right, tables.output) : nil
    self.center = Region(
      row: 1, column: width + 1, rows: (listRows > 0 ? tableRows : body) + 1,
      columns: size == .full ? middle - 2 : max(center - 2, min(56, columns - width - 2)))
    panel = Region(row: 1, column: 0, rows: body + 1, columns: width)
    terms =
      listRows > 0
      ? Region(row: Self.top + tableRows + 1, column: 0, rows: listRows, columns: columns) : nil
  }

  /// The screen of a filter that reaches through several channels.
  init(_ cube: CubeLayout, _ tables: Tables, shown: Int, body: Int) {
    self.cube = cube
    size = .full
    zoom = cube.zoom
    let band = cube.band(ofSlice: shown)
    input = band?.input
    let right = cube.right
    output = tables.output(
      in: Region(
        row: right.row, column: right.column, rows: cube.outputRows, columns: right.columns),
      zoom: zoom)
    (inputPicture, outputPicture) = (cube.inputPicture, cube.outputPicture)
    let start = band.map { $0.weights.region.column - CubeLayout.gap } ?? 1
    center = Region(
      row: cube.headingRow, column: start, rows: body + 1, columns: cube.sumEnd - start)
    panel = Region(
      row: cube.headingRow, column: 0,
      rows: cube.isAnswerFirst ? cube.answer.row - cube.headingRow - 1 : body + 1,
      columns: cube.panelColumns)
    terms = nil
  }

  /// Rows for the list of terms: as many as it has lines, as long as the window stays in view.
  static func listRows(
    _ model: Model, _ tables: Tables, zoom: Zoom, body: Int
  ) -> Int {
    guard model.mode.kind == .why else { return 0 }
    let wanted = model.explanation.terms.count + TermList.linesAround
    return min(wanted, max(7, body - 1 - tables.windowRows(at: zoom)))
  }

  /// Columns for what stands above the whole input.
  var inputTitleWidth: Int {
    guard let cube else { return input?.region.columns ?? inputPicture?.region.columns ?? 0 }
    if cube.isAnswerFirst { return cube.answer.columns }
    return outputPicture == nil ? cube.right.columns : (cube.right.columns - 1) / 2
  }

  /// Columns for what stands above the whole output.
  var outputTitleWidth: Int {
    if let cube { return (cube.right.columns - 1) / 2 }
    if let input, input.region.column < (outputPicture?.region.column ?? 0), output == nil {
      return center.columns
    }
    return output?.region.columns ?? center.columns
  }

  // MARK: Zoom

  /// The zoom to use, and whether both tables show whole at it.
  private static func zoom(
    _ model: Model, _ tables: Tables, body: Int, width: Int
  ) -> (zoom: Zoom, isWhole: Bool) {
    let withPictures = body - 1 - pictureRows(tables, body: body, width: width)
    func fits(_ zoom: Zoom) -> (window: Bool, whole: Bool) {
      (
        tables.windowFits(zoom, rows: withPictures, columns: width - 1),
        tables.wholeFits(zoom, rows: body, columns: width - 1)
      )
    }
    if let wanted = model.zoom {
      for zoom in Zoom.allCases.reversed() where zoom <= wanted {
        let fit = fits(zoom)
        if fit.whole || fit.window { return (zoom, fit.whole) }
      }
      return (.picture, fits(.picture).whole)
    }
    for zoom in Zoom.allCases.reversed() {
      let fit = fits(zoom)
      // Large cells are for tables that are small enough to show whole.
      if fit.whole || (zoom != .large && fit.window) { return (zoom, fit.whole) }
    }
    return (.picture, false)
  }

  // MARK: Whole pictures

  /// Screen rows for the whole pictures: half of the room, or all that a small picture needs.
  static func pictureRows(_ tables: Tables, body: Int, width: Int) -> Int {
    let natural = max(
      pictureSize(tables.input, rows: body, columns: width - 1).height,
      pictureSize(tables.output, rows: body, columns: width - 1).height)
    let half = (body - 1) / 2
    let most = min(14, body - 11)
    return min((natural + 1) / 2, max(min(half, 30), most, 1))
  }

  /// The size in pixels, two to a screen row, of a picture in a space; it is never enlarged.
  package static func pictureSize(_ size: Extent, rows: Int, columns: Int) -> Extent {
    let (rows, columns) = (max(1, rows * 2), max(1, columns))
    if size.height <= rows, size.width <= columns { return size }
    // Compare height / rows with width / columns without dividing.
    if size.height * columns >= size.width * rows {
      return Extent(height: rows, width: max(1, min(columns, size.width * rows / size.height)))
    }
    return Extent(height: max(1, min(rows, size.height * columns / size.width)), width: columns)
  }

  // MARK: What lies under a click

  /// The thing on the screen that a click chooses.
  package enum Target: Hashable, Sendable {
    case input(Element)
    case output(Element)
    /// In the filter as typed; the channel counts from the first that the present element sees.
    case weight(Element)
    /// A line of the list of terms, or one of the products.
    case term(Int)
  }
}
