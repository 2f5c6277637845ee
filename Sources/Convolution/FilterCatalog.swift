/// The filters that people ask for by name, each with a sentence on what it sees.
public enum FilterCatalog {
  /// A filter with a name.
  public struct Entry: Hashable, Sendable {
    /// What one types: lower case, words joined by `-`.
    public let name: String
    /// What it answers to, in one sentence for someone who sees a filter for the first time.
    public let summary: String
    /// One kernel: shape (1, kernel height, kernel width).
    public let kernel: Tensor
  }

  /// All of them, in the order in which they are best met.
  public static let entries: [Entry] = [
    // The lecture's two: positive above and to the left.
    entry(
      "horizontal", "Bright above, dark below: the lower edge of a bright stroke.",
      [[1, 1, 1], [0, 0, 0], [-1, -1, -1]]),
    entry(
      "vertical", "Bright on the left, dark on the right: the right edge of a bright stroke.",
      [[1, 0, -1], [1, 0, -1], [1, 0, -1]]),
    entry(
      "horizontal-opposite", "Dark above, bright below: the upper edge of a bright stroke.",
      [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
    entry(
      "vertical-opposite",
      "Dark on the left, bright on the right: the left edge of a bright stroke.",
      [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
    entry(
      "diagonal-falling",
      "Bright at the upper right, dark at the lower left: edges that fall like \\.",
      [[0, 1, 1], [-1, 0, 1], [-1, -1, 0]]),
    entry(
      "diagonal-rising",
      "Bright at the upper left, dark at the lower right: edges that rise like /.",
      [[1, 1, 0], [1, 0, -1], [0, -1, -1]]),
    // Sobel, Prewitt and Scharr are positive to the right and downwards, as in OpenCV.
    entry(
      "sobel-x",
      "Brighter to the right, the middle row counting twice; vertical's sign turned round.",
      [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    entry(
      "sobel-y",
      "Brighter downwards, the middle column counting twice; horizontal's sign turned round.",
      [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    entry(
      "prewitt-x", "Brighter to the right, all rows alike; vertical's sign turned round.",
      [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
    entry(
      "prewitt-y", "Brighter downwards, all columns alike; horizontal's sign turned round.",
      [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
    entry(
      "scharr-x", "Brighter to the right, weighed so that slanted edges count fairly.",
      [[-3, 0, 3], [-10, 0, 10], [-3, 0, 3]]),
    entry(
      "scharr-y", "Brighter downwards, weighed so that slanted edges count fairly.",
      [[-3, -10, -3], [0, 0, 0], [3, 10, 3]]),
    entry(
      "laplacian-4",
      "Darker than its four neighbors: thin dark lines, and the dark side of edges.",
      [[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    entry(
      "laplacian-8", "Darker than its eight neighbors: dark dots, thin dark lines and corners.",
      [[1, 1, 1], [1, -8, 1], [1, 1, 1]]),
    entry(
      "sharpen", "The picture with every difference to the four neighbors added once more.",
      [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    entry(
      "emboss", "The picture as a relief, lit from the lower right.",
      [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]),
    entry(
      "box-3", "The average of 3×3 pixels: a plain blur.", uniform(3)),
    entry(
      "box-5", "The average of 5×5 pixels: a stronger plain blur.", uniform(5)),
    entry(
      "gaussian-3", "A soft blur: near pixels count more.", binomial([1, 2, 1])),
    entry(
      "gaussian-5", "A softer and wider blur: near pixels count more.", binomial([1, 4, 6, 4, 1])),
    entry(
      "identity", "The picture itself: only the pixel in the middle counts.",
      [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
  ]

  /// The filter with this name.
  ///
  /// - Throws: `UnknownFilter`, with the nearest name if one is near.
  public static func entry(named name: String) throws(UnknownFilter) -> Entry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    throw UnknownFilter(name: name, nearest: nearestName(to: name, among: entries.map(\.name)))
  }

  /// The name of the filter with exactly these weights, if the catalogue has one.
  public static func name(of kernel: Tensor) -> String? {
    entries.first { $0.kernel == kernel }?.name
  }

  private static func entry(_ name: String, _ summary: String, _ rows: [[Float]]) -> Entry {
    guard let kernel = try? Tensor(rows: rows) else {
      preconditionFailure("the catalogue's \(name) is not a table")
    }
    return Entry(name: name, summary: summary, kernel: kernel)
  }

  private static func uniform(_ size: Int) -> [[Float]] {
    Array(repeating: Array(repeating: 1 / Float(size * size), count: size), count: size)
  }

  /// The outer product of a row of binomial coefficients with itself, made to add up to 1.
  private static func binomial(_ row: [Float]) -> [[Float]] {
    let sum = row.reduce(0, +)
    return row.map { above in row.map { above * $0 / (sum * sum) } }
  }
}

/// A filter's name that is not in the catalogue.
public struct UnknownFilter: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was typed.
  public let name: String
  /// The name that was probably meant.
  public let nearest: String?

  /// One sentence, with the nearest name if there is one.
  public var description: String {
    "there is no filter '\(name)'"
      + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'explore filters' lists them")
  }
}

/// The candidate that takes the fewest edits to become `name`, if that is few enough to be a slip.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let typed = Array(name.lowercased())
  let ranked = candidates.map { (name: $0, distance: editDistance(typed, Array($0))) }
  // Two edits make any word of three letters out of half the others: at least half must be right.
  let slips = ranked.filter {
    $0.distance <= min(max(2, $0.name.count / 3), $0.name.count / 2)
  }
  return slips.min { $0.distance < $1.distance }?.name
    ?? candidates.first { !name.isEmpty && $0.hasPrefix(name.lowercased()) }
}

/// How many insertions, deletions, replacements and swaps of neighbors turn one word into another.
///
/// Source: the optimal string alignment distance; Damerau, *A technique for computer detection and
/// correction of spelling errors* (1964).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var table = (0...first.count).map { row in
    (0...second.count).map { column in row == 0 ? column : column == 0 ? row : 0 }
  }
  for row in 1..<(first.count + 1) {
    for column in 1..<(second.count + 1) {
      let replaced = first[row - 1] == second[column - 1] ? 0 : 1
      var best = min(
        table[row - 1][column] + 1, table[row][column - 1] + 1,
        table[row - 1][column - 1] + replaced)
      if row > 1, column > 1, first[row - 1] == second[column - 2],
        first[row - 2] == second[column - 1]
      {
        best = min(best, table[row - 2][column - 2] + 1)
      }
      table[row][column] = best
    }
  }
  return table[first.count][second.count]
}
