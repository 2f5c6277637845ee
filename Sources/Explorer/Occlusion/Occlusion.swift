package import Convolution

/// What an output becomes while a gray square hides one part of the picture after the other.
///
/// Every number is that of a whole forward pass over the changed picture. The passes are done a few
/// at a time, so that the screen stays alive.
package struct Occlusion: Hashable, Sendable {
  package let grid: OcclusionGrid
  /// What stands in the square: the middle of the picture's scale.
  package let gray: Float
  /// The output element that is watched.
  package private(set) var watched: Element
  /// Where the square is.
  package private(set) var place = 0
  /// Whether the square goes along with the computation, or by itself when all is computed.
  package private(set) var isPlaying = true
  /// For each place the outputs in every channel of the watched row and column, once computed.
  private var results: [[Float]?]
  private var computed = 0
  /// The pass that has begun.
  private var pass: ForwardPass?
  private var passPlace = 0

  /// About how many multiplications are done before the screen is drawn again.
  private static let workPerTick = 30e6
  /// What a node costs besides.
  private static let workPerNode = 50e3

  init(_ exploration: Exploration, watching watched: Element, grid: OcclusionGrid) {
    self.grid = grid
    self.watched = watched
    gray = exploration.middleGray
    results = Array(repeating: nil, count: grid.count)
  }

  // MARK: What came out

  package var isComplete: Bool { computed == grid.count }
  package var doneCount: Int { computed }

  /// The watched output while the square is at a place; nil when it is not known yet.
  package func value(at place: Int) -> Float? { results[place]?[watched.channel] }

  /// The channel that is largest while the square is at a place; nil when it is not known yet.
  package func largestChannel(at place: Int) -> Int? {
    results[place].flatMap { values in values.indices.max { values[$0] < values[$1] } }
  }

  /// How far the watched output falls from what it is without a square.
  package func fall(at place: Int, from whole: Float) -> Float? {
    value(at: place).map { whole - $0 }
  }

  /// The places where the watched output is smallest and largest; nil before anything is computed.
  package var extremes: (lowest: Int, highest: Int)? {
    let known = results.indices.filter { value(at: $0)?.isNaN == false }
    let values = results.map { $0?[watched.channel] ?? 0 }
    guard let lowest = known.min(by: { values[$0] < values[$1] }),
      let highest = known.max(by: { values[$0] < values[$1] })
    else { return nil }
    return (lowest, highest)
  }

  // MARK: Changes

  /// Watches another channel of the output; everything is known of it already.
  mutating func watch(channel: Int) { watched.channel = channel }

  /// Moves the square by hand.
  mutating func move(to place: Int) {
    self.place = min(max(place, 0), grid.count - 1)
    isPlaying = false
  }

  mutating func togglePlay() {
    isPlaying.toggle()
    if isPlaying, isComplete, place == grid.count - 1 { place = 0 }
  }

  /// Whether there is something to compute now: the rest, or at least what the square hides.
  var isWorking: Bool { !isComplete && (isPlaying || results[place] == nil) }

  /// Computes some more, or moves the square on when all is computed.
  mutating func advance(_ exploration: Exploration) {
    guard isWorking else {
      if isPlaying {
        place = min(place + 1, grid.count - 1)
        isPlaying = place < grid.count - 1
      }
      return
    }
    var budget = Self.workPerTick
    while budget > 0, isWorking { budget -= computeNode(exploration) }
  }

  /// Computes the next node of the present pass.
  ///
  /// - Returns: What it cost, in multiplications.
  private mutating func computeNode(_ exploration: Exploration) -> Double {
    if pass == nil || (!isPlaying && passPlace != place) { begin(exploration) }
    guard var pass else { return .infinity }
    self.pass = nil
    let work = pass.nextWork
    do {
      try pass.advance()
    } catch {
      // The picture without the square went through, and this one has the same shape.
      preconditionFailure("\(error)")
    }
    guard pass.isDone, let output = pass.outputs.last else {
      self.pass = pass
      return work + Self.workPerNode
    }
    results[passPlace] = (0..<output.shape.channels).map {
      output[$0, watched.row, watched.column]
    }
    computed += 1
    if isPlaying { place = passPlace }
    if isComplete {
      isPlaying = false
      // The end of the way is a corner; what matters most is more to look at.
      let falls = (0..<grid.count).compactMap { place in value(at: place).map { (place, $0) } }
      place = falls.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0 ?? place
    }
    return work + Self.workPerNode
  }

  /// Starts on the present place or, if that is known, on the next one that is not.
  private mutating func begin(_ exploration: Exploration) {
    let after = results[place...].firstIndex { $0 == nil }
    passPlace = after ?? results.firstIndex { $0 == nil } ?? place
    let picture = grid.covered(exploration.subject.picture, at: passPlace, with: gray)
    pass = try? ForwardPass(exploration.network, over: picture)
  }
}

extension Exploration {
  /// The number between the darkest and the brightest that the picture's scale has.
  package var middleGray: Float {
    let range = range(.layer, at: .picture, channel: 0)
    guard range.minimum <= range.maximum else { return 0 }
    let full = subject.fullScale ?? 1
    // Tables of numbers have no scale but their own.
    if 0...full ~= range.minimum, 0...full ~= range.maximum { return full / 2 }
    return range.minimum + (range.maximum - range.minimum) / 2
  }

  /// The last node, whose numbers are the answer.
  package var answer: Place { .node(outputs.count - 1) }

  /// Its largest element.
  var largestAnswer: Element {
    let output = outputs[outputs.count - 1]
    let index = output.elements.indices.max { output.elements[$0] < output.elements[$1] } ?? 0
    return output.shape.element(at: index)
  }
}
