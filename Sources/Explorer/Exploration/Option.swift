package import Convolution

/// One row of the options panel: something about the chain that can be changed while looking at it.
package enum Option: CaseIterable, Hashable, Sendable {
  case strideRows, strideColumns, padding, border, dilationRows, dilationColumns
  case groups, bias, flip, relu
  case pooling, poolRows, poolColumns, poolStrideRows, poolStrideColumns, poolPadding

  /// The rows that make sense for a chain over a picture with so many channels.
  package static func available(for settings: ChainSettings, channels: Int) -> [Option] {
    allCases.filter { option in
      switch option {
      case .strideRows, .strideColumns, .padding, .border, .dilationRows, .dilationColumns, .bias,
        .flip, .relu:
        !settings.filters.isEmpty
      case .groups: !settings.filters.isEmpty && channels > 1
      case .pooling: true
      case .poolRows, .poolColumns, .poolStrideRows, .poolStrideColumns, .poolPadding:
        settings.pooling != nil
      }
    }
  }

  package var title: String {
    switch self {
    case .strideRows: "stride rows"
    case .strideColumns: "stride columns"
    case .padding: "padding"
    case .border: "border"
    case .dilationRows: "dilation rows"
    case .dilationColumns: "dilation columns"
    case .groups: "groups"
    case .bias: "bias"
    case .flip: "flip the filter"
    case .relu: "ReLU"
    case .pooling: "pooling"
    case .poolRows: "  window rows"
    case .poolColumns: "  window columns"
    case .poolStrideRows: "  stride rows"
    case .poolStrideColumns: "  stride columns"
    case .poolPadding: "  padding"
    }
  }

  /// What the row stands at.
  package func value(in settings: ChainSettings) -> String {
    let pooling = settings.pooling
    return switch self {
    case .strideRows: String(settings.stride.height)
    case .strideColumns: String(settings.stride.width)
    case .padding: settings.padding.title
    case .border: settings.border.rawValue
    case .dilationRows: String(settings.dilation.height)
    case .dilationColumns: String(settings.dilation.width)
    case .groups: settings.grouping.title
    case .bias: numeral(settings.bias)
    case .flip: settings.isFlipped ? "yes" : "no"
    case .relu: settings.hasReLU ? "yes" : "no"
    case .pooling: pooling?.kind.title ?? "none"
    case .poolRows: String(pooling?.kernel.height ?? 0)
    case .poolColumns: String(pooling?.kernel.width ?? 0)
    case .poolStrideRows: String(pooling?.layer.window.stride.height ?? 0)
    case .poolStrideColumns: String(pooling?.layer.window.stride.width ?? 0)
    case .poolPadding: pooling?.padding.description ?? "0"
    }
  }

  /// The next value, or the one before, for a picture with so many channels.
  func change(_ settings: inout ChainSettings, by step: Int, channels: Int) {
    switch self {
    case .padding:
      settings.padding = Self.neighbor(of: settings.padding, by: step)
    case .border: settings.border = Self.neighbor(of: settings.border, by: step)
    case .groups: settings.grouping = settings.grouping.neighbor(by: step, channels: channels)
    case .bias: settings.bias += 0.5 * Float(step)
    case .flip: settings.isFlipped.toggle()
    case .relu: settings.hasReLU.toggle()
    case .pooling:
      let kinds: [Pooling2D.Kind?] = [
        nil, .maximum, .average(countingPadding: true), .average(countingPadding: false),
      ]
      let index = kinds.firstIndex(of: settings.pooling?.kind) ?? 0
      if let kind = kinds[(index + step + kinds.count) % kinds.count] {
        var pooling = settings.pooling ?? PoolingChoice(kind)
        pooling.kind = kind
        settings.pooling = pooling
      } else {
        settings.pooling = nil
      }
    default: setNumber(&settings, (number(in: settings) ?? 0) + step)
    }
  }

  /// The value that was typed; what is not a value changes nothing.
  func set(_ settings: inout ChainSettings, to text: String) {
    if self == .bias {
      if let bias = KernelText.number(text) { settings.bias = bias }
    } else if let number = Int(text) {
      setNumber(&settings, number)
    }
  }

  private func number(in settings: ChainSettings) -> Int? {
    Int(value(in: settings))
  }

  private func setNumber(_ settings: inout ChainSettings, _ number: Int) {
    let poolStride = settings.pooling?.layer.window.stride ?? Extent(1)
    // Zero is refused by the engine, with a sentence; below zero nothing has a meaning.
    let number = min(max(number, self == .padding || self == .poolPadding ? 0 : 1), 999)
    switch self {
    case .strideRows: settings.stride.height = number
    case .strideColumns: settings.stride.width = number
    case .padding: settings.padding = number == 0 ? .valid : .all(number)
    case .dilationRows: settings.dilation.height = number
    case .dilationColumns: settings.dilation.width = number
    case .groups: settings.grouping = .groups(number)
    case .poolRows: settings.pooling?.kernel.height = number
    case .poolColumns: settings.pooling?.kernel.width = number
    case .poolStrideRows:
      settings.pooling?.stride = Extent(height: number, width: poolStride.width)
    case .poolStrideColumns:
      settings.pooling?.stride = Extent(height: poolStride.height, width: number)
    case .poolPadding: settings.pooling?.padding = Edges(number)
    case .border, .bias, .flip, .relu, .pooling: break
    }
  }

  /// valid, same, same-lower, then 1, 2, 3 … on each side.
  private static func neighbor(of padding: Padding, by step: Int) -> Padding {
    let named: [Padding] = [.valid, .same, .sameLower]
    let position: Int =
      switch padding {
      case .explicit(let edges): 2 + max(1, edges.top)
      case .valid, .same, .sameLower: named.firstIndex(of: padding) ?? 0
      }
    let next = max(0, position + step)
    return next < named.count ? named[next] : .all(next - 2)
  }

  private static func neighbor(of border: Border, by step: Int) -> Border {
    let cases = Border.allCases
    let index = cases.firstIndex(of: border) ?? 0
    return cases[(index + step + cases.count) % cases.count]
  }
}

extension Padding {
  /// As on the command line: `valid`, `same`, `same-lower`, `1`, `1×2`, `0,1,0,1`.
  package var title: String {
    switch self {
    case .valid: "valid"
    case .same: "same"
    case .sameLower: "same-lower"
    case .explicit(let edges): edges.description
    }
  }
}

extension Pooling2D.Kind {
  package var title: String {
    switch self {
    case .maximum: "max"
    case .average(countingPadding: true): "average"
    case .average(countingPadding: false): "pixel average"
    }
  }
}
