import Convolution
import Drawing

/// Whole pictures beside each other, for what is said of all of it: the input, the filter, the output.
struct PictureArrangement {
  let input: ScreenLayout.WholePicture
  let output: ScreenLayout.WholePicture
  /// nil where it would take the room of the pictures.
  let filter: LargeGrid?

  /// A pixel is never drawn larger: a few of them would say no more.
  private static let largestPixel = 8
  /// What a filter may take of the width: one part of so many.
  private static let filterShare = 3

  /// - Returns: nil where there is nothing to see as a picture.
  init?(_ model: Model, _ tables: ScreenLayout.Tables, in body: Region) {
    guard model.showsWholePictures else { return nil }
    let gap = ProjectorLayout.gap
    // A caption above each.
    let (top, rows) = (body.row + 1, body.rows - 1)
    let filterWidth = Self.filterWidth(model, in: body)
    let between = filterWidth > 0 ? filterWidth + 2 * gap : gap
    let width = (body.columns - between) / 2
    guard rows > 0, width > 0 else { return nil }
    var room = Region(row: top, column: body.column, rows: rows, columns: width)
    input = Self.picture(of: tables.input, in: room)
    let next = input.region.endColumn + gap
    room.column = next + between - gap
    output = Self.picture(of: tables.output, in: room)
    guard filterWidth > 0, let kernel = model.convolution?.bank.kernel else {
      filter = nil
      return
    }
    let whole = TableGeometry.Frame(rows: 0..<kernel.height, columns: 0..<kernel.width)
    let cellWidth = filterWidth / kernel.width
    let cellHeight = max(1, min(cellWidth / 2, rows / kernel.height))
    filter = LargeGrid(
      whole, row: top, column: next, cell: (cellHeight, cellWidth),
      numberWidth: model.sliceFormat.width)
  }

  /// A picture at the upper left of a place, as large as there is room for.
  static func picture(of extent: Extent, in room: Region) -> ScreenLayout.WholePicture {
    let size = size(of: extent, rows: room.rows, columns: room.columns)
    return ScreenLayout.WholePicture(
      region: Region(
        row: room.row, column: room.column, rows: (size.height + 1) / 2, columns: size.width),
      size: size)
  }

  /// Columns of the filter's table; 0 where there is none, or not enough room.
  private static func filterWidth(_ model: Model, in body: Region) -> Int {
    guard let kernel = model.convolution?.bank.kernel, !model.isCube else { return 0 }
    let width = kernel.width * max(5, model.sliceFormat.width + 1)
    return width <= body.columns / filterShare && kernel.height <= body.rows - 1 ? width : 0
  }

  /// In pixels, of which a screen row has two.
  private static func size(of extent: Extent, rows: Int, columns: Int) -> Extent {
    let natural = ScreenLayout.pictureSize(extent, rows: rows, columns: columns)
    guard natural == extent else { return natural }
    let (height, width) = (extent.height, extent.width)
    let tallest = min(2 * rows, largestPixel * height)
    let widest = min(columns, largestPixel * width)
    return tallest * width <= widest * height
      ? Extent(height: tallest, width: tallest * width / height)
      : Extent(height: widest * height / width, width: widest)
  }
}

extension Model {
  /// Whether the projector shows whole pictures instead of large cells.
  var showsWholePictures: Bool {
    guard zoom == .picture || zoom == .tiles else { return false }
    return !inputSheet.isList && !outputSheet.isList
  }

  /// On the projector there are only two sizes: whole pictures, and cells as large as the screen allows.
  mutating func changeProjectedZoom(by steps: Int) {
    let isWhole = showsWholePictures
    zoom = steps > 0 ? nil : .picture
    guard showsWholePictures == isWhole else { return }
    message = .note(
      steps > 0
        ? "on the projector, cells are as large as the screen allows"
        : isWhole ? "this is the whole picture" : "there is no picture to show whole")
    if !isWhole { zoom = nil }
  }
}
