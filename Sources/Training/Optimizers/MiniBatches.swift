/// The arithmetic of batches: how many pictures go into each update, and how many updates an epoch has.
package struct MiniBatches: Hashable, Sendable {
  /// Pictures that are learned from.
  package let examples: Int
  /// Pictures between two updates; the last batch may have fewer.
  package let size: Int
  /// Whether a last batch that has fewer is left out, unless it is the only one.
  package let dropsIncomplete: Bool

  /// - Precondition: The size is positive.
  package init(examples: Int, size: Int, dropsIncomplete: Bool = false) {
    precondition(size > 0, "batches of \(size)")
    (self.examples, self.size, self.dropsIncomplete) = (examples, size, dropsIncomplete)
  }

  /// Batches of an epoch: ⌈examples / size⌉, or ⌊examples / size⌋ without an incomplete one.
  package var count: Int {
    let whole = examples / size
    return examples % size == 0 || (dropsIncomplete && whole > 0) ? whole : whole + 1
  }

  /// Pictures that an epoch learns from.
  package var used: Int { min(examples, count * size) }

  /// The places of a batch in the epoch's order.
  package func range(of batch: Int) -> Range<Int> {
    batch * size..<min((batch + 1) * size, examples)
  }
}

/// Which pictures are learned from and which are held out, where the data do not say it.
package struct HoldOut: Hashable, Sendable {
  package let training: Range<Int>
  package let validation: Range<Int>

  /// The last share of the pictures is held out, before anything is shuffled, as Keras does it: training
  /// gets ⌊count · (1 − share)⌋.
  ///
  /// - Parameter share: 0..<1.
  package init(count: Int, share: Double) {
    let split = min(max(0, Int((Double(count) * (1 - share)).rounded(.down))), count)
    (training, validation) = (0..<split, split..<count)
  }
}
