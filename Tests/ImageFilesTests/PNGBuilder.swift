/// Writes PNG files of every color type and depth, without libpng and without compression, so that
/// the tests hold the reader against something it was not made from.
struct PNGBuilder {
  var width: Int
  var height: Int
  var depth: Int
  /// 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA.
  var colorType: Int
  var isInterlaced = false
  /// Chunks between IHDR and IDAT.
  var chunks: [(type: String, content: [UInt8])] = []
  /// In reading order, the samples of a pixel side by side.
  var samples: [Int]

  var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 0 }

  var bytes: [UInt8] {
    let header =
      bigEndian(width, 4) + bigEndian(height, 4)
      + [UInt8(depth), UInt8(colorType), 0, 0, isInterlaced ? 1 : 0]
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += Self.chunk("IHDR", header)
    for chunk in chunks { file += Self.chunk(chunk.type, chunk.content) }
    return file + Self.chunk("IDAT", Self.stored(raster)) + Self.chunk("IEND", [])
  }

  /// Rows of filter type 0, pass after pass.
  private var raster: [UInt8] {
    guard isInterlaced else {
      return rows(firstRow: 0, rowStep: 1, firstColumn: 0, columnStep: 1)
    }
    let passes = [
      (0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2),
      (1, 2, 0, 1),
    ]
    return passes.flatMap {
      rows(firstRow: $0.0, rowStep: $0.1, firstColumn: $0.2, columnStep: $0.3)
    }
  }

  private func rows(
    firstRow: Int, rowStep: Int, firstColumn: Int, columnStep: Int
  ) -> [UInt8] {
    guard firstColumn < width else { return [] }
    return stride(from: firstRow, to: height, by: rowStep).flatMap { row in
      var bits: [UInt8] = []
      for column in stride(from: firstColumn, to: width, by: columnStep) {
        for channel in 0..<channels {
          let sample = samples[(row * width + column) * channels + channel]
          for bit in (0..<depth).reversed() { bits.append(UInt8(sample >> bit & 1)) }
        }
      }
      while bits.count % 8 != 0 { bits.append(0) }
      return [0]
        + stride(from: 0, to: bits.count, by: 8).map { start in
          bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
        }
    }
  }

  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + content
    return bigEndian(content.count, 4) + body + bigEndian(Int(crc(body)), 4)
  }

  /// A zlib stream of stored blocks.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65535, bytes.count)
      let length = end - start
      stream.append(end == bytes.count ? 1 : 0)
      stream += [UInt8(length & 255), UInt8(length >> 8)]
      stream += [UInt8(~length & 255), UInt8(~length >> 8 & 255)]
      stream += bytes[start..<end]
      start = end
    } while start < bytes.count
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return stream + bigEndian(b << 16 | a, 4)
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}

func bigEndian(_ number: Int, _ bytes: Int) -> [UInt8] {
  (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
