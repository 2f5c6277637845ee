package import Networks

/// How the mean loss of a batch changes with what a network learns.
///
/// The mean of the pictures' gradients: each picture has its own sum, the sums are added up in the order
/// of the pictures, and the whole is divided by their number.
package struct BatchGradient: Hashable, Sendable {
  /// For each node, in the engine's order; empty for nodes that learn nothing.
  package let parameters: [[WeightTensor.Role: [Float]]]

  /// - Parameter pictures: What each picture of the batch says; at least one, all of one network.
  package init(meanOf pictures: [NetworkGradient]) {
    var sums = pictures[0].parameters.map { $0.mapValues { $0.map { 0 + $0 } } }
    for picture in pictures.dropFirst() {
      for (node, tensors) in picture.parameters.enumerated() {
        for (role, numbers) in tensors {
          for index in numbers.indices { sums[node][role]?[index] += numbers[index] }
        }
      }
    }
    let count = Float(pictures.count)
    parameters = sums.map { $0.mapValues { $0.map { $0 / count } } }
  }

  /// By the names and in the layout of PyTorch, as far as the network learns them.
  package func tensors(for blueprint: Blueprint) -> [String: [Float]] {
    var tensors: [String: [Float]] = [:]
    for (node, gradients) in zip(blueprint.nodes, parameters) {
      for tensor in node.tensors {
        if let numbers = gradients[tensor.role] {
          tensors[tensor.name] = tensor.fileOrder(numbers)
        }
      }
    }
    return tensors
  }
}

/// Why a weight is to change after a batch: what each picture says, and the mean of it.
package struct BatchExplanation: Hashable, Sendable {
  /// One for each picture of the batch, in order.
  package let pictures: [GradientExplanation]

  package init(pictures: [GradientExplanation]) { self.pictures = pictures }

  /// All that the pictures say.
  package var sum: Float { pictures.reduce(0) { $0 + $1.gradient } }
  /// Bit for bit that of `BatchGradient`.
  package var gradient: Float { sum / Float(pictures.count) }
}

extension WeightTensor {
  /// Numbers in the engine's order as weight files have them: those of a dense layer change from
  /// (input, unit) to (unit, input), others stay.
  package func fileOrder(_ numbers: [Float]) -> [Float] {
    role == .weight && sizes.count == 2 ? numbers.transposed(rows: sizes[1]) : numbers
  }

  /// The inverse of `fileOrder(_:)`.
  package func engineOrder(_ numbers: [Float]) -> [Float] {
    role == .weight && sizes.count == 2 ? numbers.transposed(rows: sizes[0]) : numbers
  }
}

extension [Float] {
  /// A table of so many rows, turned over its diagonal.
  fileprivate func transposed(rows: Int) -> [Float] {
    let columns = count / rows
    return (0..<count).map { self[$0 % rows * columns + $0 / rows] }
  }
}
