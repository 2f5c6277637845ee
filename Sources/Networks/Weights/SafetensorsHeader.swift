#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The header of a file in the safetensors format.
///
/// A header is a JSON object: for each tensor its `dtype`, `shape` and `data_offsets`, and
/// `__metadata__`, texts by their names. As the format demands, tensors fill the data without gaps.
struct SafetensorsHeader {
  let entries: [String: SafetensorsEntry]
  let metadata: [String: String]

  /// The key that names no tensor.
  static let metadataKey = "__metadata__"

  /// - Parameter dataLength: The bytes behind the header.
  /// - Throws: What is wrong with the header.
  init(_ json: [UInt8], dataLength: Int) throws(SafetensorsError.Problem) {
    let object: [String: Value]
    do {
      object = try JSONDecoder().decode([String: Value].self, from: Data(json))
    } catch {
      throw .header(Self.reason(error))
    }
    guard json.first == UInt8(ascii: "{") else { throw .header("it does not begin with {") }
    if let name = JSONKeys.duplicate(in: json) { throw .duplicate(name) }
    var entries: [String: SafetensorsEntry] = [:]
    var metadata: [String: String] = [:]
    for (name, value) in object {
      switch value {
      case .metadata(let texts): metadata = texts
      case .tensor(let description): entries[name] = try Self.entry(description, name)
      }
    }
    try Self.requireContiguous(entries, dataLength: dataLength)
    (self.entries, self.metadata) = (entries, metadata)
  }

  /// One value of the header.
  private enum Value: Decodable {
    case metadata([String: String])
    case tensor(Description)

    init(from decoder: any Decoder) throws {
      let isMetadata = decoder.codingPath.last?.stringValue == metadataKey
      self =
        isMetadata
        ? .metadata(try [String: String](from: decoder)) : .tensor(try Description(from: decoder))
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
