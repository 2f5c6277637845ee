internal import Networks
internal import Synchronization

/// What one lesson may take in all: a file of a megabyte could ask for hours of work.
///
/// A single scene has limits of its own. What is spent here is spent far below the reader, by
/// expressions in texts in choices in questions, none of which has anything to do with it: therefore
/// the budget is the task's, and nothing is limited where nobody has set one.
final class LessonBudget: Sendable {
  @TaskLocal static var current: LessonBudget?

  private let account = Mutex(Account())

  private struct Account {
    var spent: [Item: Int] = [:]
    var excess: LessonExcess?
  }

  /// What there is only so much of.
  enum Item: CaseIterable {
    case beats, scenes
    /// Of all scenes that are computed.
    case multiplications
    /// Kept in memory: pictures, weights and outputs.
    case numbers
    /// What expressions look at.
    case readings

    /// The most; the lessons of the course need a tenth of it and less.
    var limit: Int {
      switch self {
      case .beats: 1_000
      case .scenes: 200
      case .multiplications: 2_000_000_000
      case .numbers: 64_000_000
      case .readings: 100_000_000
      }
    }
  }

  /// The first limit that was passed, if one was.
  var excess: LessonExcess? { account.withLock { $0.excess } }

  /// - Throws: `LessonExcess` where there is no more.
  static func spend(_ amount: Int, on item: Item) throws(LessonExcess) {
    guard let excess = current?.take(amount, of: item) else { return }
    throw excess
  }

  private func take(_ amount: Int, of item: Item) -> LessonExcess? {
    account.withLock { account in
      account.spent[item, default: 0] += amount
      guard account.spent[item, default: 0] > item.limit else { return nil }
      let excess = LessonExcess(item: item)
      account.excess = account.excess ?? excess
      return excess
    }
  }
}

/// A lesson takes more than it may.
struct LessonExcess: Error, Hashable, CustomStringConvertible {
  let item: LessonBudget.Item

  var description: String {
    let most = item.limit.grouped
    return switch item {
    case .beats: "the lesson has more than \(most) beats; divide it"
    case .scenes: "the lesson has more than \(most) scenes; divide it"
    case .multiplications:
      "the lesson's scenes take more than \(most) multiplications in all; take smaller pictures or "
        + "fewer filters, or divide it"
    case .numbers:
      "the lesson's scenes hold more than \(most) numbers in all; take smaller pictures or fewer "
        + "filters, or divide it"
    case .readings:
      "the lesson's expressions look at more than \(most) numbers in all; name single cells, or take "
        + "smaller pictures"
    }
  }
}
