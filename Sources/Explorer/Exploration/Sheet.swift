package import Convolution

/// How the numbers of a tensor lie on a table: a channel as it is, or a whole vector, folded into rows.
package struct Sheet: Hashable, Sendable {
  package let shape: Shape
  /// Columns of the table.
  private let fold: Int

  /// - Parameter source: What a flattened vector was before: each of its channels becomes a row, as long
  ///   as that can be read.
  package init(_ shape: Shape, flattenedFrom source: Shape? = nil) {
    self.shape = shape
    let rowLength = source.map { $0.height * $0.width } ?? 0
    fold =
      !shape.isVector
      ? shape.width
      : 2...Self.widestRow ~= rowLength ? rowLength : Self.columns(of: shape.channels)
  }

  private static let widestRow = 64
  /// Longer vectors are folded; up to this length they are a list.
  package static let longestList = 16

  /// The columns of a folded vector: about as many as rows, and without a rest if possible.
  private static func columns(of count: Int) -> Int {
    guard count > longestList else { return 1 }
    let side = Int(Double(count - 1).squareRoot()) + 1
    return (side...min(count, 2 * side)).first { count % $0 == 0 } ?? side
  }

  package var isVector: Bool { shape.isVector }

  /// Whether each number has a row of its own, with room for a name beside it.
  package var isList: Bool { isVector && fold == 1 }

  /// Rows and columns of the table.
  package var extent: Extent {
    isVector
      ? Extent(height: (shape.channels + fold - 1) / fold, width: fold) : shape.extent
  }

  /// What stands at a row and column; nil where there is nothing, as behind the end of a vector.
  ///
  /// - Parameter channel: The channel that shows; a vector shows all of them.
  package func element(_ row: Int, _ column: Int, channel: Int) -> Element? {
    guard 0..<extent.height ~= row, 0..<extent.width ~= column else { return nil }
    guard isVector else { return Element(channel: channel, row: row, column: column) }
    let index = row * fold + column
    return index < shape.channels ? Element(channel: index, row: 0, column: 0) : nil
  }

  /// The row and column of an element, which may lie in the padding of a map.
  package func place(of element: Element) -> (row: Int, column: Int) {
    isVector
      ? (element.channel / fold, element.channel % fold) : (element.row, element.column)
  }

  /// The element so many rows and columns away, or the nearest there is.
  package func neighbor(of element: Element, rows: Int, columns: Int) -> Element {
    var moved = element
    if isVector {
      let index = element.channel + rows * fold + columns
      // From the first and the last row there is no way up or down.
      let isInside = 0..<shape.channels ~= index
      moved.channel =
        isInside ? index : rows != 0 ? element.channel : min(max(index, 0), shape.channels - 1)
    } else {
      moved.row = min(max(element.row + rows, 0), shape.height - 1)
      moved.column = min(max(element.column + columns, 0), shape.width - 1)
    }
    return moved
  }

  /// The table as a tensor of one channel, with zeros behind the end of a vector.
  func plane(of tensor: Tensor, channel: Int) -> Tensor {
    guard isVector else { return tensor.channel(channel) }
    var rows = tensor.elements
    rows += Array(repeating: 0, count: extent.height * extent.width - rows.count)
    guard
      let plane = try? Shape(channels: 1, height: extent.height, width: extent.width),
      let folded = try? Tensor(shape: plane, elements: rows)
    else { preconditionFailure("a folded vector of \(shape) is a table of \(extent)") }
    return folded
  }
}
