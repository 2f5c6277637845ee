import Convolution
import Drawing

/// Whole pictures made small and painted, kept while what they show stays the same.
///
/// A step must not cost time that grows with the picture: what is made once is drawn from here.
package struct Thumbnails: Sendable {
  private var kept: [Key: Painting] = [:]
  /// Parts of pictures.
  var keptPatches: [PatchKey: Painting] = [:]
  /// What the kept pictures follow from.
  private var origin: Exploration.Origin?
  var keptCells = 0
  /// Some screens full, so that paging through a gallery and back paints nothing anew.
  private static let mostCells = 200_000

  /// What makes one painting different from another.
  struct Key: Hashable {
    let place: Place
    /// nil for red, green and blue together.
    let channel: Int?
    /// In pixels of the screen.
    let size: Extent
    let scale: ColorScale
    let glyphs: GlyphSet
    /// Whether a vector is shown as one long column, not folded.
    var isStrip = false
    /// The numbers that are kept back, in reading order: the paper stays blank there.
    var hidden: Range<Int>?
  }

  package init() {}

  /// - Complexity: One pass over the channel when it is new, else O(1).
  mutating func painting(_ key: Key, of exploration: Exploration) -> Painting {
    let present = exploration.origin
    if origin != present {
      // The same picture stays; everything behind it has changed.
      let isSamePicture = origin?.subject == present.subject
      kept = kept.filter { isSamePicture && $0.key.place == .picture }
      keptCells = (Array(kept.values) + Array(keptPatches.values)).reduce(0) { $0 + $1.cells.count }
      origin = present
    }
    if let painting = kept[key] { return painting }
    if keptCells > Self.mostCells { (kept, keptPatches, keptCells) = ([:], [:], 0) }
    let tensor = exploration.tensor(at: key.place).blank(key.hidden)
    let sheet = exploration.sheet(at: key.place)
    func thumbnail(_ channel: Int) -> Thumbnail {
      Thumbnail(
        key.isStrip
          ? tensor.column : sheet.isVector ? sheet.plane(of: tensor, channel: 0) : tensor,
        channel: sheet.isVector ? 0 : channel, size: key.size,
        summary: key.place == .picture ? .mean : .strongest)
    }
    let painting: Painting
    if let channel = key.channel {
      painting = Painting(thumbnail(channel), scale: key.scale, glyphs: key.glyphs)
    } else {
      let planes = (0..<tensor.shape.channels).map(thumbnail)
      painting = Painting(
        planes[0], scale: key.scale, glyphs: key.glyphs,
        colors: ColorPixels(planes, fullScale: key.scale.range.upperBound))
    }
    kept[key] = painting
    keptCells += painting.cells.count
    return painting
  }
}

extension Tensor {
  /// The same with zeros, which look like blank paper, in a part of it.
  fileprivate func blank(_ hidden: Range<Int>?) -> Tensor {
    guard let hidden else { return self }
    var elements = elements
    for index in hidden.clamped(to: elements.indices) { elements[index] = 0 }
    guard let tensor = try? Tensor(shape: shape, elements: elements) else {
      preconditionFailure("\(elements.count) numbers do not fit \(shape)")
    }
    return tensor
  }

  /// All the numbers one below the other.
  fileprivate var column: Tensor {
    guard let shape = try? Shape(channels: 1, height: shape.count, width: 1),
      let column = try? Tensor(shape: shape, elements: elements)
    else { preconditionFailure("\(self.shape.count) numbers make no column") }
    return column
  }
}

/// A small picture in its colors, two pixels to a character cell.
struct Painting: Sendable {
  let thumbnail: Thumbnail
  let scale: ColorScale
  let glyphs: GlyphSet
  /// Colors that are no scale's; nil where the thumbnail's numbers are painted.
  let colors: ColorPixels?
  /// Whether a zero is nothing at all; other numbers are then one more than what they stand for.
  let leavesOutZeros: Bool
  /// Without marks, row by row.
  private(set) var cells: [Cell] = []

