package import Convolution

extension Layer {
  /// By how much an output grows with an input that it uses; nil where nothing passes, as behind a ReLU
  /// that cut the number off, or in a window that another number has won.
  ///
  /// - Parameters:
  ///   - use: One of `uses(of:in:inputIndex:)`.
  ///   - inputs: What the layer was computed from.
  ///   - output: What it computed.
  ///   - mask: What a dropout layer multiplied each number by; nil if it did nothing.
  package func derivative(
    of use: Use, inputs: [Tensor], output: Tensor, mask: [Float]? = nil
  ) throws(ShapeError) -> Float? {
    switch self {
    case .convolution, .dense: weight(of: use)
    case .pooling(let layer): try layer.explain(use.output, of: inputs[0]).derivative(of: use)
    case .globalPooling(let layer):
      try layer.pooling(over: inputs[0].shape.extent).explain(use.output, of: inputs[0])
        .derivative(of: use)
    case .softmax(let layer): layer.derivative(of: use, output: output)
    case .flatten, .addition: 1
    case .rectification, .activation, .normalization, .rescaling, .dropout:
      derivative(at: use.output, input: inputs[0], output: output, mask: mask)
    }
  }

  /// The same for layers whose outputs depend on the number at the same place alone.
  func derivative(at element: Element, input: Tensor, output: Tensor, mask: [Float]?) -> Float? {
    switch self {
    case .rectification: input[element] <= 0 ? nil : 1
    case .activation(let layer): layer.derivative(input: input[element], output: output[element])
    case .normalization(let layer):
      layer.channels[element.channel].scale / layer.channels[element.channel].deviation
    case .rescaling(let layer): layer.scale
    case .dropout: mask.map { $0[input.shape.index(of: element)] } ?? 1
    case .convolution, .pooling, .globalPooling, .flatten, .dense, .softmax, .addition:
      preconditionFailure("\(name) is not computed element by element")
    }
  }
}

extension Activation {
  /// By how much the output grows with the input.
  fileprivate func derivative(input: Float, output: Float) -> Float {
    switch self {
    case .leakyReLU(let slope): input > 0 ? 1 : slope
    case .sigmoid: output * (1 - output)
    case .tanh: 1 - output * output
    }
  }
}

extension Explanation {
  /// By how much a pooled number grows with one of those under its window.
  func derivative(of use: Use) -> Float? {
    switch operation {
    case .maximum(let winner): use.term == winner ? 1 : nil
    case .average(_, let count): 1 / Float(count)
    case .weightedSum, .rectification, .activation, .normalization, .rescaling, .copy, .addition,
      .softmax:
      preconditionFailure("a pooled number is a maximum or an average")
    }
  }
}
