internal import Convolution

/// How wrong numbers between 0 and 1 are: the mean of −log(what the right answer got).
///
///     loss = −target · log(probability) − (1 − target) · log(1 − probability)
///          = max(score, 0) − score · target + log(1 + e^−|score|)
///
/// The scores are what goes *into* the sigmoid. As with `CrossEntropy` the gradient of both together is
/// probability − target, and the second form of the loss is a number for any score that is.
package struct BinaryCrossEntropy: Hashable, Sendable {
  /// What goes into the sigmoid.
  package let scores: [Float]
  /// What should come out: 0…1, and mostly 0 or 1.
  package let targets: [Float]

  /// - Precondition: There is a target for each score, and at least one.
  package init(scores: [Float], targets: [Float]) {
    precondition(
      scores.count == targets.count && !scores.isEmpty,
      "\(scores.count) scores, \(targets.count) targets")
    (self.scores, self.targets) = (scores, targets)
  }

  /// What comes out of the sigmoid, bit for bit.
  package var probabilities: [Float] { scores.map { Activation.sigmoid($0) } }

  /// The loss of each score.
  package var values: [Float] {
    zip(scores, targets).map { score, target in
      let (score, target) = (Double(score), Double(target))
      return Float(
        max(score, 0) - score * target + logarithmOfOnePlus(exponential: -abs(score)))
    }
  }

  /// Their mean.
  package var value: Float { values.mean }

  /// How the loss changes with each score: probability less target, divided by the number of scores.
  package var gradient: [Float] {
    zip(probabilities, targets).map { ($0 - $1) / Float(scores.count) }
  }
}

extension [Float] {
  /// The mean, added up in `Double` in order and rounded once.
  var mean: Float { Float(reduce(0) { $0 + Double($1) } / Double(count)) }
}
