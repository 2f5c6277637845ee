import Convolution
import TestSupport
import Testing

/// A layer, an input that suits it, and the seed that makes both again.
struct LayerCase: CustomTestStringConvertible {
  let seed: UInt64
  let layer: Layer
  let input: Tensor

  var testDescription: String { "seed \(seed): \(layer.name) over \(input.shape)" }

  func output() throws -> Tensor { try layer.reference([input]) }
}

extension LayerCase {
  /// The first cases from `seed` on that are valid; numbers are whole where a law needs exact sums.
  ///
  /// Sizes are so small that borders, leftovers and overhangs are the rule.
  static func random(
    _ count: Int, seed: UInt64, whole: Bool = false,
    of make: (inout SeededGenerator, Shape, Bool) -> Layer?
  ) -> [LayerCase] {
    var cases: [LayerCase] = []
    var seed = seed
    while cases.count < count {
      var generator = SeededGenerator(seed: seed)
      if let shape = try? Shape(
        channels: Int.random(in: 1...4, using: &generator),
        height: Int.random(in: 1...9, using: &generator),
        width: Int.random(in: 1...12, using: &generator)),
        let layer = make(&generator, shape, whole), (try? layer.outputShape(for: [shape])) != nil
      {
        cases.append(
          LayerCase(
            seed: seed, layer: layer,
            input: Tensor.random(shape, whole: whole, using: &generator)))
      }
      seed += 1
    }
    return cases
  }

  /// Layers of every kind, a mixed bag.
  static func mixed(_ count: Int, seed: UInt64) -> [LayerCase] {
    let each = count / 4
    return random(each * 2, seed: seed, of: Layer.randomConvolution)
      + random(each, seed: seed + 1_000_000, of: Layer.randomPooling)
      + random(each / 2, seed: seed + 2_000_000, of: Layer.randomGlobalPooling)
      + random(each / 2, seed: seed + 3_000_000) { _, _, _ in .rectification(ReLU()) }
  }
}

extension Layer {
  static func randomConvolution(
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

  static func randomPooling(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    .pooling(
      Pooling2D(
        .random(using: &generator), kernel: .random(in: 1...4, using: &generator),
        stride: Bool.random(using: &generator) ? nil : .random(in: 1...4, using: &generator),
        padding: .random(using: &generator), dilation: .random(in: 1...2, using: &generator),
        rounding: Bool.random(using: &generator) ? .up : .down))
  }

  static func randomGlobalPooling(
    using generator: inout SeededGenerator, over shape: Shape, whole: Bool
  ) -> Layer? {
    .globalPooling(GlobalPooling2D(.random(using: &generator)))
  }
}

extension Pooling2D.Kind {
  static func random(using generator: inout SeededGenerator) -> Pooling2D.Kind {
    let kinds: [Pooling2D.Kind] = [
      .maximum, .average(countingPadding: true), .average(countingPadding: false),
    ]
    return kinds.randomElement(using: &generator) ?? .maximum
  }
}

extension Extent {
  static func random(in range: ClosedRange<Int>, using generator: inout SeededGenerator) -> Extent {
    Extent(
      height: Int.random(in: range, using: &generator),
      width: Int.random(in: range, using: &generator))
  }
}

extension Padding {
  static func random(using generator: inout SeededGenerator) -> Padding {
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
  var positions: [Element] { (0..<shape.count).map(shape.element(at:)) }

  /// The numbers as they lie in memory, NaN as NaN: what "bit for bit" compares.
  var bits: [UInt32] { elements.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern } }

  /// What a test writes for a table.
  static func table(_ rows: [Float]...) throws -> Tensor { try Tensor(rows: rows) }

  /// 0, 1, 2, … in reading order.
  static func counting(_ shape: Shape) -> Tensor {
    var tensor = Tensor(shape: shape)
    for (index, element) in tensor.positions.enumerated() { tensor[element] = Float(index) }
    return tensor
  }
}
