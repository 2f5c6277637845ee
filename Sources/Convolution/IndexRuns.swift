/// A set of whole numbers, stored as the runs of neighbors in it.
///
/// The rows that a window reads are a single run, or a few; whole pictures cost no more than that.
struct IndexRuns: Hashable, Sendable {
  /// Neither empty nor touching each other, in ascending order.
  let runs: [Range<Int>]

  /// All numbers that are in one of the ranges.
  ///
  /// - Complexity: O(*n* log *n*) for *n* ranges.
  init(_ ranges: [Range<Int>]) {
    var runs: [Range<Int>] = []
    let filled = ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for range in filled {
      if let last = runs.last, range.lowerBound <= last.upperBound {
        runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        runs.append(range)
      }
    }
    self.runs = runs
  }

  /// A single number.
  init(_ only: Int) { runs = [Range(only)] }

  /// Whether there is no number in it.
  var isEmpty: Bool { runs.isEmpty }

  /// From the smallest number to the largest; nil when there is none.
  var bounds: Range<Int>? {
    guard let first = runs.first, let last = runs.last else { return nil }
    return first.lowerBound..<last.upperBound
  }

  /// The numbers that are in either.
  func union(_ other: IndexRuns) -> IndexRuns { IndexRuns(runs + other.runs) }

  /// Whether all of its numbers are in the other set as well.
  ///
  /// - Complexity: O(*runs*) of both.
  func isSubset(of other: IndexRuns) -> Bool {
    var candidates = other.runs[...]
    return runs.allSatisfy { run in
      candidates = candidates.drop { $0.upperBound < run.upperBound }
      return candidates.first.map { $0.lowerBound <= run.lowerBound } ?? false
    }
  }
}
