/// Makes gzip streams without a library, so that tests know every bit of them.
///
/// Source: RFC 1951 (deflate) and RFC 1952 (gzip).
struct GzipBuilder {
  private var bits: [UInt8] = []
  private var position = 0

  /// The bytes as they are, in blocks of at most 65,535.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    var start = 0
    repeat {
      let count = min(65_535, bytes.count - start)
      let isLast: UInt8 = start + count == bytes.count ? 1 : 0
      packed.append(isLast)
      for half in [UInt16(count), ~UInt16(count)] { packed += little(half) }
      packed += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    return wrapped(packed, of: bytes)
  }

  /// `prefix` and then `runs` runs of 258 zeros, 13 bits each: the most that deflate can make of little.
  static func bomb(prefix: [UInt8], runs: Int) -> [UInt8] {
    var builder = GzipBuilder()
    builder.add(0b1, count: 1)  // the last block
    builder.add(0b01, count: 2)  // with the fixed codes
    for byte in prefix + [0] { builder.addLiteral(byte) }
    for _ in 0..<runs {
      builder.addCode(0b1100_0101, count: 8)  // length 258
      builder.addCode(0, count: 5)  // from one byte before
    }
    builder.addCode(0, count: 7)  // the end
    return wrapped(
      builder.bits, of: prefix + [UInt8](repeating: 0, count: 1 + 258 * runs))
  }

  private static func wrapped(_ packed: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + packed + little(checksum(bytes))
      + little(UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// CRC-32 as gzip has it, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1
      }
    }
  }

  /// Numbers go in with their lowest bit first.
  private mutating func add(_ number: Int, count: Int) {
    for bit in 0..<count {
      if position == 8 * bits.count { bits.append(0) }
      if number >> bit & 1 == 1 { bits[position / 8] |= 1 << (position % 8) }
      position += 1
    }
  }

  /// Codes go in with their highest bit first.
  private mutating func addCode(_ code: Int, count: Int) {
    for bit in (0..<count).reversed() { add(code >> bit & 1, count: 1) }
  }

  private mutating func addLiteral(_ byte: UInt8) {
    byte < 144
      ? addCode(0x30 + Int(byte), count: 8) : addCode(0x190 + Int(byte) - 144, count: 9)
  }
}
