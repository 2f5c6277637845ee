package import Convolution

/// A layer, inputs that suit it, and the seed that makes them again.
package struct LayerCase: CustomStringConvertible {
  package let seed: UInt64
  package let layer: Layer
  /// Several for additions, else one.
  package let inputs: [Tensor]

  package init(seed: UInt64, layer: Layer, inputs: [Tensor]) {
    (self.seed, self.layer, self.inputs) = (seed, layer, inputs)
  }

  package var input: Tensor { inputs[0] }

  package var description: String { "seed \(seed): \(layer.name) over \(input.shape)" }

  package func output() throws -> Tensor { try layer.reference(inputs) }

  package func explain(_ element: Element) throws -> Explanation {
    try layer.explain(element, of: inputs)
  }
}

extension LayerCase {
  /// The first cases from `seed` on that are valid; numbers are whole where a law needs exact sums.
  ///
  /// Sizes are so small that borders, leftovers and overhangs are the rule.
  package static func random(
    _ count: Int, seed: UInt64, whole: Bool = false, vectors: Bool = false,
    of make: (inout SeededGenerator, Shape, Bool) -> Layer?
  ) -> [LayerCase] {
    var cases: [LayerCase] = []
    var seed = seed
    while cases.count < count {
      var generator = SeededGenerator(seed: seed)
      if let shape = try? Shape.random(vector: vectors, using: &generator),
        let layer = make(&generator, shape, whole)
      {
        let inputs = (0..<layer.randomInputCount(using: &generator)).map { _ in
          Tensor.random(shape, whole: whole, using: &generator)
        }
        if (try? layer.outputShape(for: inputs.map(\.shape))) != nil {
          cases.append(LayerCase(seed: seed, layer: layer, inputs: inputs))
        }
      }
      seed += 1
    }
    return cases
  }

  /// Layers of every kind, a mixed bag: half of them with windows.
  package static func mixed(_ count: Int, seed: UInt64) -> [LayerCase] {
    windowed(count / 2, seed: seed)
      + random(count / 2, seed: seed + 4_000_000, of: Layer.randomOfAnyKind)
      + random(count / 20, seed: seed + 5_000_000, vectors: true, of: Layer.randomOfAnyKind)
  }

  /// Convolutions and poolings, and ReLU.
  package static func windowed(_ count: Int, seed: UInt64) -> [LayerCase] {
    let each = count / 4
    return random(each * 2, seed: seed, of: Layer.randomConvolution)
      + random(each, seed: seed + 1_000_000, of: Layer.randomPooling)
      + random(each / 2, seed: seed + 2_000_000, of: Layer.randomGlobalPooling)
      + random(each / 2, seed: seed + 3_000_000) { _, _, _ in .rectification(ReLU()) }
  }
}

extension Shape {
  package static func random(vector: Bool, using generator: inout SeededGenerator) throws -> Shape {
    try vector
      ? Shape(channels: Int.random(in: 1...12, using: &generator), height: 1, width: 1)
      : Shape(
        channels: Int.random(in: 1...4, using: &generator),
        height: Int.random(in: 1...9, using: &generator),
        width: Int.random(in: 1...12, using: &generator))
  }
}

extension Layer {
  package static func randomConvolution(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    let groups =
      (1...shape.channels).filter { shape.channels % $0 == 0 }
      .randomElement(using: &generator) ?? 1
    let filters = groups * Int.random(in: 1...2, using: &generator)
    let kernel = Extent.random(in: 1...5, using: &generator)
    guard
      let weights = try? Shape(
        channels: filters * shape.channels / groups, height: kernel.height, width: kernel.width),
      let bank = try? FilterBank(
        filters: filters, channels: shape.channels / groups, kernel: kernel,
        weights: Tensor.random(weights, whole: whole, using: &generator).elements,
        biases: (0..<filters).map { _ in Float(Int.random(in: -3...3, using: &generator)) }),
      let convolution = try? Convolution2D(
        bank: bank, stride: .random(in: 1...4, using: &generator),
        padding: .random(using: &generator), dilation: .random(in: 1...3, using: &generator),
        border: Border.allCases.randomElement(using: &generator) ?? .zero, groups: groups)
    else { return nil }
    return .convolution(convolution)
  }

  package static func randomPooling(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    .pooling(
      Pooling2D(
        .random(using: &generator), kernel: .random(in: 1...4, using: &generator),
        stride: Bool.random(using: &generator) ? nil : .random(in: 1...4, using: &generator),
        padding: .random(using: &generator), dilation: .random(in: 1...2, using: &generator),
        rounding: Bool.random(using: &generator) ? .up : .down))
  }

  package static func randomGlobalPooling(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    .globalPooling(GlobalPooling2D(.random(using: &generator)))
  }

  package static func randomNormalization(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    func numbers(_ range: ClosedRange<Float>) -> [Float] {
      (0..<shape.channels).map { _ in Float.random(in: range, using: &generator) }
    }
    let layer = try? BatchNormalization(
      scale: numbers(-2...2), shift: numbers(-2...2), mean: numbers(-1...1),
      variance: numbers(0...3), epsilon: 1e-3)
    return layer.map { .normalization($0) }
  }

