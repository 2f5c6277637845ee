/// Sizes that do not go together: what was found, and against what it was held.
public enum ShapeError: Error, Hashable, Sendable {
  case sizeNotPositive(_ label: String, found: Int)
  case sizeNegative(_ label: String, found: Int)
  case sizeTooLarge(_ label: String, found: Int, limit: Int)
  case tooManyElements(channels: Int, height: Int, width: Int)
  case elementCount(shape: Shape, found: Int)
  case unequalRows(row: Int, found: Int, expected: Int)
  case kernelExceedsInput(kernel: Extent, dilation: Extent, paddedInput: Extent)
  case windowWithoutPixels(kernel: Extent, padding: Edges)
  case channels(filter: Int, groups: Int, input: Int)
  case groupsDoNotDivide(groups: Int, filters: Int)
  case groupsDoNotDivideChannels(groups: Int, channels: Int)
  case unequalFilters(found: Extent, expected: Extent)
  case weightCount(_ layer: String, expected: Int, found: Int)
  case biasCount(_ label: String, expected: Int, found: Int)
  case unequalLists(layer: String, _ label: String, expected: Int, found: Int)
  case inputCount(layer: String, expected: ClosedRange<Int>, found: Int)
  case vectorNeeded(layer: String, found: Shape)
  case inputLength(layer: String, expected: Int, found: Int)
  case channelCount(layer: String, expected: Int, found: Int)
  case unequalInputs(layer: String, Shape, Shape)
  case emptyNetwork
  case unknownNode(_ name: String, known: [String])
  case noSuchElement(Element, shape: Shape)
}

extension ShapeError: CustomStringConvertible {
  /// One sentence, without a full stop: what was found, what is needed, what to do.
  public var description: String {
    switch self {
    case .sizeNotPositive(let label, let found):
      "\(label) is \(found); it has to be at least 1"
    case .sizeNegative(let label, let found):
      "\(label) is \(found); it has to be 0 or more"
    case .sizeTooLarge(let label, let found, let limit):
      "\(label) is \(found); the largest supported is \(limit)"
    case .tooManyElements(let channels, let height, let width):
      "\(channels) × \(height) × \(width) numbers (channels × height × width) are more than the "
        + "\(Shape.maximumCount) that fit; use a smaller picture, less padding or fewer filters"
    case .elementCount(let shape, let found):
      "a tensor of \(shape.channels) × \(shape.height) × \(shape.width) needs \(shape.count) "
        + "numbers, found \(found)"
    case .unequalRows(let row, let found, let expected):
      "row \(row + 1) has \(found) number\(found == 1 ? "" : "s"), the rows before it have "
        + "\(expected); "
        + "all rows need the same length"
    case .kernelExceedsInput(let kernel, let dilation, let padded):
      "the \(kernel) kernel\(Self.dilationNote(kernel, dilation)) does not fit the \(padded) "
        + "input (padding included); add padding or choose a smaller kernel"
    case .windowWithoutPixels(let kernel, let padding):
      "with padding \(padding) a \(kernel) pooling window can lie wholly outside the picture, "
        + "where there is nothing to pool; use less padding than the kernel covers"
    case .channels(let filter, let groups, let input):
      groups == 1
        ? "the filter has \(filter) channel\(filter == 1 ? "" : "s"), its input has \(input); "
          + "they have to be equal"
        : "the filter has \(filter) channels in each of \(groups) groups, which needs an input of "
          + "\(filter * groups); this one has \(input)"
    case .groupsDoNotDivide(let groups, let filters):
      "\(filters) filter\(filters == 1 ? "" : "s") cannot be shared out evenly among \(groups) groups"
    case .groupsDoNotDivideChannels(let groups, let channels):
      "an input of \(channels) channel\(channels == 1 ? "" : "s") cannot be cut evenly into "
        + "\(groups) groups"
    case .unequalFilters(let found, let expected):
      "the filters of one layer need the same size; found \(found) beside \(expected)"
    case .weightCount(let layer, let expected, let found):
      "\(layer) needs \(expected) weight\(expected == 1 ? "" : "s"), found \(found)"
    case .biasCount(let label, let expected, let found):
      "\(expected) \(label) need as many biases, found \(found)"
    case .unequalLists(let layer, let label, let expected, let found):
      "\(layer) has scales for \(expected) channel\(expected == 1 ? "" : "s"), but \(label) for "
        + "\(found); it needs one of each"
    case .inputCount(let layer, let expected, let found):
      "\(layer) takes \(expected.count == 1 ? "" : "at least ")\(expected.lowerBound) "
        + "input\(expected.lowerBound == 1 ? "" : "s"), found \(found)"
    case .vectorNeeded(let layer, let found):
      "\(layer) needs a vector, its input is \(found); put a flatten layer before it"
    case .inputLength(let layer, let expected, let found):
      "\(layer) has weights for \(expected) numbers, its input has \(found); they have to be equal"
    case .channelCount(let layer, let expected, let found):
      "\(layer) has numbers for \(expected) channel\(expected == 1 ? "" : "s"), its input has "
        + "\(found); they have to be equal"
    case .unequalInputs(let layer, let first, let second):
      "\(layer) needs inputs of one shape, found \(first) and \(second)"
    case .emptyNetwork:
      "without a filter and without pooling there is nothing to do; keep one of them"
    case .unknownNode(let name, let known):
      "there is no node '\(name)'; the nodes are \(Self.listed(known))"
    case .noSuchElement(let element, let shape):
      // With a channel that the shape has not, the channel is what is wrong: it is shown.
      "there is no element "
        + (element.channel == 0 ? element.address(in: shape) : element.description)
        + " in a tensor of \(shape)"
    }
  }

  /// The first of many names, and how many more there are.
  private static func listed(_ names: [String]) -> String {
    let most = 8
    guard names.count > most + 1 else { return names.joined(separator: ", ") }
    return names.prefix(most).joined(separator: ", ") + " and \(names.count - most) others"
  }

  private static func dilationNote(_ kernel: Extent, _ dilation: Extent) -> String {
    guard dilation != Extent(1) else { return "" }
    let height = dilation.height * (kernel.height - 1) + 1
    let width = dilation.width * (kernel.width - 1) + 1
    return ", \(Extent(height: height, width: width)) when dilated,"
  }
}
