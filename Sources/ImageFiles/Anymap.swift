internal import Convolution

/// The Netpbm formats PBM, PGM and PPM, plain (P1, P2, P3) and raw (P4, P5, P6).
///
/// Of several pictures in a file the first is read; what follows it is left alone.
///
/// Source: Netpbm's format descriptions pbm(5), pgm(5) and ppm(5).
struct Anymap: Hashable {
  enum Kind { case bitmap, graymap, pixmap }

  let kind: Kind
  let isPlain: Bool
  let extent: Extent
  let maxval: Int

  /// Whether these first bytes are a magic number and something that may follow it.
  static func isAnnounced(by head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 2, head[0] == UInt8(ascii: "P"), 0x31...0x36 ~= head[1] else {
      return false
    }
    return head.count == 2 || isBlank(head[2]) || head[2] == UInt8(ascii: "#")
  }

  static func read(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Picture {
    let anymap = try Anymap(&reader)
    let tensor =
      anymap.isPlain
      ? try anymap.readPlainRaster(&reader, request) : try anymap.readRawRaster(&reader, request)
    return Picture(tensor: tensor, format: anymap.formatDescription, request: request)
  }

  private var formatDescription: String {
    let name =
      switch kind {
      case .bitmap: "PBM"
      case .graymap: "PGM"
      case .pixmap: "PPM"
      }
    return name + (isPlain ? " (plain)" : "") + (kind == .bitmap ? "" : ", maxval \(maxval)")
  }

  var sampleChannels: Int { kind == .pixmap ? 3 : 1 }
}

// MARK: - The header

extension Anymap {
  /// Reads a header that stands alone; what is missing at its end is `truncated`.
  init(header bytes: [UInt8]) throws(PictureProblem) {
    var reader = try bytes.span.bytes.withUnsafeBytes { bytes throws(PictureProblem) in
      try ByteReader(bytes: bytes)
    }
    try self.init(&reader)
  }

  private init(_ reader: inout ByteReader) throws(PictureProblem) {
    _ = reader.next()
    let digit = Int(reader.next() ?? 0) - 0x30
    isPlain = digit <= 3
    kind = [.bitmap, .graymap, .pixmap][(digit - 1) % 3]
    let width = try Self.headerNumber(&reader, "the width", in: 1...Int(Int32.max))
    let height = try Self.headerNumber(&reader, "the height", in: 1...Int(Int32.max))
    extent = Extent(height: height, width: width)
    maxval = kind == .bitmap ? 1 : try Self.headerNumber(&reader, "maxval", in: 1...65535)
  }

