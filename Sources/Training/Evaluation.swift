#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What a network says about pictures whose classes are known.
package struct Evaluation: Hashable, Sendable {
  /// Loss and accuracy over all of them.
  package var score: History.Score
  /// How many pictures of each class (row) were taken for each class (column).
  package var confusion: [[Int]]
  /// The pictures with the largest losses, the largest first.
  package var worst: [Answer]

  package init(score: History.Score, confusion: [[Int]], worst: [Answer]) {
    (self.score, self.confusion, self.worst) = (score, confusion, worst)
  }

  /// What it says about one picture.
  package struct Answer: Hashable, Sendable {
    /// The picture's place among the examples.
    package var example: Int
    /// What it shows.
    package var label: Int
    /// What it is taken for.
    package var predicted: Int
    /// How much of the whole the prediction got: 0…1.
    package var confidence: Float
    package var loss: Float

    package init(example: Int, label: Int, predicted: Int, confidence: Float, loss: Float) {
      self.example = example
      self.label = label
      self.predicted = predicted
      self.confidence = confidence
      self.loss = loss
    }

    /// How much of the whole the right class got: 0…1. The loss is its negative logarithm.
    package var rightShare: Float { expf(-loss) }
  }

  /// Pictures that were looked at.
  package var count: Int { confusion.reduce(0) { $0 + $1.reduce(0, +) } }
}
