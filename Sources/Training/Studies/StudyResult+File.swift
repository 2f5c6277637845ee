#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

// A result as a file: JSON with its format's number, a line for each run, so that files can be read
// and compared line by line.

extension StudyResult {
  /// The format that is written, and the only one that is read.
  package static let fileFormat = 1

  /// As it is kept in a file.
  package var json: String {
    let runs = runs.map(Self.line).joined(separator: ",\n")
    return """
      {"format":\(Self.fileFormat),
      "plan":\(Self.line(plan)),
      "data":\(Self.line(data)),
      "testPictures":\(testPictures),
      "smallTestPictures":\(smallTestPictures),
      "recipes":\(Self.line(recipes)),
      "bases":\(Self.line(bases)),
      "runs":[
      \(runs)
      ]}

      """
  }

  private static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("shares and names can always be written: \(error)")
    }
  }

  /// Reads what `json` wrote.
  ///
  /// - Throws: What is wrong with it, as Foundation says it; nobody but us writes these files.
  package init(json: [UInt8]) throws {
    let data = Data(json)
    let format = try JSONDecoder().decode(Header.self, from: data).format
    guard format == Self.fileFormat else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "format \(format)"))
    }
    self = try JSONDecoder().decode(StudyResult.self, from: data)
  }

  /// The one thing that all formats have.
  private struct Header: Decodable {
    let format: Int
  }
}
