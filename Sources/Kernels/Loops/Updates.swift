extension Loops {
  package static func adam(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>,
    means: UnsafeMutablePointer<Float>, squares: UnsafeMutablePointer<Float>, count: Int,
    rate: Float, keptMean: Float, newMean: Float, keptSquare: Float, newSquare: Float,
    meanCorrection: Float, squareCorrection: Float, epsilon: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      let gradient = gradients[index]
      let mean = keptMean * means[index] + newMean * gradient
      let square = keptSquare * squares[index] + newSquare * (gradient * gradient)
      means[index] = mean
      squares[index] = square
      updated[index] =
        weights[index] - rate * (mean * meanCorrection)
        / ((square * squareCorrection).squareRoot() + epsilon)
    }
  }

  package static func descend(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>,
    velocities: UnsafeMutablePointer<Float>, count: Int, rate: Float, momentum: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      let velocity = momentum * velocities[index] + gradients[index]
      velocities[index] = velocity
      updated[index] = weights[index] - rate * velocity
    }
  }

  package static func descend(
    _ weights: UnsafePointer<Float>, gradients: UnsafePointer<Float>, count: Int, rate: Float,
    into updated: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { updated[index] = weights[index] - rate * gradients[index] }
  }
}
