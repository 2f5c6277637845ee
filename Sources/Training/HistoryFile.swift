#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

// A history as a file: JSON with its format's number, so that curves can be drawn and compared long
// after the training. Every number comes back bit for bit, also those that are none.

extension History {
  /// The format that is written, and the only one that is read.
  package static let fileFormat = 1

  /// Larger files are refused before they are read: a thousand epochs take a fifth of a megabyte.
  package static let mostBytes = 16 << 20

  /// As it is kept in a file.
  package var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    do {
      return Array(try encoder.encode(Document(history: self))) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("numbers and names can always be written: \(error)")
    }
  }

  /// Reads what `json` wrote.
  ///
  /// - Parameter path: What the file is called in errors.
  package init(json: [UInt8], path: String) throws(HistoryFileError) {
    do {
      self = try Self.decoded(json)
    } catch let problem as HistoryFileError.Problem {
      throw HistoryFileError(path: path, problem: problem)
    } catch {
      throw HistoryFileError(path: path, problem: .notJSON(isCut: false))
    }
  }

  private static func decoded(_ json: [UInt8]) throws -> History {
    guard json.count <= mostBytes else { throw HistoryFileError.Problem.tooLarge(json.count) }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
    let data = Data(json)
    do {
      let format = try decoder.decode(Header.self, from: data).format
      guard format == fileFormat else { throw HistoryFileError.Problem.format(format) }
      let history = try decoder.decode(Document.self, from: data).history
      if let problem = history.contradiction { throw problem }
      return history
    } catch let error as DecodingError {
      throw HistoryFileError.Problem(error, isCut: !json.endsAnObject)
    }
  }

  /// The one thing that all formats have.
  private struct Header: Decodable {
    let format: Int
  }

  /// The history's own keys, with the format beside them.
  private struct Document: Codable {
    var history: History

    private enum Key: String, CodingKey { case format }

    init(history: History) { self.history = history }

    init(from decoder: any Decoder) throws { history = try History(from: decoder) }

    func encode(to encoder: any Encoder) throws {
      try history.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(History.fileFormat, forKey: .format)
    }
  }

  /// What cannot have come out of a training.
  private var contradiction: HistoryFileError.Problem? {
    func wrong(_ key: String, _ found: some CustomStringConvertible, _ needed: String)
      -> HistoryFileError.Problem
    { .value(key, found: found.description, needed: needed) }
    if recipe.batchSize < 1 { return wrong("recipe.batchSize", recipe.batchSize, "1 or more") }
    if trainingExamples < 0 { return wrong("trainingExamples", trainingExamples, "0 or more") }
    if validationExamples < 0 {
      return wrong("validationExamples", validationExamples, "0 or more")
    }
    if epochs.count > recipe.epochs {
      return wrong("epochs", "\(epochs.count) of them", "at most recipe.epochs, \(recipe.epochs)")
    }
    let scores =
      epochs.enumerated().flatMap { index, epoch in
        [
          ("epochs[\(index)].training", epoch.training),
          ("epochs[\(index)].validation", epoch.validation),
        ]
      } + [("test", test)]
    for case (let key, let score?) in scores where !(0...1 ~= score.accuracy) {
      return wrong(key + ".accuracy", score.accuracy, "0 to 1")
    }
    return nil
  }
}

/// A history file that cannot be used: which, and why.
package struct HistoryFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was given.
  package let path: String
  package let problem: Problem

  package enum Problem: Error, Hashable, Sendable {
    /// - Parameter isCut: Whether it ends before its last brace.
    case notJSON(isCut: Bool)
    case tooLarge(Int)
    case format(Int)
    case missing(_ key: String)
    case type(_ key: String)
    case value(_ key: String, found: String, needed: String)
  }

  /// One sentence: what was found, what is needed, what to do.
  package var description: String { "\(path): \(sentence); \(Self.advice)" }

  private var sentence: String {
    switch problem {
    case .notJSON(isCut: true): "ends in the middle of its JSON text"
    case .notJSON(isCut: false): "is no JSON text"
    case .tooLarge(let bytes):
      "has \(bytes) bytes, and a history has at most \(History.mostBytes)"
    case .format(let format):
      "has format \(format), and this program knows format \(History.fileFormat)"
    case .missing(let key): "has no '\(key)', which every history has"
    case .type(let key): "has something in '\(key)' that does not belong there"
    case .value(let key, let found, let needed):
      "has \(found) in '\(key)', and \(needed) is possible there"
    }
  }

  private static let advice = "write it with 'explore train … --history'"
}

extension HistoryFileError.Problem {
  fileprivate init(_ error: DecodingError, isCut: Bool) {
    func path(_ keys: [any CodingKey]) -> String {
      keys.reduce("") { path, key in
        key.intValue.map { "\(path)[\($0)]" }
          ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
      }
    }
    switch error {
    case .keyNotFound(let key, let context): self = .missing(path(context.codingPath + [key]))
    case .valueNotFound(_, let context): self = .missing(path(context.codingPath))
    case .typeMismatch(_, let context), .dataCorrupted(let context):
      self = context.codingPath.isEmpty ? .notJSON(isCut: isCut) : .type(path(context.codingPath))
    @unknown default: self = .notJSON(isCut: isCut)
    }
  }
}

extension [UInt8] {
  /// Whether the last byte that is no blank closes an object.
  fileprivate var endsAnObject: Bool {
    last { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "}")
  }
}
