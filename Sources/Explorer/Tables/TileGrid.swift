import Convolution
import Drawing

/// Equal tiles over a part of the screen, as many as there is room for; the rest are on further pages.
///
/// Around each tile there is room for a frame, which neighbors share.
struct TileGrid: Hashable {
  let region: Region
  /// Screen rows and columns of a tile.
  let tile: Extent
  let rows: Int
  let columns: Int
  /// Whether places run down the columns, as in a list, or along the rows.
  let runsDown: Bool
  private let gap: Extent

  /// - Parameter gap: Rows below a tile and columns beside it.
  init(
    _ region: Region, tile: Extent, gap: Extent = Extent(height: 1, width: 2),
    runsDown: Bool = false
  ) {
    (self.region, self.tile, self.gap, self.runsDown) = (region, tile, gap, runsDown)
    rows = max(1, (region.rows + gap.height) / (tile.height + gap.height))
    // The last one needs no more than the frame's one column.
    columns = max(1, (region.columns + gap.width / 2) / (tile.width + gap.width))
  }

  var perPage: Int { rows * columns }

  /// How far a step to the right and a step down lead.
  var steps: (right: Int, down: Int) { runsDown ? (rows, 1) : (1, columns) }

  func page(of place: Int) -> Int { place / perPage }

  /// How many pages so many tiles take; at least one.
  func pages(of count: Int) -> Int { max(1, (count + perPage - 1) / perPage) }

  /// The places on the page with a place.
  func places(with place: Int, of count: Int) -> Range<Int> {
    let first = page(of: place) * perPage
    return first..<max(first, min(count, first + perPage))
  }

  /// Where a tile stands on its page.
  func region(of place: Int) -> Region {
    let index = place % perPage
    let (row, column) =
      runsDown ? (index % rows, index / rows) : (index / columns, index % columns)
    return Region(
      row: region.row + row * (tile.height + gap.height),
      column: region.column + column * (tile.width + gap.width), rows: tile.height,
      columns: tile.width)
  }

  /// The tile under a cell of the screen, on the page with a place.
  func place(row: Int, column: Int, onPageWith place: Int, of count: Int) -> Int? {
    guard region.contains(row: row, column: column) else { return nil }
    return places(with: place, of: count).first {
      region(of: $0).contains(row: row, column: column)
    }
  }

  /// Where a movement leads; it stays among the tiles.
  func place(after place: Int, _ action: Action, of count: Int) -> Int {
    let last = max(0, count - 1)
    func inside(_ place: Int) -> Int { min(max(place, 0), last) }
    switch action {
    case .right: return inside(place + steps.right)
    case .left: return place < steps.right ? place : place - steps.right
    case .down: return inside(place + steps.down)
    case .up: return place < steps.down ? place : place - steps.down
    case .pageDown: return inside(place + perPage)
    case .pageUp: return inside(place - perPage)
    case .wheel(let up): return inside(place + (up ? -perPage : perPage))
    case .first: return 0
    case .last: return last
    default: return place
    }
  }

  /// Draws a frame around the chosen tile, whose first row is its heading.
  func drawChoice(_ place: Int, on canvas: inout Canvas) {
    let tile = region(of: place)
    canvas.fill(
      Region(row: tile.row, column: tile.column, rows: 1, columns: tile.columns),
      with: Cell(" ", Style(.selection)))
    let (left, right) = (tile.column - 1, tile.endColumn)
    let style = Style(.frame)
    for row in tile.row..<tile.endRow {
      canvas[row, left] = Cell("┃", style)
      canvas[row, right] = Cell("┃", style)
    }
    // Below the last row of tiles there may be no room for it.
    guard tile.endRow < region.endRow else { return }
    for column in tile.column..<tile.endColumn { canvas[tile.endRow, column] = Cell("━", style) }
    canvas[tile.endRow, left] = Cell("┗", style)
    canvas[tile.endRow, right] = Cell("┛", style)
  }
}

extension Extent {
  /// Sizes in which a picture can be drawn, the largest first: whole multiples up to `most`, itself,
  /// and smaller ones of about its proportions down to `least` rows or columns, whichever are more.
  static func drawingSizes(of original: Extent, least: Int, most: Int) -> [Extent] {
    let longest = max(original.height, original.width)
    var sizes: [Extent] = []
    for factor in (1...max(1, most / max(1, longest))).reversed() {
      sizes.append(Extent(height: original.height * factor, width: original.width * factor))
    }
    // From the largest size below its own; sizes that are wanted on no screen are not listed.
    for length in stride(from: min(longest - 1, max(most, least)), to: least - 1, by: -1)
    where length < longest {
      sizes.append(
        Extent(
          height: max(1, (original.height * length + longest / 2) / longest),
          width: max(1, (original.width * length + longest / 2) / longest)))
    }
    return sizes
  }
}
