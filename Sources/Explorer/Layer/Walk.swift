package import Convolution

/// A way that the window plays along, to a cell and no further.
struct Walk: Hashable, Sendable {
  let start: Element
  let end: Element
  let shape: Shape
  /// How many ticks it takes.
  let count: Int
  /// How many of them are done.
  private(set) var done = 0

  /// Cells that are gone through one by one; a longer way is a glide.
  private static let mostCells = 60
  /// What a glide takes at most, in milliseconds.
  private static let longest = 3000

  /// - Returns: nil where there is nothing to go.
  init?(from start: Element, to end: Element, in shape: Shape) {
    guard start != end, shape.contains(end) else { return nil }
    (self.start, self.end, self.shape) = (start, end, shape)
    let distance = abs(shape.index(of: end) - shape.index(of: start))
    isGlide = distance > Self.mostCells
    let straight =
      start.channel == end.channel
      ? max(abs(end.row - start.row), abs(end.column - start.column)) : Self.mostCells
    count = isGlide ? min(straight, Self.mostCells) : distance
  }

  /// Whether it is too long to go through all of its cells.
  private let isGlide: Bool

  var isOver: Bool { done == count }

  /// Where the window is after what is done so far.
  var present: Element {
    func between(_ first: Int, _ last: Int) -> Int {
      // Rounded to the nearest, for steps that are even.
      let (way, sign) = (abs(last - first), last < first ? -1 : 1)
      return first + sign * ((2 * way * done + count) / (2 * count))
    }
    // A glide over a map goes straight; to another map it skips cells.
    guard isGlide, start.channel == end.channel else {
      return shape.element(at: between(shape.index(of: start), shape.index(of: end)))
    }
    return Element(
      channel: start.channel, row: between(start.row, end.row),
      column: between(start.column, end.column))
  }

  mutating func advance() { done += 1 }

  /// Milliseconds from tick to tick.
  func interval(at speed: Speed) -> Int {
    isGlide ? min(speed.interval, Self.longest / count) : speed.interval
  }
}

extension Model {
  /// Plays from the present cell of the node to another one and stops there; what ends playing ends
  /// this too, and so does a movement.
  package mutating func play(to element: Element) -> [Effect] {
    walk = Walk(from: cursor.element, to: element, in: shape)
    guard let walk else { return [] }
    (isPlaying, focus) = (true, .output)
    return [.scheduleTick(after: walk.interval(at: speed))]
  }

  /// One tick of the way.
  mutating func walkOn(_ way: Walk) -> [Effect] {
    var way = way
    // Whoever has moved the window leads it now.
    guard cursor.element == way.present, shape == way.shape else { return endWalk() }
    way.advance()
    goTo(way.present)
    if way.isOver { return endWalk() }
    walk = way
    return [.scheduleTick(after: way.interval(at: speed))]
  }

  private mutating func endWalk() -> [Effect] {
    (walk, isPlaying) = (nil, false)
    return []
  }

  /// Whether `Esc` has nothing left to go back from on this screen.
  package var isAtHome: Bool {
    mode.kind == .exploring && typed.isEmpty && focus == .output && !isPlaying
  }
}
