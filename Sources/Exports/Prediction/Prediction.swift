package import Convolution
import Explorer
package import Networks

/// What a network takes a picture for.
package struct Prediction: Hashable, Sendable {
  /// What the picture is called.
  package let picture: String
  /// The classes with the largest shares, the largest first.
  package let classes: [Class]

  /// A class, and how much of the answer it has.
  package struct Class: Hashable, Sendable {
    /// From 0 in the order of the network's output.
    package let index: Int
    package let label: String
    /// From 0 to 1.
    package let share: Float
  }

  /// - Parameters:
  ///   - output: The output of a network that `requireAnswer` lets pass.
  ///   - count: The most classes to keep.
  package init(
    _ picture: String, output: Tensor, of blueprint: Blueprint, keeping count: Int
  ) {
    // A single number says how much it is the second thing, and what is left to 1 the first.
    let elements = output.elements
    self.init(
      picture, shares: elements.count == 1 ? [1 - elements[0], elements[0]] : elements,
      classes: blueprint.classes, keeping: count)
  }

  /// - Parameters:
  ///   - shares: As many as there are classes.
  ///   - count: The most classes to keep.
  package init(
    _ picture: String, shares: some Collection<Float>, classes names: [String],
    keeping count: Int
  ) {
    self.picture = picture
    let all = zip(shares, names).enumerated().map { index, entry in
      Class(index: index, label: entry.1, share: entry.0)
    }
    // What is no number is worth nothing; of equal shares the first class comes first.
    func worth(_ share: Float) -> Float { share.isNaN ? -1 : share }
    classes = Array(
      all.sorted { (worth($0.share), $1.index) > (worth($1.share), $0.index) }.prefix(count))
  }
}

/// A network whose output is no answer to "what is this?".
package struct NoAnswer: Error, Hashable, Sendable, CustomStringConvertible {
  package let network: String
  package let layer: String
  package let output: Shape

  package var description: String {
    "\(network) ends in \(layer) with \(output.sizes) numbers, which are no shares of classes; take a "
      + "network that ends in softmax or sigmoid"
  }
}

extension Blueprint {
  /// - Throws: `NoAnswer` unless the network ends in shares of classes.
  package func requireAnswer() throws(NoAnswer) {
    guard let last = nodes.last, last.output.height == 1, last.output.width == 1,
      last.plan == .softmax && last.output.channels > 1 || last.plan == .sigmoid
    else { throw NoAnswer(network: name, layer: nodes.last?.name ?? "", output: output) }
  }
}
