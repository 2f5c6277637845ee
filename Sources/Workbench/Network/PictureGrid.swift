import Convolution
import Drawing
import Explorer

/// Small pictures of one size over a part of the screen, each with a line or two about it.
struct PictureGrid {
  let region: Region
  /// In pixels: a row of characters has two of them.
  let size: Extent
  private let captionRows: Int
  private let gapRows: Int
  private let width: Int
  private let columns: Int
  private let rows: Int
  private let count: Int

  /// The largest pictures of which as many as wanted show, or as many as possible.
  ///
  /// - Parameters:
  ///   - picture: The pictures' own size.
  ///   - gapRows: Blank rows below each.
  ///   - leastColumns: What a caption needs.
  ///   - most: Pixels that no picture needs more of, in height.
  init(
    _ region: Region, picture: Extent, captionRows: Int, gapRows: Int = 1, leastColumns: Int,
    most: Int, count: Int, wanted: Int
  ) {
    (self.region, self.captionRows, self.gapRows, self.count) =
      (region, captionRows, gapRows, count)
    func room(_ size: Extent) -> (rows: Int, columns: Int) {
      (
        (region.rows + gapRows) / (SmallPicture.rows(of: size) + captionRows + gapRows),
        (region.columns + 1) / (max(size.width, leastColumns) + 1)
      )
    }
    var best: (size: Extent, shown: Int)?
    for size in Self.sizes(of: picture, most: most) {
      let shown = min(count, room(size).rows * room(size).columns)
      if shown > best?.shown ?? 0 { best = (size, shown) }
      if shown >= min(wanted, count) { break }
    }
    size = best?.size ?? Extent(1)
    width = max(size.width, leastColumns)
    columns = max(1, room(size).columns)
    rows = max(1, room(size).rows)
  }

  /// Whole multiples, and what is smaller, the largest first.
  private static func sizes(of picture: Extent, most: Int) -> [Extent] {
    let longer = max(picture.height, picture.width)
    let multiples = (1...max(1, most / max(1, longer))).reversed().map {
      Extent(height: picture.height * $0, width: picture.width * $0)
    }
    let smaller = stride(from: min(longer - 1, most), through: min(5, longer), by: -1).map {
      length in
      Extent(
        height: max(1, picture.height * length / longer),
        width: max(1, picture.width * length / longer))
    }
    return multiples.filter { $0.height <= max(most, picture.height) } + smaller
  }

  /// How many show at once.
  var perPage: Int { rows * columns }

  /// The page with a place.
  func places(with place: Int) -> Range<Int> {
    guard count > 0, size.width <= region.columns else { return 0..<0 }
    let first = min(place, count - 1) / perPage * perPage
    return first..<min(count, first + perPage)
  }

  /// The upper left corner of a picture with its caption.
  func place(of index: Int) -> (row: Int, column: Int) {
    let place = index % perPage
    return (
      region.row + place / columns * (SmallPicture.rows(of: size) + captionRows + gapRows),
      region.column + place % columns * (width + 1)
    )
  }

  /// A caption as wide as there is room for.
  func captioned(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(width))).padding(to: width)
  }
}

extension NetworkTraining {
  /// How many pictures should show at once, as far as there is room: half as many for each step in.
  func wanted(_ usual: Int) -> Int {
    let zoom = choice.zoom + (isPresenting ? 1 : 0)
    return zoom < 0 ? usual << -zoom : max(1, usual >> zoom)
  }
}

/// The first line of a panel.
struct PanelTitle {
  let text: String
  /// Whether the arrow keys move in this panel.
  let isChosen: Bool
  /// At the right end where there is room.
  var detail: String

  init(_ text: String, isChosen: Bool, detail: String = "") {
    (self.text, self.isChosen, self.detail) = (text, isChosen, detail)
  }

  func draw(in region: Region, on canvas: inout Canvas) {
    guard region.rows > 0 else { return }
    let end = canvas.write(
      text, row: region.row, column: region.column, columns: region.columns,
      style: Style(isChosen ? .accent : .strong))
    guard end + 2 + detail.unicodeScalars.count <= region.endColumn else { return }
    canvas.write(detail, row: region.row, endingAt: region.endColumn, style: Style(.dim))
  }

  /// What there is to say where nothing shows yet.
  static func drawEmpty(_ text: String, in region: Region, on canvas: inout Canvas) {
    guard region.rows > 2 else { return }
    canvas.write(
      text, row: region.row + 2, column: region.column, columns: region.columns,
      style: Style(.dim))
  }
}
