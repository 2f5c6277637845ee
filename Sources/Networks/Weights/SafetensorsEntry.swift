/// What a weights file says about one of its tensors.
package struct SafetensorsEntry: Hashable, Sendable {
  /// How the numbers are stored.
  package let type: NumberType
  /// The shape, outermost first; empty for a single number.
  package let sizes: [Int]
  /// Where the numbers lie behind the header.
  let bytes: Range<Int>

  /// The number of elements.
  var count: Int { bytes.count / type.byteCount }

  /// The formats that numbers come in.
  package enum NumberType: String, CaseIterable, Hashable, Sendable {
    /// IEEE 754 with 64, 32 and 16 bits.
    case float64 = "F64"
    case float32 = "F32"
    case float16 = "F16"
    /// The upper half of a `float32`.
    case bfloat16 = "BF16"
    // Counters and the like, which lie in files but are no weights.
    case integer64 = "I64"
    case integer32 = "I32"
    case integer16 = "I16"
    case integer8 = "I8"
    case unsigned64 = "U64"
    case unsigned32 = "U32"
    case unsigned16 = "U16"
    case unsigned8 = "U8"
    case boolean = "BOOL"

    var byteCount: Int {
      switch self {
      case .float64, .integer64, .unsigned64: 8
      case .float32, .integer32, .unsigned32: 4
      case .float16, .bfloat16, .integer16, .unsigned16: 2
      case .integer8, .unsigned8, .boolean: 1
      }
    }

    /// Whether weights may be stored so.
    var isReadable: Bool {
      switch self {
      case .float64, .float32, .float16, .bfloat16: true
      case .integer64, .integer32, .integer16, .integer8, .unsigned64, .unsigned32, .unsigned16,
        .unsigned8, .boolean:
        false
      }
    }

    /// One of the numbers in memory, as near as a `Float` comes.
    func value(in bytes: UnsafeRawBufferPointer, at index: Int) -> Float {
      func bits<Bits: FixedWidthInteger>(_: Bits.Type) -> Bits {
        Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: index * byteCount, as: Bits.self))
      }
      switch self {
      case .float64: return Float(Double(bitPattern: bits(UInt64.self)))
      case .float32: return Float(bitPattern: bits(UInt32.self))
      case .float16: return floatingPoint(half: bits(UInt16.self))
      case .bfloat16: return Float(bitPattern: UInt32(bits(UInt16.self)) << 16)
      case .integer64, .integer32, .integer16, .integer8, .unsigned64, .unsigned32, .unsigned16,
        .unsigned8, .boolean:
        preconditionFailure("\(rawValue) is no floating-point format")
      }
    }
  }
}

/// The value of a half-precision number. Swift's `Float16` does not exist on every processor.
///
/// One bit of sign, 5 of exponent with bias 15, 10 of fraction; exponent 0 counts from 2⁻²⁴ in steps.
private func floatingPoint(half bits: UInt16) -> Float {
  let exponent = UInt32(bits >> 10 & 0x1F)
  let fraction = UInt32(bits & 0x3FF)
  let magnitude: Float =
    switch exponent {
    case 0: Float(fraction) * 0x1p-24
    case 0x1F: Float(bitPattern: 0x7F80_0000 | fraction << 13)
    default: Float(bitPattern: (exponent + 112) << 23 | fraction << 13)
    }
  return bits >> 15 == 0 ? magnitude : -magnitude
}
