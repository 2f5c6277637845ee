package import Convolution
import Kernels

/// What a filter does at the moment: its map, how far that is from the target, and where to go.
package struct FilterEvaluation: Hashable, Sendable {
  /// What comes out, through the ReLU if there is one.
  package let output: Tensor
  /// Output − target.
  package let difference: Tensor
  /// The difference where changing the sum changes the output: 0 where the ReLU cuts off.
  package let slopes: Tensor
  /// The mean of the squared differences.
  package let loss: Double
  /// How the loss changes with each number: ∂loss / ∂number.
  package let gradient: [Float]

  /// Whether all of it is made of numbers.
  package var isFinite: Bool { loss.isFinite && gradient.allSatisfy(\.isFinite) }

  /// Whether the ReLU cuts everything off, so that nothing can be learned.
  package var isDead: Bool {
    loss > 0 && slopes.elements.allSatisfy { $0 == 0 } && output.elements.allSatisfy { $0 == 0 }
  }
}

extension FilterTask {
  /// The forward and the backward pass with some numbers.
  ///
  /// With *d* = output − target, of *n* positions, the loss is Σ d² / n, and so, as the output changes
  /// with a weight by the input under it,
  ///
  ///     ∂loss / ∂weight[c, i, j] = 2 / n · Σ input[c, row + i, column + j] · d[row, column]
  ///
  /// and with the bias by 1. Where a ReLU cuts off, nothing changes: d counts as 0 there.
  ///
  /// Products and sums are computed in `Double`, and only the result is rounded.
  ///
  /// - Complexity: O(positions · count).
  package func evaluate(_ numbers: [Float]) -> FilterEvaluation {
    let bank = FilterBank(filter: filter(numbers), bias: bias(numbers))
    guard let layer = try? Convolution2D(bank: bank), let sums = try? layer.forward(picture)
    else { preconditionFailure("a task holds a filter that fits its picture") }
    let output = hasReLU ? ReLU().forward(sums) : sums
    let difference = tensor(like: target) { output.elements[$0] - target.elements[$0] }
    let slopes =
      hasReLU
      ? tensor(like: target) { sums.elements[$0] > 0 ? difference.elements[$0] : 0 } : difference
    let scale = 2 / Double(positions)
    return FilterEvaluation(
      output: output, difference: difference, slopes: slopes,
      loss: Self.productSum(difference, difference) / Double(positions),
      gradient: (0..<count).map { Float(scale * slopeSum(ofNumber: $0, slopes)) })
  }

  /// Σ input · difference over all positions for a weight, Σ difference for the bias.
  func slopeSum(ofNumber index: Int, _ slopes: Tensor) -> Double {
    guard index < filterShape.count else {
      return slopes.elements.reduce(0) { $0 + Double($1) }
    }
    let tap = filterShape.element(at: index)
    let kernels = KernelSet.fastest
    let (rows, columns) = (slopes.shape.height, slopes.shape.width)
    return picture.elements.withUnsafeBufferPointer { input in
      slopes.elements.withUnsafeBufferPointer { slopes in
        guard let input = input.baseAddress, let slopes = slopes.baseAddress else { return 0 }
        return (0..<rows).reduce(0) { sum, row in
          let start = picture.shape.index(
            of: Element(channel: tap.channel, row: row + tap.row, column: tap.column))
          return sum
            + kernels.productSum(input + start, slopes + row * columns, count: columns)
        }
      }
    }
  }

  private static func productSum(_ first: Tensor, _ second: Tensor) -> Double {
    first.elements.withUnsafeBufferPointer { one in
      second.elements.withUnsafeBufferPointer { two in
        guard let one = one.baseAddress, let two = two.baseAddress else { return 0 }
        return KernelSet.fastest.productSum(one, two, count: first.elements.count)
      }
    }
  }

  private func tensor(like model: Tensor, _ value: (Int) -> Float) -> Tensor {
    guard let tensor = try? Tensor(shape: model.shape, elements: (0..<model.shape.count).map(value))
    else { preconditionFailure("one number for each position") }
    return tensor
  }
}

// MARK: - Why

/// Why the loss changes with a number as it does: the terms of its gradient.
package struct FilterGradient: Hashable, Sendable {
  /// Which of the filter's numbers.
  package let number: Int
  /// Those farthest from 0, the farthest first.
  package let largest: [Term]
  /// How many there are: one for each position.
  package let count: Int
  /// Of all of them.
  package let sum: Double
  /// Twice their mean.
  package let gradient: Float

  /// What one position has to say about it.
  package struct Term: Hashable, Sendable {
    /// Where the filter lies: an element of the output.
    package let position: Element
    /// The pixel under the weight; nil for the bias, which stands for an input of 1.
    package let source: Element?
    package let input: Float
    /// Output − target; 0 where the ReLU cuts off.
    package let difference: Float

    package var product: Double { Double(input) * Double(difference) }
  }
}

extension FilterTask {
  /// The largest terms of the gradient of a number, and their sum.
  ///
  /// - Parameter most: How many terms to list.
  /// - Complexity: O(positions).
  package func explainGradient(
    ofNumber index: Int, in evaluation: FilterEvaluation, most: Int = 100
  ) -> FilterGradient {
    let slopes = evaluation.slopes
    let terms = (0..<positions).lazy.map { term(ofNumber: index, at: $0, slopes) }
    var largest: [FilterGradient.Term] = []
    for term in terms {
      let size = term.product.magnitude
      if largest.count == most, let last = largest.last, size <= last.product.magnitude { continue }
      // Few are inserted: most positions are smaller than what has been found.
      let place = largest.firstIndex { $0.product.magnitude < size } ?? largest.count
      largest.insert(term, at: place)
      if largest.count > most { largest.removeLast() }
    }
    return FilterGradient(
      number: index, largest: largest, count: positions,
      sum: slopeSum(ofNumber: index, slopes), gradient: evaluation.gradient[index])
  }

  /// What one position has to say about a number.
  package func term(
    ofNumber index: Int, at position: Element, in evaluation: FilterEvaluation
  ) -> FilterGradient.Term {
    let slopes = evaluation.slopes
    return term(ofNumber: index, at: slopes.shape.index(of: position), slopes)
  }

  private func term(
    ofNumber index: Int, at place: Int, _ slopes: Tensor
  ) -> FilterGradient.Term {
    let position = slopes.shape.element(at: place)
    let difference = slopes.elements[place]
    guard index < filterShape.count else {
      return FilterGradient.Term(
        position: position, source: nil, input: 1, difference: difference)
    }
    let tap = filterShape.element(at: index)
    let source = Element(
      channel: tap.channel, row: position.row + tap.row, column: position.column + tap.column)
    return FilterGradient.Term(
      position: position, source: source, input: picture[source], difference: difference)
  }
}
