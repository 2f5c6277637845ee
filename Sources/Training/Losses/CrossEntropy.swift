package import Convolution

/// How wrong shares of a whole are, when one of them should have been the whole.
///
///     loss = −log(softmax(scores)[label]) = log Σ e^(score − largest) − (scores[label] − largest)
///
/// The scores are what goes *into* the softmax. Together the two have the simplest of gradients, what
/// came out less what should have: share − 1 at the label, share elsewhere. Taken one after the other
/// they would divide by a share that may have been rounded to 0.
///
/// The shares are those of the softmax layer, bit for bit. Logarithm and differences are computed in
/// `Double` and rounded once, and no exponential can overflow, so that the loss is a number for any
/// scores that are.
package struct CrossEntropy: Hashable, Sendable {
  /// What goes into the softmax, one for each class.
  package let scores: [Float]
  /// The class that is right.
  package let label: Int
  /// How the share of the right class comes about.
  package let shares: Softmax.Shares

  /// - Precondition: The label is that of a score.
  package init(scores: [Float], label: Int) {
    precondition(scores.indices.contains(label), "label \(label) of \(scores.count) classes")
    (self.scores, self.label) = (scores, label)
    shares = Softmax.Shares(of: scores, position: label)
  }

  /// How much of the whole each class gets.
  package var probabilities: [Float] { shares.exponentials.map { $0 / shares.sum } }

  /// 0 if the label gets all; no upper end.
  package var value: Float {
    let below = Double(scores[label]) - Double(shares.largest)
    return Float(logarithm(of: Double(shares.sum)) - below)
  }

  /// How the loss changes with each score: probability less what it should be.
  package var gradient: [Float] {
    var gradient = probabilities
    gradient[label] -= 1
    return gradient
  }
}
