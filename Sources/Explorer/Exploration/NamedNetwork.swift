package import Convolution

/// A whole network that was made elsewhere, with what its screen says about it.
package struct NamedNetwork: Sendable {
  /// `fashion-mnist`.
  package let title: String
  package let network: Network
  /// The numbers to learn in each node.
  package let parameters: [Int]
  /// What the channels of the output stand for; empty where nobody has said so.
  package let labels: [String]
  /// Whether the weights were drawn at random, so that the outputs mean nothing.
  package let isUntrained: Bool
  /// The command-line arguments that load it again.
  package let arguments: [String]

  /// - Parameter parameters: One count for each node.
  package init(
    title: String, network: Network, parameters: [Int], labels: [String] = [], isUntrained: Bool,
    arguments: [String]
  ) {
    precondition(
      parameters.count == network.nodes.count,
      "\(parameters.count) parameter counts for \(network.nodes.count) nodes")
    (self.title, self.network, self.parameters) = (title, network, parameters)
    (self.labels, self.isUntrained, self.arguments) = (labels, isUntrained, arguments)
  }
}
