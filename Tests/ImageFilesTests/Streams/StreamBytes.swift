import ImageFiles
import TestSupport

/// A film of random pictures, and the bytes that it is sent as.
struct Film {
  var frames: [[UInt8]] = []
  /// What stands before the first frame.
  var head: [UInt8] = []

  var bytes: [UInt8] { head + frames.flatMap(\.self) }

  /// Raw gray or colored pictures of one size, samples of one byte or two.
  static func anymap(
    _ count: Int, height: Int, width: Int, isColored: Bool = true, maxval: Int = 255,
    using random: inout SeededGenerator
  ) -> Film {
    let samples = height * width * (isColored ? 3 : 1) * (maxval > 255 ? 2 : 1)
    let header = Array("\(isColored ? "P6" : "P5")\n\(width) \(height)\n\(maxval)\n".utf8)
    return Film(
      frames: (0..<count).map { _ in
        header
          + (0..<samples).map { _ in UInt8.random(in: 0...UInt8(min(maxval, 255)), using: &random) }
      })
  }

  /// Plain gray pictures, with a comment of its own in each.
  static func plain(
    _ count: Int, height: Int, width: Int, using random: inout SeededGenerator
  ) -> Film {
    Film(
      frames: (0..<count).map { index in
        let numbers = (0..<height * width).map { _ in "\(Int.random(in: 0...255, using: &random))" }
        return Array(
          "P2 # picture \(index)\n\(width) \(height)\n255\n\(numbers.joined(separator: " "))\n".utf8
        )
      })
  }

  /// Y4M; the frames are without their `FRAME` lines.
  static func y4m(
    _ planes: [[UInt8]], height: Int, width: Int, parameters: String
  ) -> Film {
    Film(
      frames: planes.map { Array("FRAME\n".utf8) + $0 },
      head: Array("YUV4MPEG2 W\(width) H\(height) F30:1 \(parameters)\n".utf8))
  }
}

/// What came of a stream.
struct Parsed: Equatable {
  var frames: [StreamFrame] = []
  var damages = 0
  var isCutShort = false
  var error: StreamError?
}

/// Feeds bytes in pieces of the given lengths, over and over.
func parse(_ bytes: [UInt8], inPiecesOf lengths: [Int] = [.max]) -> Parsed {
  var parser = FrameParser()
  var parsed = Parsed()
  var (place, piece) = (0, 0)
  do throws(StreamError) {
    while place < bytes.count {
      let length = min(max(1, lengths[piece % lengths.count]), bytes.count - place)
      let part = Array(bytes[place..<place + length])
      try part.span.bytes.withUnsafeBytes { bytes throws(StreamError) in
        try parser.take(bytes) { parsed.frames.append($0) }
      }
      place += length
      piece += 1
    }
    try parser.finish { parsed.frames.append($0) }
  } catch {
    parsed.error = error
  }
  parsed.damages = parser.damages
  parsed.isCutShort = parser.isCutShort
  return parsed
}

/// Lengths of pieces as a pipe may give them.
func randomPieces(using random: inout SeededGenerator) -> [Int] {
  (0..<20).map { _ in Int.random(in: 1...(Bool.random(using: &random) ? 7 : 400), using: &random) }
}
