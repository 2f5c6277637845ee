/// How often the elements of a tensor are used: a plane of counts for each channel that is.
///
/// A convolution without groups uses all of its input's channels alike. So planes are stored once and
/// shared: a layer of 512 channels costs one.
struct CountPlanes: Hashable, Sendable {
  /// The tensor's.
  let shape: Shape
  /// Those of `indices`; each is somebody's.
  private var planes: [CountPlane] = []
  /// For each channel the index of its plane; nil when no element of it is used.
  private var indices: [Int?]

  /// Nothing is used.
  init(over shape: Shape) {
    self.shape = shape
    indices = Array(repeating: nil, count: shape.channels)
  }

  /// One element is used, once.
  init(of element: Element, over shape: Shape) {
    self.init(over: shape)
    planes = [CountPlane(row: element.row, column: element.column)]
    indices[element.channel] = 0
  }

  /// Channels with equal keys share what `plane` makes of the key; it is asked once for each.
  private init<Key: Hashable>(
    over shape: Shape, keys: some Sequence<Key>, plane: (Key) -> CountPlane?
  ) {
    self.init(over: shape)
    var known: [Key: Int?] = [:]
    for (channel, key) in keys.enumerated() {
      if let index = known[key] {
        indices[channel] = index
      } else {
        if let plane = plane(key) {
          indices[channel] = planes.count
          planes.append(plane)
        }
        known[key] = .some(indices[channel])
      }
    }
  }

  /// Whether nothing is used.
  var isEmpty: Bool { planes.isEmpty }

  /// The counts of one channel; nil when nothing of it is used.
  subscript(channel: Int) -> CountPlane? { indices[channel].map { planes[$0] } }

  /// All channels together.
  var sum: CountPlane? { sum(ofPlanes: indices.compactMap { $0 }.sorted()) }

  /// The smallest box around all that is used.
  var bounds: ReceptiveField.Part? {
    guard let first = planes.first, let channel = indices.firstIndex(where: { $0 != nil }),
      let last = indices.lastIndex(where: { $0 != nil })
    else { return nil }
    return ReceptiveField.Part(
      rows: planes.reduce(first.rows) { $0.union($1.rows) },
      columns: planes.reduce(first.columns) { $0.union($1.columns) },
      channels: channel..<last + 1)
  }

  /// Counts the uses along another path as well.
  mutating func add(_ other: CountPlanes) {
    guard !isEmpty else { return self = other }
    let pairs = zip(indices, other.indices).lazy.map { Pair(own: $0, other: $1) }
    self = CountPlanes(over: shape, keys: pairs) { [planes] pair in
      let own = pair.own.map { planes[$0] }
      guard let other = pair.other.map({ other.planes[$0] }) else { return own }
      return own?.sum(with: other) ?? other
    }
  }

  /// The planes of one channel along two paths.
  private struct Pair: Hashable {
    let own: Int?
    let other: Int?
  }

  /// The sum of planes, in ascending order of their indices.
  private func sum(ofPlanes indices: [Int]) -> CountPlane? {
    var sum: CountPlane?
    var rest = indices[...]
    while let index = rest.first {
      let same = rest.prefix { $0 == index }.count
      let plane = planes[index].multiplied(by: same)
      sum = sum?.sum(with: plane) ?? plane
      rest = rest.dropFirst(same)
    }
    return sum
  }
}

extension CountPlanes {
  /// How often a layer uses its input when its output is used so often.
  ///
  /// - Parameter input: The shape of the layer's input.
  func sources(through reach: Reach, over input: Shape) -> CountPlanes {
    switch reach {
    case .readingOrder:
      // Behind flatten each channel is a single count.
      let area = input.extent.area
      let channels = (0..<input.channels).lazy.map { indices[$0 * area..<($0 + 1) * area] }
      return CountPlanes(over: input, keys: channels) { places in
        CountPlane(places.map { $0.map { planes[$0][0, 0] } ?? 0 }, width: input.width)
      }
    case .places(let grid, let border, let channels):
      func read(_ plane: CountPlane?) -> CountPlane? {
        guard let grid else { return plane }
        return plane?.sources(through: grid, border: border)
      }
      switch channels {
      case .same:
        return CountPlanes(over: input, keys: indices) { read($0.map { planes[$0] }) }
      case .groups(let outputs, let inputs):
        let used = stride(from: 0, to: shape.channels, by: outputs).map { first in
          indices[first..<first + outputs].compactMap { $0 }.sorted()
        }
        var planes = CountPlanes(over: input, keys: used) { read(sum(ofPlanes: $0)) }
        planes.indices = (0..<input.channels).map { planes.indices[$0 / inputs] }
        return planes
      }
    }
  }
}