  package static func randomDense(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    let units = Int.random(in: 1...9, using: &generator)
    guard let weights = try? Shape(channels: shape.count, height: units, width: 1) else {
      return nil
    }
    let layer = try? Dense(
      inputs: shape.count, units: units,
      weights: Tensor.random(weights, whole: whole, using: &generator).elements,
      biases: (0..<units).map { _ in Float(Int.random(in: -3...3, using: &generator)) })
    return layer.map { .dense($0) }
  }

  /// A layer without a window; dense layers need vectors.
  package static func randomWithoutWindow(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    switch Int.random(in: 0..<11, using: &generator) {
    case 0: .rectification(ReLU())
    case 1: .activation(.leakyReLU(slope: Float.random(in: -0.5...0.5, using: &generator)))
    case 2: .activation(.sigmoid)
    case 3: .activation(.tanh)
    case 4: randomNormalization(using: &generator, over: shape, whole: whole)
    case 5:
      .rescaling(
        Rescaling(
          scale: Float.random(in: -2...2, using: &generator),
          offset: Float.random(in: -2...2, using: &generator)))
    case 6: .dropout(Dropout(rate: Float.random(in: 0...1, using: &generator)))
    case 7: .flatten(Flatten())
    case 8: randomDense(using: &generator, over: shape, whole: whole)
    case 9: .softmax(Softmax())
    default: .addition(Addition())
    }
  }

  /// One layer of all that there are.
  package static func randomOfAnyKind(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0..<3: randomConvolution(using: &generator, over: shape, whole: whole)
    case 3..<5: randomPooling(using: &generator, over: shape, whole: whole)
    case 5: randomGlobalPooling(using: &generator, over: shape, whole: whole)
    default: randomWithoutWindow(using: &generator, over: shape, whole: whole)
    }
  }

  /// A layer in which more of any input is more of the output: no weight is negative, nothing is
  /// cut off or compared.
  package static func randomIncreasing(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    switch randomOfAnyKind(using: &generator, over: shape, whole: whole) {
    case .convolution(let layer):
      let bank = try? FilterBank(
        filters: layer.bank.filters, channels: layer.bank.channels, kernel: layer.bank.kernel,
        weights: layer.bank.weights.map { abs($0) + 0.5 })
      let window = layer.window
      let increasing = bank.flatMap {
        try? Convolution2D(
          bank: $0, stride: window.stride, padding: window.padding, dilation: window.dilation,
          border: layer.border, groups: layer.groups)
      }
      return increasing.map { .convolution($0) }
    case .dense(let layer):
      let increasing = try? Dense(
        inputs: layer.inputs, units: layer.units, weights: layer.weights.map { abs($0) + 0.5 })
      return increasing.map { .dense($0) }
    case .normalization(let layer):
      let increasing = try? BatchNormalization(
        scale: layer.channels.map { abs($0.scale) + 0.5 },
        shift: layer.channels.map { abs($0.shift) }, mean: layer.channels.map { -abs($0.mean) },
        variance: layer.channels.map(\.variance))
      return increasing.map { .normalization($0) }
    case .pooling(let layer):
      return layer.kind == .maximum ? nil : .pooling(layer)
    case .globalPooling(let layer):
      return layer.kind == .maximum ? nil : .globalPooling(layer)
    case .rescaling(let layer): return .rescaling(Rescaling(scale: abs(layer.scale) + 0.5))
    case .activation(.leakyReLU): return .activation(.leakyReLU(slope: 0.5))
    case .activation, .softmax, nil: return nil
    case .rectification(let layer): return .rectification(layer)
    case .dropout(let layer): return .dropout(layer)
    case .flatten(let layer): return .flatten(layer)
    case .addition(let layer): return .addition(layer)
    }
  }

  /// 2 or 3 for an addition, 1 for others.
  package func randomInputCount(using generator: inout SeededGenerator) -> Int {
    inputCounts.contains(1) ? 1 : Int.random(in: 2...3, using: &generator)
  }
}

extension Pooling2D.Kind {
  package static func random(using generator: inout SeededGenerator) -> Pooling2D.Kind {
    let kinds: [Pooling2D.Kind] = [
      .maximum, .average(countingPadding: true), .average(countingPadding: false),
    ]
    return kinds.randomElement(using: &generator) ?? .maximum
  }
}

extension Extent {
  package static func random(
    in range: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> Extent {
    Extent(
      height: Int.random(in: range, using: &generator),
      width: Int.random(in: range, using: &generator))
  }
}

extension Padding {
  package static func random(using generator: inout SeededGenerator) -> Padding {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: .valid
    case 1: .same
    case 2: .sameLower
    default:
      .explicit(
        Edges(
          top: Int.random(in: 0...3, using: &generator),
          left: Int.random(in: 0...3, using: &generator),
          bottom: Int.random(in: 0...3, using: &generator),
          right: Int.random(in: 0...3, using: &generator)))
    }
  }
}

extension Tensor {
  /// All positions in reading order.
  package var positions: [Element] { (0..<shape.count).map(shape.element(at:)) }

  /// The numbers as they lie in memory, NaN as NaN: what "bit for bit" compares.
  package var bits: [UInt32] { elements.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern } }

  /// What a test writes for a table.
  package static func table(_ rows: [Float]...) throws -> Tensor { try Tensor(rows: rows) }

  /// 0, 1, 2, … in reading order.
  package static func counting(_ shape: Shape) -> Tensor {
    var tensor = Tensor(shape: shape)
    for (index, element) in tensor.positions.enumerated() { tensor[element] = Float(index) }
    return tensor
  }
}
