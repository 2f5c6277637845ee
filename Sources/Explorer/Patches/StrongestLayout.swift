import Convolution
import Drawing

/// Where the patches that light a filter up stand, and how large they are drawn.
struct StrongestLayout {
  let grid: TileGrid
  /// How often a pixel is repeated, or the size of the largest patch where it has to shrink.
  let size: Extent
  private let largest: Extent

  /// Value, picture and address.
  static let captionRows = 2
  private static let captionWidth = 16
  private static let mostPicture = 20

  init(_ model: Model, _ strongest: Strongest) {
    let region = model.viewBody
    let fields = strongest.patches.map(\.field)
    let largest = Extent(
      height: fields.map(\.rows.count).max() ?? 1, width: fields.map(\.columns.count).max() ?? 1)
    self.largest = largest
    let widest = strongest.patches.map {
      StrongestText.address(model, strongest, $0).unicodeScalars.count
    }
    let caption = max(Self.captionWidth, widest.max() ?? 0)
    func tiles(_ size: Extent) -> TileGrid {
      TileGrid(
        region,
        tile: Extent(
          height: Self.captionRows + (size.height + 1) / 2, width: max(size.width, caption)))
    }
    // Small patches are drawn larger, and large ones as large as there is room for.
    let longest = max(largest.height, largest.width)
    let sizes = Extent.drawingSizes(
      of: largest, least: min(12, longest),
      most: min(max(Self.mostPicture, longest), 2 * max(1, region.rows - Self.captionRows)))
    let smallest = sizes[sizes.count - 1]
    // As large as they can be without fewer of them on a page than there are or would fit.
    let count = max(strongest.patches.count, strongest.subjects.count)
    let wanted = min(count, tiles(smallest).perPage)
    size =
      sizes.first {
        let grid = tiles($0)
        return grid.perPage >= wanted && grid.tile.height <= region.rows
          && grid.tile.width <= region.columns
      } ?? smallest
    grid = tiles(size)
  }

  /// The size of one patch: at the border they are smaller, and not drawn larger for that.
  func size(of patch: Strongest.Patch) -> Extent {
    Extent(
      height: max(1, patch.field.rows.count * size.height / largest.height),
      width: max(1, patch.field.columns.count * size.width / largest.width))
  }
}
