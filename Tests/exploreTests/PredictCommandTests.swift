import ArgumentParser
import Convolution
import Explorer
import Exports
import Foundation
import ImageFiles
import Networks
import Testing

@testable import explore

@Suite struct `Predicting` {
  /// The five best classes of one picture, as PyTorch computed them.
  private struct Golden {
    let picture: String
    let best: [(index: Int, share: Double)]

    static func all() throws -> [Golden] {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/predictions.txt")
      return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.hasPrefix("#") }.map { line in
          let words = line.split(separator: " ")
          let best = try words.dropFirst().map { word in
            let pair = word.split(separator: ":")
            return (try #require(Int(pair[0])), try #require(Double(pair[1])))
          }
          return Golden(picture: String(words[0]), best: best)
        }
    }
  }

  @Test func `the best five classes of photographs are those of PyTorch`() throws {
    let classifier = try Classifier("resnet18", weights: .seed(3))
    #expect(classifier.isUntrained)
    for golden in try Golden.all() {
      let path = `Built-in pictures`.folder.appending(path: golden.picture).path
      let found = try classifier.prediction(for: path, named: golden.picture, keeping: 5).classes
      #expect(found.map(\.index) == golden.best.map(\.index), "\(golden.picture)")
      for (found, expected) in zip(found, golden.best) {
        #expect(abs(Double(found.share) - expected.share) <= 1e-3 * expected.share)
        #expect(found.label == classifier.blueprint.labels[found.index])
      }
    }
  }

  @Test func `the network screen shows the same answer, and begins with the picture`() throws {
    let path = `Built-in pictures`.folder.appending(path: "coffee.png").path
    let model = try ShowCommand.parse([path, "--network", "resnet18", "--weights", "seed:3"])
      .openedModel()
    let exploration = model.exploration
    #expect(exploration.network.nodes[0].name == "standardize")
    #expect(exploration.subject.picture.valueRange().minimum >= 0)
    #expect(exploration.subject.picture.valueRange().maximum <= 1)
    let found = try Classifier("resnet18", weights: .seed(3))
      .prediction(for: path, named: "", keeping: 1).classes[0]
    #expect(exploration.outputs.last?.elements[found.index] == found.share)
  }

  @Test func `who says which numbers a network gets, gets no others`() throws {
    func exploration(_ arguments: String...) throws -> [String] {
      try StepsCommand.parse(["colors", "--network", "resnet18", "--node", "conv1"] + arguments)
        .exploration().network.nodes.map(\.name)
    }
    #expect(try exploration() == ["standardize", "conv1"])
    #expect(try exploration("--scale", "unit") == ["conv1"])
    #expect(try exploration("--resize", "64x64") == ["standardize", "conv1"])
    let first = try StepsCommand.parse([
      "colors", "--network", "resnet18", "--node", "standardize",
    ]).exploration()
    #expect(first.network.nodes.first?.name == "standardize")
  }

  @Test func `pictures suit the network`() throws {
    func request(_ network: String) throws -> PictureRequest {
      PictureRequest(path: "a.png", for: try NetworkCatalog.blueprint(named: network))
    }
    #expect(
      try request("fashion-mnist")
        == PictureRequest(path: "a.png", colors: .gray, resize: Extent(28)))
    #expect(
      try request("handbags")
        == PictureRequest(path: "a.png", scale: .byte, colors: .rgb, resize: Extent(224)))
    #expect(try request("vgg16").fitting == .middle(Extent(224), shorterSide: 256))
    #expect(try request("resnet50-headless").fitting == .stretched(to: Extent(224)))
  }

  @Test func `a network without classes cannot predict`() {
    #expect(throws: (any Error).self) {
      _ = try Classifier("resnet50-headless", weights: nil)
    }
  }
}

@Suite struct `Weights that go into files` {
  @Test func `a file is whole, and reads back`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = SafetensorsWriter(
      ["a": .init(sizes: [100, 300], numbers: (0..<30_000).map { Float($0) })],
      metadata: ["seed": "7"])
    var file = try OutputFile(path: path)
    try file.write(writer)
    try file.commit()
    let read = try SafetensorsFile(path: path)
    #expect(read.metadata == ["seed": "7"])
    #expect(try read.numbers("a").last == 29_999)
  }
}
