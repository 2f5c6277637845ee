package import Convolution

/// Why standard input is no stream of pictures.
///
/// Only the beginning of a stream can be refused. What is damaged later is passed over and counted.
package enum StreamError: Error, Hashable, Sendable {
  case empty
  case unreadable(_ code: Int32)
  /// Something else, with what to do about it.
  case foreign(_ found: String, advice: String)
  case unknown(firstBytes: [UInt8])
  /// A picture's header that cannot be read.
  case header(PictureProblem)
  case tooManyPixels(Extent)
  /// A Y4M stream of a kind that is not read.
  case unsupported(_ found: String, supported: String, advice: String)
  /// It ended before its first picture did.
  case noWholeFrame

  /// The most pixels of a frame; 4K has about half as many.
  static let mostPixels = 1 << 24

  /// What the program should exit with: 66 where there is nothing to read, else 65.
  package var exitCode: Int32 {
    switch self {
    case .empty, .unreadable: 66
    case .foreign, .unknown, .header, .tooManyPixels, .unsupported, .noWholeFrame: 65
    }
  }
}

extension StreamError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty:
      "standard input: is empty; did the program before '| explore live' find its camera?"
    case .unreadable(let code): "standard input: cannot be read: \(systemMessage(code))"
    case .foreign(let found, let advice): "standard input: is \(found); \(advice)"
    case .unknown(let bytes):
      "standard input: starts with the bytes \(bytes.map(hexadecimal).joined(separator: " ")); "
        + "supported are streams of PGM and PPM pictures and Y4M; \(Self.advice)"
    case .header(let problem): PictureError(path: "-", problem: problem).description
    case .tooManyPixels(let extent):
      "standard input: its pictures have \(extent) pixels; up to 16 million each are read; "
        + "make them smaller: add '-vf scale=640:-2' to the options of ffmpeg"
    case .unsupported(let found, let supported, let advice):
      "standard input: is a Y4M stream \(found); supported is \(supported); \(advice)"
    case .noWholeFrame: "standard input: ended before its first picture was complete"
    }
  }

  private static let advice = "have ffmpeg write '-f image2pipe -c:v ppm -'"

  /// What a stream of another kind is.
  ///
  /// - Parameter head: Its first bytes, 32 where it has as many.
  init(head: [UInt8]) {
    let known = Self.signatures.first { head.starts(with: $0.bytes) }
    if let known {
      self = .foreign(known.name, advice: Self.advice)
    } else if let foreign = head.withUnsafeBytes({ ForeignFormat(head: $0) }) {
      self = .foreign(foreign.name, advice: Self.advice)
    } else {
      self = .unknown(firstBytes: Array(head.prefix(8)))
    }
  }

  /// What cameras and ffmpeg send unless they are told otherwise; others are known as files.
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0xFF, 0xD8, 0xFF], "a stream of JPEG pictures (MJPEG)"),
    ([0x89, 0x50, 0x4E, 0x47], "a stream of PNG pictures"),
    ([0x1A, 0x45, 0xDF, 0xA3], "a Matroska or WebM film"),
    ([0, 0, 0, 1], "an H.264 or H.265 stream"), ([0, 0, 1, 0xB3], "an MPEG video stream"),
    (Array("RIFF".utf8), "an AVI film or another RIFF file"), (Array("FLV".utf8), "an FLV film"),
    ([0x47, 0x40], "an MPEG transport stream"), (Array("OggS".utf8), "an Ogg film"),
  ]
}
