internal import Convolution

extension Examples {
  /// Pictures of a larger set, each changed once and for all by chance.
  ///
  /// Nothing of them is kept: 36,000 of Fashion-MNIST would take 28 MB as bytes, and 113 as they are
  /// when they have been changed.
  package struct Selection: Hashable, Sendable {
    let source: Examples
    /// Where the pictures stand in the source.
    let places: [Int]
    let augmentation: Augmentation
    /// The picture at place *n* of the selection has the stream of seed and *n*.
    let seed: UInt64
  }

  /// Some of the pictures, each changed once and for all, made anew whenever one is looked at.
  ///
  /// - Parameter seed: The picture at place *n* of the result has the stream of seed and *n*.
  func choosing(
    _ indices: [Int], changedBy augmentation: Augmentation, seed: UInt64
  ) -> Examples {
    let selection = Selection(
      source: self, places: indices, augmentation: augmentation, seed: seed)
    return Examples(
      shape: shape, numbers: .selection(selection), labels: indices.map { labels[$0] })
  }
}

extension Examples.Selection {
  /// As `Examples.picture`.
  func elements(of index: Int) -> [Float] {
    guard !augmentation.isNone else { return source.picture(places[index]).elements }
    return [Float](unsafeUninitializedCapacity: source.shape.count) { buffer, count in
      count = source.shape.count
      _ = copy(index, to: UnsafeMutableBufferPointer(rebasing: buffer[..<count]), white: 1)
    }
  }

  /// Copies a picture, black 0 and white 1.
  ///
  /// - Returns: What makes of its numbers those that a network takes.
  func copy(
    _ index: Int, to picture: UnsafeMutableBufferPointer<Float>, white: Float
  ) -> Float {
    let factor = source.copy(places[index], to: picture, white: white)
    guard !augmentation.isNone else { return factor }
    var random = RandomStream(seed: Chance.augmentation.seed(from: seed, at: 0, index))
    augmentation.apply(to: picture, shape: source.shape, random: &random)
    return 1
  }

  /// Writes a picture with its channels side by side.
  ///
  /// - Parameter scale: For those that are kept as bytes and have not been changed.
  func write(_ index: Int, scale: Float, to target: UnsafeMutablePointer<Float>) {
    guard !augmentation.isNone else {
      source.write(places[index], scale: scale, to: target)
      return
    }
    let shape = source.shape
    withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.count) { picture in
      _ = copy(index, to: picture, white: 1)
      for place in 0..<shape.count { target[shape.placeWithChannelsLast(place)] = picture[place] }
    }
  }
}
