import Convolution
import Drawing
import Explorer
import Training

extension FilterLayout {
  /// The rows and columns of the filter that there is room for, with the chosen number among them.
  private struct Part {
    let rows: Range<Int>
    let columns: Range<Int>

    init(_ model: FilterModel, mostRows: Int, mostColumns: Int) {
      let shape = model.task.filterShape
      let chosen = model.place(ofNumber: model.chosen) ?? Element(row: 0, column: 0)
      func part(_ length: Int, _ most: Int, around place: Int) -> Range<Int> {
        let count = min(length, max(1, most))
        let start = min(max(0, place - count / 2), length - count)
        return start..<start + count
      }
      rows = part(shape.height, mostRows, around: chosen.row)
      columns = part(shape.width, mostColumns, around: chosen.column)
    }
  }

  private static let leastCell = 5
  private static let leastChart = 34

  /// How wide the sign between old numbers and gradients is: `− 0.05 ×`.
  private static func signWidth(_ model: FilterModel) -> Int {
    Figures.exact(model.learning.optimizer.rate).unicodeScalars.count + 4
  }

  // MARK: The whole screen, and scenes

  mutating func arrange(_ model: FilterModel) {
    let body = frame.body
    let isSpacious = body.rows >= 28
    let space = isSpacious ? 1 : 0
    let isWide = body.columns >= 170 && body.rows >= 48
    let isBeside = body.columns >= 110
    let biasRows = model.task.hasBias ? 1 : 0
    let part = Part(
      model, mostRows: max(1, body.rows / 3 - 1),
      mostColumns: (isBeside && !isWide ? body.columns - Self.leastChart : body.columns)
        / Self.leastCell - 1)
    // What has to be below the maps, and what should.
    let tableRows = part.rows.count + 1 + biasRows
    let isLow = body.rows < tableRows + 12
    let whyRows = isLow ? 0 : isSpacious ? 3 : 1
    let chartRows = isBeside || isLow ? 0 : 4
    let below = tableRows + whyRows + chartRows + (whyRows > 0 ? 2 * space : 0)
    let cellRows = isWide ? 6 : 1
    let room = Region(
      row: body.row, column: body.column,
      rows: max(2, body.rows - below - part.rows.count * (cellRows - 1)), columns: body.columns)
    let end = isWide ? placeLargeMaps(model, in: room) : placeMaps(model, in: room)
    var rest = Region(
      row: end + space, column: body.column, rows: body.endRow - end - space,
      columns: body.columns)
    if isBeside, !isWide {
      let width = max(Self.leastChart, rest.columns * 3 / 10)
      chart = Region(
        row: rest.row, column: rest.endColumn - width, rows: rest.rows, columns: width)
      rest.columns -= width + Self.gap + 1
    }
    let tableRoom = rest.rows - whyRows - chartRows - (whyRows > 0 ? space : 0)
    let tableEnd = placeTables(
      model, part,
      in: Region(
        row: rest.row, column: rest.column, rows: tableRoom, columns: rest.columns))
    panel = Region(
      row: rest.row, column: rest.column, rows: body.endRow - rest.row, columns: rest.columns)
    why = Region(
      row: tableEnd + (whyRows > 0 ? space : 0), column: body.column, rows: whyRows,
      columns: rest.columns)
    if chartRows > 0 {
      chart = Region(
        row: why.endRow, column: body.column, rows: body.endRow - why.endRow,
        columns: body.columns)
    }
  }

  /// Picture, target, output and difference in a row.
  ///
  /// - Returns: The row behind them.
  private mutating func placeMaps(_ model: FilterModel, in room: Region) -> Int {
    let kinds: [MapKind] = [.picture, .target, .output, .difference]
    let width = (room.columns - Self.gap * (kinds.count - 1)) / kinds.count
    let sizes = Self.sizes(
      model, in: Extent(height: 2 * max(1, room.rows - 1), width: width))
    var column = room.column
    for kind in kinds {
      let size = kind == .picture ? sizes.picture : sizes.map
      add(kind, size, row: room.row + 1, column: column)
      column += max(size.width, room.columns >= 110 ? width : size.width) + Self.gap
    }
    return mapsEnd
  }

