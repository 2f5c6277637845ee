internal import Convolution

/// Random numbers that follow from a seed: the outputs of `SeededNumbers` one after the other.
///
/// What happens to one example in one epoch depends on nothing that came before:
///
/// ```swift
/// var random = RandomStream(seed: Chance.augmentation.seed(from: recipe.seed, at: epoch, example))
/// augmentation.apply(to: &pixels, shape: shape, random: &random)
/// ```
package struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
  private let seed: UInt64
  private var position = 0

  package init(seed: UInt64) { self.seed = seed }

  package mutating func next() -> UInt64 {
    position += 1
    return SeededNumbers.output(position, seed: seed)
  }
}
