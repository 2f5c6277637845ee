/// Several filters in one text, as people write them:
///
///     # left edge
///     -1 0 1
///     -1 0 1
///
///     # green against red
///     1 1
///     1 1
///     ---
///     -1 -1
///     -1 -1
///
/// Blank lines separate the filters, and a line of dashes the kernels for several input channels. A
/// line is a row of numbers as in `KernelText`, whose `;` and `|` mean the same here. What stands behind
/// `#` is a comment; the last one directly above a filter's numbers is its name.
public enum FilterBankText {
  /// One filter of a bank.
  public struct Entry: Hashable, Sendable {
    /// What the text calls it; nil where it has no name.
    public let name: String?
    /// Shape (channels, kernel height, kernel width).
    public let filter: Tensor
    /// The line of its first number, from 1.
    public let line: Int
  }

  /// At least one filter; all have the same size and, but for flat ones, the same number of channels.
  ///
  /// - Throws: `FilterBankTextError`, which says in which line.
  public static func parse(_ text: String) throws(FilterBankTextError) -> [Entry] {
    var entries: [Entry] = []
    var block = Block()
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let content = line.prefix { $0 != "#" }
      if content.allSatisfy(\.isWhitespace) {
        if content.endIndex < line.endIndex {
          block.comment = words(line.dropFirst(content.count + 1))
        } else {
          try finish(&block, into: &entries)
        }
      } else {
        try block.add(content, line: number)
      }
    }
    try finish(&block, into: &entries)
    guard !entries.isEmpty else {
      throw FilterBankTextError(line: 1, problem: .empty)
    }
    return entries
  }

  private static func words(_ text: Substring) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Makes a filter of the lines so far.
  private static func finish(
    _ block: inout Block, into entries: inout [Entry]
  ) throws(FilterBankTextError) {
    defer { block = Block() }
    guard let entry = try block.entry() else { return }
    let shape = entry.filter.shape
    if let first = entries.first, first.filter.shape.extent != shape.extent {
      throw FilterBankTextError(
        line: entry.line,
        problem: .unequalSizes(found: shape.extent, expected: first.filter.shape.extent))
    }
    let deep = entries.first { $0.filter.shape.channels > 1 }
    if let deep, shape.channels > 1, shape.channels != deep.filter.shape.channels {
      throw FilterBankTextError(
        line: entry.line,
        problem: .unequalChannels(found: shape.channels, expected: deep.filter.shape.channels))
    }
    entries.append(entry)
  }
}

/// The lines of one filter.
private struct Block {
  /// The last comment before the numbers.
  var comment: String? {
    get { name }
    set { if kernels == [[]] { name = newValue } }
  }
  private var name: String?
  /// Rows of numbers, kernel after kernel.
  private var kernels: [[[Float]]] = [[]]
  private var firstLine = 0
  private var lastLine = 0

  mutating func add(_ text: Substring, line: Int) throws(FilterBankTextError) {
    if kernels == [[]] { firstLine = line }
    lastLine = line
    if text.allSatisfy({ $0 == "-" || $0.isWhitespace }), text.contains("--") {
      return try close(line)
    }
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { try close(line) }
      guard part.contains(where: { !$0.isWhitespace && $0 != ";" }) else { continue }
      try add(rows: part, line: line)
    }
  }

  /// The kernel is complete; another one follows.
  private mutating func close(_ line: Int) throws(FilterBankTextError) {
    guard kernels.last?.isEmpty == false else {
      throw FilterBankTextError(line: line, problem: .emptyKernel)
    }
    kernels.append([])
  }

  private mutating func add(rows text: Substring, line: Int) throws(FilterBankTextError) {
    let rows: Tensor
    do {
      rows = try KernelText.parse(String(text))
    } catch {
      throw FilterBankTextError(line: line, problem: .row(error))
    }
    let width = rows.shape.width
    if let expected = kernels[0].first?.count, expected != width {
      throw FilterBankTextError(
        line: line, problem: .unequalRows(found: width, expected: expected))
    }
    for row in 0..<rows.shape.height {
      kernels[kernels.count - 1].append((0..<width).map { rows[0, row, $0] })
    }
  }

  /// The filter; nil when there were no numbers.
  func entry() throws(FilterBankTextError) -> FilterBankText.Entry? {
    guard kernels != [[]] else { return nil }
    let height = kernels[0].count
    for kernel in kernels where kernel.count != height {
      throw FilterBankTextError(
        line: lastLine,
        problem: kernel.isEmpty
          ? .emptyKernel : .unequalKernels(found: kernel.count, expected: height))
    }
    do {
      let shape = try Shape(channels: kernels.count, height: height, width: kernels[0][0].count)
      let filter = try Tensor(shape: shape, elements: Array(kernels.joined().joined()))
      return FilterBankText.Entry(name: name, filter: filter, line: firstLine)
    } catch {
      throw FilterBankTextError(line: firstLine, problem: .tooLarge(error))
    }
  }
}

/// What is wrong with a filter bank that somebody wrote, and in which line, from 1.
public struct FilterBankTextError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// What is wrong there.
  public let problem: Problem

  /// What can be wrong.
  public enum Problem: Hashable, Sendable {
    case empty
    case emptyKernel
    case row(KernelTextError)
    case unequalRows(found: Int, expected: Int)
    case unequalKernels(found: Int, expected: Int)
    case unequalSizes(found: Extent, expected: Extent)
    case unequalChannels(found: Int, expected: Int)
    case tooLarge(ShapeError)
  }
}

extension FilterBankTextError: CustomStringConvertible {
  /// The line and one sentence, without a full stop: `7: the filter is 2×2, …`.
  public var description: String { "\(line): \(sentence)" }

  private var sentence: String {
    switch problem {
    case .empty:
      "there is no filter; write rows of numbers, and a blank line between filters"
    case .emptyKernel:
      "a kernel has no numbers; write its rows, or remove the line that separates it"
    case .row(.notANumber(let word, _, _)):
      "'\(word)' is not a number; write decimals or fractions such as 0.5, -2 or 1/9"
    case .row(let error): error.description
    case .unequalRows(let found, let expected):
      "the row has \(found) number\(found == 1 ? "" : "s"), the filter's first has \(expected); "
        + "all rows need the same length"
    case .unequalKernels(let found, let expected):
      "the kernel has \(found) row\(found == 1 ? "" : "s"), the filter's first has \(expected); "
        + "the kernels of one filter need the same size"
    case .unequalSizes(let found, let expected):
      "the filter is \(found), the first is \(expected); the filters of a bank need the same size"
    case .unequalChannels(let found, let expected):
      "the filter has \(found) kernels, another has \(expected); the filters of a bank need as many "
        + "kernels as the picture has channels, or a single one"
    case .tooLarge(let error): error.description
    }
  }
}