  /// The picture above the difference, beside them target and output in large, and the loss.
  private mutating func placeLargeMaps(_ model: FilterModel, in room: Region) -> Int {
    let small = Self.sizes(
      model, in: Extent(height: 2 * max(1, (room.rows - 3) / 2), width: room.columns / 6))
    let large = Self.sizes(
      model, in: Extent(height: 2 * max(1, room.rows - 1), width: room.columns * 3 / 10))
    add(.picture, small.picture, row: room.row + 1, column: room.column)
    let below = maps[0].region.endRow + 2
    add(.difference, small.map, row: below, column: room.column)
    var column = room.column + small.picture.width + Self.gap + 1
    for kind in [MapKind.target, .output] {
      add(kind, large.map, row: room.row + 1, column: column)
      column += large.map.width + Self.gap + 1
    }
    let end = mapsEnd
    if room.endColumn - column >= Self.leastChart {
      chart = Region(
        row: room.row, column: column, rows: end - room.row, columns: room.endColumn - column)
    }
    return end
  }

  /// The same factor for the picture and the maps, which are a little smaller.
  private static func sizes(
    _ model: FilterModel, in pixels: Extent
  ) -> (picture: Extent, map: Extent) {
    let picture = model.task.picture.shape.extent
    let map = model.task.target.shape.extent
    let size = SmallPicture.size(of: picture, in: pixels)
    guard size.height < picture.height || size.width < picture.width else {
      let factor = size.height / picture.height
      return (size, Extent(height: map.height * factor, width: map.width * factor))
    }
    return (
      size,
      Extent(
        height: max(1, map.height * size.height / picture.height),
        width: max(1, map.width * size.width / picture.width))
    )
  }

  private mutating func add(_ kind: MapKind, _ size: Extent, row: Int, column: Int) {
    maps.append(
      Map(
        kind: kind,
        region: Region(
          row: row, column: column, rows: SmallPicture.rows(of: size), columns: size.width),
        size: size))
  }

  /// now − rate × gradient = next, as many of them as there is room for.
  ///
  /// - Returns: The row behind them and the bias.
  private mutating func placeTables(
    _ model: FilterModel, _ part: Part, in room: Region
  ) -> Int {
    let biasRows = model.task.hasBias ? 1 : 0
    // Low cells need every column: the goal stands beside them.
    let space = room.rows - 1 - biasRows < 3 * part.rows.count ? 0 : 1
    let signs = [Self.signWidth(model) + space, 2 + space]
    let columns = part.columns.count
    /// How wide a cell is with so many tables side by side.
    func width(_ count: Int) -> Int {
      (room.columns - signs.prefix(count - 1).reduce(0, +) - count) / (count * columns)
    }
    let count = (1...3).last { width($0) >= Self.leastCell } ?? 1
    let most = width(count)
    let rows = room.rows - 1 - biasRows
    let heights = [7, 6, 5, 3]
    let height = heights.first { $0 * part.rows.count <= rows && 2 * $0 + 1 <= most } ?? 1
    let cell = Extent(
      height: height,
      width: max(1, min(most, height == 1 ? (room.columns < 90 ? 6 : 8) : max(7, 3 * height + 2))))
    let top = room.row + 1
    var column = room.column
    for (index, kind) in [TableKind.now, .gradient, .next].prefix(count).enumerated() {
      if index > 0 {
        self.signs.append(
          Region(
            row: top, column: column, rows: height * part.rows.count, columns: signs[index - 1]))
        column += signs[index - 1]
      }
      add(kind, part, cell, row: top, column: column)
      column += columns * cell.width + 1
    }
    let end = top + height * part.rows.count + biasRows
    placeGoal(model, part, at: (top, column + (room.columns < 90 ? 0 : 3)), cell, in: room)
    return end
  }

  /// In low cells there is no room for the goal; then it has a table of its own, where it fits.
  private mutating func placeGoal(
    _ model: FilterModel, _ part: Part, at place: (row: Int, column: Int), _ cell: Extent,
    in room: Region
  ) {
    guard cell.height == 1, model.showsGoal, let goal = model.goal else { return }
    let widest = goal.map { FilterView.goalText($0).unicodeScalars.count }.max() ?? 1
    let width = part.columns.count * (widest + 1)
    guard place.column + max(6, width) <= room.endColumn else { return }
    add(
      .goal, part, Extent(height: 1, width: widest + 1), row: place.row, column: place.column)
  }

