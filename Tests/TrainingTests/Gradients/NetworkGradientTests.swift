import Convolution
import Networks
import TestSupport
import Testing
import Training

/// Gradients of whole networks with skip connections.
@Suite struct `Gradients of networks` {
  /// A random network at work, and how its loss changes with its output.
  private static func passes(_ count: Int, seed: UInt64) throws -> [(
    NetworkCase, TrainingPass, [Float]
  )] {
    try NetworkCase.random(count, seed: seed).map { example in
      var generator = SeededGenerator(seed: example.seed + 77)
      let pass = try TrainingPass(example.network, over: example.picture)
      let factors = (pass.outputs.last?.elements ?? []).map { _ in
        Float.random(in: -1...1, using: &generator)
      }
      return (example, pass, factors)
    }
  }

  /// A loss of a network, Σ factor · output of the last node, and how large its parts are.
  private static func loss(
    _ network: Network, over picture: Tensor, _ factors: [Float]
  ) throws -> (value: Double, size: Double) {
    let outputs = try network.forward(picture).last?.elements ?? []
    let parts = zip(outputs, factors).map { Double($0) * Double($1) }
    return (parts.reduce(0, +), parts.reduce(0) { $0 + abs($1) })
  }

  /// A kink between the two points, or a bend, shows as another slope over half the step; such numbers
  /// are passed over, but most have to be looked at.
  @Test func `are slopes of the loss`() throws {
    var (checked, passedOver) = (0, 0)
    for (example, pass, factors) in try Self.passes(250, seed: 1) {
      var generator = SeededGenerator(seed: example.seed)
      let gradient = try pass.backward(factors)
      func check(_ gradient: Float, _ loss: (Float) throws -> (value: Double, size: Double)) throws
      {
        let size = try loss(0).size
        func slope(_ step: Float) throws -> Double {
          (try loss(step).value - loss(-step).value) / Double(2 * step)
        }
        let (wide, narrow) = (try slope(1 / 64), try slope(1 / 128))
        // What 24 bits leave of a difference, and what a step costs.
        let tolerance = 5e-5 * size + 2e-3 * (abs(narrow) + 1e-3)
        guard size.isFinite, abs(wide - narrow) <= tolerance / 2 else {
          passedOver += 1
          return
        }
        checked += 1
        #expect(
          abs(narrow - Double(gradient)) <= tolerance,
          "slope \(narrow), gradient \(gradient), loss \(size); \(example)")
      }
      for element in example.picture.positions.shuffled(using: &generator).prefix(4) {
        try check(gradient.picture[element]) { change in
          var picture = example.picture
          picture[element] += change
          return try Self.loss(example.network, over: picture, factors)
        }
      }
      for (node, parameters) in gradient.parameters.enumerated() {
        for (role, numbers) in parameters {
          for index in numbers.indices.shuffled(using: &generator).prefix(3) {
            try check(numbers[index]) { change in
              var nodes = example.network.nodes
              nodes[node] = Network.Node(
                name: nodes[node].name,
                layer: try nodes[node].layer.adding(change, to: role, at: index),
                inputs: nodes[node].inputs)
              return try Self.loss(Network(nodes: nodes), over: example.picture, factors)
            }
          }
        }
      }
    }
    #expect(checked > 1000)
    #expect(passedOver < checked / 3, "\(passedOver) of \(checked)")
  }

  @Test func `are explained to the last bit`() throws {
    for (example, pass, factors) in try Self.passes(150, seed: 1000) {
      let gradient = try pass.backward(factors)
      for place in example.places {
        guard let values = gradient.value(at: place) else {
          #expect(
            try pass.explainInfluence(
              of: Element(row: 0, column: 0), at: place, gradient: gradient) == nil)
          continue
        }
        for element in values.positions {
          let influence = try #require(
            try pass.explainInfluence(of: element, at: place, gradient: gradient))
          #expect(influence.gradient == values[element], "\(element) of \(place); \(example)")
        }
      }
      for (node, parameters) in gradient.parameters.enumerated() {
        for (role, numbers) in parameters {
          for index in numbers.indices.prefix(50) {
            let explanation = try #require(
              try pass.explainGradient(of: role, at: index, inNode: node, gradient: gradient))
            #expect(explanation.gradient == numbers[index])
          }
        }
      }
    }
  }

  @Test func `are nothing for what the loss does not see`() throws {
    let relu = Layer.rectification(ReLU())
    let network = Network(nodes: [
      Network.Node(name: "a", layer: relu, inputs: [.picture]),
      Network.Node(name: "b", layer: relu, inputs: [.node(0)]),
      Network.Node(name: "c", layer: relu, inputs: [.node(0)]),
    ])
    let pass = try TrainingPass(network, over: .table([1, 2]))
    let gradient = try pass.backward([3, 4], from: 1)
    #expect(gradient.outputs[2] == nil)
    #expect(gradient.picture.elements == [3, 4])
    let all = try pass.explainInfluence(
      of: Element(row: 0, column: 1), at: .node(1), gradient: gradient)
    #expect(all?.loss == 4)
    let error = #expect(throws: ShapeError.self) {
      try pass.explainInfluence(of: Element(row: 1, column: 0), at: .node(1), gradient: gradient)
    }
    #expect(error?.description == "there is no element [1,0] in a tensor of 1×2")
  }

  @Test func `of a batch are the mean of its pictures'`() throws {
    let blueprint = try Blueprint(
      name: "test", input: Shape(channels: 2, height: 5, width: 4),
      layers: [
        Blueprint.Draft(.convolution(ConvolutionPlan(filters: 3, kernel: Extent(2)))),
        Blueprint.Draft(.flatten), Blueprint.Draft(.dense(units: 2, hasBias: true)),
      ])
    let network = try blueprint.network(weights: .seeded(1))
    var generator = SeededGenerator(seed: 1)
    let passes = try (0..<5).map { _ in
      try TrainingPass(network, over: .random(blueprint.input, using: &generator))
    }
    let gradients = try passes.map { try $0.backward([1, -2]) }
    let batch = BatchGradient(meanOf: gradients)
    for (node, role, index) in [
      (0, WeightTensor.Role.weight, 7), (0, .bias, 2), (2, .weight, 11), (2, .bias, 1),
    ] {
      let explanation = BatchExplanation(
        pictures: try zip(passes, gradients).map {
          try #require(
            try $0.explainGradient(of: role, at: index, inNode: node, gradient: $1))
        })
      #expect(explanation.gradient == batch.parameters[node][role]?[index])
    }
    // (input, unit) becomes (unit, input).
    let dense = try #require(batch.tensors(for: blueprint)["dense1.weight"])
    #expect(dense[36 + 5] == batch.parameters[2][.weight]?[5 * 2 + 1])
    let tensor = blueprint.nodes[2].tensors[0]
    #expect(tensor.engineOrder(dense) == batch.parameters[2][.weight])
  }

  @Test func `pass only where nothing was dropped`() throws {
    let network = Network(chain: [.dropout(Dropout(rate: 0.5))])
    let pass = try TrainingPass(network, over: .table([1, 2, 3]), masks: [0: [2, 0, 2]])
    #expect(pass.outputs[0].elements == [2, 0, 6])
    #expect(try pass.backward([1, 1, 1]).picture.elements == [2, 0, 2])
    let idle = try TrainingPass(network, over: .table([1, 2, 3]))
    #expect(idle.outputs[0].elements == [1, 2, 3])
    #expect(try idle.backward([1, 1, 1]).picture.elements == [1, 1, 1])
  }
}
