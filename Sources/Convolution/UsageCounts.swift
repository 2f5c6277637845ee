/// How often one element of a network uses each element of the picture and of every node before it.
///
/// A use is a path: a pixel under 9 windows of a layer whose results all lie under one window of the
/// next is used 9 times. So the center of a receptive field counts most. Max pooling uses all its
/// candidates; padding is nobody's use, while a pixel that the border repeats is used wherever it
/// stands.
///
/// ```swift
/// let counts = try network.usageCounts(of: element, node: 4, picture: picture.shape)
/// let pixels = counts.map(at: .picture)
/// ```
public struct UsageCounts: Hashable, Sendable {
  /// The node whose output the element belongs to.
  public let node: Int
  fileprivate let picture: CountPlanes
  fileprivate let nodes: [CountPlanes]

  /// The counts of one channel, or of all channels of a place together.
  public struct Map: Hashable, Sendable {
    /// Rows of the place: all of them, used or not.
    public let height: Int
    /// Columns of the place: all of them, used or not.
    public let width: Int
    /// The smallest box around what is used; nil when nothing is.
    public var box: (rows: Range<Int>, columns: Range<Int>)? {
      plane.map { ($0.rows, $0.columns) }
    }
    /// The largest of the counts.
    public let largest: Double
    private let plane: CountPlane?

    init(_ plane: CountPlane?, over extent: Extent) {
      (height, width) = (extent.height, extent.width)
      self.plane = plane
      largest = plane?.counts.max() ?? 0
    }

    /// How often an element is used; 0 outside the box.
    public subscript(row: Int, column: Int) -> Double { plane?[row, column] ?? 0 }
  }

  /// How often the elements of one channel are used, or those of all channels together.
  ///
  /// Whole numbers, exact below 2⁵³; networks so deep that `Double` overflows have ∞.
  ///
  /// - Parameters:
  ///   - place: The picture or a node that is not behind the element's.
  ///   - channel: nil for the sum over all channels.
  /// - Complexity: O(*area of the box*), times the different channels for a sum.
  public func map(at place: Network.Source, channel: Int? = nil) -> Map {
    let planes = planes(at: place)
    return Map(channel.map { planes[$0] } ?? planes.sum, over: planes.shape.extent)
  }

  /// The smallest box around what is used; nil when nothing of the place is.
  ///
  /// - Complexity: O(*channels*).
  public func part(at place: Network.Source) -> ReceptiveField.Part? { planes(at: place).bounds }

  private func planes(at place: Network.Source) -> CountPlanes {
    place.value(picture: picture, nodes: nodes)
  }
}

extension Network {
  /// How often one element uses each element of the picture and of every node before it.
  ///
  /// - Parameters:
  ///   - node: Whose output the element belongs to.
  ///   - picture: The picture's shape.
  /// - Throws: `ShapeError` when the picture does not suit the network, and
  ///   `ShapeError.noSuchElement`.
  /// - Complexity: O((*kernel height + kernel width*) · *area of the box*) for each node and each
  ///   group of channels that are used alike: all channels of a convolution without groups are.
  public func usageCounts(
    of element: Element, node: Int, picture: Shape
  ) throws(ShapeError) -> UsageCounts {
    let shapes = try shapes(for: picture)
    guard shapes[node].contains(element) else {
      throw .noSuchElement(element, shape: shapes[node])
    }
    var pixels = CountPlanes(over: picture)
    var counts = shapes[...node].map { CountPlanes(over: $0) }
    counts[node] = CountPlanes(of: element, over: shapes[node])
    for index in (0...node).reversed() where !counts[index].isEmpty {
      for source in nodes[index].inputs {
        let shape = source.value(picture: picture, nodes: shapes)
        let reach = try nodes[index].layer.reach(over: shape)
        let used = counts[index].sources(through: reach, over: shape)
        switch source {
        case .picture: pixels.add(used)
        case .node(let earlier): counts[earlier].add(used)
        }
      }
    }
    return UsageCounts(node: node, picture: pixels, nodes: counts)
  }
}
