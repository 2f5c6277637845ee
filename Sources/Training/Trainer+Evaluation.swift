internal import Convolution

extension Trainer {
  /// An evaluation that is under way: so far so many pictures.
  struct Tally: Sendable {
    var done = 0
    var loss = 0.0
    var confusion: [[Int]]
    var worst: [Evaluation.Answer] = []

    /// Of the pictures that are answered worst, so many are kept.
    static let mostWorst = 36

    mutating func add(_ judged: Answers.Judged, example: Int) {
      loss += Double(judged.loss)
      confusion[judged.label][judged.predicted] += 1
      guard judged.label != judged.predicted else { return }
      worst.append(
        Evaluation.Answer(
          example: example, label: judged.label, predicted: judged.predicted,
          confidence: judged.confidence, loss: judged.loss))
    }

    /// Keeps the worst only. Equal losses stay in the order of the pictures.
    mutating func trim() {
      worst.sort { ($1.loss, $0.example) < ($0.loss, $1.example) }
      worst.removeLast(max(0, worst.count - Self.mostWorst))
    }

    var evaluation: Evaluation {
      let correct = confusion.indices.reduce(0) { $0 + confusion[$1][$1] }
      return Evaluation(
        score: History.Score(loss: loss / Double(done), accuracy: Double(correct) / Double(done)),
        confusion: confusion, worst: worst)
    }
  }

  /// The next pictures of an evaluation; its end is the end of the epoch, or of everything.
  mutating func evaluateBlock(of set: (examples: Examples, range: Range<Int>)) {
    var tally = self.tally ?? Tally(confusion: Self.emptyConfusion(data.classes.count))
    addBlock(of: set, to: &tally)
    guard tally.done == set.range.count else {
      self.tally = tally
      return
    }
    self.tally = nil
    switch phase {
    case .validating: endEpoch(validation: tally.evaluation)
    case .testing:
      test = tally.evaluation
      history.test = tally.evaluation.score
      phase = .finished(ending)
    case .training, .finished: break
    }
  }

  private func addBlock(of set: (examples: Examples, range: Range<Int>), to tally: inout Tally) {
    let first = set.range.lowerBound + tally.done
    let indices = Array(first..<min(first + blockSize, set.range.upperBound))
    for (index, judged) in zip(indices, answers(about: indices, of: set.examples)) {
      tally.add(judged, example: index)
    }
    tally.trim()
    tally.done += indices.count
  }

  /// How the present weights answer about pictures.
  ///
  /// - Complexity: A forward pass over each of them.
  package func evaluate(_ examples: Examples) -> Evaluation {
    var tally = Tally(confusion: Self.emptyConfusion(data.classes.count))
    while tally.done < examples.count {
      addBlock(of: (examples, 0..<examples.count), to: &tally)
    }
    return tally.evaluation
  }
}
