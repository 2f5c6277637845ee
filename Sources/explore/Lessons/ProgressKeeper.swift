import Lessons

/// Remembers progress while lessons are taken, as well as it can.
///
/// That nothing can be remembered is no reason to stop anybody: it is said once on the screen, in a few
/// words, and once afterwards with the reason.
struct ProgressKeeper {
  private let file: ProgressFile?
  /// What there is to say in the end, a line each.
  private(set) var complaints: [String] = []
  /// What the screen has not said yet.
  private var notice: String?
  /// What was saved last.
  private var saved = Progress()

  /// - Parameter file: nil where the user has no home.
  init(_ file: ProgressFile?) { self.file = file }

  /// What was remembered from before.
  mutating func recall() -> Progress {
    guard let file else { return saved }
    do throws(ProgressProblem) {
      saved = try file.read()
    } catch {
      // A damaged file makes way at once, so that what comes now can be saved.
      if case .damagedInPlace = error { _ = change { _ in } } else { complain(error) }
    }
    return saved
  }

  /// Adds what is new to what is remembered.
  ///
  /// - Returns: Both together, with what other programs have added.
  mutating func save(_ progress: Progress) -> Progress {
    guard progress != saved else { return progress }
    // Where that fails, the next change brings all of it.
    saved = change { $0.merge(progress) } ?? progress
    return saved
  }

  /// Forgets a lesson, or all of them; those who have it open write on in the round before.
  mutating func reset(_ slugs: [String]?) {
    _ = change { progress in
      guard let slugs else { return progress.reset() }
      for slug in slugs { progress.reset(slug) }
    }
  }

  /// - Returns: What is remembered now; nil where it cannot be.
  private mutating func change(_ change: (inout Progress) -> Void) -> Progress? {
    guard let file else {
      complain(.noHome)
      return nil
    }
    do throws(ProgressProblem) {
      let (progress, damage) = try file.update(change)
      if let damage { complain(damage) }
      return progress
    } catch {
      complain(error)
      return nil
    }
  }

  private mutating func complain(_ problem: ProgressProblem) {
    let line = singleLine(problem.description)
    guard !complaints.contains(line) else { return }
    complaints.append(line)
    notice = problem.notice
  }

  /// What there is to say on the screen, once.
  mutating func takeNotice() -> String? {
    defer { notice = nil }
    return notice
  }
}
