/// Pictures of two kinds that are looked at, some at a time.
struct StudyLook: Sendable {
  let examples: Examples
  private var done = 0
  /// Of each kind: how many there were, and how many were answered rightly.
  private var counts = [0, 0]
  private var correct = [0, 0]

  init(at examples: Examples) { self.examples = examples }

  var isDone: Bool { done == examples.count }

  /// The next pictures, as the trainer's present weights see them.
  ///
  /// - Returns: How many there were.
  mutating func advance(_ count: Int, with trainer: inout Trainer) -> Int {
    trainer.takeOwnMemory()
    let start = done
    let end = min(examples.count, start + count)
    while done < end {
      let next = min(done + trainer.blockSize, end)
      for answer in trainer.answers(about: Array(done..<next), of: examples) {
        counts[answer.label] += 1
        if answer.predicted == answer.label { correct[answer.label] += 1 }
      }
      done = next
    }
    return end - start
  }

  /// The mean of both kinds' shares; of one kind alone its share.
  var balancedAccuracy: Double {
    let shares = zip(correct, counts).filter { $1 > 0 }.map { Double($0) / Double($1) }
    return shares.reduce(0, +) / Double(max(1, shares.count))
  }
}
