#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Finds keys that an object of a JSON text has twice.
///
/// Decoders keep one of the two values and say nothing, so that two readers of a file may see different
/// weights in it. The text has to be valid JSON, which is why strings are all that matters here: braces
/// outside of them open and close objects, and a string before a colon is a key.
struct JSONKeys {
  private let text: [UInt8]
  private var position = 0

  /// The first key that its object has twice; nil in a text without such a key.
  ///
  /// - Precondition: A decoder has read the text as JSON.
  static func duplicate(in text: [UInt8]) -> String? {
    var keys = JSONKeys(text: text)
    return keys.findDuplicate()
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func findDuplicate() -> String? {
    // The keys so far of the objects that are open, innermost last.
    var open: [Set<String>] = []
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "{"):
        open.append([])
        position += 1
      case UInt8(ascii: "}"):
        open.removeLast()
        position += 1
      case UInt8(ascii: "\""):
        let string = skipString()
        guard isBeforeColon, let key = try? JSONDecoder().decode(String.self, from: string) else {
          continue
        }
        guard open[open.count - 1].insert(key).inserted else { return key }
      default: position += 1
      }
    }
    return nil
  }

  /// Goes behind a string and returns it with its quotation marks.
  private mutating func skipString() -> Data {
    let start = position
    position += 1
    while text[position] != UInt8(ascii: "\"") {
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    return Data(text[start..<position])
  }

  private var isBeforeColon: Bool {
    text[position...].first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: ":")
  }
}
