package import Explorer
import Training

// What a lesson does with a training: batch after batch at a pace that can be followed, or no batch
// at all.

extension NetworkTraining {
  /// Milliseconds from one batch to the next: a lesson is looked at, not waited for.
  private static let pause = 40

  /// Puts the present weights to the test, all at once, and leaves it at that.
  package mutating func testNow() {
    (isRunning, isStopped) = (false, true)
    examineIfNeeded()
    while hasWork { advance() }
    refreshProbe()
  }

  /// Trains from here on.
  package mutating func play() -> [Effect] {
    isRunning = !isOver
    return goOn()
  }

  /// What keys, clicks and ticks do to a training in a lesson.
  mutating func perform(_ action: BenchAction) -> [Effect] {
    guard action != .tick else { return goOn() }
    return action.forTraining.map { effects(update(&self, $0)) } ?? []
  }

  /// One more piece of work, and the next one after a while.
  private mutating func goOn() -> [Effect] {
    guard hasWork else { return effects(update(&self, .tick)) }
    _ = update(&self, .advance)
    secondsSinceProbe += Double(Self.pause) / 1000
    if secondsSinceProbe >= Self.secondsBetweenProbes { refreshProbe() }
    return hasWork ? [.scheduleTick(after: Self.pause)] : []
  }

  /// The loop's part of what has to be done: a lesson keeps no weights.
  private mutating func effects(_ effects: [NetworkEffect]) -> [Effect] {
    if effects == [.save] {
      message = .note("a lesson keeps no weights; 'explore train fashion-mnist' does")
    }
    let hasWork = hasWork
    return effects.compactMap { effect in
      switch effect {
      case .quit: .quit
      case .redraw: .redraw
      case .scheduleTick(let delay): .scheduleTick(after: hasWork ? Self.pause : delay)
      case .save: nil
      }
    }
  }
}