  /// A number and the one byte that ends it: behind the last number the raster begins, whatever its
  /// first byte looks like.
  private static func headerNumber(
    _ reader: inout ByteReader, _ field: String, in range: ClosedRange<Int>
  ) throws(PictureProblem) -> Int {
    var byte = reader.nextOutsideComments()
    while let blank = byte, isBlank(blank) { byte = reader.nextOutsideComments() }
    let start = reader.offset - 1
    var digits: [UInt8] = []
    while let digit = byte, 0x30...0x39 ~= digit {
      // Leading zeros are harmless, a number of a megabyte is not.
      if digits != [0x30] { digits.append(digit) } else { digits = [digit] }
      guard digits.count <= 20 else { break }
      byte = reader.nextOutsideComments()
    }
    guard let end = byte else {
      throw .truncated(byte: reader.length, part: "the header, at \(field)", needed: nil)
    }
    let text = String(decoding: digits, as: UTF8.self)
    guard let number = Int(text), range ~= number, isBlank(end) else {
      throw .invalid(
        byte: start, field: field, found: quoted(isBlank(end) ? digits : digits + [end]),
        supported: "whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

/// Netpbm's white space: blank, TAB, LF, VT, FF, CR.
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

extension ByteReader {
  /// The next byte that is not in a comment: a `#` and what follows it read as the end of their line.
  @inline(__always)
  mutating func nextOutsideComments() -> UInt8? {
    guard let byte = next() else { return nil }
    return byte == UInt8(ascii: "#") ? lineEnd() : byte
  }

  private mutating func lineEnd() -> UInt8? {
    while let byte = next() {
      if byte == 0x0A || byte == 0x0D { return byte }
    }
    return nil
  }
}

// MARK: - Raw rasters

extension Anymap {
  /// The bytes of a row.
  var rowBytes: Int {
    let samples = extent.width * sampleChannels
    return kind == .bitmap ? (samples + 7) / 8 : maxval < 256 ? samples : 2 * samples
  }

  private func readRawRaster(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Tensor {
    let samples = extent.width * sampleChannels
    try requireRoom(for: rowBytes, rows: extent.height, &reader)
    let sink = PixelSink(
      sampleChannels: sampleChannels, stored: extent, maxval: maxval, request: request)
    // A row may have to be joined in the reader's buffer, and unpacked.
    return try sink.tensor(workingBytes: 4 * rowBytes) { target throws(PictureProblem) in
      var bits = [UInt8](repeating: 0, count: kind == .bitmap ? samples : 0)
      var words = [UInt16](repeating: 0, count: maxval < 256 ? 0 : samples)
      for row in 0..<extent.height {
        guard let bytes = reader.take(rowBytes) else {
          throw .truncated(byte: reader.length, part: "the pixels of row \(row)", needed: nil)
        }
        if kind == .bitmap {
          // The highest bit comes first, and 1 is black.
          for column in bits.indices {
            bits[column] = ~(bytes[column >> 3] >> UInt8(7 - column & 7)) & 1
          }
          bits.withUnsafeBufferPointer { target.write(row: row, samples: $0) }
        } else if maxval < 256 {
          if maxval < 255 { try checkSamples(bytes, end: reader.offset) }
          target.write(row: row, samples: bytes.bindMemory(to: UInt8.self))
        } else {
          for index in words.indices {
            words[index] = UInt16(bytes[2 * index]) << 8 | UInt16(bytes[2 * index + 1])
          }
          if maxval < 65535 { try checkSamples(words, end: reader.offset) }
          words.withUnsafeBufferPointer { target.write(row: row, samples: $0) }
        }
      }
    }
  }

  /// Refuses samples above maxval. `end` is the position behind the last of them.
  private func checkSamples(
    _ samples: some RandomAccessCollection<some FixedWidthInteger>, end: Int
  ) throws(PictureProblem) {
    guard let bad = samples.firstIndex(where: { $0 > maxval }) else { return }
    let size = maxval < 256 ? 1 : 2
    throw .invalid(
      byte: end - samples.distance(from: bad, to: samples.endIndex) * size, field: "a sample",
      found: "\(samples[bad])", supported: "0 to the file's maxval, \(maxval)")
  }

  /// Holds the promise of the header against the length of the file, before there is room for it.
  private func requireRoom(
    for rowBytes: Int, rows: Int, slack: Int = 0, _ reader: inout ByteReader
  ) throws(PictureProblem) {
    let (raster, overflows) = rowBytes.multipliedReportingOverflow(by: rows)
    let (area, areaOverflows) = extent.height.multipliedReportingOverflow(by: extent.width)
    guard !overflows, !areaOverflows, area <= PictureLimits.pixels else {
      throw .tooManyPixels(extent)
    }
    guard raster - slack <= reader.remaining else {
      throw .truncated(
        byte: reader.length, part: "the \(extent) pixels from byte \(reader.offset) on",
        needed: reader.offset + raster - slack)
    }
  }
}

// MARK: - Plain rasters

extension Anymap {
  private func readPlainRaster(
    _ reader: inout ByteReader, _ request: PictureRequest
  ) throws(PictureProblem) -> Tensor {
    let samples = extent.width * sampleChannels
    // A sample takes a digit at least, and all but bits a blank between two.
    let isBitmap = kind == .bitmap
    try requireRoom(
      for: isBitmap ? samples : 2 * samples, rows: extent.height, slack: isBitmap ? 0 : 1, &reader)
    let sink = PixelSink(
      sampleChannels: sampleChannels, stored: extent, maxval: maxval, request: request)
    return try sink.tensor(workingBytes: 2 * samples) { target throws(PictureProblem) in
      var row = [UInt16](repeating: 0, count: samples)
      for number in 0..<extent.height {
        for index in row.indices {
          row[index] =
            isBitmap
            ? try plainBit(&reader, row: number) : try plainSample(&reader, row: number)
        }
        row.withUnsafeBufferPointer { target.write(row: number, samples: $0) }
      }
    }
  }

  /// A digit of P1, which needs no blanks around it.
  private func plainBit(
    _ reader: inout ByteReader, row: Int
  ) throws(PictureProblem) -> UInt16 {
    switch try firstOfSample(&reader, row: row) {
    case 0x30: return 1
    case 0x31: return 0
    case let byte:
      throw .invalid(
        byte: reader.offset - 1, field: "a pixel", found: quoted([byte]),
        supported: "0 (white) and 1 (black)")
    }
  }

  private func plainSample(
    _ reader: inout ByteReader, row: Int
  ) throws(PictureProblem) -> UInt16 {
    var byte: UInt8? = try firstOfSample(&reader, row: row)
    let start = reader.offset - 1
    var sample = 0
    var isNumber = false
    while let digit = byte, 0x30...0x39 ~= digit, sample <= maxval {
      sample = 10 * sample + Int(digit & 0x0F)
      isNumber = true
      byte = reader.nextOutsideComments()
    }
    guard isNumber, sample <= maxval, byte.map(isBlank) ?? true else {
      throw .invalid(
        byte: start, field: "a sample",
        found: sample > maxval ? "\(sample) or more" : quoted([byte ?? 0]),
        supported: "whole numbers from 0 to the file's maxval, \(maxval)")
    }
    return UInt16(sample)
  }

  /// The first byte after blanks and comments.
  @inline(__always)
  private func firstOfSample(
    _ reader: inout ByteReader, row: Int
  ) throws(PictureProblem) -> UInt8 {
    while let byte = reader.nextOutsideComments() {
      if !isBlank(byte) { return byte }
    }
    throw .truncated(byte: reader.length, part: "the pixels of row \(row)", needed: nil)
  }
}
