import Convolution
import Networks
import Testing

@Suite struct `A network that is written as a file` {
  private func expectSame(_ blueprint: Blueprint) throws {
    let text = blueprint.networkFile()
    let read = try NetworkFile(text: text, path: "written.yaml").blueprint
    #expect(read.nodes == blueprint.nodes, "\(text)")
    #expect(read.input == blueprint.input)
    #expect(read.labels == blueprint.labels)
    #expect(read.name == blueprint.name)
    #expect(read.summary == blueprint.summary)
    #expect(read.convention == blueprint.convention)
  }

  @Test(arguments: NetworkCatalog.names)
  func `reads back as the network of the catalogue`(name: String) throws {
    try expectSame(try NetworkCatalog.blueprint(named: name))
  }

  @Test(arguments: 0..<40)
  func `reads back whatever its layers are`(seed: UInt64) throws {
    try expectSame(try Blueprint.random(seed: seed))
  }

  @Test func `keeps names that mean something in YAML`() throws {
    let labels = ["yes", "a: b", "\"", "\\", "#1", "é 字", "[x]", "no-break\u{A0}"]
    try expectSame(
      try Blueprint(
        name: "&anchor", summary: "- not a list", input: Shape(channels: 8, height: 1, width: 1),
        labels: labels, layers: [Blueprint.Draft(.softmax, name: "relu1")]))
  }

  @Test func `says only what is not usual`() throws {
    let dense = try NetworkCatalog.blueprint(named: "fashion-mnist-dense")
    #expect(
      dense.networkFile(weights: "a b.safetensors").split(separator: "\n").suffix(7) == [
        "weights: \"a b.safetensors\"", "layers:", "  - flatten", "  - {type: dense, units: 256}",
        "  - relu", "  - {type: dense, units: 10}", "  - softmax",
      ])
  }

  @Test func `has no classes' names that could command a terminal`() throws {
    let blueprint = try Blueprint.pictures(
      named: "a\u{1B}[2J", of: Shape(channels: 3, height: 8, width: 8),
      classes: ["x\ny", "\u{202E}z"])
    #expect(blueprint.name == "a?[2J")
    #expect(blueprint.labels == ["x?y", "?z"])
    try expectSame(blueprint)
  }
}
