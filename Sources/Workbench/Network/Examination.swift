import Networks
package import Training

/// Pictures that are looked at piece by piece, with weights that nobody has tested yet.
package struct Examination: Sendable {
  package let purpose: Purpose
  private let trainer: Trainer
  private let examples: Examples
  private let range: Range<Int>
  private var done = 0
  private var loss = 0.0
  private var confusion: [[Int]]
  private var worst: [Evaluation.Answer] = []

  package enum Purpose: Hashable, Sendable {
    /// The held-out pictures, with the weights that an epoch ended with.
    case epoch(Int)
    /// The test pictures, with the weights of a training that was stopped.
    case test
  }

  private static let pieceSize = 256
  private static let mostWorst = 36

  /// - Parameter trainer: Has the weights; it is not changed.
  init(_ purpose: Purpose, _ trainer: Trainer) {
    (self.purpose, self.trainer) = (purpose, trainer)
    (examples, range) =
      switch purpose {
      case .epoch: trainer.heldOut
      case .test: (trainer.data.test, 0..<trainer.data.test.count)
      }
    let classes = trainer.data.classes.count
    confusion = Array(repeating: Array(repeating: 0, count: classes), count: classes)
  }

  package var isDone: Bool { done == range.count }
  package var fraction: Double { range.isEmpty ? 1 : Double(done) / Double(range.count) }

  /// The next few pictures.
  mutating func advance() {
    let start = range.lowerBound + done
    let piece = start..<min(start + Self.pieceSize, range.upperBound)
    let found = trainer.evaluate(examples.selecting(piece))
    loss += found.score.loss * Double(piece.count)
    for (row, counts) in found.confusion.enumerated() {
      for (column, count) in counts.enumerated() { confusion[row][column] += count }
    }
    worst += found.worst.map { answer in
      var answer = answer
      answer.example += piece.lowerBound
      return answer
    }
    worst.sort { ($1.loss, $0.example) < ($0.loss, $1.example) }
    worst.removeLast(max(0, worst.count - Self.mostWorst))
    done += piece.count
  }

  /// What has come out, when it is done.
  var evaluation: Evaluation {
    let right = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
    return Evaluation(
      score: History.Score(
        loss: loss / Double(done), accuracy: Double(right) / Double(done)),
      confusion: confusion, worst: worst)
  }
}

extension Trainer {
  /// The pictures that are held out, and where they stand.
  package var heldOut: (examples: Examples, range: Range<Int>) {
    if let validation = data.validation { return (validation, 0..<validation.count) }
    return (data.training, history.trainingExamples..<data.training.count)
  }

  /// What the numbers of pictures are multiplied by for this network.
  var pixelScale: Float {
    if case .rescaling? = blueprint.nodes.first?.plan { 255 } else { 1 }
  }
}
