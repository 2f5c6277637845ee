import Convolution
import Drawing
import Explorer
import TestSupport

/// Explorers of networks with very much of something, and of one that is small enough to walk about in.
extension Model {
  /// A single convolution with as many maps.
  static func manyMaps(_ count: Int, columns: Int = 80, rows: Int = 24) throws -> Model {
    var layers = TestLayers()
    try layers.convolution(count, of: 1, kernel: 3)
    return try exploring(layers, over: .card(height: 9, width: 9), columns: columns, rows: rows)
  }

  /// As many outputs, each with a label.
  static func longVector(_ count: Int, columns: Int = 80, rows: Int = 24) throws -> Model {
    var layers = TestLayers()
    layers.add(.flatten(Flatten()))
    try layers.dense(count, of: 81)
    let labels = (0..<count).map { "thing \($0 * 7919 % count)" }
    var model = try exploring(
      layers, over: .card(height: 9, width: 9), labels: labels, columns: columns, rows: rows)
    try model.go(to: "dense1")
    return model
  }

  /// Every kind of node that a picture of 8 × 8 has room for.
  static func small(over picture: Tensor) throws -> Model {
    var layers = TestLayers()
    try layers.convolution(4, of: 1, kernel: 2)
    layers.add(.rectification(ReLU()))
    layers.add(.pooling(Pooling2D(.maximum, kernel: Extent(2))))
    layers.add(.flatten(Flatten()))
    try layers.dense(20, of: 36)
    layers.add(.rectification(ReLU()))
    try layers.dense(3, of: 20)
    layers.add(.softmax(Softmax()))
    return try exploring(layers, over: picture, labels: ["sock", "shoe", "boot"])
  }

  mutating func go(to node: String, _ element: Element = Element(row: 0, column: 0)) throws {
    try go(to: element, ofNode: exploration.network.index(named: node))
  }
}
