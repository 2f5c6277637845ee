internal import CProcessor
internal import Convolution
internal import Kernels
internal import Networks

/// A chain of layers as training computes it: over many pictures at once, as fast as the processor
/// allows, forwards and back.
///
/// Goals, in this order:
///
/// 1. The same numbers for the same seed, whatever the number of threads and the kernel set: every sum
///    has an order of its own, and work is cut where no sum is.
/// 2. Equal to `Layer.forward` and `Layer.backward` within rounding: tests hold it against them.
/// 3. Speed. Channels lie side by side in memory (`height`, `width`, `channels`), so that what is
///    under a window is a few runs of neighbors. A convolution with its ReLU and 2 × 2 max pooling is
///    one stage: the maps between them are never written, and what goes back follows the winners only.
///
/// Weights are one long row of numbers (`BatchLayout.parameterCount`) in an order of its own, which
/// `BatchLayout+Tensors` translates; optimizers need not know it.
struct BatchLayout: Sendable {
  let stages: [Stage]
  /// Stages that are computed picture by picture, or one that needs all pictures at once.
  let segments: [Range<Int>]
  let parameterCount: Int
  /// What the last layer's numbers mean, and so which loss they get.
  let head: Head
  let kernels: KernelSet
  /// The shape of the pictures.
  let input: Shape

  /// Some layers of the network in one.
  struct Stage: Sendable {
    let kind: Kind
    /// The layer that has weights, for their names.
    let node: String
    /// The first of its layers' place in the network.
    let position: Int
    let inputShape: Shape
    let outputShape: Shape
    /// Whether the biases are learned; they stay 0 else.
    var hasBias = true
    /// Where the weights lie, and the biases behind them; empty for stages that learn nothing.
    var weights = 0..<0
    var biases = 0..<0
  }

  enum Kind: Sendable {
    case convolution(BatchConvolution)
    /// All inputs times all weights: needs all pictures at once to be fast.
    case dense(inputs: Int, units: Int)
    case activation(Function)
    case pooling(PoolingTable)
    case rescaling(scale: Float, offset: Float)
    /// `order` tells which number of the engine's order stands in each place.
    case dropout(rate: Float, order: [Int])
  }

  enum Function: Hashable, Sendable {
    case relu
    case other(Activation)
  }

  /// How the network answers.
  enum Head: Hashable, Sendable {
    /// A share for each class: softmax and cross-entropy.
    case categories(Int)
    /// One number between the two classes: sigmoid and binary cross-entropy.
    case binary
  }

  /// Numbers that come out of the last stage for one picture.
  var outputCount: Int { stages.last?.outputShape.count ?? input.count }
}

/// A convolution, alone or with what follows it.
struct BatchConvolution: Sendable {
  let windows: batch_windows
  let filters: Int
  /// Numbers under a window.
  let depth: Int
  let fusion: Fusion
  /// The picture with its padding; equal to the picture where there is none.
  let padded: Extent
  /// What lies before the first row and column.
  let paddingBefore: Extent?

  enum Fusion: Hashable, Sendable {
    case alone
    case withReLU
    case withReLUAndPooling
  }

  /// Whether vectors run along the filters on the way back; along the numbers under a window else.
  var isSmall: Bool { depth <= 16 }
}

/// Which numbers a pooled cell is made of, for one channel: the same for all.
struct PoolingTable: Sendable {
  let isMaximum: Bool
  /// For each cell, where its candidates begin in `places`; one more at the end.
  var starts: [Int] = [0]
  /// Places in the map, counted in reading order.
  var places: [Int] = []
  /// What sums are divided by.
  var divisors: [Float] = []

  /// As the engine itself explains each cell.
  init(_ pooling: Pooling2D, over shape: Shape) throws(ShapeError) {
    isMaximum = pooling.kind == .maximum
    let map = Tensor(
      shape: try Shape(channels: 1, height: shape.height, width: shape.width))
    let output = try pooling.outputShape(for: map.shape)
    for index in 0..<output.count {
      let explanation = try pooling.explain(output.element(at: index), of: map)
      for term in explanation.terms {
        guard let source = term.source else { continue }
        places.append(source.row * shape.width + source.column)
      }
      starts.append(places.count)
      if case .average(_, let count) = explanation.operation {
        divisors.append(Float(count))
      } else {
        divisors.append(1)
      }
    }
  }
}