  private mutating func add(
    _ kind: TableKind, _ part: Part, _ cell: Extent, row: Int, column: Int
  ) {
    tables.append(
      Table(
        kind: kind,
        region: Region(
          row: row, column: column, rows: part.rows.count * cell.height,
          columns: part.columns.count * cell.width),
        cell: cell, rows: part.rows, columns: part.columns))
  }

  // MARK: Projector

  /// The numbers in large; beside them what should come out and what does, the loss below.
  mutating func arrangeProjector(_ model: FilterModel) {
    let body = frame.body
    let part = Part(model, mostRows: 5, mostColumns: 5)
    let biasRows = model.task.hasBias ? 1 : 0
    let left = numbersWidth(model, part)
    let cell = Extent(
      height: max(1, (body.rows - 1 - biasRows) / part.rows.count),
      width: max(1, left / part.columns.count))
    add(
      .now, part, Extent(height: cell.height, width: min(cell.width, 4 * cell.height)),
      row: body.row + 1, column: body.column)
    let column = tables[0].region.endColumn + 3
    let right = Region(
      row: body.row, column: column, rows: body.rows, columns: body.endColumn - column)
    placeProjectedMaps(model, in: right)
    let end = mapsEnd
    let digitRows = right.rows >= 40 ? 10 : right.rows >= 24 ? 5 : 3
    digits = Region(
      row: end + 1, column: right.column, rows: digitRows + 1, columns: right.columns)
    let rest = end + digitRows + 3
    if body.endRow - rest >= 4 {
      chart = Region(
        row: rest, column: right.column, rows: body.endRow - rest, columns: right.columns)
    }
    panel = body
  }

  /// As wide as digits like it, and no wider than leaves room for two maps of their own size.
  private func numbersWidth(_ model: FilterModel, _ part: Part) -> Int {
    let body = frame.body
    let wanted = body.columns * 59 / 100
    let maps = 2 * model.task.target.shape.width + 3
    let left = body.columns - maps - 3
    // Digits of one column a pixel, with their edges.
    let least = part.columns.count * 20
    return left >= least ? min(wanted, max(left, body.columns / 2)) : wanted
  }

  /// What comes out, in large where that is possible, then with target and difference beside it.
  private mutating func placeProjectedMaps(_ model: FilterModel, in right: Region) {
    let map = model.task.target.shape.extent
    let large = Extent(height: 2 * map.height, width: 2 * map.width)
    let top = right.row + 1
    if large.width + 3 + map.width <= right.columns, large.height / 2 + 14 <= right.rows {
      add(.output, large, row: top, column: right.column)
      let column = right.column + large.width + 3
      add(.target, map, row: top, column: column)
      add(.difference, map, row: top + SmallPicture.rows(of: map) + 2, column: column)
      return
    }
    let size = Self.sizes(
      model, in: Extent(height: 2 * (right.rows * 55 / 100), width: (right.columns - 3) / 2)
    ).map
    let fitted = map.width * 2 + 3 <= right.columns && map.height <= right.rows ? map : size
    add(.target, fitted, row: top, column: right.column)
    add(.output, fitted, row: top, column: right.column + fitted.width + 3)
  }

  // MARK: Painting

  /// The target as large as it fits, beside it what it is painted over.
  mutating func arrangePainting(_ model: FilterModel) {
    let body = frame.body
    let map = model.task.target.shape.extent
    let size = SmallPicture.size(
      of: map,
      in: Extent(height: 2 * max(1, body.rows - 1), width: max(1, body.columns * 2 / 3)))
    add(.target, size, row: body.row + 1, column: body.column)
    let left = body.column + size.width + 3
    let room = Extent(
      height: 2 * max(1, (body.rows - 3) / 2), width: max(1, body.endColumn - left))
    let sizes = Self.sizes(model, in: room)
    guard body.endColumn - left >= 10 else { return }
    // Once is enough: what is larger would only be coarser.
    let isLarge = sizes.picture.width > model.task.picture.shape.width
    let picture = isLarge ? model.task.picture.shape.extent : sizes.picture
    add(.picture, picture, row: body.row + 1, column: left)
    let second = maps[1].region.endRow + 2
    if second + SmallPicture.rows(of: sizes.map) <= body.endRow {
      add(.output, isLarge ? map : sizes.map, row: second, column: left)
    }
  }
}
