package import Convolution

/// What chance is needed for while training; each purpose has numbers of its own.
///
/// They follow from the recipe's seed and a place such as (epoch) or (update, node), so that any of
/// them can be had again without those before it: the seed of the purpose is output *p* + 1 of the main
/// seed, where *p* is its raw value, and each coordinate *n* of the place leads on to output *n* + 1
/// (`SeededNumbers`).
package enum Chance: Int, Hashable, Sendable, CaseIterable {
  /// The weights that training begins with.
  case weights
  /// In which order the pictures are looked at.
  case order
  /// What is dropped.
  case dropout
  /// How pictures are changed.
  case augmentation

  /// - Parameter place: Coordinates from 0.
  package func seed(from main: UInt64, at place: Int...) -> UInt64 {
    place.reduce(SeededNumbers.output(rawValue + 1, seed: main)) {
      SeededNumbers.output($1 + 1, seed: $0)
    }
  }
}

/// The orders in which pictures are looked at.
package enum Shuffle {
  /// The numbers 0..<`count` in the order of one epoch: shuffled after Fisher and Yates, from the last
  /// place down, each swapped with one of those up to it.
  ///
  /// A place *r* of 0..<*n* is ⌊output · *n* / 2⁶⁴⌋ of the next output of the stream.
  ///
  /// - Parameter epoch: From 0.
  package static func order(count: Int, seed: UInt64, epoch: Int) -> [Int] {
    let stream = Chance.order.seed(from: seed, at: epoch)
    var order = Array(0..<count)
    var number = 0
    for last in stride(from: count - 1, to: 0, by: -1) {
      number += 1
      let output = SeededNumbers.output(number, seed: stream)
      order.swapAt(last, Int(output.multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return order
  }
}

extension Dropout {
  /// What numbers are multiplied by while training: 0 for a share of `rate`, and 1 / (1 − rate) for the
  /// others, so that their sum stays what it would be without dropout.
  ///
  /// Element *i* is dropped where *u* < rate, with *u* from output *i* + 1 of the stream's upper 24 bits.
  ///
  /// - Parameters:
  ///   - count: The numbers of all the pictures of a batch, one picture after the other; within a
  ///     picture they lie as whoever asks keeps them: channels last where the trainer does.
  ///   - update: The number of the batch in the whole training, from 0.
  ///   - node: The layer's index.
  package func mask(count: Int, seed: UInt64, update: Int, node: Int) -> [Float] {
    guard rate < 1 else { return Array(repeating: 0, count: count) }
    let stream = Chance.dropout.seed(from: seed, at: update, node)
    let kept = 1 / (1 - rate)
    // Numbers of −1..<1, exact: 2u − 1 < 2 · rate − 1.
    return SeededNumbers.uniform(count: count, seed: stream, bound: 1)
      .map { $0 < 2 * rate - 1 ? 0 : kept }
  }
}
