package import Convolution

/// A frame of a stream, ready to be looked at and to be classified.
package struct LiveFrame: Hashable, Sendable {
  /// Its place in the stream, from 1.
  package let number: Int
  /// When it was complete, in milliseconds from any beginning.
  package let arrival: Int
  /// For people: one channel, or red, green and blue, from 0 to 1.
  package let picture: Tensor
  /// For the network.
  package let input: Tensor

  package init(number: Int, arrival: Int, picture: Tensor, input: Tensor) {
    (self.number, self.arrival) = (number, arrival)
    (self.picture, self.input) = (picture, input)
  }
}

/// How a frame is brought to the network.
package struct FrameSettings: Hashable, Sendable {
  /// All of the frame, whatever becomes of its proportions, rather than the largest part in its middle.
  package var isStretched: Bool
  /// Dark becomes bright.
  package var isInverted: Bool
  /// The darkest becomes black, the brightest white.
  package var hasFullContrast: Bool
  /// Left becomes right.
  package var isMirrored: Bool

  package init(
    isStretched: Bool = false, isInverted: Bool = false, hasFullContrast: Bool = false,
    isMirrored: Bool = false
  ) {
    (self.isStretched, self.isInverted) = (isStretched, isInverted)
    (self.hasFullContrast, self.isMirrored) = (hasFullContrast, isMirrored)
  }
}

/// How many of a stream's frames are seen: of the last two seconds, by when they arrived.
package struct FrameRate: Hashable, Sendable {
  /// The frames that came and were not looked at, because there were newer ones.
  package private(set) var skipped = 0
  /// Numbers and arrivals of frames that were looked at, the newest last.
  private var seen: [Seen] = []

  private struct Seen: Hashable {
    let number: Int
    let arrival: Int
  }

  /// Milliseconds.
  private static let window = 2000

  package init() {}

  /// Takes note of a frame that is looked at.
  ///
  /// - Parameter isNext: Whether those since the last one were passed over because there was no time
  ///   for them; not so where nobody wanted to see any.
  mutating func note(_ frame: LiveFrame, isNext: Bool = true) {
    if isNext {
      skipped += frame.number - (seen.last?.number ?? 0) - 1
    } else {
      seen = []
    }
    seen.append(Seen(number: frame.number, arrival: frame.arrival))
    seen.removeAll { frame.arrival - $0.arrival > Self.window }
  }

  /// How many frames a second come, and how many of them are seen; nil before anybody can know.
  package var perSecond: (seen: Int, coming: Int)? {
    guard let first = seen.first, let last = seen.last, last.arrival - first.arrival >= 250 else {
      return nil
    }
    func rate(_ count: Int) -> Int {
      Int((1000 * Double(count) / Double(last.arrival - first.arrival)).rounded())
    }
    return (rate(seen.count - 1), rate(last.number - first.number))
  }
}
