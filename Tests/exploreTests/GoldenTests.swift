import Convolution
import Foundation
import Testing

@testable import explore

/// What `apply --scale byte` makes of three pictures is what SciPy makes of them.
@Suite struct `Golden files` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Golden")

  /// One recorded result.
  private struct Case {
    let filter: String
    let stride: String
    let padding: String
    let extent: Extent
    var numbers: [Double] = []
  }

  private static func cases(_ name: String) throws -> [Case] {
    let text = try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
    var cases: [Case] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.first?.isLetter == true {
        let extent = Extent(height: try #require(Int(words[3])), width: try #require(Int(words[4])))
        cases.append(
          Case(
            filter: String(words[0]), stride: String(words[1]), padding: String(words[2]),
            extent: extent))
      } else {
        cases[cases.count - 1].numbers += try words.map { try #require(Double($0)) }
      }
    }
    return cases
  }

  @Test(arguments: ["three", "card", "photograph"])
  func `apply agrees with SciPy`(name: String) throws {
    let folder = name == "three" ? `Built-in pictures`.folder : Self.folder
    let path = folder.appending(path: name + ".pgm").path
    let cases = try Self.cases(name)
    #expect(cases.count == 90)
    for golden in cases {
      let result = try ApplyCommand.result([
        path, "--scale", "byte", "--filter", golden.filter, "--stride", golden.stride,
        "--padding", golden.padding, "--format", "json",
      ])
      let isWhole = try FilterCatalog.entry(named: golden.filter).kernel.elements
        .allSatisfy { $0 == $0.rounded() }
      let tolerance = isWhole ? 0 : 1e-6
      let isEqual = zip(result.elements, golden.numbers).allSatisfy { found, expected in
        abs(Double(found) - expected) <= tolerance * expected
      }
      #expect(result.shape.extent == golden.extent)
      #expect(result.elements.count == golden.numbers.count)
      #expect(
        isEqual, "\(golden.filter), stride \(golden.stride), padding \(golden.padding)")
    }
  }
}
