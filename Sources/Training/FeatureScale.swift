internal import Convolution

/// Brings features to where a head learns well: each around 0, all of them together with deviation 1.
///
/// What a network sees is never negative and often far from 0, where the first steps of Adam, the same
/// for all weights, add up over thousands of features and overshoot. A shift and a factor are nothing
/// that a dense layer could not do itself, so a trained one takes them over (`folding`), and the whole
/// network needs no layer more.
///
/// One factor for all, because a feature that hardly ever answers would become as loud as the others.
package struct FeatureScale: Hashable, Sendable {
  /// Of each feature, over the pictures that are learned from.
  let means: [Float]
  /// Of all features together.
  let deviation: Float

  /// - Precondition: The examples are features, kept as numbers.
  package init(of examples: Examples) {
    let (count, features) = (examples.count, examples.shape.count)
    var sums = [Double](repeating: 0, count: features)
    for index in 0..<count {
      for (place, value) in examples.picture(index).elements.enumerated() {
        sums[place] += Double(value)
      }
    }
    means = sums.map { Float($0 / Double(max(1, count))) }
    var squares = 0.0
    for index in 0..<count {
      for (value, mean) in zip(examples.picture(index).elements, means) {
        squares += Double(value - mean) * Double(value - mean)
      }
    }
    let deviation = Float((squares / Double(max(1, count * features))).squareRoot())
    // Features that never differ stay as they are.
    self.deviation = deviation > 0 && deviation.isFinite ? deviation : 1
  }

  /// Features as a head learns from them.
  package func applied(to examples: Examples) -> Examples {
    var numbers: [Float] = []
    numbers.reserveCapacity(examples.count * examples.shape.count)
    for index in 0..<examples.count {
      for (value, mean) in zip(examples.picture(index).elements, means) {
        numbers.append((value - mean) / deviation)
      }
    }
    return Examples(shape: examples.shape, numbers: .floats(numbers), labels: examples.labels)
  }

  /// A head's numbers for features as they come out of the network.
  ///
  /// - Parameters:
  ///   - tensors: By the names and in the order of weight files.
  ///   - dense: The dense layer that takes the features: its weights become smaller, its biases take the
  ///     means over.
  package func folding(into tensors: [String: [Float]], dense: String) -> [String: [Float]] {
    guard let weights = tensors["\(dense).weight"], let biases = tensors["\(dense).bias"] else {
      return tensors
    }
    var folded = tensors
    let scaled = weights.map { $0 / deviation }
    folded["\(dense).weight"] = scaled
    folded["\(dense).bias"] = biases.enumerated().map { unit, bias in
      let own = scaled[unit * means.count..<(unit + 1) * means.count]
      let shift = zip(own, means).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return Float(Double(bias) - shift)
    }
    return folded
  }
}
