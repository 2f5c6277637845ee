import Kernels

/// A fully connected layer: every unit adds up all the inputs, each times a weight of its own.
///
///     output[u] = bias[u] + Σ weight[i, u] · input[i]
///
/// The products are added one after the other in the order of the inputs, and the bias comes last, as
/// in a convolution; the same sum in the same order as a filter as large as its input.
public struct Dense: Hashable, Sendable {
  /// The length of the vector that goes in.
  public let inputs: Int
  /// The length of the vector that comes out.
  public let units: Int
  /// In order (input, unit), as Keras stores them: neighbors in memory are added to different sums,
  /// which is what vectors of the processor need.
  public let weights: [Float]
  /// What is added last, one number for each unit.
  public let biases: [Float]

  /// - Parameters:
  ///   - weights: In order (input, unit).
  ///   - biases: One for each unit; none at all means zeros.
  /// - Throws: `ShapeError` when counts and sizes do not agree.
  public init(
    inputs: Int, units: Int, weights: [Float], biases: [Float] = []
  ) throws(ShapeError) {
    guard inputs >= 1 else { throw .sizeNotPositive("the number of inputs", found: inputs) }
    guard units >= 1 else { throw .sizeNotPositive("the number of units", found: units) }
    let (count, overflows) = inputs.multipliedReportingOverflow(by: units)
    guard !overflows, weights.count == count else {
      throw .weightCount(
        "the dense layer", expected: overflows ? .max : count, found: weights.count)
    }
    guard biases.isEmpty || biases.count == units else {
      throw .biasCount("units", expected: units, found: biases.count)
    }
    (self.inputs, self.units, self.weights) = (inputs, units, weights)
    // Adding 0 makes 0 of −0, so that no output is ever −0.
    self.biases = biases.isEmpty ? Array(repeating: 0, count: units) : biases.map { $0 + 0 }
  }

  /// One weight.
  public subscript(input: Int, unit: Int) -> Float { weights[input * units + unit] }

  /// (units, 1, 1).
  ///
  /// - Throws: `ShapeError` when the input is no vector, or has another length.
  public func outputShape(for input: Shape) throws(ShapeError) -> Shape {
    guard input.height == 1, input.width == 1 else {
      throw .vectorNeeded(layer: "dense", found: input)
    }
    guard input.channels == inputs else {
      throw .inputLength(layer: "dense", expected: inputs, found: input.channels)
    }
    return try Shape(channels: units, height: 1, width: 1)
  }

  // MARK: Reference

  /// The readable loops.
  ///
  /// - Complexity: O(*inputs · units*).
  public func reference(_ input: Tensor) throws(ShapeError) -> Tensor {
    var output = Tensor(shape: try outputShape(for: input.shape))
    for unit in 0..<units {
      var sum = emptySum
      for index in 0..<inputs { sum += input[index, 0, 0] * self[index, unit] }
      output[unit, 0, 0] = sum + biases[unit]
    }
    return output
  }

  // MARK: Why

  /// The products of one unit, in the order in which they are added.
  ///
  /// - Throws: `ShapeError` as `outputShape(for:)`, and `ShapeError.noSuchElement`.
  /// - Complexity: O(*inputs*).
  public func explain(_ output: Element, of input: Tensor) throws(ShapeError) -> Explanation {
    let shape = try outputShape(for: input.shape)
    guard shape.contains(output) else { throw .noSuchElement(output, shape: shape) }
    let terms = (0..<inputs).map { index in
      let element = Element(channel: index, row: 0, column: 0)
      return Explanation.Term(
        element: element, source: element, input: input[element],
        weight: self[index, output.channel])
    }
    let sum = Explanation.sum(of: terms[...])
    let bias = biases[output.channel]
    return Explanation(
      terms: terms, operation: .weightedSum(sum: sum, bias: bias), result: sum + bias)
  }

  /// Every unit.
  ///
  /// - Throws: `ShapeError` as `outputShape(for:)`, and `ShapeError.noSuchElement`.
  public func uses(of input: Element, in shape: Shape) throws(ShapeError) -> [Use] {
    _ = try outputShape(for: shape)
    guard shape.contains(input) else { throw .noSuchElement(input, shape: shape) }
    return (0..<units).map { unit in
      Use(output: Element(channel: unit, row: 0, column: 0), term: input.channel)
    }
  }

  // MARK: Fast path

  /// All the units, equal to `reference` bit for bit: the sums of all units grow together.
  public func forward(_ input: Tensor) throws(ShapeError) -> Tensor {
    let shape = try outputShape(for: input.shape)
    return unsafe Tensor(shape: shape) { unsafe write(input, to: $0) }
  }

  /// As `forward(_:)`, written over `output`, whose memory is used again if its shape fits.
  public func forward(_ input: Tensor, into output: inout Tensor) throws(ShapeError) {
    let shape = try outputShape(for: input.shape)
    unsafe output.overwrite(as: shape) { unsafe write(input, to: $0) }
  }

  private func write(_ input: Tensor, to output: UnsafeMutableBufferPointer<Float>) {
    unsafe input.elements.withUnsafeBufferPointer { input in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe biases.withUnsafeBufferPointer { biases in
          // None of these is ever empty.
          guard let input = input.baseAddress, let weights = weights.baseAddress,
            let biases = biases.baseAddress, let output = output.baseAddress
          else { return }
          unsafe KernelSet.fastest.multiply(
            input, count: inputs, weights: weights, units: units, biases: biases, into: output)
        }
      }
    }
  }
}
