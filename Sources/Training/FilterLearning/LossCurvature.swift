import Convolution
import Kernels

/// How the loss of a filter bends, and so how far an update may go.
///
/// Without a ReLU the loss is a parabola in every direction: with the matrix *X* of all windows (one row
/// for each of *n* positions, a column of ones for the bias), its second derivatives are *H* = 2 / n · XᵀX,
/// whatever the target and the present numbers are. Along an eigenvector of *H* with eigenvalue λ an
/// update of gradient descent multiplies the distance from the lowest point by 1 − rate · λ, so it comes
/// nearer in all directions as long as
///
///     rate < 2 / λ of the strongest direction.
///
/// With momentum β the limit is 2 (1 + β) / λ. Adam measures its steps otherwise and has no such limit.
/// With a ReLU some positions do not count: *H* can only be smaller then, but the loss has kinks.
///
/// Source: Goh, *Why Momentum Really Works*, Distill (2017).
package struct LossCurvature: Hashable, Sendable {
  /// The eigenvalues of *H*, from the largest; none is below 0.
  package let eigenvalues: [Double]
  /// What is at the bottom of the parabola; nil with a ReLU.
  package let lowestLoss: Double?

  /// - Complexity: O(positions · count²), at the speed of vectors.
  package init(_ task: FilterTask) {
    let products = task.windowProducts()
    let spectrum = SymmetricMatrix(products.windows).spectrum()
    eigenvalues = spectrum.map { 2 * max(0, $0.value) }.sorted(by: >)
    guard !task.hasReLU else {
      lowestLoss = nil
      return
    }
    // In the coordinates of the eigenvectors each parabola is on its own: it saves (b · v)² / λ.
    let largest = spectrum.map(\.value).max() ?? 0
    let saved = spectrum.filter { $0.value > 1e-12 * largest }.map { direction in
      let along = zip(direction.vector, products.target).reduce(0) { $0 + $1.0 * $1.1 }
      return along * along / direction.value
    }
    lowestLoss = max(0, products.targetSquare - saved.reduce(0, +))
  }

  /// The rate above which updates lead away from the lowest point; nil where there is none.
  package func largestRate(for optimizer: Optimizer) -> Double? {
    guard let strongest = eigenvalues.first, strongest > 0 else { return nil }
    switch optimizer {
    case .gradientDescent(_, let momentum): return 2 * (1 + Double(momentum)) / strongest
    case .adam: return nil
    }
  }

  /// A round rate at which learning goes on steadily and not too slowly.
  package func sensibleRate(for optimizer: Optimizer) -> Float {
    switch optimizer {
    case .gradientDescent(_, let momentum):
      // With momentum 0.9 every gradient comes to count ten times.
      let share = momentum > 0 ? 0.15 : 0.7
      return largestRate(for: optimizer).map { RoundRate(below: share * $0).value } ?? 0.1
    case .adam: return 0.05
    }
  }
}

/// 1, 2 or 5 times a power of ten: the rates that one goes through.
package struct RoundRate: Hashable, Sendable {
  private var digit: Int
  private var exponent: Int

  private static let digits = [1, 2, 5]
  private static let exponents = -12...6

  /// The largest that is not above a number.
  package init(below limit: Double) {
    (digit, exponent) = (0, Self.exponents.lowerBound)
    while next.asDouble <= limit * (1 + 1e-6), exponent < Self.exponents.upperBound { self = next }
  }

  package var next: RoundRate {
    guard exponent < Self.exponents.upperBound else { return self }
    var rate = self
    (rate.digit, rate.exponent) = digit == 2 ? (0, exponent + 1) : (digit + 1, exponent)
    return rate
  }

  package var previous: RoundRate {
    guard exponent > Self.exponents.lowerBound || digit > 0 else { return self }
    var rate = self
    (rate.digit, rate.exponent) = digit == 0 ? (2, exponent - 1) : (digit - 1, exponent)
    return rate
  }

  private var asDouble: Double {
    let power = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
    let digit = Double(Self.digits[digit])
    return exponent < 0 ? digit / power : digit * power
  }

  /// The `Float` nearest to it.
  package var value: Float { Float(asDouble) }
}

// MARK: - Sums over all windows

extension FilterTask {
  /// The means of the products of inputs with each other, with the target, and of the target with itself.
  fileprivate func windowProducts() -> (
    windows: [[Double]], target: [Double], targetSquare: Double
  ) {
    var windows = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    let share = 1 / Double(positions)
    for first in 0..<count {
      for second in first..<count {
        let mean = share * productSum(first, second)
        (windows[first][second], windows[second][first]) = (mean, mean)
      }
    }
    let targets = (0..<count).map { share * slopeSum(ofNumber: $0, target) }
    let square = target.elements.reduce(0) { $0 + Double($1) * Double($1) }
    return (windows, targets, share * square)
  }

  /// Σ input under one weight · input under another, over all positions; the bias has an input of 1.
  private func productSum(_ first: Int, _ second: Int) -> Double {
    guard second < filterShape.count else {
      return first == second ? Double(positions) : slopeSum(ofNumber: first, ones)
    }
    let taps = [first, second].map { filterShape.element(at: $0) }
    let (rows, columns) = (target.shape.height, target.shape.width)
    let kernels = KernelSet.fastest
    return picture.elements.withUnsafeBufferPointer { input in
      guard let input = input.baseAddress else { return 0 }
      return (0..<rows).reduce(0) { sum, row in
        let starts = taps.map {
          picture.shape.index(
            of: Element(channel: $0.channel, row: row + $0.row, column: $0.column))
        }
        return sum + kernels.productSum(input + starts[0], input + starts[1], count: columns)
      }
    }
  }

  private var ones: Tensor { Tensor(shape: target.shape, repeating: 1) }
}
