package import Convolution
package import Explorer

/// What a network says of one frame, or of a few together: its classes, the likeliest first.
package struct LiveAnswer: Hashable, Sendable {
  package let classes: [Class]
  /// How many frames it is the mean of.
  package let frames: Int
  /// Whether the first class is as likely as was asked for.
  package let isSure: Bool

  package struct Class: Hashable, Sendable {
    package let label: String
    /// 0…1.
    package let probability: Float
  }

  /// - Parameters:
  ///   - recent: The probabilities of the last frames, in the order of `labels`.
  ///   - sureness: The probability from which the answer counts as sure.
  package init(_ recent: [[Float]], labels: [String], sureness: Float) {
    precondition(!recent.isEmpty && recent.allSatisfy { $0.count == labels.count })
    let means = labels.indices.map { index in
      recent.reduce(0) { $0 + $1[index] } / Float(recent.count)
    }
    // Among equals the first stays first; what is no number comes last.
    let order = labels.indices.sorted { first, second in
      let (one, other) = (means[first], means[second])
      if one.isNaN || other.isNaN { return !one.isNaN || (other.isNaN && first < second) }
      return one == other ? first < second : one > other
    }
    classes = order.map { Class(label: labels[$0], probability: means[$0]) }
    frames = recent.count
    isSure = classes[0].probability >= sureness
  }
}

extension NamedNetwork {
  /// What the numbers of `probabilities(of:)` stand for, in their order.
  package func classLabels(count: Int) -> [String] {
    labels.count == count ? labels : (0..<count).map { "class \($0)" }
  }

  /// The numbers of an output that is an answer, as probabilities: a single number says how much it is
  /// the second of two things.
  package func probabilities(of output: Tensor) -> [Float] {
    let numbers = output.elements
    return numbers.count == 1 ? [1 - numbers[0], numbers[0]] : numbers
  }
}