  init(
    _ thumbnail: Thumbnail, scale: ColorScale, glyphs: GlyphSet, leavesOutZeros: Bool = false,
    colors: ColorPixels? = nil
  ) {
    (self.thumbnail, self.scale, self.glyphs) = (thumbnail, scale, glyphs)
    (self.leavesOutZeros, self.colors) = (leavesOutZeros, colors)
    for row in 0..<rows {
      for column in 0..<columns { cells.append(cell(row, column, marks: (false, false))) }
    }
  }

  var rows: Int { (thumbnail.size.height + 1) / 2 }
  var columns: Int { thumbnail.size.width }

  /// One cell, with the upper or the lower pixel marked.
  func cell(_ row: Int, _ column: Int, marks: (upper: Bool, lower: Bool)) -> Cell {
    if let colors {
      return HalfBlocks.cell(
        upper: colors[2 * row, column], lower: colors[2 * row + 1, column], marks: marks,
        glyphs: glyphs)
    }
    let (upper, lower) = (pixel(2 * row, column), pixel(2 * row + 1, column))
    // As in the padding: here is no number.
    if leavesOutZeros, upper == nil, lower == nil { return Cell("·", Style(.dim)) }
    return HalfBlocks.cell(
      upper: upper, lower: lower, marks: marks, scale: scale, glyphs: glyphs)
  }

  private func pixel(_ row: Int, _ column: Int) -> Float? {
    guard leavesOutZeros else { return thumbnail[row, column] }
    return thumbnail[row, column].flatMap { $0 == 0 ? nil : $0 - 1 }
  }
}

/// A picture made smaller, each pixel standing for a box of the original's; or larger, where several
/// show the same one.
struct Thumbnail: Sendable {
  let size: Extent
  /// The size of what it shows.
  let original: Extent
  let summary: Summary
  private let pixels: [Float]

  /// What is shown of a box.
  enum Summary: Hashable {
    /// For pictures, as the eye does it.
    case mean
    /// The number farthest from 0, for maps: a single strong answer among many zeros must show.
    case strongest
  }

  /// - Complexity: O(channel area), at nearly the speed of memory.
  init(_ tensor: Tensor, channel: Int, size: Extent, summary: Summary) {
    (self.size, self.summary) = (size, summary)
    original = tensor.shape.extent
    let rows = Self.boxes(of: original.height, in: size.height)
    let columns = Self.boxes(of: original.width, in: size.width)
    let start = channel * original.height * original.width
    var pixels: [Float] = []
    pixels.reserveCapacity(size.height * size.width)
    // First downwards, row onto row, which the processor does many columns at a time; then across.
    var column = [Float](repeating: 0, count: original.width)
    for box in rows {
      for row in box {
        let first = start + row * original.width
        Self.gather(
          tensor.elements[first..<first + original.width], into: &column, summary,
          isFirst: row == box.lowerBound)
      }
      for range in columns {
        let area = Float(box.count * range.count)
        switch summary {
        case .mean: pixels.append(column[range].reduce(0, +) / area)
        case .strongest:
          pixels.append(column[range].reduce(0) { abs($1) > abs($0) ? $1 : $0 })
        }
      }
    }
    self.pixels = pixels
  }

  /// Which elements of an axis each of `count` boxes covers; none is empty.
  private static func boxes(of length: Int, in count: Int) -> [Range<Int>] {
    guard count <= length else {
      return (0..<count).map { box in box * length / count..<box * length / count + 1 }
    }
    return (0..<count).map { box in
      (box * length + count - 1) / count..<((box + 1) * length + count - 1) / count
    }
  }

  private static func gather(
    _ row: ArraySlice<Float>, into column: inout [Float], _ summary: Summary, isFirst: Bool
  ) {
    row.withUnsafeBufferPointer { row in
      column.withUnsafeMutableBufferPointer { column in
        switch summary {
        case _ where isFirst: for index in row.indices { column[index] = row[index] }
        case .mean: for index in row.indices { column[index] += row[index] }
        case .strongest:
          for index in row.indices {
            let (old, new) = (column[index], row[index])
            column[index] = abs(new) > abs(old) ? new : old
          }
        }
      }
    }
  }

