import ArgumentParser
import Convolution
import Explorer
import Exports
import ImageFiles
import Networks
import TestSupport
import Testing

@testable import explore

/// Whole networks from the command line.
@Suite struct `A network on the command line` {
  private func model(_ arguments: String...) throws -> Model {
    try ShowCommand.parse(arguments).openedModel()
  }

  @Test func `a network opens over a picture that suits it`() throws {
    let clothes = try model("--network", "fashion-mnist")
    #expect(clothes.exploration.subject.title == "ankle-boot")
    #expect(clothes.exploration.subject.picture.shape.extent == Extent(28))
    let digits = try model("--network", "lenet5")
    #expect(digits.exploration.subject.title == "three")
    #expect(digits.exploration.subject.picture.shape.extent == Extent(32))
  }

  @Test func `a gray picture goes into a color network as three equal channels`() throws {
    let exploration = try model("three", "--network", "handbags").exploration
    let picture = exploration.subject.picture
    #expect(picture.shape.channels == 3)
    #expect(picture.channel(0) == picture.channel(1))
    #expect(picture.channel(0) == picture.channel(2))
    // The network's first layer divides by 255.
    #expect(picture.valueRange().maximum == 255)
  }

  @Test func `another size of picture changes the shapes where the network allows it`() throws {
    let exploration = try model(
      "colors", "--network", "resnet50-headless", "--resize", "64x96"
    ).exploration
    #expect(exploration.outputs.last?.shape.description == "2048×2×3")
    #expect(throws: BlueprintError.self) {
      _ = try model("ankle-boot", "--network", "fashion-mnist", "--resize", "3x3")
    }
  }

  @Test func `a network and filters exclude each other, and weights need a network`() {
    #expect(throws: Failure.self) {
      _ = try model("--network", "fashion-mnist", "--filter", "vertical")
    }
    #expect(throws: Failure.self) { _ = try model("three", "--weights", "seed:3") }
    #expect(throws: UnknownNetwork.self) { _ = try model("--network", "fashion-mnits") }
  }

  @Test func `other seeds make other weights, and the seed is kept in the command line`() throws {
    let trained = try model("--network", "fashion-mnist")
    let first = try model("--network", "fashion-mnist", "--weights", "seed:1")
    let other = try model("--network", "fashion-mnist", "--weights", "seed:7")
    #expect(first.exploration.outputs.last != other.exploration.outputs.last)
    #expect(other.commandLine.contains("--network fashion-mnist --weights seed:7"))
    #expect(trained.exploration.outputs.last != first.exploration.outputs.last)
    #expect(trained.exploration.named?.isUntrained == false)
    #expect(first.exploration.named?.isUntrained == true)
  }

  @Test func `only the nodes that are asked for are computed`() throws {
    let whole = try model("--network", "fashion-mnist").exploration
    let part = try StepsCommand.parse([
      "ankle-boot", "--network", "fashion-mnist", "--node", "pool1",
    ]).exploration()
    #expect(part.network.nodes.map(\.name) == ["conv1", "relu1", "pool1"])
    #expect(part.outputs == Array(whole.outputs.prefix(3)))
    #expect(throws: ShapeError.self) {
      _ = try StepsCommand.parse(["three", "--network", "vgg16", "--node", "conv99"]).exploration()
    }
  }

  @Test func `pictures to compare come in the size and the scale of the present one`() throws {
    let clothes = try model("--network", "fashion-mnist").album
    #expect(clothes.map(\.title) == BuiltInPicture.clothes.map(\.name))
    let named = try model("--network", "fashion-mnist", "--pictures", "square", "colors").album
    #expect(named.map(\.title) == ["square", "colors"])
    #expect(named.allSatisfy { $0.picture.shape.description == "28×28" })
    // A crop of the present picture is none of theirs.
    let cropped = try model(
      "square", "--crop", "6x6+1+1", "--network", "fashion-mnist", "--pictures", "bag")
    #expect(cropped.album.map(\.title) == ["bag"])
    #expect(cropped.commandLine.hasSuffix("--crop 6x6+1+1 square --pictures bag"))
    #expect(throws: (any Error).self) {
      _ = try model("--network", "fashion-mnist", "--pictures", "no-such.png")
    }
  }

  @Test(arguments: Screen.allCases)
  func `every screen has a text of its own and opens from the command line`(screen: Screen) throws {
    var model = try model("--network", "fashion-mnist", "--view", screen.rawValue)
    if let opening = screen.opening { _ = update(&model, opening) }
    #expect(model.screen == screen)
    #expect(model.commandLine.contains("--view \(screen.rawValue)") == (screen != .layer))
    let back = try ShowCommand.parse(["--view", screen.rawValue])
    #expect(back.view == screen)
  }
}
