/// Which elements of its input a layer reads for an output element, whatever their values are.
///
/// Rows, columns and channels are read independently of each other, except by flattening. That is why
/// receptive fields and usage counts can be computed axis by axis.
enum Reach {
  /// Windows over each channel, or the same place where `grid` is nil.
  case places(grid: WindowGrid?, border: Border, channels: Channels)
  /// The element that has the output's place in reading order.
  case readingOrder

  /// The channels that an output channel reads.
  enum Channels {
    /// The one with the same number.
    case same
    /// The first so many outputs read the first so many inputs, and so on.
    case groups(outputs: Int, inputs: Int)
  }
}

extension Layer {
  /// How the layer reads each of its inputs, which all have this shape.
  ///
  /// - Throws: `ShapeError` when the window does not fit.
  func reach(over input: Shape) throws(ShapeError) -> Reach {
    switch self {
    case .convolution(let layer):
      .places(
        grid: try layer.window.grid(over: input.extent), border: layer.border,
        channels: .groups(
          outputs: layer.bank.filters / layer.groups, inputs: layer.bank.channels))
    case .pooling, .globalPooling:
      .places(grid: try grid(over: input), border: .zero, channels: .same)
    case .rectification, .activation, .normalization, .rescaling, .dropout, .addition:
      .places(grid: nil, border: .zero, channels: .same)
    case .softmax:
      .places(
        grid: nil, border: .zero,
        channels: .groups(outputs: input.channels, inputs: input.channels))
    case .dense(let layer):
      .places(
        grid: nil, border: .zero, channels: .groups(outputs: layer.units, inputs: layer.inputs))
    case .flatten: .readingOrder
    }
  }
}

extension WindowAxis {
  /// The input positions that a window reads, once for each tap that reads one, in order of the taps.
  ///
  /// - Complexity: O(*taps on the input*) where the border is zero, O(*kernel*) otherwise.
  func sources(of window: Int, border: Border) -> [Int] {
    guard border != .zero else {
      return taps(onInputIn: window).map { position(of: $0, in: window) }
    }
    return (0..<kernel).compactMap {
      border.source(of: position(of: $0, in: window), length: input)
    }
  }

  /// The taps of a window that lie on the input itself.
  private func taps(onInputIn window: Int) -> Range<Int> {
    let start = start(of: window)
    let first = max(0, (dilation - 1 - start) / dilation)
    let end = min(kernel, start < input ? (input - start + dilation - 1) / dilation : 0)
    return first..<max(first, end)
  }

  /// The input positions that some of the windows read.
  ///
  /// - Complexity: O(*runs*) where windows touch and are not dilated, O(*windows · kernel*) at worst.
  func sources(ofAny windows: IndexRuns, border: Border) -> IndexRuns {
    var reached: [Range<Int>] = []
    for run in windows.runs {
      if dilation > 1 {
        for window in run {
          reached += (0..<kernel).map { Range(position(of: $0, in: window)) }
        }
      } else if stride <= kernel {
        reached.append(start(of: run.lowerBound)..<start(of: run.upperBound - 1) + kernel)
      } else {
        reached += run.map { start(of: $0)..<start(of: $0) + kernel }
      }
    }
    let inside = reached.map { $0.clamped(to: 0..<input) }
    guard border != .zero else { return IndexRuns(inside) }
    let outside = reached.flatMap { range in
      // Reflected or not, the picture has shown all of itself after two of its lengths.
      range.clamped(to: .min..<0).suffix(2 * input)
        + range.clamped(to: input..<(.max))
        .prefix(2 * input)
    }
    let repeated = outside.compactMap { border.source(of: $0, length: input).map { Range($0) } }
    return IndexRuns(inside + repeated)
  }
}

extension Range<Int> {
  /// The range of a single number.
  init(_ only: Int) { self = only..<only + 1 }
}
