internal import Convolution
package import Networks

/// What training makes small: how wrong a network's answer to one picture is.
package enum Loss: String, Hashable, Sendable, Codable, CaseIterable {
  /// For one class of several; of the scores before a softmax.
  case crossEntropy
  /// For yes or no; of the score before a sigmoid.
  case binaryCrossEntropy
  /// For numbers.
  case meanSquaredError

  /// The loss with its numbers.
  ///
  /// - Parameters:
  ///   - outputs: Scores, or numbers that should be 1 for the label and 0 elsewhere.
  ///   - label: The class that is right. A single output should be the label itself: 0 or 1.
  package func explain(_ outputs: [Float], label: Int) -> LossExplanation {
    switch self {
    case .crossEntropy: .crossEntropy(CrossEntropy(scores: outputs, label: label))
    case .binaryCrossEntropy:
      .binaryCrossEntropy(
        BinaryCrossEntropy(
          scores: outputs, targets: Self.targets(label: label, count: outputs.count)))
    case .meanSquaredError:
      .meanSquaredError(
        MeanSquaredError(
          outputs: outputs, targets: Self.targets(label: label, count: outputs.count)))
    }
  }

  /// What outputs should be: 1 at the label and 0 elsewhere, or the label where there is only one.
  ///
  /// - Precondition: The label is one of `count` classes, or of two where there is one output.
  package static func targets(label: Int, count: Int) -> [Float] {
    precondition(0..<max(2, count) ~= label, "label \(label) of \(count) outputs")
    return count == 1 ? [Float(label)] : (0..<count).map { $0 == label ? 1 : 0 }
  }

  /// The class that scores speak for: the first of the highest; with a single score 1 where it is
  /// above 0, which is a probability above one half.
  package static func prediction(of scores: [Float]) -> Int {
    if scores.count == 1 { return scores[0] > 0 ? 1 : 0 }
    var best = 0
    for index in scores.indices where scores[index] > scores[best] { best = index }
    return best
  }
}

/// The loss of one answer: its value, how it changes with each output, and where both come from.
package enum LossExplanation: Hashable, Sendable {
  case crossEntropy(CrossEntropy)
  case binaryCrossEntropy(BinaryCrossEntropy)
  case meanSquaredError(MeanSquaredError)

  /// How wrong the answer is.
  package var value: Float {
    switch self {
    case .crossEntropy(let loss): loss.value
    case .binaryCrossEntropy(let loss): loss.value
    case .meanSquaredError(let loss): loss.value
    }
  }

  /// How the value changes with each output: what backward starts from.
  package var gradient: [Float] {
    switch self {
    case .crossEntropy(let loss): loss.gradient
    case .binaryCrossEntropy(let loss): loss.gradient
    case .meanSquaredError(let loss): loss.gradient
    }
  }
}

/// What a network is trained by: a loss, and the node whose output it is taken of.
package struct Objective: Hashable, Sendable {
  package let loss: Loss
  /// The node's index: the one before a softmax or sigmoid that ends the network, whose gradient is
  /// part of the loss's; else the last one.
  package let node: Int

  /// The objective that suits the end of a network: one output is yes or no, several are classes.
  package init(for blueprint: Blueprint) {
    let last = blueprint.nodes.count - 1
    let end = blueprint.nodes[last]
    let isSingle = end.output.count == 1
    // A network that is nothing but its last layer has nothing to learn, whatever the loss.
    guard case .node(let before) = end.inputs[0] else {
      self.init(loss: isSingle ? .binaryCrossEntropy : .crossEntropy, node: last)
      return
    }
    switch end.plan {
    case .softmax: self.init(loss: .crossEntropy, node: before)
    case .sigmoid: self.init(loss: .binaryCrossEntropy, node: before)
    case .convolution, .relu, .leakyReLU, .tanh, .pooling, .globalPooling, .batchNormalization,
      .flatten, .dense, .dropout, .rescaling, .addition:
      self.init(loss: isSingle ? .binaryCrossEntropy : .crossEntropy, node: last)
    }
  }

  private init(loss: Loss, node: Int) { (self.loss, self.node) = (loss, node) }
}
