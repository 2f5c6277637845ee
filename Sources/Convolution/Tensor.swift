import Kernels

/// Numbers in order (channels, height, width), row by row.
///
/// A picture has one channel (gray) or three (red, green, blue). Vectors are (n, 1, 1).
public struct Tensor: Hashable, Sendable {
  /// The channels, rows and columns that the numbers are laid out in.
  public let shape: Shape

  /// All the numbers in reading order: channel, row, column.
  public internal(set) var elements: [Float]

  /// - Throws: `ShapeError.elementCount` unless there is one number for each position.
  public init(shape: Shape, elements: [Float]) throws(ShapeError) {
    guard elements.count == shape.count else {
      throw .elementCount(shape: shape, found: elements.count)
    }
    self.shape = shape
    self.elements = elements
  }

  /// The same number everywhere.
  public init(shape: Shape, repeating value: Float = 0) {
    self.shape = shape
    self.elements = Array(repeating: value, count: shape.count)
  }

  /// A tensor whose numbers `initialize` writes, all of them, in reading order.
  ///
  /// For large results: memory is touched once, and its pages are made at once.
  public init(
    shape: Shape, initializedBy initialize: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    self.shape = shape
    self.elements = unsafe [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
      let elements = unsafe UnsafeMutableBufferPointer(rebasing: buffer[0..<shape.count])
      unsafe populate(elements)
      unsafe initialize(elements)
      count = shape.count
    }
  }

  /// One channel from rows of numbers, as one would write a table.
  ///
  /// - Throws: `ShapeError.unequalRows` or `ShapeError.sizeNotPositive`.
  public init(rows: [[Float]]) throws(ShapeError) {
    let width = rows.first?.count ?? 0
    if let odd = rows.firstIndex(where: { $0.count != width }) {
      throw .unequalRows(row: odd, found: rows[odd].count, expected: width)
    }
    try self.init(
      shape: Shape(channels: 1, height: rows.count, width: width),
      elements: Array(rows.joined()))
  }

  /// One number. Positions outside the tensor are a programmer's error.
  public subscript(channel: Int, row: Int, column: Int) -> Float {
    get { self[Element(channel: channel, row: row, column: column)] }
    set { self[Element(channel: channel, row: row, column: column)] = newValue }
  }

  /// One number. Positions outside the tensor are a programmer's error.
  public subscript(element: Element) -> Float {
    get { elements[index(of: element)] }
    set { elements[index(of: element)] = newValue }
  }

  /// Without the check, a column too far right would be the next row's first.
  private func index(of element: Element) -> Int {
    precondition(shape.contains(element), "no element \(element) in a tensor of \(shape)")
    return shape.index(of: element)
  }

  /// One channel as a tensor of its own.
  public func channel(_ channel: Int) -> Tensor {
    let plane = shape.plane
    let range = channel * plane.count..<(channel + 1) * plane.count
    return Tensor(uncheckedShape: plane, elements: Array(elements[range]))
  }

  /// Makes this a tensor of `shape` whose numbers `write` writes, all of them.
  ///
  /// The memory stays where the shape does, and is copied first if somebody else holds the tensor too;
  /// `write` finds the old numbers there then, and nothing at all in new memory.
  mutating func overwrite(
    as shape: Shape, with write: (UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    guard shape == self.shape else {
      elements = []  // gives the memory back before asking for more
      self = unsafe Tensor(shape: shape, initializedBy: write)
      return
    }
    unsafe elements.withUnsafeMutableBufferPointer { unsafe write($0) }
  }

  init(uncheckedShape shape: Shape, elements: [Float]) {
    self.shape = shape
    self.elements = elements
  }
}
