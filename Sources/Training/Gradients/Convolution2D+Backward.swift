package import Convolution
package import Networks

extension Convolution2D {
  /// How the loss changes with the input, the weights and the biases.
  ///
  /// - Parameter outputGradient: How it changes with each output.
  /// - Complexity: Twice that of `reference(_:)`.
  package func backward(
    _ outputGradient: Tensor, input: Tensor
  ) throws(ShapeError) -> LayerGradient {
    LayerGradient(
      inputs: [try inputGradient(outputGradient, input: input.shape)],
      parameters: try parameterGradients(outputGradient, input: input))
  }

  /// How the loss changes with the weights and the biases: what learning needs of a first layer.
  ///
  /// A weight is multiplied by one number under each window. Its gradient is the sum of all of these,
  /// each times the gradient of the window's output; 0 stands in the padding unless the border repeats
  /// pixels there. A bias counts once in each output.
  ///
  /// - Returns: Weights in the order of the bank: (filter, channel, row, column).
  package func parameterGradients(
    _ outputGradient: Tensor, input: Tensor
  ) throws(ShapeError) -> [WeightTensor.Role: [Float]] {
    let grid = try requireGrid(outputGradient, input: input.shape)
    var weights = [Float](repeating: 0, count: bank.weights.count)
    var biases = [Float](repeating: 0, count: bank.filters)
    for filter in 0..<bank.filters {
      for row in 0..<grid.output.height {
        for column in 0..<grid.output.width {
          let gradient = outputGradient[filter, row, column]
          forEachTap(filter, row, column, on: grid, of: input.shape) { weight, source in
            weights[weight] += (source.map { input[$0] } ?? 0) * gradient
          }
          biases[filter] += gradient
        }
      }
    }
    return [.weight: weights, .bias: biases]
  }

  /// How the loss changes with the input: each number is multiplied by a weight in every window that it
  /// lies under, and gets the gradient of that window's output times that weight.
  package func inputGradient(
    _ outputGradient: Tensor, input: Shape
  ) throws(ShapeError) -> Tensor {
    let grid = try requireGrid(outputGradient, input: input)
    var inputGradient = Tensor(shape: input)
    for filter in 0..<bank.filters {
      for row in 0..<grid.output.height {
        for column in 0..<grid.output.width {
          let gradient = outputGradient[filter, row, column]
          forEachTap(filter, row, column, on: grid, of: input) { weight, source in
            if let source { inputGradient[source] += gradient * bank.weights[weight] }
          }
        }
      }
    }
    return inputGradient
  }

  /// Calls `body` for the taps of one window in order (channel, row, column), with the index of each
  /// weight and the input element that it is multiplied by, nil where the padding holds a 0.
  private func forEachTap(
    _ filter: Int, _ row: Int, _ column: Int, on grid: WindowGrid, of input: Shape,
    _ body: (_ weight: Int, _ source: Element?) -> Void
  ) {
    let firstChannel = firstInputChannel(of: filter)
    var weight = filter * bank.filterShape.count
    for channel in firstChannel..<firstChannel + bank.channels {
      for tapRow in 0..<bank.kernel.height {
        for tapColumn in 0..<bank.kernel.width {
          let element = Element(
            channel: channel, row: grid.rows.position(of: tapRow, in: row),
            column: grid.columns.position(of: tapColumn, in: column))
          body(weight, border.source(of: element, in: input))
          weight += 1
        }
      }
    }
  }

  private func requireGrid(
    _ outputGradient: Tensor, input: Shape
  ) throws(ShapeError) -> WindowGrid {
    let shape = try outputShape(for: input)
    precondition(
      outputGradient.shape == shape,
      "a gradient of \(outputGradient.shape) for an output of \(shape)")
    return try window.grid(over: input.extent)
  }
}
