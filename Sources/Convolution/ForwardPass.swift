/// A network at work, node by node, for whoever wants to show how far it is, or to stop it.
///
/// ```swift
/// var pass = try ForwardPass(network, over: picture)
/// while !pass.isDone { try pass.advance() }
/// ```
///
/// The outputs are those of `Network.forward(_:)`, bit for bit.
public struct ForwardPass: Hashable, Sendable {
  /// What is computed.
  public let network: Network
  /// What goes in.
  public let picture: Tensor
  /// The outputs of the nodes computed so far.
  public private(set) var outputs: [Tensor] = []
  /// The multiplications or comparisons before each node, and all of them at the end.
  private let work: [Double]

  /// Computes nothing yet.
  ///
  /// - Throws: `ShapeError` when the picture does not suit the network.
  public init(_ network: Network, over picture: Tensor) throws(ShapeError) {
    (self.network, self.picture) = (network, picture)
    let shapes = try network.shapes(for: picture.shape)
    var work = [0.0]
    for (node, output) in zip(network.nodes, shapes) {
      let input = node.inputs[0].value(picture: picture.shape, nodes: shapes)
      work.append((work.last ?? 0) + node.layer.operations(input: input, output: output))
    }
    self.work = work
  }

  /// Whether every node has its output.
  public var isDone: Bool { outputs.count == network.nodes.count }

  /// The share of all the arithmetic that is done: 0…1.
  public var fraction: Double {
    guard let all = work.last, all > 0 else { return 1 }
    return work[outputs.count] / all
  }

  /// About how many multiplications or comparisons the next node takes; 0 when all are done.
  package var nextWork: Double {
    isDone ? 0 : work[outputs.count + 1] - work[outputs.count]
  }

  /// Computes the next node; does nothing when all are done.
  public mutating func advance() throws(ShapeError) {
    guard !isDone else { return }
    let node = network.nodes[outputs.count]
    let inputs = node.inputs.map { $0.value(picture: picture, nodes: outputs) }
    outputs.append(try node.layer.forward(inputs))
  }
}

extension Layer {
  /// About how many numbers are multiplied, compared or copied to make an output.
  fileprivate func operations(input: Shape, output: Shape) -> Double {
    let each: Int =
      switch self {
      case .convolution(let layer): layer.bank.filterShape.count
      case .dense(let layer): layer.inputs
      case .pooling(let layer): layer.window.kernel.area
      case .globalPooling: input.extent.area
      case .rectification, .activation, .normalization, .rescaling, .dropout, .flatten, .softmax,
        .addition:
        1
      }
    return Double(each) * Double(output.count)
  }
}
