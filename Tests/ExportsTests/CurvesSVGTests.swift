import Exports
import Foundation
import TestSupport
import Testing
import Training

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct CurvesSVGTests {
  private static func history(
    epochs: Int, of all: Int = 10, validates: Bool = true, network: String = "lecture"
  ) -> History {
    var recipe = Recipe()
    recipe.epochs = all
    var history = History(
      network: network, data: "Fashion-MNIST", recipe: recipe, trainingExamples: 48_000,
      validationExamples: 12_000)
    for epoch in 0..<epochs {
      let place = Double(epoch)
      history.epochs.append(
        History.Epoch(
          training: History.Score(loss: 0.6 / (1 + place), accuracy: 1 - 0.2 / (1 + place)),
          validation: validates
            ? History.Score(loss: 0.3 + 0.01 * (place - 6) * (place - 6), accuracy: 0.89) : nil,
          rate: 0.001))
    }
    return history
  }

  /// Every element with its text, or nil where the document is not well-formed.
  private static func elements(_ svg: String) -> [(name: String, text: String)]? {
    final class Reader: NSObject, XMLParserDelegate {
      var elements: [(name: String, text: String)] = []
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
      ) { elements.append((name, "")) }
      func parser(_ parser: XMLParser, foundCharacters text: String) {
        // Line breaks between elements are nobody's text.
        if text != "\n", !elements.isEmpty { elements[elements.count - 1].text += text }
      }
    }
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader.elements : nil
  }

  @Test(arguments: [0, 1, 4, 10], [true, false])
  func `the picture is well-formed, with a point for each epoch and each kind of pictures`(
    epochs: Int, validates: Bool
  ) throws {
    var history = Self.history(epochs: epochs, validates: validates)
    history.test = History.Score(loss: 0.27, accuracy: 0.905)
    let elements = try #require(Self.elements(CurvesSVG(history).text))
    let kinds = epochs == 0 ? 0 : validates ? 2 : 1
    // Two panels; each kind is named with a point of its own.
    #expect(elements.count { $0.name == "circle" } == 2 * kinds * (epochs + 1))
    #expect(elements.allSatisfy { !["script", "style", "image"].contains($0.name) })
    let words = elements.map(\.text)
    #expect(words.contains("test accuracy 90.5 %"))
    #expect(words.contains("validation") == (kinds == 2))
  }

  @Test func `who cannot see it is told what the curves say`() throws {
    var history = Self.history(epochs: 10)
    history.test = History.Score(loss: 0.27, accuracy: 0.905)
    let elements = try #require(Self.elements(CurvesSVG(history).text))
    #expect(elements.first { $0.name == "title" }?.text == "lecture on Fashion-MNIST")
    #expect(
      elements.first { $0.name == "desc" }?.text
        == "Loss and accuracy over 10 epochs. At the end the training loss is 0.060 and the training "
        + "accuracy 98.0 %. The validation loss is lowest after epoch 7: 0.300, with an accuracy of "
        + "89.0 %. The test accuracy is 90.5 %.")
  }

  @Test func `names with markup and control characters are text`() throws {
    let history = Self.history(epochs: 2, network: "a<b>&\"c\u{1}\u{1B}\u{FFFF}\n'")
    let elements = try #require(Self.elements(CurvesSVG(history).text))
    #expect(elements.first { $0.name == "title" }?.text == "a<b>&\"c ' on Fashion-MNIST")
  }

  @Test func `losses that are no numbers leave gaps`() throws {
    var history = Self.history(epochs: 3)
    history.epochs[1].training.loss = .nan
    history.epochs[2].validation?.loss = .infinity
    let elements = try #require(Self.elements(CurvesSVG(history).text))
    #expect(elements.count { $0.name == "circle" } == 2 * 2 * 4 - 2)
  }
}
