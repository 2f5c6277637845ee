import Convolution
import Drawing
import Explorer

/// Where everything on the live screen is.
struct LiveLayout {
  /// The picture that is looked at, in pixels of half a row.
  let picture: Region
  let pictureSize: Extent
  /// The class in large letters.
  let name: Region
  /// The row of its bar.
  let bar: Region
  /// The other classes.
  let others: Region
  /// What the network sees, small; nil where there is no room, and on a projector.
  let input: (region: Region, size: Extent)?

  /// Rows above and below the body: heading and warning; what there is to say, status, keys.
  static let (top, bottom) = (2, 3)

  /// Smaller terminals say what they need.
  static let smallestSize = Extent(height: 20, width: 60)

  /// - Parameter picture: The size of what has the large place.
  init(_ model: LiveModel, picture size: Extent) {
    let display = model.display
    let body = Region(
      row: Self.top, column: 1, rows: display.rows - Self.top - Self.bottom,
      columns: display.columns - 2)
    // The words need about as much room as the picture; where it is little, and on a projector, more.
    let share = model.isPresenting || display.columns < 80 ? 9 : 11
    let most = Region(
      row: body.row, column: body.column, rows: body.rows, columns: body.columns * share / 20)
    pictureSize = size.fitted(into: most)
    picture = Region(
      row: body.row, column: body.column, rows: (pictureSize.height + 1) / 2,
      columns: pictureSize.width)
    let left = picture.endColumn + 3
    let columns = max(0, body.endColumn - left)
    // On a projector most of it, and the bars right below.
    let nameRows = model.isPresenting ? min(body.rows - 6, max(5, columns / 5)) : body.rows * 2 / 5
    name = Region(row: body.row, column: left, rows: nameRows, columns: columns)
    bar = Region(row: name.endRow + 1, column: left, rows: 1, columns: columns)
    let rest = body.endRow - bar.endRow - 1
    let classes = model.answer?.classes.count ?? 10
    let otherRows = max(0, min(classes - 1, model.isPresenting ? 3 : 4, rest))
    others = Region(row: bar.endRow + 1, column: left, rows: otherRows, columns: columns)
    let room = Region(
      row: others.endRow + 2, column: left, rows: body.endRow - others.endRow - 2, columns: columns)
    guard room.rows >= 8, !model.isPresenting, let shown = model.shown else {
      input = nil
      return
    }
    let extent = shown.frame.input.shape.extent.fitted(into: room)
    input = (room, extent)
  }
}
