import Convolution
import TestSupport
import Testing

private let relu = Layer.rectification(ReLU())
private let pool = Layer.pooling(Pooling2D(.maximum, kernel: Extent(2)))

private func filter(_ name: String) throws -> Layer {
  .convolution(
    try Convolution2D(bank: FilterBank(filter: FilterCatalog.entry(named: name).kernel)))
}

private func lectureChain() throws -> Network {
  Network(chain: [try filter("horizontal"), relu, pool])
}

private func picture(seed: UInt64, height: Int = 11, width: Int = 13) throws -> Tensor {
  var generator = SeededGenerator(seed: seed)
  return Tensor.random(
    try Shape(channels: 1, height: height, width: width), using: &generator)
}

@Suite struct NetworkTests {
  @Test func `nodes are named by layer and number`() throws {
    let network = Network(
      chain: [
        try filter("sobel-x"), relu, pool, try filter("box-3"), relu,
        .globalPooling(GlobalPooling2D(.average(countingPadding: true))),
      ])
    #expect(
      network.nodes.map(\.name) == ["conv1", "relu1", "pool1", "conv2", "relu2", "pool2"])
    #expect(network.nodes.map(\.inputs).first == [.picture])
    #expect(network.nodes.map(\.inputs).last == [.node(4)])
  }

  @Test func `layers have the names that traces use`() throws {
    let average = Pooling2D.Kind.average(countingPadding: false)
    let layers: [Layer] = [
      try filter("identity"), relu, pool, .pooling(Pooling2D(average, kernel: Extent(2))),
      .globalPooling(GlobalPooling2D(.maximum)), .globalPooling(GlobalPooling2D(average)),
    ]
    #expect(
      layers.map(\.name) == [
        "convolution", "relu", "maxPool", "averagePool", "globalMaxPool", "globalAveragePool",
      ])
  }

  @Test func `a node is found by its name, the last one also as output`() throws {
    let network = try lectureChain()
    #expect(try network.index(named: "conv1") == 0)
    #expect(try network.index(named: "pool1") == 2)
    #expect(try network.index(named: "output") == 2)
  }

  @Test func `each node gets what the one before it made`() throws {
    let network = try lectureChain()
    let picture = try picture(seed: 1)
    let outputs = try network.forward(picture)
    #expect(try network.shapes(for: picture.shape) == outputs.map(\.shape))
    var input = picture
    for (node, output) in zip(network.nodes, outputs) {
      #expect(try node.layer.reference([input]) == output)
      input = output
    }
  }

  @Test func `the output alone is the last of all outputs`() throws {
    let picture = try picture(seed: 2)
    for network in [try lectureChain(), Network(chain: [relu]), Network(chain: [pool, relu])] {
      var replaced = picture
      try network.apply(to: &replaced)
      #expect(try replaced == network.forward(picture).last)
    }
    var untouched = picture
    try Network(chain: []).apply(to: &untouched)
    #expect(untouched == picture)
  }

  @Test func `an element of any node can be asked why`() throws {
    let network = try lectureChain()
    let picture = try picture(seed: 3)
    let outputs = try network.forward(picture)
    for (node, output) in outputs.enumerated() {
      for element in output.positions {
        let explanation = try network.explain(
          element, ofNode: node, picture: picture, outputs: outputs)
        #expect(explanation.result == output[element])
      }
    }
  }

  @Test func `outputs written over others are the same as new ones`() throws {
    let networks = [
      try lectureChain(), Network(chain: [try filter("box-5")]), Network(chain: [pool, relu]),
      Network(chain: [relu, relu, relu, relu]), Network(chain: []),
    ]
    var generator = SeededGenerator(seed: 4)
    var outputs: [Tensor] = []
    for trial in 0..<200 {
      let network = networks.randomElement(using: &generator) ?? networks[0]
      let picture = try picture(
        seed: UInt64(trial), height: Int.random(in: 6...8, using: &generator))
      try network.forward(picture, reusing: &outputs)
      let expected = try network.forward(picture)
      #expect(outputs == expected, "trial \(trial)")
    }
  }

  @Test func `computing again allocates nothing`() throws {
    func addresses(_ outputs: [Tensor]) -> [Int] {
      outputs.map { $0.elements.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) } }
    }
    let network = try lectureChain()
    var outputs = try network.forward(picture(seed: 5))
    let before = addresses(outputs)
    try network.forward(picture(seed: 6), reusing: &outputs)
    #expect(addresses(outputs) == before)
  }

  @Test func `outputs stay as they were when the picture does not suit the network`() throws {
    var outputs = try lectureChain().forward(picture(seed: 7))
    let before = outputs
    let tooSmall = try picture(seed: 8, height: 3, width: 3)
    #expect(throws: ShapeError.self) {
      try lectureChain().forward(tooSmall, reusing: &outputs)
    }
    #expect(outputs == before)
  }
}
