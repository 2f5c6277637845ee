package import Convolution

/// How the numbers of one column of the network screen are shown.
package enum OverviewContent: Hashable, Sendable {
  /// Small pictures, one below the other, each under a line with its number.
  case maps(size: Extent, shown: Range<Int>)
  /// A long vector as a strip of so many pixels, two to a screen row.
  case strip(pixels: Int)
  /// A vector with a line for each number, every `pitch` rows.
  case list(shown: Range<Int>, pitch: Int)

  /// Screen rows of one map with its number.
  static func pitch(of size: Extent) -> Int { (size.height + 1) / 2 + 1 }

  /// Columns of a strip, behind the one for the frame.
  static let stripWidth = 2

  /// What lies at a place in the column, from its upper left corner.
  func element(row: Int, column: Int, shape: Shape) -> Element? {
    guard row >= 0, column >= 0 else { return nil }
    switch self {
    case .maps(let size, let shown):
      let pitch = Self.pitch(of: size)
      let channel = shown.lowerBound + row / pitch
      // The upper of the two pixels; the line with the number means the map's first row.
      let pixel = max(0, 2 * (row % pitch - 1))
      guard shown.contains(channel), pixel < size.height, column < size.width else { return nil }
      return Element(
        channel: channel, row: Self.middle(of: pixel, of: size.height, in: shape.height),
        column: Self.middle(of: column, of: size.width, in: shape.width))
    case .strip(let pixels):
      guard 2 * row < pixels else { return nil }
      return Element(
        channel: Self.middle(of: 2 * row, of: pixels, in: shape.channels), row: 0, column: 0)
    case .list(let shown, let pitch):
      let channel = shown.lowerBound + row / pitch
      return shown.contains(channel) ? Element(channel: channel, row: 0, column: 0) : nil
    }
  }

  /// The element in the middle of those that a pixel of a smaller picture stands for.
  private static func middle(of pixel: Int, of pixels: Int, in count: Int) -> Int {
    min(count - 1, (2 * pixel + 1) * count / (2 * pixels))
  }
}

/// How large things are drawn on the network screen.
struct OverviewSizing {
  let model: Model
  /// Screen rows for the columns.
  let body: Int
  /// Screen rows of the largest small pictures.
  let thumbnailRows: Int
  let gap: Int
  /// Whether names are written without blanks.
  let isShort: Bool
  private let field: OverviewField

  /// The largest with which the whole network shows, or, if there is none, the one that is good to look at.
  static func fitting(
    _ model: Model, _ columns: [OverviewColumn], body: Int, room: Int
  ) -> OverviewSizing {
    let field = OverviewField(model)
    let maps = body >= 21 ? 3 : 2
    let best = min(20, max(3, body / maps - 1))
    func sizing(_ rows: Int, gap: Int, isShort: Bool) -> OverviewSizing {
      OverviewSizing(
        model: model, body: body, thumbnailRows: rows, gap: gap, isShort: isShort, field: field)
    }
    // A column has seven columns at least: long networks need not be measured.
    if columns.count * 7 <= room {
      for rows in stride(from: best, through: max(3, best - 1), by: -1) {
        for (gap, isShort) in [(2, false), (2, true), (1, true)] {
          let sizing = sizing(rows, gap: gap, isShort: isShort)
          let width = columns.reduce(sizing.width(of: .picture, heading: ["input"])) {
            $0 + gap + sizing.width(of: $1.place, heading: heading(of: $1, model, isShort: isShort))
          }
          if width <= room { return sizing }
        }
      }
    }
    return sizing(best, gap: 2, isShort: body < 21)
  }

  /// Name, shape and cost of a column.
  static func heading(of column: OverviewColumn, _ model: Model, isShort: Bool) -> [String] {
    [
      model.overviewName(of: column, isShort: isShort),
      size(of: model.exploration.tensor(at: column.place).shape),
      model.overviewCost(of: column),
    ]
  }

  /// The shape, or `1` for a single number.
  private static func size(of shape: Shape) -> String {
    shape.count == 1 ? "1" : shape.description
  }

  // MARK: Widths

  /// Screen columns that a column needs.
  func width(of place: Place, heading: [String]) -> Int {
    let content =
      switch content(at: place) {
      case .maps(let size, _): size.width
      case .strip: OverviewContent.stripWidth + 6
      case .list: OverviewList.width(of: place, in: model)
      }
    return max(content, heading.map(\.unicodeScalars.count).max() ?? 0)
  }

  // MARK: Contents

  func content(at place: Place) -> OverviewContent {
    let shape = model.exploration.tensor(at: place).shape
    guard shape.extent == Extent(1) else {
      let size = size(of: shape.extent)
      // A picture in its colors is one picture, whatever it is made of.
      if place == .picture, model.paintsRealColors(of: model.exploration.subject) {
        return .maps(size: size, shown: 0..<1)
      }
      let count = max(1, (body + 1) / OverviewContent.pitch(of: size))
      return .maps(size: size, shown: page(at: place, count: count))
    }
    let isLast = place == .node(model.exploration.outputs.count - 1)
    if shape.channels <= body || isLast {
      let pitch = 2 * shape.channels <= body && isLast ? 2 : 1
      return .list(shown: page(at: place, count: body / pitch), pitch: pitch)
    }
    return .strip(pixels: min(shape.channels, 2 * body))
  }

  /// The channels that show, a page of them, so that they lie still while the cursor moves among them.
  private func page(at place: Place, count: Int) -> Range<Int> {
    let channels = model.exploration.tensor(at: place).shape.channels
    let start = min(field.channel(at: place) / count * count, max(0, channels - count))
    return start..<min(channels, start + count)
  }

  /// The size in pixels of a map: its own, or else less for smaller maps, though not in proportion:
  /// they could not be read.
  private func size(of extent: Extent) -> Extent {
    let largest = 2 * thumbnailRows
    let longer = max(extent.height, extent.width)
    guard longer > largest else { return extent }
    let picture = model.exploration.subject.picture.shape.extent
    let ratio = Double(max(picture.height, picture.width, longer)) / Double(longer)
    // The logarithm to base 2, straight between powers of 2.
    let halvings = Double(ratio.exponent) + ratio.significand - 1
    let pixels = max(6, largest - Int((halvings * Double(largest) / 8).rounded(.up)))
    return ScreenLayout.pictureSize(extent, rows: (pixels + 1) / 2, columns: pixels)
  }
}
