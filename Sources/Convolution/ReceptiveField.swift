/// What one element of a network depends on: the part of the picture, and of every node before it.
///
/// Found by arithmetic on positions, without any numbers. A part is the smallest box around the
/// elements that lie on a path to the element; where strides skip elements, some in the box do not.
///
/// ```swift
/// let field = try network.receptiveField(of: element, node: 4, picture: picture.shape)
/// let pixels = field[.picture]?.rows
/// ```
public struct ReceptiveField: Hashable, Sendable {
  fileprivate let picture: Part?
  fileprivate let nodes: [Part?]

  /// A box of elements, clipped at the border: padding does not belong to it.
  public struct Part: Hashable, Sendable {
    /// From the first row that is needed to the last.
    public let rows: Range<Int>
    /// From the first column that is needed to the last.
    public let columns: Range<Int>
    /// From the first channel that is needed to the last.
    public let channels: Range<Int>

    /// Any box.
    public init(rows: Range<Int>, columns: Range<Int>, channels: Range<Int>) {
      (self.rows, self.columns, self.channels) = (rows, columns, channels)
    }

    /// Whether the element lies in the box.
    public func contains(_ element: Element) -> Bool {
      rows.contains(element.row) && columns.contains(element.column)
        && channels.contains(element.channel)
    }

    /// The smallest box around both.
    func union(_ other: Part) -> Part {
      Part(
        rows: rows.union(other.rows), columns: columns.union(other.columns),
        channels: channels.union(other.channels))
    }
  }

  /// The part of a place that the element depends on; nil when it does not depend on the place.
  ///
  /// Of the element's own node that is the element itself; later nodes have no part in it.
  public subscript(place: Network.Source) -> Part? {
    switch place {
    case .picture: picture
    case .node(let index): index < nodes.count ? nodes[index] : nil
    }
  }
}

extension Network {
  /// The part of the picture and of every node that one element depends on.
  ///
  /// - Parameters:
  ///   - node: Whose output the element belongs to.
  ///   - picture: The picture's shape.
  /// - Throws: `ShapeError` when the picture does not suit the network, and
  ///   `ShapeError.noSuchElement`.
  /// - Complexity: O(*height + width*) for each node, whatever the number of channels, as long as
  ///   skipped layers read less than what they are added to; that of `usageCounts` at worst.
  public func receptiveField(
    of element: Element, node: Int, picture: Shape
  ) throws(ShapeError) -> ReceptiveField {
    let shapes = try shapes(for: picture)
    guard shapes[node].contains(element) else {
      throw .noSuchElement(element, shape: shapes[node])
    }
    var pixels = Patches()
    var reached = Array(repeating: Patches(), count: node + 1)
    reached[node].insert(Patch(element))
    for (index, node) in zip(reached.indices, nodes).reversed() {
      let patches = reached[index].patches
      guard patches.count <= Patches.limit else {
        // Many paths that read different elements: planes of numbers are cheaper than patches now.
        return ReceptiveField(
          try usageCounts(of: element, node: reached.count - 1, picture: picture))
      }
      for source in node.inputs {
        let shape = source.value(picture: picture, nodes: shapes)
        let reach = try node.layer.reach(over: shape)
        for patch in patches.flatMap({ $0.sources(through: reach, over: shape) }) {
          switch source {
          case .picture: pixels.insert(patch)
          case .node(let earlier): reached[earlier].insert(patch)
          }
        }
      }
    }
    return ReceptiveField(picture: pixels.bounds, nodes: reached.map(\.bounds))
  }
}

extension ReceptiveField {
  /// The boxes around everything that is used.
  init(_ counts: UsageCounts) {
    picture = counts.part(at: .picture)
    nodes = (0...counts.node).map { counts.part(at: .node($0)) }
  }
}
