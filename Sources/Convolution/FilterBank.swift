/// The weights of a convolutional layer: (filters, channels, height, width), with a bias for each filter.
///
/// A filter is one kernel per input channel; it makes one feature map.
public struct FilterBank: Hashable, Sendable {
  /// Filters, and so feature maps.
  public let filters: Int
  /// Kernels in each filter: the channels of the input, or of one group of them.
  public let channels: Int
  /// Height and width that all kernels have.
  public let kernel: Extent
  /// In order (filter, channel, row, column).
  public let weights: [Float]
  /// What is added last, one number for each filter.
  public let biases: [Float]

  /// - Parameter biases: One for each filter; none at all means zeros.
  /// - Throws: `ShapeError` when counts and sizes do not agree.
  public init(
    filters: Int, channels: Int, kernel: Extent, weights: [Float], biases: [Float] = []
  ) throws(ShapeError) {
    guard filters >= 1 else { throw .sizeNotPositive("the number of filters", found: filters) }
    // A filter is a tensor too, and has to fit as one.
    let count = try Shape(channels: channels, height: kernel.height, width: kernel.width).count
    let (total, overflows) = count.multipliedReportingOverflow(by: filters)
    guard !overflows, total == weights.count else {
      throw .weightCount(
        "the filter bank", expected: overflows ? Int.max : total, found: weights.count)
    }
    guard biases.isEmpty || biases.count == filters else {
      throw .biasCount("filters", expected: filters, found: biases.count)
    }
    self.filters = filters
    self.channels = channels
    self.kernel = kernel
    self.weights = weights
    // Adding 0 makes 0 of −0, so that no output is ever −0.
    self.biases = biases.isEmpty ? Array(repeating: 0, count: filters) : biases.map { $0 + 0 }
  }

  /// A single filter: its kernels are the tensor's channels.
  public init(filter: Tensor, bias: Float = 0) {
    filters = 1
    channels = filter.shape.channels
    kernel = filter.shape.extent
    weights = filter.elements
    biases = [bias + 0]
  }

  /// One weight.
  public subscript(filter: Int, channel: Int, row: Int, column: Int) -> Float {
    weights[((filter * channels + channel) * kernel.height + row) * kernel.width + column]
  }

  /// The kernels turned by half a turn, for what mathematicians call convolution.
  public var flipped: FilterBank {
    let area = kernel.height * kernel.width
    var turned = weights
    for start in stride(from: 0, to: weights.count, by: area) {
      turned[start..<start + area].reverse()
    }
    return FilterBank(unchecked: self, weights: turned)
  }

  /// The shape of one filter.
  public var filterShape: Shape {
    Shape(uncheckedChannels: channels, height: kernel.height, width: kernel.width)
  }

  private init(unchecked bank: FilterBank, weights: [Float]) {
    filters = bank.filters
    channels = bank.channels
    kernel = bank.kernel
    biases = bank.biases
    self.weights = weights
  }
}
