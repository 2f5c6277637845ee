internal import Convolution

/// The numbers of a plain Netpbm picture, counted as they come: only they tell where it ends.
struct PlainRaster: Hashable {
  private var left: Int
  private let isBitmap: Bool
  private var isInNumber = false
  private var isInComment = false

  enum Outcome: Hashable {
    case unfinished
    case complete
    /// Something stands there that belongs to no number.
    case damaged
  }

  init(of header: Anymap) {
    left = header.extent.area * header.sampleChannels
    isBitmap = header.kind == .bitmap
  }

  /// Whether nothing is missing if the stream ends here.
  var isCompleteAtEnd: Bool { isInNumber && left == 1 }

  /// - Returns: How many bytes belong to the picture, and what they come to.
  mutating func scan(
    _ bytes: some Collection<UInt8>
  ) -> (length: Int, outcome: Outcome) {
    var length = 0
    for byte in bytes {
      let outcome = take(byte)
      if outcome == .damaged { return (length, .damaged) }
      length += 1
      if outcome == .complete { return (length, .complete) }
    }
    return (length, .unfinished)
  }

  private mutating func take(_ byte: UInt8) -> Outcome {
    if isInComment {
      isInComment = byte != 0x0A && byte != 0x0D
      return .unfinished
    }
    switch byte {
    case 0x30...0x39:
      if isBitmap { return countOne() }
      isInNumber = true
      return .unfinished
    case UInt8(ascii: "#"):
      isInComment = true
      return isInNumber ? countOne() : .unfinished
    case _ where isBlank(byte): return isInNumber ? countOne() : .unfinished
    default: return .damaged
    }
  }

  private mutating func countOne() -> Outcome {
    isInNumber = false
    left -= 1
    return left == 0 ? .complete : .unfinished
  }
}
