import Convolution
import TestSupport
import Testing

/// The fast paths against the readable loops, bit for bit; any NaN is like another.
@Suite struct FastPathTests {
  /// Pictures wide enough for vectors and their remainders, with special numbers among the others.
  private func example(
    seed: UInt64, of make: (inout SeededGenerator, Shape, Bool) -> Layer?
  ) throws -> LayerCase? {
    var generator = SeededGenerator(seed: seed)
    let shape = try Shape(
      channels: Int.random(in: 1...3, using: &generator),
      height: Int.random(in: 1...7, using: &generator),
      width: Int.random(in: 1...40, using: &generator))
    guard let layer = make(&generator, shape, false),
      (try? layer.outputShape(for: [shape])) != nil
    else { return nil }
    var input = Tensor.random(shape, using: &generator)
    if seed % 4 == 0 {
      let specials: [Float] = [.nan, .infinity, -.infinity, -0.0, 0, 1e38, .leastNonzeroMagnitude]
      for _ in 0..<3 {
        let place = shape.element(at: Int.random(in: 0..<shape.count, using: &generator))
        input[place] = specials.randomElement(using: &generator) ?? 0
      }
    }
    return LayerCase(seed: seed, layer: layer, inputs: [input])
  }

  private func compare(
    _ count: Int, of make: (inout SeededGenerator, Shape, Bool) -> Layer?
  ) throws {
    var compared = 0
    var seed: UInt64 = 0
    while compared < count {
      seed += 1
      guard let example = try example(seed: seed, of: make) else { continue }
      let forward = try example.layer.forward([example.input])
      let reference = try example.output()
      try #require(forward.shape == reference.shape, "\(example)")
      try #require(forward.bits == reference.bits, "\(example)")
      if case .convolution(let layer) = example.layer {
        let direct = try layer.forward(example.input, by: .direct)
        try #require(direct.bits == reference.bits, "directly, \(example)")
        var replaced = example.input
        try layer.apply(to: &replaced)
        try #require(replaced.shape == reference.shape, "in place, \(example)")
        try #require(replaced.bits == reference.bits, "in place, \(example)")
      }
      compared += 1
    }
  }

  @Test func `fast convolution is the readable one, bit for bit`() throws {
    try compare(6_000, of: Layer.randomConvolution)
  }

  @Test(arguments: [1, 3], [1, 2])
  func `convolution in its own memory never reads what it has overwritten`(
    channels: Int, stride: Int
  ) throws {
    // Tall enough for several bands.
    var generator = SeededGenerator(seed: 11)
    let picture = Tensor.random(
      try Shape(channels: channels, height: 150, width: 700), using: &generator)
    let filter = Tensor.random(
      try Shape(channels: channels, height: 3, width: 5), using: &generator)
    let layer = try Convolution2D(bank: FilterBank(filter: filter, bias: 1), stride: Extent(stride))
    var replaced = picture
    try layer.apply(to: &replaced)
    #expect(try replaced == layer.forward(picture))
  }

  @Test func `fast pooling is the readable one, bit for bit`() throws {
    try compare(4_000, of: Layer.randomPooling)
  }

  @Test func `fast global pooling is the readable one, bit for bit`() throws {
    try compare(500, of: Layer.randomGlobalPooling)
  }

  @Test func `fast ReLU is the readable one, bit for bit, also in place`() throws {
    try compare(500) { _, _, _ in .rectification(ReLU()) }
    let example = try #require(try example(seed: 4) { _, _, _ in .rectification(ReLU()) })
    var tensor = example.input
    ReLU().rectify(&tensor)
    #expect(tensor.bits == ReLU().reference(example.input).bits)
  }

  @Test func `layers without windows are the readable ones, bit for bit`() throws {
    try compare(1_000, of: Layer.randomWithoutWindow)
    for example in LayerCase.random(500, seed: 9, vectors: true, of: Layer.randomOfAnyKind)
      + LayerCase.random(200, seed: 9, of: { _, _, _ in .addition(Addition()) })
    {
      let reference = try example.output()
      try #require(
        try example.layer.forward(example.inputs).bits == reference.bits,
        "\(example)")
    }
  }

  @Test(arguments: [3, 5, 7])
  func `a picture of many bands is computed like a small one`(kernel: Int) throws {
    var generator = SeededGenerator(seed: 8)
    let picture = Tensor.random(
      try Shape(channels: 2, height: 90, width: 131), using: &generator)
    let weights = Tensor.random(
      try Shape(channels: 6, height: kernel, width: kernel), using: &generator)
    let layer = try Convolution2D(
      bank: FilterBank(
        filters: 3, channels: 2, kernel: Extent(kernel), weights: weights.elements,
        biases: [1, 0, -0.5]), padding: .same, border: .reflect)
    #expect(try layer.forward(picture, by: .direct).bits == layer.reference(picture).bits)
  }

  // MARK: Memory

  private func address(of tensor: Tensor) -> Int {
    tensor.elements.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
  }

  @Test func `writing over a tensor of the right shape keeps its memory`() throws {
    for example in LayerCase.windowed(100, seed: 500) {
      let expected = try example.output()
      var output = Tensor(shape: expected.shape, repeating: .nan)
      let before = address(of: output)
      try example.layer.forward([example.input], into: &output)
      #expect(output.bits == expected.bits, "\(example)")
      #expect(address(of: output) == before, "\(example)")
    }
  }

  @Test func `a tensor of another shape is replaced`() throws {
    for example in LayerCase.mixed(300, seed: 600) {
      let expected = try example.output()
      var output = Tensor(shape: try Shape(channels: 7, height: 1, width: 1))
      try example.layer.forward(example.inputs, into: &output)
      #expect(output.shape == expected.shape, "\(example)")
      #expect(output.bits == expected.bits, "\(example)")
    }
  }

  @Test func `who holds the old numbers keeps them`() throws {
    let picture = try Tensor.table([1, -2], [3, -4])
    var output = Tensor(shape: picture.shape, repeating: 5)
    let old = output
    ReLU().forward(picture, into: &output)
    #expect(output.elements == [1, 0, 3, 0])
    #expect(old.elements == [5, 5, 5, 5])
    ReLU().forward(output, into: &output)
    #expect(output.elements == [1, 0, 3, 0])
  }
}
