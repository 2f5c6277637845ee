/// One axis of a sliding window: how many windows fit, where each starts, what they leave over.
///
/// With *n* elements, kernel *k*, stride *s*, dilation *d* and padding *p* on each side, the kernel
/// spans *d·(k − 1) + 1* elements and ⌊(n + 2p − span) / s⌋ + 1 windows fit.
///
/// Source: Dumoulin and Visin, *A guide to convolution arithmetic for deep learning* (2016),
/// relationships 6 and 15.
public struct WindowAxis: Hashable, Sendable {
  /// The elements of the input, without padding.
  public let input: Int
  /// The taps of a window.
  public let kernel: Int
  /// From one window to the next.
  public let stride: Int
  /// From one tap to the next.
  public let dilation: Int
  /// Elements added at the top or at the left.
  public let paddingBefore: Int
  /// Elements added at the bottom or at the right.
  public let paddingAfter: Int
  /// What happens to a rest that is too short for a window.
  public let rounding: Rounding
  /// The number of windows.
  public let output: Int

  /// What happens to elements that are too few for another window.
  public enum Rounding: Hashable, Sendable {
    /// They are left over.
    case down
    /// They get a window of their own, which reaches beyond the padding; it is dropped when it
    /// would start in the padding behind the input, as in PyTorch.
    case up
  }

  /// The largest kernel, dilated kernel, stride and padding; an input may be as large as a tensor.
  ///
  /// Sums and products of any two of them stay far from overflow.
  static let limit = 1 << 24

  init(
    input: Int, kernel: Int, stride: Int, dilation: Int, paddingBefore: Int, paddingAfter: Int,
    rounding: Rounding = .down
  ) throws(WindowDoesNotFit) {
    self.input = input
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    self.rounding = rounding
    let room = input + paddingBefore + paddingAfter - (dilation * (kernel - 1) + 1)
    guard room >= 0 else { throw WindowDoesNotFit() }
    switch rounding {
    case .down:
      output = room / stride + 1
    case .up:
      let count = (room + stride - 1) / stride + 1
      output = (count - 1) * stride >= input + paddingBefore ? count - 1 : count
    }
  }

  struct WindowDoesNotFit: Error {}

  /// The elements from a window's first tap to its last.
  public var span: Int { dilation * (kernel - 1) + 1 }

  /// The input position of a window's first tap; negative in the padding.
  public func start(of window: Int) -> Int { window * stride - paddingBefore }

  /// The input position of one tap of a window, which may lie in the padding on either side.
  public func position(of tap: Int, in window: Int) -> Int { start(of: window) + tap * dilation }

  /// The elements of the padded input behind the last window.
  public var leftover: Int {
    max(0, input + paddingBefore + paddingAfter - (output - 1) * stride - span)
  }

  /// How many of the leftover elements belong to the input itself, not to its padding.
  public var leftoverInput: Int { max(0, leftover - paddingAfter) }

  /// Input elements that lie between two windows, because the stride is wider than the kernel.
  public var skippedBetweenWindows: Int { output > 1 ? max(0, stride - span) : 0 }

  /// How many of every `stride` elements lie under windows but between their taps, for all of them:
  /// 1 with stride 2 and dilation 2, where all taps lie on even positions.
  ///
  /// - Complexity: O(*kernel*).
  public var skippedBetweenTaps: Int {
    guard output > 1, dilation > 1, skippedBetweenWindows == 0 else { return 0 }
    return stride - Set((0..<kernel).lazy.map { $0 * dilation % stride }).count
  }

  /// Whether no tap of any window lies on this element of the input.
  ///
  /// Its copies in the padding, should the border make some, are not looked at.
  ///
  /// - Complexity: O(*kernel*).
  public func isUnused(_ position: Int) -> Bool {
    !(0..<kernel).contains { tap in window(at: position - tap * dilation) != nil }
  }

  /// The windows whose taps all lie on the input itself; empty when there are none.
  var inner: Range<Int> {
    let first = (paddingBefore + stride - 1) / stride
    let room = input + paddingBefore - span
    guard room >= 0 else { return 0..<0 }
    let end = min(output, room / stride + 1)
    return first < end ? first..<end : 0..<0
  }

  /// The window whose first tap lies at this input position, if there is one.
  func window(at start: Int) -> Int? {
    let offset = start + paddingBefore
    guard offset >= 0, offset % stride == 0, offset / stride < output else { return nil }
    return offset / stride
  }
}

extension WindowAxis {
  /// The size formula with this axis' numbers in it: `⌊(28+2·1−3)/2⌋+1 = 14`.
  public var formula: String {
    let padding =
      paddingBefore == paddingAfter
      ? "2·\(paddingBefore)" : "\(paddingBefore)+\(paddingAfter)"
    let kernelTerms = dilation == 1 ? "\(kernel)" : "\(dilation)·(\(kernel)−1)−1"
    let quotient = "(\(input)+\(padding)−\(kernelTerms))/\(stride)"
    switch rounding {
    case .down: return "⌊\(quotient)⌋+1 = \(output)"
    case .up:
      let count = (input + paddingBefore + paddingAfter - span + stride - 1) / stride + 1
      let dropped = count == output ? "" : ", less 1 in the padding = \(output)"
      return "⌈\(quotient)⌉+1 = \(count)" + dropped
    }
  }

  /// One sentence on the elements that no window reads, or nil when all are read.
  ///
  /// - Parameters:
  ///   - unit: What one element is called, "row" or "column".
  ///   - side: Where the axis ends, "bottom" or "right".
  public func leftoverNote(unit: String, side: String) -> String? {
    var notes: [String] = []
    if leftoverInput > 0 {
      notes.append("\(counted(leftoverInput, unit)) at the \(side) left over")
    } else if leftover > 0 {
      notes.append("\(counted(leftover, unit)) of padding at the \(side) left over")
    }
    if skippedBetweenWindows > 0 {
      notes.append("\(counted(skippedBetweenWindows, unit)) skipped between windows")
    } else if skippedBetweenTaps > 0 {
      notes.append("\(skippedBetweenTaps) of every \(stride) \(unit)s skipped between taps")
    }
    return notes.isEmpty ? nil : notes.joined(separator: ", ")
  }

  private func counted(_ count: Int, _ unit: String) -> String {
    count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
  }
}
