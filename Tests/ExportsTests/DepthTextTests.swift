import Convolution
import Drawing
import Explorer
import Exports
import Testing

/// What takes the whole screen says the same as text.
struct DepthTextTests {
  private func model(_ filters: [String] = ["horizontal", "vertical", "sobel-x"]) throws -> Model {
    let rows: [[Float]] = (0..<8).map { row in (0..<8).map { Float((7 * row + 3 * $0) % 10) } }
    var settings = ChainSettings()
    settings.filters = try filters.map { FilterChoice(try FilterCatalog.entry(named: $0)) }
    let subject = Exploration.Subject(
      picture: try Tensor(rows: rows), title: "card", arguments: ["card.pgm"])
    return Model(
      try Exploration(subject, settings: settings),
      display: DisplayProperties(columns: 80, rows: 24, colors: .monochrome, glyphs: .unicode))
  }

  @Test func `the gallery lists every map`() throws {
    var model = try model()
    let lines = PlainText.gallery(model).split(separator: "\n")
    #expect(lines[1] == "relu1: 3 maps of 6×6, sorted by number")
    #expect(lines.count == 5)
    #expect(lines[3].hasPrefix("map 1 vertical: strongest value = "))
    #expect(lines.allSatisfy { !$0.hasPrefix("map") || $0.contains(", mean ") })
    _ = [Action.openGallery, .search, .type("s"), .type("o")].map { update(&model, $0) }
    #expect(PlainText.gallery(model).contains("1 match 'so'\nmap 2 sobel-x"))
  }

  @Test func `the strongest patches come with their numbers`() throws {
    let text = PlainText.strongest(try model(["horizontal"]))
    let lines = text.split(separator: "\n")
    #expect(lines[1].hasPrefix("relu1: what lights it up, "))
    #expect(lines[2].hasPrefix("output["))
    // Three rows and columns of the card under each of them.
    #expect(lines[3].split(separator: " ").count == 3)
    #expect(lines.count == 2 + 4 * (lines.count { $0.hasPrefix("output[") }))
  }

  @Test(arguments: [false, true])
  func `occlusion is computed to its end, also where it was paused`(isPaused: Bool) throws {
    var model = try model(["horizontal"])
    if isPaused { _ = [Action.openOcclusion, .left].map { update(&model, $0) } }
    let lines = PlainText.occlusion(model).split(separator: "\n")
    // A square of 2 × 2 over 8 × 8 pixels, pixel by pixel.
    #expect(lines.count == 5 + 1 + 7 + 2)
    #expect(lines[2] == "gray 4.5, steps of 1")
    #expect(lines[6...12].allSatisfy { $0.split(separator: " ").count == 8 })
    #expect(!lines.joined().contains("nan"))
    #expect(lines[13].hasPrefix("falls "))
    #expect(lines[14].hasPrefix("rises "))
  }
}
