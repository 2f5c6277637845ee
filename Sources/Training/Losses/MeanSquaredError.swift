/// How far numbers are from what they should be: the mean of the squared differences.
package struct MeanSquaredError: Hashable, Sendable {
  /// What came out.
  package let outputs: [Float]
  /// What should have.
  package let targets: [Float]

  /// - Precondition: There is a target for each output, and at least one.
  package init(outputs: [Float], targets: [Float]) {
    precondition(
      outputs.count == targets.count && !outputs.isEmpty,
      "\(outputs.count) outputs, \(targets.count) targets")
    (self.outputs, self.targets) = (outputs, targets)
  }

  /// Output less target.
  package var differences: [Float] { zip(outputs, targets).map { $0 - $1 } }

  /// The mean of their squares, in `Double` and rounded once.
  package var value: Float {
    var sum = 0.0
    for (output, target) in zip(outputs, targets) {
      let difference = Double(output - target)
      sum += difference * difference
    }
    return Float(sum / Double(outputs.count))
  }

  /// How the loss changes with each output: difference · (2 / number of outputs).
  package var gradient: [Float] {
    let factor = 2 / Float(outputs.count)
    return zip(outputs, targets).map { ($0 - $1) * factor }
  }
}
