internal import Convolution

/// Random numbers that follow from a seed and a place, so that any of them can be made again alone:
/// those of one example in one epoch do not depend on what came before.
package struct RandomStream: RandomNumberGenerator, Hashable, Sendable {
  private let seed: UInt64
  private var position = 0

  /// A stream of its own for each seed.
  package init(seed: UInt64) { self.seed = seed }

  /// A stream of its own for each example in each epoch, both from 0.
  package init(seed: UInt64, epoch: Int, example: Int) {
    let epochSeed = SeededNumbers.output(epoch + 1, seed: seed)
    self.init(seed: SeededNumbers.output(example + 1, seed: epochSeed))
  }

  package mutating func next() -> UInt64 {
    position += 1
    return SeededNumbers.output(position, seed: seed)
  }
}
