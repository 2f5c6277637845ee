package import Convolution
package import Networks

extension TrainingPass {
  /// Where the gradient of one number that a node learns comes from.
  ///
  /// - Parameters:
  ///   - index: In the engine's order: (filter, channel, row, column) or (input, unit).
  ///   - gradient: What `backward` returned for this pass.
  /// - Returns: nil where the node learns no such number, or nothing leads on from it to the loss.
  package func explainGradient(
    of role: WeightTensor.Role, at index: Int, inNode node: Int, gradient: NetworkGradient
  ) throws(ShapeError) -> GradientExplanation? {
    guard let outputGradient = gradient.outputs[node] else { return nil }
    return try network.nodes[node].layer.explainGradient(
      of: role, at: index, input: inputs(of: node)[0], outputGradient: outputGradient)
  }

  /// What would change if a pixel, or a number that a node computed, were larger.
  ///
  /// - Parameter gradient: What `backward` returned for this pass.
  /// - Returns: nil where nothing leads on to the loss.
  /// - Throws: `ShapeError.noSuchElement`.
  package func explainInfluence(
    of element: Element, at source: Network.Source, gradient: NetworkGradient
  ) throws(ShapeError) -> NetworkInfluence? {
    guard let value = gradient.value(at: source) else { return nil }
    guard value.shape.contains(element) else {
      throw .noSuchElement(element, shape: value.shape)
    }
    var uses: [NetworkInfluence.Part] = []
    for (index, node) in network.nodes.enumerated().reversed() {
      guard let outputGradient = gradient.outputs[index] else { continue }
      for (inputIndex, input) in node.inputs.enumerated() where input == source {
        uses.append(
          NetworkInfluence.Part(
            node: index, inputIndex: inputIndex,
            explanation: try node.layer.explainInfluence(
              of: element, inputIndex: inputIndex, inputs: inputs(of: index),
              output: outputs[index], outputGradient: outputGradient, mask: masks[index])))
      }
    }
    return NetworkInfluence(parts: uses, loss: uses.isEmpty ? value[element] : nil)
  }
}

/// What would change if a number of a network were larger, through all the nodes that use it.
package struct NetworkInfluence: Hashable, Sendable {
  /// What each node makes of it, the last node first, as backward adds it up.
  package let parts: [Part]
  /// What the loss itself makes of it; nil unless no node stands between them.
  package let loss: Float?

  /// What one node makes of it.
  package struct Part: Hashable, Sendable {
    package let node: Int
    /// Which of the node's inputs it lies in.
    package let inputIndex: Int
    package let explanation: InfluenceExplanation
  }

  /// How the loss changes when the number grows: bit for bit that of `NetworkGradient`.
  package var gradient: Float {
    loss ?? parts.reduce(0) { $0 + $1.explanation.gradient }
  }
}
