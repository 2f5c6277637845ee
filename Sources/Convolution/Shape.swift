/// The size of a tensor: (channels, height, width), each at least 1.
///
/// A shape can always be stored: the initializer refuses empty sizes and more elements than
/// `maximumCount`, so that no later multiplication can overflow.
public struct Shape: Hashable, Sendable {
  /// Feature maps, or colors: 1 for gray.
  public let channels: Int
  /// Rows of each channel.
  public let height: Int
  /// Columns of each channel.
  public let width: Int

  /// The most elements that a tensor may have: 2 GiB of `Float`.
  public static let maximumCount = 1 << 29

  /// - Throws: `ShapeError.sizeNotPositive` or `ShapeError.tooManyElements`.
  public init(channels: Int, height: Int, width: Int) throws(ShapeError) {
    for (label, size) in [
      ("the number of channels", channels), ("the height", height), ("the width", width),
    ] where size < 1 {
      throw .sizeNotPositive(label, found: size)
    }
    let (plane, planeOverflows) = height.multipliedReportingOverflow(by: width)
    let (count, countOverflows) = plane.multipliedReportingOverflow(by: channels)
    guard !planeOverflows, !countOverflows, count <= Shape.maximumCount else {
      throw .tooManyElements(channels: channels, height: height, width: width)
    }
    self.init(uncheckedChannels: channels, height: height, width: width)
  }

  /// For sizes taken from a shape that was checked before.
  init(uncheckedChannels channels: Int, height: Int, width: Int) {
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// The number of elements.
  public var count: Int { channels * height * width }

  /// Height and width of one channel.
  public var extent: Extent { Extent(height: height, width: width) }

  /// Whether it is a row of single numbers: (n, 1, 1) with n above 1.
  public var isVector: Bool { channels > 1 && height == 1 && width == 1 }

  /// The shape of one of the channels alone.
  public var plane: Shape { Shape(uncheckedChannels: 1, height: height, width: width) }

  /// Whether an element at this position exists.
  public func contains(_ element: Element) -> Bool {
    0..<channels ~= element.channel && 0..<height ~= element.row && 0..<width ~= element.column
  }

  /// The position of an element in reading order: channel, row, column.
  public func index(of element: Element) -> Int {
    (element.channel * height + element.row) * width + element.column
  }

  /// The element at a position in reading order; the inverse of `index(of:)`.
  public func element(at index: Int) -> Element {
    Element(
      channel: index / (height * width), row: index / width % height, column: index % width)
  }
}

extension Shape: CustomStringConvertible {
  /// `28×28` for a single channel, `10` for a vector, `3×28×28` (channels first) otherwise.
  public var description: String {
    if isVector { return "\(channels)" }
    return channels == 1 ? "\(height)×\(width)" : "\(channels)×\(height)×\(width)"
  }
}

/// A height and a width: the size of a kernel or of a picture, or the two steps of a stride.
public struct Extent: Hashable, Sendable, CustomStringConvertible {
  /// Rows, or the step downwards.
  public var height: Int
  /// Columns, or the step to the right.
  public var width: Int

  /// Height first, as in tensors.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// The same in both directions.
  public init(_ both: Int) { self.init(height: both, width: both) }

  /// The number of elements of one channel of this size.
  package var area: Int { height * width }

  /// `3×5`, height first.
  public var description: String { "\(height)×\(width)" }
}

/// The position of one number in a tensor, from 0. In the padding, `row` and `column` lie outside.
public struct Element: Hashable, Sendable {
  /// From 0; the only channel of a gray picture is 0.
  public var channel: Int
  /// From 0 at the top.
  public var row: Int
  /// From 0 at the left.
  public var column: Int

  /// A position; the channel may be left out where there is only one.
  public init(channel: Int = 0, row: Int, column: Int) {
    self.channel = channel
    self.row = row
    self.column = column
  }
}

extension Element: CustomStringConvertible {
  /// `[channel,row,column]`.
  public var description: String { "[\(channel),\(row),\(column)]" }

  /// The address as people write it: the channel is left out when there is only one, row and column
  /// in a vector.
  public func address(in shape: Shape) -> String {
    if shape.isVector, row == 0, column == 0 { return "[\(channel)]" }
    return shape.channels == 1 ? "[\(row),\(column)]" : description
  }
}
