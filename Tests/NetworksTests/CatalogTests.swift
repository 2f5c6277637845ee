import Convolution
import Networks
import Testing

/// Figures that are published, or that PyTorch 2 and torchvision count.
struct KnownNetwork: CustomTestStringConvertible, Sendable {
  let name: String
  let parameters: Int
  /// As torchvision lists them, in its `_ops`; nil where it does not.
  var multiplyAdds: Int?
  var output: [Int]
  var testDescription: String { name }

  static let all = [
    KnownNetwork(name: "fashion-mnist", parameters: 302_026, output: [10, 1, 1]),
    KnownNetwork(name: "fashion-mnist-dense", parameters: 203_530, output: [10, 1, 1]),
    KnownNetwork(name: "handbags", parameters: 101_345, output: [1, 1, 1]),
    KnownNetwork(name: "lenet5", parameters: 61_706, output: [10, 1, 1]),
    KnownNetwork(
      name: "alexnet", parameters: 61_100_840, multiplyAdds: 714_188_480, output: [1000, 1, 1]),
    KnownNetwork(
      name: "vgg16", parameters: 138_357_544, multiplyAdds: 15_470_264_320, output: [1000, 1, 1]),
    KnownNetwork(
      name: "resnet18", parameters: 11_689_512, multiplyAdds: 1_814_073_344, output: [1000, 1, 1]),
    KnownNetwork(
      name: "resnet50", parameters: 25_557_032, multiplyAdds: 4_089_184_256, output: [1000, 1, 1]),
    KnownNetwork(name: "resnet50-headless", parameters: 23_587_712, output: [2048, 7, 7]),
  ]
}

extension Blueprint {
  func node(_ name: String) throws -> Node {
    try #require(nodes.first { $0.name == name }, "\(name) is a node of \(self.name)")
  }
}

extension Shape {
  var list: [Int] { [channels, height, width] }
}

@Suite struct `The catalogue of networks` {
  @Test func `holds nine networks`() {
    #expect(NetworkCatalog.names == KnownNetwork.all.map(\.name))
    #expect(NetworkCatalog.blueprints.map(\.name) == NetworkCatalog.names)
  }

  @Test(arguments: KnownNetwork.all)
  func `counts what everybody counts`(known: KnownNetwork) throws {
    let network = try NetworkCatalog.blueprint(named: known.name)
    #expect(network.parameterCount == known.parameters)
    #expect(network.output.list == known.output)
    if let multiplyAdds = known.multiplyAdds { #expect(network.multiplyAdds == multiplyAdds) }
  }

  @Test func `shows the arithmetic of the lecture's two networks`() throws {
    func lines(_ name: String) throws -> [String] {
      try NetworkCatalog.blueprint(named: name).nodes.map(\.parameters.text).filter { !$0.isEmpty }
    }
    #expect(
      try lines("fashion-mnist") == [
        "32 × (1×2×2 + 1) = 160", "32 × (32×2×2 + 1) = 4,128", "(1152 + 1) × 256 = 295,168",
        "(256 + 1) × 10 = 2,570",
      ])
    #expect(
      try lines("handbags") == [
        "32 × (3×2×2 + 1) = 416", "32 × (32×2×2 + 1) = 4,128", "(96800 + 1) × 1 = 96,801",
      ])
    #expect(
      try lines("lenet5").map { $0.split(separator: " ").last } == [
        "156", "2,416", "48,120", "10,164", "850",
      ])
  }

  @Test(arguments: [
    ("vgg16", "pool5", 212, 32), ("vgg16", "conv1", 3, 1), ("alexnet", "pool3", 195, 32),
    ("resnet18", "relu17", 435, 32), ("resnet50", "relu49", 427, 32),
    ("resnet50-headless", "relu49", 483, 32), ("fashion-mnist", "pool2", 7, 4),
  ])
  func `knows how much of the picture a layer sees`(
    network: String, node: String, size: Int, jump: Int
  ) throws {
    let field = try NetworkCatalog.blueprint(named: network).node(node).receptiveField
    #expect(field.size == Extent(size))
    #expect(field.jump == Extent(jump))
  }

  @Test func `resnet50 without its head is what Keras and PyTorch say`() throws {
    let network = try NetworkCatalog.blueprint(named: "resnet50")
    let head = try network.node("dense1").parameters.counted
    #expect(network.parameterCount - head == 23_508_032)
    #expect(try network.node("relu49").output.list == [2048, 7, 7])
    // Keras' summary: 23,534,592 trainable and 53,120 others.
    let keras = try NetworkCatalog.blueprint(named: "resnet50-headless")
    #expect(keras.trainableCount == 23_534_592)
    #expect(keras.parameterCount - keras.trainableCount == 53_120)
  }

  @Test func `the strides of resnet50 lie where each version has them`() throws {
    func stride(_ network: String, _ node: String) throws -> Extent {
      guard
        case .convolution(let plan) = try NetworkCatalog.blueprint(named: network).node(node).plan
      else { return Extent(0) }
      return plan.window.stride
    }
    // The second stack's first block: 1×1, 3×3, 1×1, and the shortcut.
    let nodes = ["conv12", "conv13", "conv14", "conv15"]
    #expect(try nodes.map { try stride("resnet50", $0).height } == [1, 2, 1, 2])
    #expect(try nodes.map { try stride("resnet50-headless", $0).height } == [2, 1, 1, 2])
  }

  @Test func `names are short names and numbers`() throws {
    #expect(
      try NetworkCatalog.blueprint(named: "fashion-mnist").nodes.map(\.name) == [
        "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "flatten1", "dense1", "relu3",
        "dense2", "softmax1",
      ])
    let handbags = try NetworkCatalog.blueprint(named: "handbags").nodes.map(\.name)
    #expect(handbags.first == "rescale1")
    #expect(handbags.suffix(3) == ["flatten1", "dense1", "sigmoid1"])
  }

  @Test func `labels stand in the order of the data set`() throws {
    let clothing = try NetworkCatalog.blueprint(named: "fashion-mnist").labels
    #expect(clothing.count == 10)
    #expect(
      (clothing.first, clothing[7], clothing.last) == ("T-shirt/top", "Sneaker", "Ankle boot"))
    #expect(try NetworkCatalog.blueprint(named: "handbags").labels == ["handbag", "shoe"])
  }

  @Test(arguments: [
    ("fashion-mnst", "there is no network 'fashion-mnst'; did you mean 'fashion-mnist'?"),
    ("resnet51", "there is no network 'resnet51'; did you mean 'resnet50'?"),
    ("transformer", "there is no network 'transformer'; 'explore network' lists them"),
  ])
  func `a slip is answered by the nearest name`(name: String, sentence: String) {
    let error = #expect(throws: UnknownNetwork.self) {
      try NetworkCatalog.blueprint(named: name)
    }
    #expect(error?.description == sentence)
  }
}
