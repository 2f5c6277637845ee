import Convolution
import Drawing
import Explorer
import Exports
import TestSupport
import Testing

/// The plain text of a scene that keeps something back, or points at something.
struct VeiledTextTests {
  private func model(channels: Int = 1) throws -> Model {
    let shape = try Shape(channels: channels, height: 5, width: 5)
    let picture = try Tensor(
      shape: shape, elements: (0..<shape.count).map { Float((7 * $0 + 3) % 10) })
    var settings = ChainSettings()
    settings.filters = [FilterChoice(try KernelText.parse("71 83 97; 59 67 73; 89 61 79"))]
    settings.hasReLU = true
    let subject = Exploration.Subject(picture: picture, title: "card", arguments: ["card.pgm"])
    return Model(
      try Exploration(subject, settings: settings),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  }

  @Test(arguments: [1, 3])
  func `with everything hidden no number shows that has to be found`(channels: Int) throws {
    var model = try model(channels: channels)
    let explanation = model.explanation
    model.veil.products = Set(explanation.terms.indices)
    model.veil.hidesSum = true
    model.veil.hidesOutputs = true
    let text = PlainText.describe(model)
    let secrets =
      explanation.terms.map { $0.product ?? 0 } + [explanation.result]
      + model.exploration.outputs.flatMap(\.elements)
    for secret in secrets where secret >= 100 {
      #expect(!text.contains("\(Int(secret))"), "\(secret) in\n\(text)")
    }
    #expect(text.contains("?"))
  }

  @Test func `a star stands behind what is marked, and a line names it`() throws {
    var model = try model()
    model.marks = [
      .cell(Element(row: 2, column: 3), at: .picture), .weight(Element(row: 0, column: 1)),
      .cell(Element(row: 1, column: 2), at: model.outputPlace),
    ]
    let text = PlainText.describe(model)
    #expect(text.contains("marked: input[2,3], weight[0,1], output[1,2]\n"))
    // A cell, a weight with its product, and an output.
    #expect(text.count { $0 == "*" } == 4)
    model.marks = []
    #expect(!PlainText.describe(model).contains("*"))
  }
}
