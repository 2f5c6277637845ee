import KernelsAVX2

extension KernelSet {
  /// One step of Adam over many weights.
  ///
  ///     mean    = keptMean · mean + newMean · gradient
  ///     square  = keptSquare · square + newSquare · (gradient · gradient)
  ///     updated = weight − rate · (mean · meanCorrection) / (√(square · squareCorrection) + epsilon)
  ///
  /// - Parameters:
  ///   - keptMean: β1; `newMean` is 1 − β1, and the squares have β2.
  ///   - meanCorrection: 1 / (1 − β1ᵗ) in step *t*, from 1.
  ///   - updated: May be `weights`.
  package func adam(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>,
    means: UnsafeMutablePointer<Float>, squares: UnsafeMutablePointer<Float>, count: Int,
    rate: Float, keptMean: Float, newMean: Float, keptSquare: Float, newSquare: Float,
    meanCorrection: Float, squareCorrection: Float, epsilon: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.adam(
        weights, gradients: gradients, means: means, squares: squares, count: count, rate: rate,
        keptMean: keptMean, newMean: newMean, keptSquare: keptSquare, newSquare: newSquare,
        meanCorrection: meanCorrection, squareCorrection: squareCorrection, epsilon: epsilon,
        into: updated)
    case .avx2:
      KernelsAVX2.Loops.adam(
        weights, gradients: gradients, means: means, squares: squares, count: count, rate: rate,
        keptMean: keptMean, newMean: newMean, keptSquare: keptSquare, newSquare: newSquare,
        meanCorrection: meanCorrection, squareCorrection: squareCorrection, epsilon: epsilon,
        into: updated)
    }
  }

  /// One step of gradient descent with momentum over many weights.
  ///
  ///     velocity = momentum · velocity + gradient
  ///     updated  = weight − rate · velocity
  ///
  /// - Parameter updated: May be `weights`.
  package func descend(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>,
    velocities: UnsafeMutablePointer<Float>, count: Int, rate: Float, momentum: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.descend(
        weights, gradients: gradients, velocities: velocities, count: count, rate: rate,
        momentum: momentum, into: updated)
    case .avx2:
      KernelsAVX2.Loops.descend(
        weights, gradients: gradients, velocities: velocities, count: count, rate: rate,
        momentum: momentum, into: updated)
    }
  }

  /// The same without momentum.
  package func descend(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>, count: Int, rate: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .baseline:
      Loops.descend(weights, gradients: gradients, count: count, rate: rate, into: updated)
    case .avx2:
      KernelsAVX2.Loops.descend(
        weights, gradients: gradients, count: count, rate: rate, into: updated)
    }
  }
}
