import Convolution
import Drawing

/// How often the present cell uses what came before it, kept while the cell stays the same.
struct OverviewUses: Sendable {
  private var key: Key?
  private var counts: UsageCounts?
  private var paintings: [Painting.Key: Painting] = [:]
  private var levels: [Place: UseLevels] = [:]

  /// What the counts follow from.
  private struct Key: Hashable {
    let node: Int
    let element: Element
    let origin: Exploration.Origin
  }

  /// The counts for the present cell.
  mutating func counts(for model: Model) -> UsageCounts? {
    let present = Key(
      node: model.cursor.node, element: model.cursor.element,
      origin: model.exploration.origin)
    guard present != key else { return counts }
    (key, paintings, levels) = (present, [:], [:])
    counts = Self.counts(for: model)
    return counts
  }

  static func counts(for model: Model) -> UsageCounts? {
    try? model.exploration.network.usageCounts(
      of: model.cursor.element, node: model.cursor.node,
      picture: model.exploration.subject.picture.shape)
  }

  // MARK: Heat maps

  /// The counts of one map, small and painted; what is not used is left out.
  mutating func painting(
    at place: Place, channel: Int, size: Extent, of model: Model
  ) -> Painting? {
    painting(at: place, channel: channel, size: size, of: model) { counts in
      let map = counts.map(at: place, channel: channel)
      return (0..<map.height).flatMap { row in (0..<map.width).map { map[row, $0] } }
    }
  }

  /// The counts of a vector, one below the other.
  mutating func strip(at place: Place, pixels: Int, of model: Model) -> Painting? {
    let size = Extent(height: pixels, width: 1)
    let channels = model.exploration.tensor(at: place).shape.channels
    return painting(at: place, channel: nil, size: size, of: model) { counts in
      (0..<channels).map { counts.map(at: place, channel: $0)[0, 0] }
    }
  }

  private mutating func painting(
    at place: Place, channel: Int?, size: Extent, of model: Model,
    numbers: (UsageCounts) -> [Double]
  ) -> Painting? {
    guard let counts = counts(for: model) else { return nil }
    let key = Painting.Key(
      place: place, channel: channel, size: size, palette: model.palette, display: model.display)
    if let painting = paintings[key] { return painting }
    let levels = levels[place] ?? UseLevels(counts, at: place)
    self.levels[place] = levels
    let extent = model.exploration.tensor(at: place).shape.extent
    let shape = try? Shape(
      channels: 1, height: channel == nil ? numbers(counts).count : extent.height,
      width: extent.width)
    guard let shape,
      let tensor = try? Tensor(shape: shape, elements: numbers(counts).map(levels.level))
    else { return nil }
    let painting = Painting(
      Thumbnail(tensor, channel: 0, size: size, summary: .strongest),
      scale: levels.scale(model.palette, tier: model.display.colors),
      glyphs: model.display.glyphs, leavesOutZeros: true)
    paintings[key] = painting
    return painting
  }
}

/// From counts to the numbers that colors are given to: 0 where nothing is used, else from 1 on.
struct UseLevels: Sendable {
  let smallest: Double
  let largest: Double

  /// The counts of a place, as far as they are not 0.
  init(_ counts: UsageCounts, at place: Place) {
    guard let part = counts.part(at: place) else {
      (smallest, largest) = (1, 1)
      return
    }
    var (smallest, largest) = (Double.infinity, 0.0)
    for channel in part.channels {
      let map = counts.map(at: place, channel: channel)
      guard let box = map.box else { continue }
      largest = max(largest, map.largest)
      for row in box.rows {
        for column in box.columns where map[row, column] > 0 {
          smallest = min(smallest, map[row, column])
        }
      }
    }
    (self.smallest, self.largest) = (min(smallest, largest), largest)
  }

  /// Counts that differ much are shown by their logarithms.
  var isLogarithmic: Bool { largest > 40 * smallest }

  func level(_ count: Double) -> Float {
    guard count > 0 else { return 0 }
    // A single count is the largest too.
    guard largest > smallest else { return 2 }
    return isLogarithmic
      ? 1 + logarithm(count) - logarithm(smallest)
      : 1 + Float((count - smallest) / (largest - smallest))
  }

  /// From the least used to the most.
  func scale(_ palette: PaletteChoice, tier: ColorTier) -> ColorScale {
    ColorScale(
      palette, for: ValueRange(minimum: 0, maximum: level(largest) - 1, isWhole: false), tier: tier)
  }

  /// To base 2, straight between powers of 2.
  private func logarithm(_ count: Double) -> Float {
    count.isFinite ? Float(count.exponent) + Float(count.significand) - 1 : 1024
  }
}

extension Painting {
  /// What makes one heat map different from another of the same cell.
  struct Key: Hashable {
    let place: Place
    /// nil for a vector.
    let channel: Int?
    let size: Extent
    let palette: PaletteChoice
    let display: DisplayProperties
  }
}
