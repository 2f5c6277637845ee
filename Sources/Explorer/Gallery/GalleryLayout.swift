import Convolution
import Drawing

/// Where the maps of a gallery stand: thumbnails in a grid, or the numbers of a vector in columns.
struct GalleryLayout {
  let grid: TileGrid
  /// Pixels of a thumbnail; nil for a vector.
  let picture: Extent?
  let format: CellFormat
  /// Columns of a number or a name in a list, and of the bar behind the value.
  let titleWidth: Int
  let barWidth: Int

  /// Below this a map is a blot.
  private static let leastPicture = 12
  private static let widestTitle = 28

  init(_ model: Model, _ gallery: Gallery) {
    let region = model.viewBody
    let exploration = model.exploration
    let sheet = model.outputSheet
    let range = exploration.range(.layer, at: model.outputPlace, channel: 0)
    format = CellFormat(range)
    let count = sheet.shape.channels
    let digits = String(count - 1).count
    guard !sheet.isVector else {
      picture = nil
      titleWidth =
        digits
        + (gallery.widestTitle == 0 ? 2 : 1 + min(gallery.widestTitle, Self.widestTitle))
      let fixed = titleWidth + 1 + format.width + 1
      // Few numbers have long bars, many have more columns.
      let isShort = count <= region.rows
      barWidth = max(4, min(isShort ? 40 : 10, region.columns - fixed - 2))
      grid = TileGrid(
        region, tile: Extent(height: 1, width: fixed + barWidth),
        gap: Extent(height: 0, width: 3), runsDown: true)
      return
    }
    titleWidth = digits
    barWidth = 0
    // Number, blank, value.
    let caption = digits + format.width
    func tiles(_ size: Extent) -> TileGrid {
      TileGrid(
        region,
        tile: Extent(height: 1 + (size.height + 1) / 2, width: max(size.width, caption)))
    }
    let sizes = Extent.drawingSizes(
      of: sheet.extent, least: Self.leastPicture, most: 2 * (region.rows - 1))
    // As large as they can be without fewer of them on a page than at the smallest size.
    let smallest = sizes[sizes.count - 1]
    let wanted = min(count, tiles(smallest).perPage)
    let size =
      sizes.first {
        let grid = tiles($0)
        return grid.perPage >= wanted && grid.tile.height <= region.rows
          && grid.tile.width <= region.columns
      } ?? smallest
    picture = size
    grid = tiles(size)
  }
}
