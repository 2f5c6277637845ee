import Convolution
import Kernels
import TestSupport
import Testing

/// Convolution as a product of matrices against the readable loops, bit for bit.
@Suite struct MatrixProductTests {
  static let sets = KernelSet.allCases.filter(\.isAvailable)

  private func check(
    _ layer: Convolution2D, over input: Tensor, equals expected: Tensor, workers: Int = 1,
    _ comment: String
  ) throws {
    for kernels in Self.sets {
      let found = try layer.forward(
        input, by: .matrixProduct, kernels: kernels, workers: workers)
      try #require(found.shape == expected.shape, "\(kernels), \(comment)")
      try #require(found.bits == expected.bits, "\(kernels), \(comment)")
    }
  }

  @Test func `small random layers of every kind`() throws {
    var compared = 0
    var seed: UInt64 = 10_000
    while compared < 6_000 {
      seed += 1
      var generator = SeededGenerator(seed: seed)
      let shape = try Shape(
        channels: Int.random(in: 1...4, using: &generator),
        height: Int.random(in: 1...7, using: &generator),
        width: Int.random(in: 1...(seed % 8 == 0 ? 40 : 9), using: &generator))
      guard
        case .convolution(let layer)? = Layer.randomConvolution(
          using: &generator, over: shape, whole: false),
        (try? layer.outputShape(for: shape)) != nil
      else { continue }
      var input = Tensor.random(shape, using: &generator)
      if seed % 4 == 0 {
        let specials: [Float] = [.nan, .infinity, -.infinity, -0.0, 0, .leastNonzeroMagnitude]
        let place = shape.element(at: Int.random(in: 0..<shape.count, using: &generator))
        input[place] = specials.randomElement(using: &generator) ?? 0
      }
      try check(
        layer, over: input, equals: layer.reference(input), "seed \(seed): \(layer), \(shape)")
      compared += 1
    }
  }

  /// A layer whose weights and biases follow from a seed.
  private func layer(
    channels: Int, filters: Int, kernel: Extent, stride: Extent = Extent(1), padding: Padding,
    border: Border = .zero, groups: Int = 1, seed: UInt64
  ) throws -> Convolution2D {
    var generator = SeededGenerator(seed: seed)
    let weights = Tensor.random(
      try Shape(
        channels: filters * channels / groups, height: kernel.height, width: kernel.width),
      using: &generator)
    return try Convolution2D(
      bank: FilterBank(
        filters: filters, channels: channels / groups, kernel: kernel, weights: weights.elements,
        biases: (0..<filters).map { Float($0) / 8 }),
      stride: stride, padding: padding, border: border, groups: groups)
  }

  @Test(arguments: 1...20)
  func `any number of filters and windows`(filters: Int) throws {
    var generator = SeededGenerator(seed: UInt64(filters))
    for width in 1...20 {
      let input = Tensor.random(
        try Shape(channels: 2, height: 2, width: width), using: &generator)
      let layer = try layer(
        channels: 2, filters: filters, kernel: Extent(height: 2, width: 3), padding: .same,
        border: .wrap, seed: 1)
      try check(layer, over: input, equals: layer.reference(input), "width \(width)")
    }
  }

  /// Channels enough for several steps, whose partial sums are stored and taken up again.
  @Test(arguments: Border.allCases, [1, 2])
  func `deep layers`(border: Border, groups: Int) throws {
    var generator = SeededGenerator(seed: 5)
    for (side, kernel, stride) in [(1, 1, 1), (3, 3, 1), (5, 3, 2), (5, 2, 1), (7, 5, 3)] {
      let input = Tensor.random(
        try Shape(channels: 300, height: side, width: side), using: &generator)
      let layer = try layer(
        channels: 300, filters: 4, kernel: Extent(kernel), stride: Extent(stride),
        padding: kernel == 1 ? .valid : .same, border: border, groups: groups, seed: 6)
      try check(
        layer, over: input, equals: layer.reference(input), "\(side), \(kernel), \(stride)")
    }
  }

  /// Bands of rows, pieces of the filters and groups, in any distribution over the threads.
  @Test(arguments: [1, 2, 3, 7])
  func `threads change nothing`(workers: Int) throws {
    var generator = SeededGenerator(seed: 9)
    for (channels, filters, height, width, groups) in [
      (3, 6, 90, 131, 1), (4, 200, 3, 5, 1), (6, 9, 40, 70, 3), (2, 5, 3, 3000, 1),
    ] {
      let input = Tensor.random(
        try Shape(channels: channels, height: height, width: width), using: &generator)
      let layer = try layer(
        channels: channels, filters: filters, kernel: Extent(3), padding: .all(1), groups: groups,
        seed: 10)
      try check(
        layer, over: input, equals: layer.forward(input, by: .direct), workers: workers,
        "\(input.shape), \(filters) filters")
    }
  }

  @Test func `what forward chooses is the reference for large layers too`() throws {
    var generator = SeededGenerator(seed: 12)
    let input = Tensor.random(try Shape(channels: 32, height: 30, width: 40), using: &generator)
    let layer = try layer(
      channels: 32, filters: 64, kernel: Extent(3), padding: .all(1), border: .reflect, seed: 13)
    let output = try layer.forward(input)
    #expect(try output.bits == layer.forward(input, by: .direct).bits)
    for element in [(0, 0, 0), (63, 29, 39), (17, 0, 20), (40, 13, 0)].map(Element.init) {
      #expect(try output[element] == layer.explain(element, of: input).result)
    }
  }

  @Test func `windows that lie far apart need no memory for what is between them`() throws {
    let input = Tensor(shape: try Shape(channels: 1, height: 2, width: 2), repeating: 3)
    let far = 1 << 23
    let layer = try layer(
      channels: 1, filters: 8, kernel: Extent(1), stride: Extent(far), padding: .all(far), seed: 14)
    let output = try layer.forward(input)
    #expect(output.bits == (try layer.reference(input).bits))
  }
}
