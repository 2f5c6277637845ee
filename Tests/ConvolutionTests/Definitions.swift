import Convolution
import TestSupport

// Slow definitions, written differently from the engine on purpose: the padding is really built,
// and windows then slide over a plain bigger tensor.

/// A tensor with a border around it, every element of it made by walking towards the picture.
func padded(_ input: Tensor, by edges: Edges, border: Border, fill: Float = 0) throws -> Tensor {
  var result = Tensor(
    shape: try Shape(
      channels: input.shape.channels, height: input.shape.height + edges.top + edges.bottom,
      width: input.shape.width + edges.left + edges.right),
    repeating: fill)
  for element in result.positions {
    let row = walk(element.row - edges.top, within: input.shape.height, border)
    let column = walk(element.column - edges.left, within: input.shape.width, border)
    if let row, let column { result[element] = input[element.channel, row, column] }
  }
  return result
}

/// Steps back towards `0..<length` one reflection, period or clamp at a time.
private func walk(_ position: Int, within length: Int, _ border: Border) -> Int? {
  var position = position
  while position < 0 || position >= length {
    switch border {
    case .zero: return nil
    case .replicate: position += position < 0 ? 1 : -1
    case .wrap: position += position < 0 ? length : -length
    case .reflect:
      if length == 1 { return 0 }
      position = position < 0 ? -position : 2 * (length - 1) - position
    }
  }
  return position
}

/// The values under a window that starts at `row`, `column`, as far as the tensor reaches.
private func window(
  _ tensor: Tensor, _ channel: Int, _ row: Int, _ column: Int, kernel: Extent, dilation: Extent
) -> [Float] {
  let rows = stride(from: row, to: row + kernel.height * dilation.height, by: dilation.height)
  let columns = stride(
    from: column, to: column + kernel.width * dilation.width, by: dilation.width)
  return rows.filter { $0 < tensor.shape.height }.flatMap { row in
    columns.filter { $0 < tensor.shape.width }.map { tensor[channel, row, $0] }
  }
}

/// Convolution by its definition: pad, then multiply and add, the bias last.
func convolved(_ layer: Convolution2D, _ input: Tensor) throws -> Tensor {
  let shape = try layer.outputShape(for: input.shape)
  let edges = try layer.window.grid(over: input.shape.extent).edges
  let canvas = try padded(input, by: edges, border: layer.border)
  let bank = layer.bank
  let area = bank.channels * bank.kernel.height * bank.kernel.width
  let filtersInGroup = bank.filters / layer.groups
  var output = Tensor(shape: shape)
  for element in output.positions {
    let group = element.channel / filtersInGroup
    let values = (0..<bank.channels).flatMap { channel in
      window(
        canvas, group * bank.channels + channel, element.row * layer.window.stride.height,
        element.column * layer.window.stride.width, kernel: bank.kernel,
        dilation: layer.window.dilation)
    }
    let weights = bank.weights[element.channel * area..<(element.channel + 1) * area]
    let products = zip(values, weights).map { $0 * $1 }
    output[element] = products[1...].reduce(products[0], +) + bank.biases[element.channel]
  }
  return output
}

/// Pooling by its definition. Padding is −∞ for a maximum; for averages a second tensor, in which
/// the elements that count are 1, says how many those are.
func pooled(_ layer: Pooling2D, _ input: Tensor) throws -> Tensor {
  let shape = try layer.outputShape(for: input.shape)
  let edges = try layer.window.grid(over: input.shape.extent).edges
  let isMaximum = layer.kind == .maximum
  let canvas = try padded(input, by: edges, border: .zero, fill: isMaximum ? -.infinity : 0)
  let counts = try padded(
    Tensor(shape: input.shape, repeating: 1), by: edges, border: .zero,
    fill: layer.kind == .average(countingPadding: true) ? 1 : 0)
  var output = Tensor(shape: shape)
  for element in output.positions {
    let row = element.row * layer.window.stride.height
    let column = element.column * layer.window.stride.width
    let (values, weights) = (
      window(
        canvas, element.channel, row, column, kernel: layer.window.kernel,
        dilation: layer.window.dilation),
      window(
        counts, element.channel, row, column, kernel: layer.window.kernel,
        dilation: layer.window.dilation)
    )
    output[element] =
      isMaximum
      ? values.max() ?? .nan : values[1...].reduce(values[0], +) / weights.reduce(0, +)
  }
  return output
}
