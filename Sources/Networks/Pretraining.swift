package import Convolution

/// How a network was trained elsewhere: what weights need to be of use.
package struct Pretraining: Hashable, Sendable {
  /// What torchvision calls the layers that have weights, in the order of the nodes.
  package let modules: [String]
  /// What is done to a picture before the first layer.
  package let preprocessing: Preprocessing

  /// The names that torchvision gives a network's tensors, by our own: `conv1.weight` is
  /// `features.0.weight`. Both follow PyTorch in how the parts of a layer are called.
  package func tensorNames(of nodes: [Blueprint.Node]) -> [String: String] {
    var names: [String: String] = [:]
    for (node, module) in zip(nodes.filter { !$0.tensors.isEmpty }, modules) {
      for tensor in node.tensors { names[tensor.name] = "\(module).\(tensor.role.suffix)" }
    }
    return names
  }
}

/// What is done to pictures so that a network sees them as those that it was trained with.
package struct Preprocessing: Hashable, Sendable {
  /// The pixels that the shorter side gets first.
  package let shorterSide: Int
  /// What is subtracted from each channel, whose numbers are from 0 to 1.
  package let mean: [Float]
  /// What each channel is divided by then.
  package let deviation: [Float]

  /// Means and deviations of the pictures of ImageNet.
  ///
  /// Source: `torchvision.transforms._presets.ImageClassification`.
  package static let imageNet = Preprocessing(
    shorterSide: 256, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])

  /// What the layer is called that does it.
  package static let nodeName = "standardize"

  /// `(input − mean) / deviation`, as a layer that can be asked why.
  var layer: Layer {
    do {
      // √(d²) is d again, as both operations round to nearest.
      return .normalization(
        try BatchNormalization(
          scale: mean.map { _ in 1 }, shift: mean.map { _ in 0 }, mean: mean,
          variance: deviation.map { $0 * $0 }, epsilon: 0))
    } catch {
      preconditionFailure("there is a mean and a deviation for each channel: \(error)")
    }
  }
}

extension Network {
  /// The network behind one more layer, so that it can be given pictures from 0 to 1.
  package func standardizing(_ preprocessing: Preprocessing) -> Network {
    let first = Node(name: Preprocessing.nodeName, layer: preprocessing.layer, inputs: [.picture])
    let others = nodes.map { node in
      let inputs = node.inputs.map { source in
        switch source {
        case .picture: Source.node(0)
        case .node(let index): Source.node(index + 1)
        }
      }
      return Node(name: node.name, layer: node.layer, inputs: inputs)
    }
    return Network(nodes: [first] + others)
  }
}
