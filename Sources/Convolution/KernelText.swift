/// Kernels as people write them: `1 1 1; 0 0 0; -1 -1 -1`.
///
/// Rows end with `;` or a new line, numbers are separated by blanks or commas, a number may be a
/// fraction such as `1/9`, and `|` separates the kernels for several input channels.
public enum KernelText {
  /// One filter: shape (channels, kernel height, kernel width).
  ///
  /// - Throws: `KernelTextError`, which says where.
  public static func parse(_ text: String) throws(KernelTextError) -> Tensor {
    var kernels: [[[Float]]] = []
    for (index, slice) in text.split(separator: "|", omittingEmptySubsequences: false).enumerated()
    {
      kernels.append(try rows(slice, kernel: index))
    }
    let height = kernels[0].count
    let width = kernels[0][0].count
    for (index, kernel) in kernels.enumerated()
    where kernel.count != height || kernel[0].count != width {
      throw .unequalKernels(
        kernel: index, found: Extent(height: kernel.count, width: kernel[0].count),
        expected: Extent(height: height, width: width))
    }
    do {
      return try Tensor(
        shape: Shape(channels: kernels.count, height: height, width: width),
        elements: Array(kernels.joined().joined()))
    } catch {
      throw .tooLarge(error)
    }
  }

  /// One number: `2`, `-0.5`, `.25`, `1e-3`, `1/9`, `-1/9`.
  public static func number(_ text: some StringProtocol) -> Float? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let value = decimal(parts[0]) else { return nil }
    guard parts.count == 2 else { return value }
    guard let divisor = decimal(parts[1]), divisor != 0 else { return nil }
    let quotient = value / divisor
    return quotient.isFinite ? quotient + 0 : nil
  }

  /// A finite decimal, never −0. `Float` itself would also take `nan`, `inf` and hexadecimals.
  private static func decimal(_ text: some StringProtocol) -> Float? {
    let allowed: Set<Character> = [
      "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "-", ".", "e", "E",
    ]
    // A typographic minus is what one gets by copying from a page.
    let plain = String(text.map { $0 == "−" ? "-" : $0 })
    guard plain.allSatisfy(allowed.contains), let value = Float(plain), value.isFinite else {
      return nil
    }
    return value + 0
  }

  private static func rows(
    _ text: Substring, kernel: Int
  ) throws(KernelTextError) -> [[Float]] {
    var rows: [[Float]] = []
    for line in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
      let words = line.split { $0.isWhitespace || $0 == "," }
      guard !words.isEmpty else { continue }
      var row: [Float] = []
      for word in words {
        guard let value = number(word) else {
          throw .notANumber(String(word), row: rows.count, column: row.count)
        }
        row.append(value)
      }
      if let first = rows.first, first.count != row.count {
        throw .unequalRows(row: rows.count, found: row.count, expected: first.count)
      }
      rows.append(row)
    }
    guard !rows.isEmpty else { throw .empty(kernel: kernel) }
    return rows
  }
}

/// What is wrong with a kernel that somebody wrote. Positions count from 0, words from 1.
public enum KernelTextError: Error, Hashable, Sendable {
  case empty(kernel: Int)
  case notANumber(String, row: Int, column: Int)
  case unequalRows(row: Int, found: Int, expected: Int)
  case unequalKernels(kernel: Int, found: Extent, expected: Extent)
  case tooLarge(ShapeError)
}

extension KernelTextError: CustomStringConvertible {
  /// One sentence, without a full stop: what was found where, and what to write instead.
  public var description: String {
    switch self {
    case .empty(let kernel):
      kernel == 0
        ? "the kernel has no numbers; write rows like \"1 1 1; 0 0 0; -1 -1 -1\""
        : "kernel \(kernel + 1) has no numbers; remove the '|' or write its rows"
    case .notANumber(let word, let row, let column):
      "'\(word)' in row \(row + 1), column \(column + 1) of the kernel is not a number; "
        + "write decimals or fractions such as 0.5, -2 or 1/9"
    case .unequalRows(let row, let found, let expected):
      "row \(row + 1) of the kernel has \(found) number\(found == 1 ? "" : "s"), the first has "
        + "\(expected); all rows need the same length"
    case .unequalKernels(let kernel, let found, let expected):
      "kernel \(kernel + 1) is \(found), the first is \(expected); "
        + "the kernels of one filter need the same size"
    case .tooLarge(let error): error.description
    }
  }
}

extension KernelText {
  /// The text that `parse` reads back as the same filter.
  public static func describe(_ filter: Tensor) -> String {
    (0..<filter.shape.channels).map { channel in
      (0..<filter.shape.height).map { row in
        (0..<filter.shape.width).map { column in
          numeral(filter[channel, row, column])
        }.joined(separator: " ")
      }.joined(separator: "; ")
    }.joined(separator: " | ")
  }
}

/// The shortest decimal that reads back as the same `Float`; whole numbers without a point.
public func numeral(_ value: Float) -> String {
  // Not `rounded()`, which needs the mathematics library, and with it every client of this module.
  if abs(value) < 1e9, Float(Int(value)) == value { return String(Int(value)) }
  return value.description
}
