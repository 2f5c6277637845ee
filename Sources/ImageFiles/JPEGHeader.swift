internal import Convolution

/// What stands in a JPEG file around the compressed pixels.
///
/// The markers are walked here before the library sees the file, because it would tell neither the
/// orientation nor where a file breaks off, and would begin work that a header alone asks for.
///
/// Source: ITU-T T.81, annex B.
struct JPEGHeader {
  private(set) var stored = Extent(0)
  private(set) var components = 0
  private(set) var isProgressive = false
  private(set) var orientation = Orientation.topLeft
  /// Where the first scan begins.
  private(set) var firstScan = 0
  private(set) var scans = 0
  /// Blocks of 8 × 8 coefficients in all components.
  private(set) var blocks = 0
  /// Blocks of the component with the most of them.
  private(set) var blocksOfLargestComponent = 0
  private var adobeTransform: UInt8?
  private let bytes: UnsafeRawBufferPointer

  /// - Throws: `truncated` unless the file goes on to its end-of-image marker; `unsupported` for
  ///   kinds of JPEG that are not read; `invalid` or `damaged` for what is no JPEG at all.
  init(_ bytes: UnsafeRawBufferPointer) throws(PictureProblem) {
    self.bytes = bytes
    var position = 2
    while true {
      guard position + 1 < bytes.count else { throw truncated("the markers") }
      guard bytes[position] == 0xFF else {
        throw .damaged(
          byte: position, part: "the JPEG data",
          message: "found 0x\(hexadecimal(bytes[position])) in place of a marker")
      }
      let marker = bytes[position + 1]
      switch marker {
      case 0xFF: position += 1  // fill byte
      case 0xD9:
        try finish(at: position)
        return
      case 0x01, 0xD0...0xD8: position += 2  // stand alone
      default:
        let segment = try segment(at: position)
        try look(at: segment, marker: marker, position: position)
        position = segment.endIndex
        if marker == 0xDA {
          scans += 1
          if scans == 1 { firstScan = position }
          position = try endOfScan(from: position)
        }
      }
    }
  }

  private func finish(at position: Int) throws(PictureProblem) {
    guard scans > 0, blocks > 0 else {
      throw .damaged(byte: position, part: "the JPEG data", message: "it ends without a picture")
    }
  }

  private func truncated(_ part: String) -> PictureProblem {
    .truncated(byte: bytes.count, part: "the JPEG data, at \(part)", needed: nil)
  }

  /// The content of a marker segment, behind its length.
  private func segment(
    at position: Int
  ) throws(PictureProblem) -> Slice<UnsafeRawBufferPointer> {
    guard position + 4 <= bytes.count else { throw truncated("the markers") }
    let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
    guard length >= 2 else {
      throw .invalid(
        byte: position + 2, field: "the length of a segment", found: "\(length)",
        supported: "2 and more")
    }
    guard position + 2 + length <= bytes.count else { throw truncated("the markers") }
    return bytes[(position + 4)..<(position + 2 + length)]
  }

  /// The position of the marker that ends the entropy-coded data.
  private func endOfScan(from start: Int) throws(PictureProblem) -> Int {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == 0xFF {
        switch bytes[position + 1] {
        case 0x00, 0xD0...0xD7: position += 2  // a stuffed 0xFF, a restart
        case 0xFF: position += 1
        default: return position
        }
      } else {
        position += 1
      }
    }
    throw truncated("the pixels")
  }
}

// MARK: - Segments

extension JPEGHeader {
  private mutating func look(
    at segment: Slice<UnsafeRawBufferPointer>, marker: UInt8, position: Int
  ) throws(PictureProblem) {
    switch marker {
    case 0xC0, 0xC1, 0xC2:
      isProgressive = marker == 0xC2
      try readFrame(segment, position: position)
    case 0xC3, 0xC7, 0xCB, 0xCF: throw unsupported("a lossless JPEG")
    case 0xC5, 0xC6: throw unsupported("a hierarchical JPEG")
    case 0xC9, 0xCA, 0xCD, 0xCE: throw unsupported("an arithmetic-coded JPEG")
    case 0xE1:
      if let found = exifOrientation(in: UnsafeRawBufferPointer(rebasing: segment)) {
        orientation = found
      }
    case 0xEE:
      if segment.count >= 12, segment.starts(with: Array("Adobe".utf8)) {
        adobeTransform = segment[segment.startIndex + 11]
      }
    case 0xDA:
      guard components > 0 else {
        throw .damaged(
          byte: position, part: "the JPEG data", message: "a scan comes before its frame")
      }
      // Known only now: the Adobe marker may stand behind the frame.
      if components == 4 {
        throw unsupported(adobeTransform == 2 ? "a CMYK JPEG (stored as YCCK)" : "a CMYK JPEG")
      }
    default: break
    }
  }

  private mutating func readFrame(
    _ segment: Slice<UnsafeRawBufferPointer>, position: Int
  ) throws(PictureProblem) {
    let frame = UnsafeRawBufferPointer(rebasing: segment)
    guard components == 0 else {
      throw .damaged(byte: position, part: "the JPEG data", message: "it has two frames")
    }
    guard frame.count >= 6, frame.count >= 6 + 3 * Int(frame[5]), frame[5] > 0 else {
      throw .invalid(
        byte: position + 2, field: "the length of the frame header", found: "\(frame.count + 2)",
        supported: "8 + 3 × components")
    }
    guard frame[0] == 8 else { throw unsupported("a JPEG of \(frame[0]) bits a sample") }
    let height = Int(frame[1]) << 8 | Int(frame[2])
    let width = Int(frame[3]) << 8 | Int(frame[4])
    guard height > 0 else { throw unsupported("a JPEG that tells its height only at its end") }
    guard width > 0 else {
      throw .invalid(byte: position + 7, field: "the width", found: "0", supported: "1 to 65535")
    }
    stored = Extent(height: height, width: width)
    components = Int(frame[5])
    guard [1, 3, 4].contains(components) else {
      throw unsupported("a JPEG of \(components) components")
    }
    try countBlocks(frame, position: position)
  }

  private mutating func countBlocks(
    _ frame: UnsafeRawBufferPointer, position: Int
  ) throws(PictureProblem) {
    let factors = (0..<components).map { frame[7 + 3 * $0] }
    let horizontal = factors.map { Int($0 >> 4) }
    let vertical = factors.map { Int($0 & 15) }
    guard (horizontal + vertical).allSatisfy({ 1...4 ~= $0 }),
      let across = horizontal.max(), let down = vertical.max()
    else {
      throw .invalid(
        byte: position + 10, field: "a sampling factor", found: quoted(factors),
        supported: "1 to 4 in each direction")
    }
    for (h, v) in zip(horizontal, vertical) {
      let columns = (stored.width * h + 8 * across - 1) / (8 * across)
      let rows = (stored.height * v + 8 * down - 1) / (8 * down)
      blocks += columns * rows
      blocksOfLargestComponent = max(blocksOfLargestComponent, columns * rows)
    }
  }

  private func unsupported(_ found: String) -> PictureProblem {
    .unsupported(
      found: found, supported: "gray and YCbCr or RGB JPEG of 8 bits, baseline or progressive",
      conversion: .toRGB)
  }
}
