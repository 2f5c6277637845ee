/// All the steps of a network over a picture: every output element, node after node, in reading order.
///
/// Nothing is recorded. A step is found by arithmetic on its number, forwards and backwards alike.
public struct Trace: RandomAccessCollection, Hashable, Sendable {
  /// The output shape of each node.
  public let shapes: [Shape]
  /// The number of steps before each node, and all of them at the end.
  private let firstSteps: [Int]

  /// One output element of one node.
  public struct Step: Hashable, Sendable {
    /// The node's index in the network.
    public let node: Int
    /// The element of the node's output.
    public let element: Element

    /// Where the step belongs.
    public init(node: Int, element: Element) {
      self.node = node
      self.element = element
    }
  }

  /// - Throws: `ShapeError` when the picture does not suit the network.
  public init(of network: Network, over picture: Shape) throws(ShapeError) {
    shapes = try network.shapes(for: picture)
    firstSteps = shapes.reduce(into: [0]) { starts, shape in
      starts.append((starts.last ?? 0) + shape.count)
    }
  }

  /// 0; people count from 1.
  public var startIndex: Int { 0 }
  /// The number of steps.
  public var endIndex: Int { firstSteps.last ?? 0 }

  /// - Complexity: O(log *nodes*).
  public subscript(position: Int) -> Step {
    precondition(indices.contains(position), "step \(position) of \(count)")
    var range = 0..<shapes.count
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      range =
        firstSteps[middle] <= position
        ? middle..<range.upperBound : range.lowerBound..<middle
    }
    let node = range.lowerBound
    return Step(node: node, element: shapes[node].element(at: position - firstSteps[node]))
  }

  /// The position of a step; the inverse of the subscript.
  public func position(of step: Step) -> Int {
    precondition(
      shapes[step.node].contains(step.element),
      "node \(step.node) of shape \(shapes[step.node]) has no element \(step.element)")
    return firstSteps[step.node] + shapes[step.node].index(of: step.element)
  }

  /// The positions of a node's steps.
  public func positions(ofNode node: Int) -> Range<Int> {
    firstSteps[node]..<firstSteps[node + 1]
  }
}
