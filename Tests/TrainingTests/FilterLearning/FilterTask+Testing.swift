import Convolution
import TestSupport
import Training

extension FilterTask {
  /// Something to learn on random numbers, whose windows have texture enough to tell all weights apart.
  static func random(
    channels: Int = 1, size: Extent = Extent(height: 12, width: 13), kernel: Extent = Extent(3),
    hasBias: Bool = false, hasReLU: Bool = false, using generator: inout SeededGenerator
  ) throws -> (task: FilterTask, goal: [Float]) {
    let picture = Tensor.random(
      try Shape(channels: channels, height: size.height, width: size.width), using: &generator)
    let goal = Tensor.random(
      try Shape(channels: channels, height: kernel.height, width: kernel.width),
      using: &generator)
    let task = try FilterTask(
      picture: picture, kernel: kernel,
      target: FilterTask.map(of: picture, through: goal, hasReLU: hasReLU), hasBias: hasBias,
      hasReLU: hasReLU)
    return (task, goal.elements + (hasBias ? [0] : []))
  }

  /// Random numbers of the filter.
  func numbers(using generator: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
  }
}