  /// What one pixel stands for, the longest wording first; empty when it is a pixel itself.
  var scaleNotes: [String] {
    guard size != original else { return [] }
    guard size.height < original.height || size.width < original.width else {
      return ["\(size.height / original.height):1"]
    }
    let factor = (original.height + size.height - 1) / size.height
    return ["1:\(factor), \(summary == .mean ? "means" : "strongest")", "1:\(factor)"]
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
    let first = min(max(range.lowerBound, 0), from - 1)
    let last = min(max(range.upperBound - 1, 0), from - 1)
    guard to > from else { return first * to / from..<last * to / from + 1 }
    return (first * to + from - 1) / from..<((last + 1) * to + from - 1) / from
  }
}

/// Draws a whole picture with a mark on the part that the table shows.
struct PictureView {
  /// The fullest wording first.
  let titles: [String]
  let titleWidth: Int
  let painting: Painting
  let region: Region
  /// What is marked, in pixels of the original; a single cell is filled, more get a ring.
  let frame: TableGeometry.Frame?
  let isRing: Bool
  /// Whether the ring closes at the edge of the picture, over the pixels that are framed.
  var isClosed = false
  /// What a lesson points at, in pixels of the original.
  var marks: [(row: Int, column: Int)] = []

  func draw(on canvas: inout Canvas) {
    let notes = titles.prefix(1).flatMap { title in
      painting.thumbnail.scaleNotes.map { "\(title)  \($0)" }
    }
    let heading =
      (notes + titles).first { $0.unicodeScalars.count <= titleWidth }
      ?? titles.last ?? ""
    canvas.write(
      heading, row: region.row - 1, column: region.column, columns: titleWidth, style: Style(.dim))
    drawPicture(on: &canvas)
  }

  /// The picture without its title.
  func drawPicture(on canvas: inout Canvas) {
    for row in 0..<painting.rows {
      let start = row * painting.columns
      for column in 0..<painting.columns {
        canvas[region.row + row, region.column + column] = painting.cells[start + column]
      }
    }
    if let frame { draw(painting.thumbnail.pixels(of: frame), on: &canvas) }
    for mark in marks {
      let pixels = painting.thumbnail.pixels(of: TableGeometry.Frame(mark))
      canvas[
        region.row + pixels.rows.lowerBound / 2, region.column + pixels.columns.lowerBound] =
        Cell("◆", Style(.marked))
    }
  }

  private func draw(_ mark: TableGeometry.Frame, on canvas: inout Canvas) {
    let reach = isRing ? 1 : 0
    let size = painting.thumbnail.size
    var rows = max(0, mark.rows.lowerBound - reach)..<mark.rows.upperBound + reach
    var columns = max(0, mark.columns.lowerBound - reach)..<mark.columns.upperBound + reach
    var mark = mark
    if isRing, isClosed {
      rows = rows.clamped(to: 0..<size.height)
      columns = columns.clamped(to: 0..<size.width)
      mark = TableGeometry.Frame(
        rows: mark.rows.clamped(to: rows.inner), columns: mark.columns.clamped(to: columns.inner))
    }
    func isMarked(_ row: Int, _ column: Int) -> Bool {
      guard rows ~= row, row < painting.thumbnail.size.height else { return false }
      return !isRing || !(mark.rows ~= row && mark.columns ~= column)
    }
    for row in rows.lowerBound / 2..<min(painting.rows, (rows.upperBound + 1) / 2) {
      for column in columns.clamped(to: 0..<painting.columns) {
        let marks = (isMarked(2 * row, column), isMarked(2 * row + 1, column))
        guard marks.0 || marks.1 else { continue }
        canvas[region.row + row, region.column + column] =
          painting.cell(row, column, marks: marks)
      }
    }
  }
}

extension Range<Int> {
  /// Without its ends.
  fileprivate var inner: Range<Int> {
    count > 2 ? lowerBound + 1..<upperBound - 1 : lowerBound..<lowerBound
  }
}
