#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a weights file says about one of its tensors.
package struct SafetensorsEntry: Hashable, Sendable {
  /// How the numbers are stored.
  package let type: NumberType
  /// The shape, outermost first; empty for a single number.
  package let sizes: [Int]
  /// Where the numbers lie behind the header.
  let bytes: Range<Int>

  /// The formats that weights come in.
  package enum NumberType: String, CaseIterable, Hashable, Sendable {
    /// IEEE 754 with 32 bits.
    case float32 = "F32"
    /// IEEE 754 with 16 bits.
    case float16 = "F16"
    /// The upper half of a `float32`.
    case bfloat16 = "BF16"

    var byteCount: Int { self == .float32 ? 4 : 2 }

    /// The value of 16 bits.
    func value(ofBits bits: UInt16) -> Float {
      self == .bfloat16
        ? Float(bitPattern: UInt32(bits) << 16) : floatingPoint(half: bits)
    }
  }

  /// The number of elements.
  var count: Int { bytes.count / type.byteCount }
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

/// Reads the header of a file in the safetensors format.
///
/// A header is a JSON object: for each tensor its `dtype`, `shape` and `data_offsets`, and
/// `__metadata__`, which is passed over. As the format demands, tensors fill the data without gaps.
enum SafetensorsHeader {
  /// - Parameter dataLength: The bytes behind the header.
  /// - Throws: What is wrong with the header.
  static func entries(
    _ json: [UInt8], dataLength: Int
  ) throws(SafetensorsError.Problem) -> [String: SafetensorsEntry] {
    let object: [String: Value]
    do {
      object = try JSONDecoder().decode([String: Value].self, from: Data(json))
    } catch {
      throw .header(reason(error))
    }
    var entries: [String: SafetensorsEntry] = [:]
    for (name, value) in object {
      if case .tensor(let description) = value {
        entries[name] = try entry(description, name)
      }
    }
    try requireContiguous(entries, dataLength: dataLength)
    return entries
  }

  /// One value of the header: a tensor, or the metadata, whatever it holds.
  private enum Value: Decodable {
    case metadata
    case tensor(Description)

    init(from decoder: any Decoder) throws {
      let isMetadata = decoder.codingPath.last?.stringValue == "__metadata__"
      self = isMetadata ? .metadata : .tensor(try Description(from: decoder))
    }
  }

  private struct Description: Decodable {
    let type: String
    let sizes: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case type = "dtype"
      case sizes = "shape"
      case offsets = "data_offsets"
    }
  }

  private static func entry(
    _ description: Description, _ name: String
  ) throws(SafetensorsError.Problem) -> SafetensorsEntry {
    guard let type = SafetensorsEntry.NumberType(rawValue: description.type) else {
      throw .unsupportedType(name, found: description.type)
    }
    guard description.sizes.allSatisfy({ $0 >= 0 }),
      let expected = product(description.sizes + [type.byteCount])
    else { throw .sizes(name, found: description.sizes) }
    let offsets = description.offsets
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1] else {
      throw .offsets(name, found: offsets)
    }
    let found = offsets[1] - offsets[0]
    guard found == expected else { throw .byteCount(name, found: found, expected: expected) }
    return SafetensorsEntry(
      type: type, sizes: description.sizes, bytes: offsets[0]..<offsets[1])
  }

  private static func requireContiguous(
    _ entries: [String: SafetensorsEntry], dataLength: Int
  ) throws(SafetensorsError.Problem) {
    let ordered = entries.sorted {
      ($0.value.bytes.lowerBound, $0.value.bytes.upperBound, $0.key)
        < ($1.value.bytes.lowerBound, $1.value.bytes.upperBound, $1.key)
    }
    var (end, last) = (0, "")
    for (name, entry) in ordered {
      guard entry.bytes.lowerBound >= end else { throw .overlap(name, with: last) }
      guard entry.bytes.lowerBound == end else {
        throw .gap(before: name, bytes: entry.bytes.lowerBound - end)
      }
      (end, last) = (entry.bytes.upperBound, name)
      guard end <= dataLength else { throw .truncated(name, needed: end, found: dataLength) }
    }
    guard end == dataLength else { throw .trailing(bytes: dataLength - end) }
  }

  /// What the decoder complains about, in a few words.
  private static func reason(_ error: any Error) -> String {
    let noJSON = "it is no JSON, or has a number that is too large"
    guard let error = error as? DecodingError else { return noJSON }
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }
      return path.isEmpty ? "it" : "'\(path.joined(separator: "."))'"
    }
    return switch error {
    case .keyNotFound(let key, let context): "\(place(context)) has no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context)) has a value of another kind"
    default: noJSON
    }
  }
}
