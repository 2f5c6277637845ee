import Convolution
import Foundation
import Networks
import TestSupport
import Testing

/// What torchvision calls the tensors of its networks, as it has recorded itself.
private struct RecordedTensor: Hashable {
  let name: String
  let sizes: [Int]

  /// The tensors of a network in torchvision's order.
  static func all(of network: String) throws -> [RecordedTensor] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/torchvision-names.txt")
    var tensors: [RecordedTensor] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words[0] == network else { continue }
      let sizes = try words.dropFirst(2).map { try #require(Int($0)) }
      tensors.append(RecordedTensor(name: words[1], sizes: sizes))
    }
    return tensors
  }

  /// Counts batches while training; no weight.
  var isCounter: Bool { name.hasSuffix(".num_batches_tracked") }
}

/// The networks that torchvision has trained.
@Suite struct `Networks of torchvision's` {
  private static let names = ["alexnet", "vgg16", "resnet18", "resnet50"]

  @Test(arguments: names)
  func `all their tensors are known by name, in order and size`(name: String) throws {
    let blueprint = try NetworkCatalog.blueprint(named: name)
    let names = try #require(blueprint.pretraining).tensorNames(of: blueprint.nodes)
    let ours = blueprint.tensors.map { RecordedTensor(name: names[$0.name] ?? "", sizes: $0.sizes) }
    #expect(try ours == RecordedTensor.all(of: name).filter { !$0.isCounter })
  }

  @Test(arguments: names)
  func `the classes are those of ImageNet, in their order`(name: String) throws {
    let labels = try NetworkCatalog.blueprint(named: name).labels
    #expect(Set(labels).count == 1000)
    #expect(
      [0, 504, 770, 967, 999].map { labels[$0] } == [
        "tench", "coffee mug", "running shoe", "espresso", "toilet tissue",
      ])
  }

  @Test func `others have none`() throws {
    for blueprint in NetworkCatalog.blueprints {
      #expect((blueprint.pretraining != nil) == Self.names.contains(blueprint.name))
    }
  }

  /// A file of resnet18 as torchvision saves it, with the numbers that a seed gives each tensor.
  private static func resnet18(seed: UInt64) throws -> SafetensorsFile {
    let blueprint = try NetworkCatalog.blueprint(named: "resnet18")
    var tensors: [String: SafetensorsWriter.Tensor] = [:]
    let recorded = try RecordedTensor.all(of: "resnet18").filter { !$0.isCounter }
    // PyTorch and we agree about the order, so that position and recorded name belong together.
    for (position, (tensor, ours)) in zip(recorded, blueprint.tensors).enumerated() {
      let numbers = ours.seeded(position: position, seed: seed)
      tensors[tensor.name] = .init(
        sizes: tensor.sizes,
        numbers: ours.sizes.count == 2 ? transposed(numbers, ours.sizes) : numbers)
    }
    return try SafetensorsFile(bytes: SafetensorsWriter(tensors).bytes, path: "memory")
  }

  /// (input, unit) → (unit, input).
  private static func transposed(_ numbers: [Float], _ sizes: [Int]) -> [Float] {
    (0..<sizes[0]).flatMap { unit in (0..<sizes[1]).map { numbers[$0 * sizes[0] + unit] } }
  }

  @Test func `a file with torchvision's names makes the network that PyTorch computes with`() throws
  {
    // `Golden networks` holds what this network makes of a picture against PyTorch.
    let blueprint = try NetworkCatalog.blueprint(named: "resnet18")
    let file = try Self.resnet18(seed: 3)
    let network = try blueprint.network(weights: .file(file))
    #expect(try network == blueprint.network(weights: .seeded(3)))
    // Parts of it, and other sizes, find their tensors as well.
    let part = blueprint.prefix(through: 10)
    #expect(try part.network(weights: .file(file)).nodes == Array(network.nodes.prefix(11)))
    let larger = try blueprint.replacingInput(by: Shape(channels: 3, height: 64, width: 96))
    #expect(try larger.network(weights: .file(file)) == network)
  }

  @Test func `weights of a deeper network are not taken for those of a flatter one`() throws {
    let folder = try TemporaryFolder()
    let source = try NetworkSource(argument: "resnet18")
    func load(_ names: [String]) throws -> String? {
      let tensors = names.map { ($0, SafetensorsWriter.Tensor(sizes: [1], numbers: [0])) }
      let path = try folder.write(
        SafetensorsWriter(Dictionary(uniqueKeysWithValues: tensors)).bytes, to: "a.safetensors")
      do {
        _ = try source.weights(.file(path), for: source.blueprint)
        return nil
      } catch {
        return "\(error)".replacing(folder.url.path + "/", with: "")
      }
    }
    let names = try RecordedTensor.all(of: "resnet18").filter { !$0.isCounter }.map(\.name)
    #expect(try load(names) == nil)
    #expect(
      try load(names + ["layer1.2.conv1.weight", "layer2.2.bn1.bias"])
        == "a.safetensors has the tensor 'layer1.2.conv1.weight', for which resnet18 has no place; take "
        + "the weights of this network, not those of another")
    // Files of our own may hold other things as well.
    #expect(try load(source.blueprint.tensors.map(\.name) + ["epoch"]) == nil)
  }

  @Test func `a file that has neither names is told both`() throws {
    let bytes = SafetensorsWriter(["x": .init(sizes: [1], numbers: [0])]).bytes
    let file = try SafetensorsFile(bytes: bytes, path: "a.safetensors")
    func sentence(_ network: String) throws -> String? {
      let blueprint = try NetworkCatalog.blueprint(named: network)
      return #expect(throws: WeightsError.self) {
        try blueprint.network(weights: .file(file))
      }?.description
    }
    #expect(
      try sentence("vgg16")
        == "conv1 needs the tensor 'conv1.weight' (in torchvision 'features.0.weight'), which "
        + "a.safetensors does not have; it has x; rename them or the layer")
    // Where both are the same, and where there is only one.
    for network in ["resnet18", "fashion-mnist"] {
      #expect(
        try sentence(network)
          == "conv1 needs the tensor 'conv1.weight', which a.safetensors does not have; it has x; "
          + "rename them or the layer")
    }
  }
}

@Suite struct `Standardizing` {
  @Test func `a network behind it sees what torchvision makes of a picture`() throws {
    let network = Network(chain: [.flatten(Flatten())]).standardizing(.imageNet)
    #expect(network.nodes.map(\.name) == ["standardize", "flatten1"])
    var generator = SeededGenerator(seed: 8)
    let picture = Tensor.random(
      try Shape(channels: 3, height: 2, width: 2), using: &generator)
    let outputs = try network.forward(picture)
    let mean: [Float] = [0.485, 0.456, 0.406]
    let deviation: [Float] = [0.229, 0.224, 0.225]
    let expected = picture.elements.enumerated().map {
      ($1 - mean[$0 / 4]) / deviation[$0 / 4]
    }
    #expect(outputs[1].elements == expected)
  }

  @Test func `skip connections lead where they did`() throws {
    let plan = try NetworkCatalog.blueprint(named: "resnet18").prefix(through: 12)
      .replacingInput(by: Shape(channels: 3, height: 32, width: 32))
    let network = try plan.network(weights: .seeded(1))
    var generator = SeededGenerator(seed: 9)
    let picture = Tensor.random(plan.input, using: &generator)
    let outputs = try network.standardizing(.imageNet).forward(picture)
    #expect(try Array(outputs.dropFirst()) == network.forward(outputs[0]))
  }
}
