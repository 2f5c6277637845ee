internal import Convolution

extension Examples {
  /// Writes a picture that chance has changed, with its channels side by side.
  ///
  /// - Parameters:
  ///   - random: Its own for each picture, so that none depends on the others.
  ///   - white: What the network takes for white, where pictures are kept in bytes.
  func write(
    _ index: Int, changedBy augmentation: Augmentation, _ random: RandomStream, white: Float,
    to target: UnsafeMutablePointer<Float>
  ) {
    var random = random
    let (area, channels) = (shape.extent.area, shape.channels)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: shape.count) { picture in
      let scale = copy(index, to: picture, white: white)
      augmentation.apply(to: picture, shape: shape, random: &random)
      for channel in 0..<channels {
        for place in 0..<area {
          target[place * channels + channel] = picture[channel * area + place] * scale
        }
      }
    }
  }

  /// Some of the pictures, each changed once and for all, and kept as they are then.
  ///
  /// - Parameter seed: The picture at place *n* of the result has the stream of seed and *n*.
  func selecting(
    _ indices: [Int], changedBy augmentation: Augmentation, seed: UInt64
  ) -> Examples {
    guard !augmentation.isNone else { return selecting(indices) }
    let selection = Selection(
      source: self, places: indices, augmentation: augmentation, seed: seed)
    let size = shape.count
    let numbers = [Float](unsafeUninitializedCapacity: indices.count * size) { buffer, count in
      for place in indices.indices {
        let picture = UnsafeMutableBufferPointer(
          rebasing: buffer[place * size..<(place + 1) * size])
        _ = selection.copy(place, to: picture, white: 1)
      }
      count = indices.count * size
    }
    return Examples(shape: shape, numbers: .floats(numbers), labels: indices.map { labels[$0] })
  }

  /// Copies a picture as it is kept in floats, black 0 and white 1.
  ///
  /// - Returns: What makes of its numbers those that a network takes.
  func copy(
    _ index: Int, to picture: UnsafeMutableBufferPointer<Float>, white: Float
  ) -> Float {
    let start = index * shape.count
    switch numbers {
    case .bytes(let bytes):
      for place in 0..<shape.count { picture[place] = Float(bytes[start + place]) * (1 / 255) }
      return white
    case .floats(let floats):
      for place in 0..<shape.count { picture[place] = floats[start + place] }
      return 1
    case .selection(let selection): return selection.copy(index, to: picture, white: white)
    }
  }
}
