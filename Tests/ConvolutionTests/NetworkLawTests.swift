import Convolution
import TestSupport
import Testing

/// What holds for every network, on random ones.
@Suite struct NetworkLawTests {
  @Test func `every node's output is its layer's reference over what came before`() throws {
    for example in try NetworkCase.random(800, seed: 100) {
      let outputs = try example.network.forward(example.picture)
      var expected: [Tensor] = []
      for node in example.network.nodes {
        let inputs = node.inputs.map { $0.value(picture: example.picture, nodes: expected) }
        expected.append(try node.layer.reference(inputs))
      }
      try #require(outputs.map(\.bits) == expected.map(\.bits), "\(example)")
      let shapes = try example.network.shapes(for: example.picture.shape)
      try #require(outputs.map(\.shape) == shapes, "\(example)")
    }
  }

  @Test func `every element of every node can be asked why`() throws {
    for example in try NetworkCase.random(150, seed: 200) {
      let outputs = try example.network.forward(example.picture)
      for (node, output) in outputs.enumerated() {
        for element in output.positions {
          let result = try example.network.explain(
            element, ofNode: node, picture: example.picture, outputs: outputs
          ).result
          try #require(
            result == output[element] || result.isNaN && output[element].isNaN,
            "\(element) of node \(node), \(example)")
        }
      }
    }
  }

  @Test func `whoever follows a term to its source finds the way back among its uses`() throws {
    for example in try NetworkCase.random(400, seed: 300) {
      var generator = SeededGenerator(seed: example.seed)
      let outputs = try example.network.forward(example.picture)
      var node = outputs.count - 1
      var element = outputs[node].positions.randomElement(using: &generator)
      // Down to the picture, or to a window that has nothing but padding under it.
      while let here = element {
        let explanation = try example.network.explain(
          here, ofNode: node, picture: example.picture, outputs: outputs)
        let sources = explanation.terms.enumerated().filter { $0.element.source != nil }
        guard let (index, term) = sources.randomElement(using: &generator),
          let source = term.source
        else { break }
        let place = example.network.nodes[node].inputs[term.inputIndex]
        let input = place.value(picture: example.picture, nodes: outputs)
        try #require(term.input.bitPattern == input[source].bitPattern)
        let uses = try example.network.nodes[node].layer.uses(
          of: source, in: input.shape, inputIndex: term.inputIndex)
        try #require(
          uses.contains(Use(output: here, term: index)),
          "\(source) of \(place), \(example)")
        for use in uses {
          let explanation = try example.network.explain(
            use.output, ofNode: node, picture: example.picture, outputs: outputs)
          try #require(explanation.terms[use.term].source == source)
        }
        guard case .node(let earlier) = place else { break }
        (node, element) = (earlier, source)
      }
    }
  }

  @Test func `outputs written over those of another network are the same as new ones`() throws {
    var outputs: [Tensor] = []
    for example in try NetworkCase.random(300, seed: 400) {
      try example.network.forward(example.picture, reusing: &outputs)
      let expected = try example.network.forward(example.picture)
      try #require(outputs.map(\.bits) == expected.map(\.bits), "\(example)")
    }
  }

  @Test func `the output alone is the last of all outputs`() throws {
    for example in try NetworkCase.random(300, seed: 500) {
      var replaced = example.picture
      try example.network.apply(to: &replaced)
      let expected = try example.network.forward(example.picture).last
      try #require(replaced.bits == expected?.bits, "\(example)")
    }
  }

  // MARK: Forward pass

  @Test func `a pass makes one output after the other, and knows how far it is`() throws {
    for example in try NetworkCase.random(200, seed: 600) {
      var pass = try ForwardPass(example.network, over: example.picture)
      let expected = try example.network.forward(example.picture)
      var fraction = pass.fraction
      #expect(fraction == 0)
      for count in expected.indices {
        #expect(!pass.isDone)
        #expect(pass.outputs.count == count)
        try pass.advance()
        #expect(pass.fraction > fraction, "\(example)")
        fraction = pass.fraction
      }
      #expect(pass.isDone)
      #expect(fraction == 1)
      #expect(pass.outputs.map(\.bits) == expected.map(\.bits), "\(example)")
      try pass.advance()
      #expect(pass.outputs.count == expected.count)
    }
  }

  @Test func `a pass over no nodes is done before it begins`() throws {
    var pass = try ForwardPass(Network(chain: []), over: Tensor.table([1]))
    #expect(pass.isDone)
    #expect(pass.fraction == 1)
    try pass.advance()
    #expect(pass.outputs.isEmpty)
  }

  @Test func `progress counts multiplications, not nodes`() throws {
    let picture = Tensor(shape: try Shape(channels: 1, height: 10, width: 10))
    let bank = try FilterBank(
      filters: 3, channels: 1, kernel: Extent(1), weights: [1, 2, 3])
    let network = Network(chain: [
      .convolution(try Convolution2D(bank: bank)), .rectification(ReLU()), .flatten(Flatten()),
    ])
    var pass = try ForwardPass(network, over: picture)
    try pass.advance()
    // 300 products, then 300 comparisons and 300 copies.
    #expect(pass.fraction == 1.0 / 3)
  }
}
