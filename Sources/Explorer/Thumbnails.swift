import Convolution
import Drawing

/// Whole pictures made small enough for the screen, kept while what they show stays the same.
///
/// A step must not cost time that grows with the picture: what is made small once is drawn from here.
package struct Thumbnails: Sendable {
  private var kept: [Key: Thumbnail] = [:]
  private var generation = 0

  private struct Key: Hashable {
    let place: Place
    let channel: Int
    let size: Extent
  }

  package init() {}

  /// One channel at a place, in a size of at most its own.
  ///
  /// - Complexity: One pass over the channel when it is new, else O(1).
  mutating func thumbnail(
    of place: Place, channel: Int, size: Extent, in exploration: Exploration
  ) -> Thumbnail {
    if generation != exploration.generation {
      // The picture itself stays; everything behind it has changed.
      kept = kept.filter { $0.key.place == .picture }
      generation = exploration.generation
    }
    let key = Key(place: place, channel: channel, size: size)
    if let thumbnail = kept[key] { return thumbnail }
    if kept.count > 64 { kept = [:] }
    let thumbnail = Thumbnail(exploration.tensor(at: place), channel: channel, size: size)
    kept[key] = thumbnail
    return thumbnail
  }
}

/// A picture made smaller: each pixel is the mean of the ones that it stands for.
struct Thumbnail: Sendable {
  let size: Extent
  /// The size of what it shows.
  let original: Extent
  private let pixels: [Float]

  /// - Complexity: O(channel area).
  init(_ tensor: Tensor, channel: Int, size: Extent) {
    self.size = size
    original = tensor.shape.extent
    let (height, width) = (tensor.shape.height, tensor.shape.width)
    let start = channel * height * width
    var sums = [Float](repeating: 0, count: size.height * size.width)
    // A pixel belongs to the one small pixel that its upper left corner lies in.
    let columnOf = (0..<width).map { $0 * size.width / width }
    var counts = [Int](repeating: 0, count: size.width)
    for column in columnOf { counts[column] += 1 }
    let elements = tensor.elements.span
    for row in 0..<height {
      let base = row * size.height / height * size.width
      let first = start + row * width
      for column in 0..<width { sums[base + columnOf[column]] += elements[first + column] }
    }
    var rows = [Int](repeating: 0, count: size.height)
    for row in 0..<height { rows[row * size.height / height] += 1 }
    for index in sums.indices {
      sums[index] /= Float(rows[index / size.width] * counts[index % size.width])
    }
    pixels = sums
  }

  subscript(row: Int, column: Int) -> Float? {
    row < size.height ? pixels[row * size.width + column] : nil
  }

  /// The pixels that stand for a part of the original; at least one.
  func pixels(of frame: TableGeometry.Frame) -> TableGeometry.Frame {
    TableGeometry.Frame(
      rows: Self.scaled(frame.rows, from: original.height, to: size.height),
      columns: Self.scaled(frame.columns, from: original.width, to: size.width))
  }

  private static func scaled(_ range: Range<Int>, from: Int, to: Int) -> Range<Int> {
    // In the padding there are no pixels; marks stay at the edge.
    let first = min(max(range.lowerBound, 0), from - 1) * to / from
    let last = min(max(range.upperBound - 1, 0), from - 1) * to / from
    return first..<last + 1
  }
}

/// Draws a whole picture with a mark on the part that the table shows.
struct PictureView {
  let thumbnail: Thumbnail
  let region: Region
  let scale: ColorScale
  let glyphs: GlyphSet
  /// What is marked, in pixels of the original; a single cell is filled, more get a ring.
  let frame: TableGeometry.Frame?
  let isRing: Bool

  func draw(on canvas: inout Canvas) {
    let marked = frame.map(thumbnail.pixels)
    for row in 0..<region.rows {
      for column in 0..<region.columns {
        canvas[region.row + row, region.column + column] = HalfBlocks.cell(
          upper: thumbnail[2 * row, column], lower: thumbnail[2 * row + 1, column],
          marks: (isMarked(2 * row, column, marked), isMarked(2 * row + 1, column, marked)),
          scale: scale, glyphs: glyphs)
      }
    }
  }

  private func isMarked(_ row: Int, _ column: Int, _ frame: TableGeometry.Frame?) -> Bool {
    guard let frame, row < thumbnail.size.height else { return false }
    let isInside = frame.rows ~= row && frame.columns ~= column
    guard isRing else { return isInside }
    let rows = frame.rows.lowerBound - 1...frame.rows.upperBound
    let columns = frame.columns.lowerBound - 1...frame.columns.upperBound
    return rows ~= row && columns ~= column && !isInside
  }
}
