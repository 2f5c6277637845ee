import Drawing
import Foundation
import Testing

/// What becomes of characters where a terminal has ASCII only.
struct StandInTests {
  /// Those between quotation marks anywhere in the program, but for its comments.
  private static func characters() throws -> Set<Unicode.Scalar> {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let sources = tests.deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var found: Set<Unicode.Scalar> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let code = line.drop { $0 == " " }
        guard !code.hasPrefix("//") else { continue }
        let parts = code.split(separator: "\"", omittingEmptySubsequences: false)
        for text in stride(from: 1, to: parts.count, by: 2).map({ parts[$0] }) {
          found.formUnion(text.unicodeScalars.filter { !$0.isASCII })
        }
      }
    }
    return found
  }

  @Test func `every character that the program writes has one`() throws {
    let characters = try Self.characters()
    #expect(characters.count > 40)
    let missing = characters.filter { $0.asciiStandIn == "?" }
    // The end of a range in code, never on a screen.
    #expect(missing.subtracting(["▟"]).isEmpty, "\(missing)")
    #expect(characters.allSatisfy { $0.asciiStandIn.isASCII })
  }

  @Test(arguments: [
    ("cut off… here", "cut off. here"), ("cut off…  here", "cut off.. here"), ("1…5", "1.5"),
    ("at the end…", "at the end."),
    ("+1.5 ±0.8", "+1.5 ~0.8"), ("a  ±0.8", "a +-0.8"), ("off… ", "off.."), ("(±2)", "(~2)"),
    ("≤ −3 ≥ 4", "< -3 > 4"), ("⇧Tab 45°", "^Tab 45d"), ("⠒ each batch", ". each batch"),
  ])
  func `is as wide, or takes a blank beside it`(text: String, ascii: String) {
    var canvas = Canvas(columns: text.unicodeScalars.count, rows: 1)
    canvas.write(text, row: 0, column: 0)
    #expect(canvas.ascii.text == ascii)
    #expect(canvas.ascii.ascii == canvas.ascii)
  }
}
