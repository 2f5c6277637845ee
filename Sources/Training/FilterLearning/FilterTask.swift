package import Convolution

/// What a single filter is to learn: a picture, and the map that should come out of it.
///
/// The filter slides over the picture with stride 1 and without padding. How well it does is the mean
/// squared error over all positions:
///
///     loss = mean of (output − target)²
///
/// All its numbers are in one list: the weights in order (channel, row, column), then the bias if there is
/// one. So a step, a gradient and an optimizer's memory are lists of the same length.
package struct FilterTask: Hashable, Sendable {
  /// Shape (channels, height, width).
  package let picture: Tensor
  /// The shape of the filter: (channels of the picture, kernel height, kernel width).
  package let filterShape: Shape
  /// What should come out: one channel.
  package let target: Tensor
  /// Whether a number is learned that is added to every sum.
  package let hasBias: Bool
  /// Whether sums below 0 become 0 before they are compared with the target.
  package let hasReLU: Bool

  /// - Throws: `ShapeError` when the kernel does not fit the picture; `FilterTaskError` when the target
  ///   has another size than what comes out.
  package init(
    picture: Tensor, kernel: Extent, target: Tensor, hasBias: Bool = false, hasReLU: Bool = false
  ) throws {
    filterShape = try Shape(
      channels: picture.shape.channels, height: kernel.height, width: kernel.width)
    let output = try Convolution2D(bank: FilterBank(filter: Tensor(shape: filterShape)))
      .outputShape(for: picture.shape)
    guard target.shape == output else {
      throw FilterTaskError.targetSize(found: target.shape, expected: output)
    }
    (self.picture, self.target) = (picture, target)
    (self.hasBias, self.hasReLU) = (hasBias, hasReLU)
  }

  /// The numbers that are learned: weights and bias.
  package var count: Int { filterShape.count + (hasBias ? 1 : 0) }

  /// Where the filter can lie: one output, one target and one difference for each.
  package var positions: Int { target.shape.count }

  /// The filter of a list of numbers.
  package func filter(_ numbers: [Float]) -> Tensor {
    guard
      let filter = try? Tensor(
        shape: filterShape, elements: Array(numbers.prefix(filterShape.count)))
    else { preconditionFailure("\(numbers.count) numbers make no filter of \(filterShape)") }
    return filter
  }

  /// What is added to every sum: the last of the numbers, or 0.
  package func bias(_ numbers: [Float]) -> Float {
    hasBias ? numbers[filterShape.count] : 0
  }

  /// First numbers that follow from a seed, in hundredths so that what is shown of them is all there is.
  ///
  /// Uniform within ±√(6 / (fan in + fan out)), as `Initializer.glorot`, for one filter; the bias is 0.
  package func firstNumbers(seed: UInt64) -> [Float] {
    let area = filterShape.height * filterShape.width
    let bound = (6 / Float(filterShape.count + area)).squareRoot()
    let weights = SeededNumbers.uniform(count: filterShape.count, seed: seed, bound: bound)
    return weights.map { ($0 * 100).rounded() / 100 + 0 } + (hasBias ? [0] : [])
  }

  /// The map that a filter makes of a picture; `kernel` may have a single channel, which is then the same
  /// for all of the picture's.
  package static func map(
    of picture: Tensor, through kernel: Tensor, hasReLU: Bool
  ) throws(ShapeError) -> Tensor {
    let filter = try spread(kernel, over: picture.shape.channels)
    let map = try Convolution2D(bank: FilterBank(filter: filter)).forward(picture)
    return hasReLU ? ReLU().forward(map) : map
  }

  /// A kernel of a single channel, once for each of several.
  package static func spread(_ kernel: Tensor, over channels: Int) throws(ShapeError) -> Tensor {
    guard kernel.shape.channels == 1, channels > 1 else { return kernel }
    let shape = try Shape(
      channels: channels, height: kernel.shape.height, width: kernel.shape.width)
    return try Tensor(
      shape: shape,
      elements: Array(repeatElement(kernel.elements, count: channels).joined()))
  }
}

/// Why there is nothing to learn.
package enum FilterTaskError: Error, Hashable, Sendable, CustomStringConvertible {
  case targetSize(found: Shape, expected: Shape)

  package var description: String {
    switch self {
    case .targetSize(let found, let expected):
      "the target map is \(found), and what comes out of the picture is \(expected); "
        + "give a map of that size, or another size of filter"
    }
  }
}
