import Convolution
import Explorer
import TestSupport

extension ChainSettings {
  /// Settings of every kind, whether or not they suit a picture.
  static func random(
    channels: Int = 1, using generator: inout some RandomNumberGenerator
  ) -> ChainSettings {
    var settings = ChainSettings()
    if Int.random(in: 0..<5, using: &generator) > 0 {
      settings.filters = filters(channels: channels, using: &generator)
      settings.bias = [0, -0.5, 1 / 3, 1e-6].randomElement(using: &generator) ?? 0
      settings.stride = .random(in: 1...3, using: &generator)
      settings.padding = .random(using: &generator)
      settings.border = Border.allCases.randomElement(using: &generator) ?? .zero
      settings.dilation = .random(in: 1...2, using: &generator)
      settings.grouping =
        [.none, .depthwise, .groups(.random(in: 2...4, using: &generator))]
        .randomElement(using: &generator) ?? .none
      settings.isFlipped = .random(using: &generator)
      settings.hasReLU = .random(using: &generator)
    }
    if settings.filters.isEmpty || .random(using: &generator) {
      settings.pooling = .random(using: &generator)
    }
    return settings
  }

  /// Several of the same size, named ones and own ones in any order.
  private static func filters(
    channels: Int, using generator: inout some RandomNumberGenerator
  ) -> [FilterChoice] {
    let size =
      Bool.random(using: &generator) ? Extent(3) : .random(in: 1...3, using: &generator)
    return (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      if size == Extent(3), .random(using: &generator) {
        let entries = FilterCatalog.entries.filter { $0.kernel.shape.extent == size }
        return FilterChoice(entries[Int.random(in: 0..<entries.count, using: &generator)])
      }
      let isFlat = Bool.random(using: &generator)
      guard
        let shape = try? Shape(
          channels: isFlat ? 1 : channels, height: size.height, width: size.width)
      else { preconditionFailure("\(size) is a size") }
      return FilterChoice(Tensor.random(shape, using: &generator))
    }
  }
}

extension PoolingChoice {
  static func random(using generator: inout some RandomNumberGenerator) -> PoolingChoice {
    let kinds: [Pooling2D.Kind] = [
      .maximum, .average(countingPadding: true), .average(countingPadding: false),
    ]
    return PoolingChoice(
      kinds.randomElement(using: &generator) ?? .maximum,
      kernel: .random(in: 1...3, using: &generator),
      stride: Bool.random(using: &generator) ? .random(in: 1...3, using: &generator) : nil,
      padding: .random(using: &generator))
  }
}

extension Padding {
  fileprivate static func random(using generator: inout some RandomNumberGenerator) -> Padding {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: .valid
    case 1: .same
    case 2: .sameLower
    default: .explicit(.random(using: &generator))
    }
  }
}

extension Edges {
  /// The same on all sides, on opposite sides, or on none.
  fileprivate static func random(using generator: inout some RandomNumberGenerator) -> Edges {
    let sizes = (0..<4).map { _ in Int.random(in: 0...2, using: &generator) }
    return switch Int.random(in: 0..<3, using: &generator) {
    case 0: Edges(sizes[0])
    case 1: Edges(top: sizes[0], left: sizes[1], bottom: sizes[0], right: sizes[1])
    default: Edges(top: sizes[0], left: sizes[1], bottom: sizes[2], right: sizes[3])
    }
  }
}

extension Extent {
  fileprivate static func random(
    in range: ClosedRange<Int>, using generator: inout some RandomNumberGenerator
  ) -> Extent {
    Extent(
      height: .random(in: range, using: &generator), width: .random(in: range, using: &generator))
  }
}
